"""Addresses of enrolling, waiting, cancelling."""

from django.urls import path

from tegenstroom.training.views import (
    approvals,
    cancelling,
    desk_enrolling,
    desk_person,
    enrolling,
    enrolments,
    enrolments_desk,
    team,
)

BY_LINK = "inschrijving/<str:token>/"
OWN = "mijn/inschrijvingen/<int:pk>/"
DESK = "bureau/inschrijvingen/<int:pk>/"

urlpatterns = [
    path("vormingen/<int:pk>/inschrijven/", enrolling.enrolling, name="enrol"),
    path("op-maat/inschrijven/<str:token>/", enrolling.enrolling_in_company, name="enrol_in_company"),
    path("ingeschreven/<str:token>/", enrolling.receipt, name="enrolled"),
    path(BY_LINK, enrolments.show_by_link, name="enrolment_link"),
    path(f"{BY_LINK}annulering/", enrolments.cancel_by_link, name="enrolment_link_cancellation"),
    path(f"{BY_LINK}overdracht/", enrolments.hand_over_by_link, name="enrolment_link_hand_over"),
    path(f"{BY_LINK}noden/", enrolments.needs_by_link, name="enrolment_link_needs"),
    path(f"{BY_LINK}dagen/<int:session>/", enrolments.day_by_link, name="enrolment_link_day"),
    path(f"{BY_LINK}aanbod/", enrolments.answer_offer_by_link, name="enrolment_link_offer"),
    path(OWN, enrolments.show_own, name="my_enrolment"),
    path(f"{OWN}annulering/", enrolments.cancel_own, name="my_enrolment_cancellation"),
    path(f"{OWN}overdracht/", enrolments.hand_over_own, name="my_enrolment_hand_over"),
    path(f"{OWN}noden/", enrolments.needs_own, name="my_enrolment_needs"),
    path(f"{OWN}dagen/<int:session>/", enrolments.day_own, name="my_enrolment_day"),
    path(f"{OWN}aanbod/", enrolments.answer_offer_own, name="my_enrolment_offer"),
    path("goedkeuring/<str:token>/", approvals.approval, name="approval"),
    path("mijn/team/<int:pk>/", team.team, name="team"),
    path("mijn/team/<int:organisation>/goedkeuringen/<int:pk>/", team.team_answer, name="team_answer"),
    path("vormingen/<int:pk>/inschrijven/groep/", team.group, name="group"),
    path("bureau/vormingen/<int:pk>/inschrijven/", desk_enrolling.enrolling, name="desk_enrolling"),
    path("bureau/mensen/<int:pk>/vormingen/", desk_person.trainings, name="desk_person"),
    path(DESK, enrolments_desk.enrolment, name="desk_enrolment"),
    path(f"{DESK}annulering/", enrolments_desk.cancellation, name="desk_enrolment_cancellation"),
    path(f"{DESK}overdracht/", enrolments_desk.hand_over, name="desk_enrolment_hand_over"),
    path(f"{DESK}noden/", enrolments_desk.needs, name="desk_enrolment_needs"),
    path(f"{DESK}plaats/", enrolments_desk.place, name="desk_enrolment_place"),
    path("bureau/annuleren/", cancelling.terms, name="cancellation_terms"),
]
