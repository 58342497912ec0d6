"""Addresses of the coordinator's desk, and of what a tandem answers and does."""

from django.urls import path, re_path

from tegenstroom.training.views import (
    desk,
    desk_coaches,
    desk_edition,
    desk_modules,
    desk_moments,
    desk_planning,
    tandem,
    tasks,
)

urlpatterns = [
    path("bureau/", desk.index, name="desk"),
    re_path(r"^bureau/vormingen\.(?P<suffix>csv|xlsx)$", desk.table, name="desk_table"),
    path("bureau/vormingen/nieuw/", desk_planning.choice, name="desk_choice"),
    path("bureau/vormingen/nieuw/<int:pk>/", desk_planning.plan, name="desk_plan"),
    path("bureau/vormingen/<int:pk>/", desk_edition.one, name="desk_edition"),
    path("bureau/vormingen/<int:pk>/gegevens/", desk_planning.edit, name="desk_edit"),
    path("bureau/vormingen/<int:pk>/aankondiging/", desk_edition.announcement, name="desk_announcement"),
    path("bureau/vormingen/<int:pk>/bevestiging/", desk_edition.confirmation, name="desk_confirmation"),
    path("bureau/vormingen/<int:pk>/afronding/", desk_edition.closing, name="desk_closing"),
    path("bureau/vormingen/<int:pk>/afgelasting/", desk_edition.calling_off, name="desk_call_off"),
    path("bureau/vormingen/<int:pk>/klaar/", desk_edition.readiness, name="desk_ready"),
    path("bureau/vormingen/<int:pk>/tandem/", desk_edition.tandem, name="desk_tandem"),
    path("bureau/vormingen/<int:pk>/coaches/", desk_coaches.ask, name="desk_coaches"),
    path("bureau/coaches/<int:pk>/vraag/", desk_moments.ask, name="desk_moment"),
    path("bureau/vormingen/<int:pk>/taken/", desk_edition.tasks, name="desk_tasks"),
    re_path(
        r"^bureau/vormingen/(?P<pk>[0-9]+)/mensen\.(?P<suffix>csv|xlsx)$", desk_edition.people, name="desk_people"
    ),
    path("bureau/tandem/<int:pk>/antwoord/", desk_edition.tandem_answer, name="desk_tandem_answer"),
    path("bureau/taken/<int:pk>/klaar/", desk_edition.task_done, name="desk_task_done"),
    path("bureau/modules/", desk_modules.index, name="desk_modules"),
    path("bureau/modules/nieuw/", desk_modules.add, name="desk_module_add"),
    path("bureau/modules/<int:pk>/", desk_modules.one, name="desk_module"),
    path("bureau/modules/<int:pk>/versie/", desk_modules.new_version, name="desk_new_version"),
    path("bureau/versies/<int:pk>/", desk_modules.edit, name="desk_version"),
    path("bureau/versies/<int:pk>/publicatie/", desk_modules.publication, name="desk_publication"),
    path("tandem/<str:token>/", tandem.answer_by_link, name="tandem_answer"),
    path("mijn/tandem/<int:pk>/antwoord/", tandem.answer_on_my_page, name="my_answer"),
    path("mijn/taken/<int:pk>/klaar/", tasks.done, name="my_task_done"),
]
