"""Addresses of measurements: to answer, of one's own, and at the desk."""

from django.urls import path

from tegenstroom.measurement.views import answering, by_code, desk, own, typing

app_name = "measurement"

LINK = "meten/<str:token>"
DESK = "bureau/metingen"

urlpatterns = [
    path("meten/", by_code.by_code, name="by_code"),
    path(f"{LINK}/", answering.begin, name="begin"),
    path(f"{LINK}/vraag/<int:number>/", answering.question, name="question"),
    path(f"{LINK}/klaar/", answering.finish, name="finish"),
    path(f"{LINK}/bewaard/", answering.stopped, name="stopped"),
    path(f"{LINK}/resultaat/", own.result, name="result"),
    path(f"{LINK}/toestemming/", own.uses, name="uses"),
    path(f"{LINK}/terug/", own.taking_back, name="taking_back"),
    path("mijn/metingen/", own.mine, name="mine"),
    path("mijn/metingen/<int:pk>/", own.one, name="one"),
    path(f"{DESK}/vormingen/<int:pk>/", desk.plan, name="desk_plan"),
    path(f"{DESK}/vormingen/<int:pk>/deel/", desk.of_edition, name="desk_of_edition"),
    path(f"{DESK}/<int:pk>/", desk.one, name="desk_measurement"),
    path(f"{DESK}/<int:pk>/gasten/", desk.guest, name="desk_guest"),
    path(f"{DESK}/<int:pk>/einde/", desk.ending, name="desk_ending"),
    path(f"{DESK}/rondes/<int:pk>/", desk.wave, name="desk_wave"),
    path(f"{DESK}/rondes/<int:pk>/papier/", desk.paper, name="desk_paper"),
    path(f"{DESK}/rondes/<int:pk>/overtypen/", typing.sheet, name="desk_typing"),
]
