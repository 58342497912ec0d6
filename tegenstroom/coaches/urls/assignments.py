"""What she is asked, and her answer."""

from django.urls import path

from tegenstroom.coaches.views import answers, assignments, assignments_desk

ASKED = "bureau/coaches/vragen/<int:pk>"

urlpatterns = [
    path("coach/vragen/", assignments.questions, name="questions"),
    path("coach/vragen/samen/", answers.of_her_own, name="questions_together"),
    path("coach/vragen/<int:pk>/", assignments.question, name="question"),
    path("coach/vraag/<str:token>/", assignments.question_by_link, name="question_link"),
    path("coach/vragen/samen/<str:token>/", answers.by_letter, name="questions_link"),
    path(f"{ASKED}/", assignments_desk.one, name="desk_assignment"),
    path(f"{ASKED}/antwoord/", assignments_desk.answer, name="desk_assignment_answer"),
    path(f"{ASKED}/afzegging/", assignments_desk.calling_off, name="desk_assignment_call_off"),
    path(f"{ASKED}/reis/", assignments_desk.road, name="desk_assignment_road"),
    path(f"{ASKED}/reis/nazicht/", assignments_desk.road_right, name="desk_assignment_road_right"),
    path(f"{ASKED}/verbetering/", assignments_desk.correction, name="desk_assignment_correction"),
]
