"""Addresses of measuring: for who answers, and for the desk."""

from django.urls import path

from tegenstroom.measurement.views import answering, desk

app_name = "measurement"

urlpatterns = [
    path("meten/<str:token>/", answering.door, name="door"),
    path("meten/blad/<str:token>/<int:number>/", answering.question, name="question"),
    path("meten/blad/<str:token>/afgifte/", answering.finish, name="finish"),
    path("meten/blad/<str:token>/later/", answering.later, name="later"),
    path("meten/blad/<str:token>/resultaat/", answering.result, name="result"),
    path("meten/blad/<str:token>/toestemming/", answering.consents, name="consents"),
    path("mijn/meting/<int:pk>/", answering.mine, name="mine"),
    path("bureau/vormingen/<int:pk>/metingen/", desk.of_edition, name="desk_of_edition"),
    path("bureau/vormingen/<int:pk>/meting/", desk.plan, name="desk_plan"),
    path("bureau/metingen/<uuid:key>/", desk.one, name="desk_one"),
    path("bureau/metingen/<uuid:key>/afgelasting/", desk.calling_off, name="desk_calling_off"),
    path("bureau/metingen/moment/<int:pk>/formulier/", desk.form_paper, name="desk_form"),
    path("bureau/metingen/moment/<int:pk>/overtypen/", desk.typing, name="desk_typing"),
]
