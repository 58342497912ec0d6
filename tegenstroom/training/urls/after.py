"""Addresses of attendance, evaluation, certificates and calendars."""

from django.urls import path

from tegenstroom.training.views import attendance, calendars, certificates, evaluation, evaluation_paper

urlpatterns = [
    path("groep/<int:pk>/aanwezigheid/", attendance.attendance, name="attendance"),
    path("groep/<int:pk>/aanwezigheid/rest/", attendance.attendance_rest, name="attendance_rest"),
    path("groep/<int:pk>/afronding/", attendance.day_closing, name="day_closing"),
    path("groep/<int:pk>/aanwezigheid/lijst.pdf", attendance.attendance_sheet, name="attendance_sheet"),
    path("groep/<int:pk>/qr/", attendance.room_code, name="room_code"),
    path("aanwezig/<str:token>/", attendance.check_in, name="check_in"),
    path("terugblik/<str:token>/", evaluation.evaluation, name="evaluation"),
    path("terugblik/<str:token>/<int:number>/", evaluation.evaluation_question, name="evaluation_question"),
    path("terugblik/<str:token>/afgeven/", evaluation.evaluation_finish, name="evaluation_finish"),
    path("terugblik/<str:token>/bewaard/", evaluation.evaluation_kept, name="evaluation_kept"),
    path("mijn/terugblik/<int:pk>/", evaluation.my_evaluation, name="my_evaluation"),
    path("mijn/vormingen/<int:pk>/terugblik/", evaluation.coach_feedback, name="coach_feedback"),
    path("bureau/vormingen/<int:pk>/terugblik/", evaluation.evaluation_results, name="evaluation_results"),
    path("bureau/vormingen/<int:pk>/terugblik/papier/", evaluation_paper.choice, name="evaluation_papers"),
    path("bureau/terugblik/<int:pk>/papier/", evaluation_paper.sheet, name="evaluation_paper"),
    path("bureau/vormingen/<int:pk>/attesten/", certificates.certificates, name="certificates"),
    path("bureau/inschrijvingen/<int:pk>/attest/", certificates.certificate_again, name="certificate_again"),
    path(
        "bureau/attesten/<int:pk>/intrekking/", certificates.certificate_revocation, name="certificate_revocation"
    ),
    path("mijn/attesten/<int:pk>.pdf", certificates.certificate_paper, name="certificate_paper"),
    path("attest/", certificates.certificate_lookup, name="certificate_lookup"),
    path("attest/<str:code>/", certificates.certificate_check, name="certificate_check"),
    path("inschrijving/<str:token>/agenda.ics", calendars.enrolment_calendar, name="enrolment_calendar"),
    path("agenda/<str:token>.ics", calendars.calendar_feed, name="calendar_feed"),
    path("mijn/agenda/", calendars.calendar, name="calendar"),
]
