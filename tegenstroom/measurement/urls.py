"""Addresses of measurements: to answer, of one's own, and at the desk."""

from django.urls import path

from tegenstroom.measurement.views import (
    analyses,
    answering,
    by_code,
    desk,
    groups,
    own,
    registry,
    report,
    research,
    typing,
)

app_name = "measurement"

LINK = "meten/<str:token>"
DESK = "bureau/metingen"
GROUPS = f"{DESK}/groepen"
REGISTRY = "bureau/vragenlijsten"
RESEARCH = "onderzoek/metingen"

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
    path("metingen/groep/<int:pk>/", report.of_group, name="of_group"),
    path("metingen/<int:pk>/verslag/", report.page, name="report"),
    path("metingen/<int:pk>/verslag.pdf", report.paper, name="report_pdf"),
    path("metingen/<int:pk>/verslag.xlsx", report.workbook, name="report_xlsx"),
    path("metingen/<int:pk>/verslag.sav", report.datafile, name="report_sav"),
    path(f"{DESK}/vormingen/<int:pk>/", desk.plan, name="desk_plan"),
    path(f"{DESK}/vormingen/<int:pk>/deel/", desk.of_edition, name="desk_of_edition"),
    path(f"{GROUPS}/", groups.index, name="desk_groups"),
    path(f"{GROUPS}/project/", groups.project, name="desk_project"),
    path(f"{GROUPS}/traject/", groups.track, name="desk_track"),
    path(f"{GROUPS}/<int:pk>/", groups.one, name="desk_group"),
    path(f"{GROUPS}/<int:pk>/meting/", groups.plan, name="desk_group_plan"),
    path(f"{GROUPS}/<int:pk>/mensen/", groups.people, name="desk_group_people"),
    path(f"{GROUPS}/mensen/<int:pk>/weg/", groups.removal, name="desk_group_removal"),
    path(f"{DESK}/<int:pk>/", desk.one, name="desk_measurement"),
    path(f"{DESK}/<int:pk>/gasten/", desk.guest, name="desk_guest"),
    path(f"{DESK}/<int:pk>/einde/", desk.ending, name="desk_ending"),
    path(f"{DESK}/rondes/<int:pk>/", desk.wave, name="desk_wave"),
    path(f"{DESK}/rondes/<int:pk>/papier/", desk.paper, name="desk_paper"),
    path(f"{DESK}/rondes/<int:pk>/overtypen/", typing.sheet, name="desk_typing"),
    path(f"{REGISTRY}/", registry.index, name="desk_registry"),
    path(f"{REGISTRY}/nieuw/", registry.upload, name="desk_upload"),
    path(f"{REGISTRY}/nieuw/<int:pk>/", registry.draft, name="desk_draft"),
    path(f"{REGISTRY}/nieuw/<int:pk>/weg/", registry.draft_removal, name="desk_draft_removal"),
    path(f"{REGISTRY}/<int:pk>/", registry.version, name="desk_version"),
    path(f"{REGISTRY}/<int:pk>/bestand.<str:suffix>", registry.form_file, name="desk_version_file"),
    path(f"{RESEARCH}/", research.index, name="research"),
    path(f"{RESEARCH}/<int:pk>/", research.version, name="research_version"),
    path(f"{RESEARCH}/<int:pk>/bestand/<str:kind>/", research.file, name="research_file"),
    path(f"{RESEARCH}/<int:pk>/berekeningen/", analyses.ask, name="research_ask"),
    path(f"{RESEARCH}/berekeningen/<int:pk>/", analyses.one, name="analysis"),
    path(f"{RESEARCH}/berekeningen/<int:pk>/cijfers.json", analyses.figures, name="analysis_json"),
    path(f"{RESEARCH}/berekeningen/<int:pk>/stop/", analyses.stop, name="analysis_stop"),
    path(f"{RESEARCH}/berekeningen/<int:pk>/opnieuw/", analyses.again, name="analysis_again"),
]
