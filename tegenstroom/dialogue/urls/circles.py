"""Groups and their contract, the case as its readers get it, and how a dialogue is opened and led."""

from django.urls import path

from tegenstroom.dialogue.views import cases, cases_own, circles, circles_desk, circles_leading, circles_people

CIRCLE = "gesprekken/groepen/<int:pk>"
CASE = "gesprekken/<int:pk>/casus"
OWN = "gesprekken/casussen/<uuid:key>"
COURSE = "gesprekken/<int:pk>/verloop"

urlpatterns = [
    path("gesprekken/", circles.mine, name="circles"),
    path(f"{CIRCLE}/", circles.one, name="circle"),
    path(f"{CIRCLE}/afspraak/", circles.contract, name="circle_contract"),
    path(f"{CIRCLE}/weggaan/", circles.leaving, name="circle_leaving"),
    path(f"{CIRCLE}/casus/", circles.bring_case, name="circle_case"),
    path(f"{CIRCLE}/mensen/", circles_people.people, name="circle_people"),
    path(f"{CIRCLE}/mensen/opnieuw/", circles_people.gathering, name="circle_gathering"),
    path(f"{CIRCLE}/mensen/<int:member>/einde/", circles_people.removal, name="circle_removal"),
    path(f"{CIRCLE}/casussen/<uuid:key>/gesprek/", circles_leading.opening, name="circle_opening"),
    path("gesprekken/vormingen/<int:pk>/groep/", circles_people.of_edition, name="circle_of_edition"),
    path(f"{COURSE}/", circles_leading.course, name="course"),
    path(f"{COURSE}/voorbereiding/", circles_leading.preparation, name="course_preparation"),
    path(f"{COURSE}/begeleider/", circles_leading.guide, name="course_guide"),
    path(f"{COURSE}/papier/", circles_leading.handed_over, name="course_paper"),
    path(f"{COURSE}/coaches/", circles_leading.coach, name="course_coach"),
    path(f"{CASE}/", cases.case, name="case"),
    path(f"{CASE}/volledig/", cases.whole, name="case_whole"),
    path(f"{CASE}/papier/", cases.paper, name="case_paper"),
    path(f"{CASE}/staat/", cases.still_there, name="case_still_there"),
    path(f"{CASE}/naam/", cases.name, name="case_name"),
    path(f"{OWN}/", cases_own.one, name="own_case"),
    path(f"{OWN}/staat/", cases_own.still_there, name="own_case_still_there"),
    path(f"{OWN}/terug/", cases_own.withdrawal, name="own_case_withdrawal"),
    path("bureau/gesprekken/", circles_desk.overview, name="desk_dialogues"),
    path("bureau/gesprekken/vormingen/<int:pk>/", circles_desk.of_edition, name="desk_of_edition"),
    path("bureau/gesprekken/groepen/nieuw/", circles_desk.supervision, name="desk_supervision"),
]
