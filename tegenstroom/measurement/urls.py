"""Addresses of measurements: to answer, of one's own, and at the desk."""

from django.urls import URLPattern, URLResolver, include, path

from tegenstroom.measurement.rules.gatherings import Kind
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

# By where they begin, so that an address that begins otherwise is passed by in seven looks.
LINK = [
    path("", answering.begin, name="begin"),
    path("vraag/<int:number>/", answering.question, name="question"),
    path("klaar/", answering.finish, name="finish"),
    path("niet/", answering.not_now, name="not_now"),
    path("bewaard/", answering.stopped, name="stopped"),
    path("resultaat/", own.result, name="result"),
    path("toestemming/", own.uses, name="uses"),
    path("terug/", own.taking_back, name="taking_back"),
]

HERS = [
    path("", own.mine, name="mine"),
    path("<int:pk>/", own.one, name="one"),
]

REPORTS = [
    path("groep/<int:pk>/", report.of_group, name="of_group"),
    path("<int:pk>/verslag/", report.page, name="report"),
    path("<int:pk>/verslag.pdf", report.paper, name="report_pdf"),
    path("<int:pk>/verslag.xlsx", report.workbook, name="report_xlsx"),
    path("<int:pk>/verslag.sav", report.datafile, name="report_sav"),
]

GROUPS = [
    path("", groups.index, name="desk_groups"),
    path("project/", groups.new, {"kind": Kind.PROJECT}, name="desk_project"),
    path("traject/", groups.new, {"kind": Kind.TRACK}, name="desk_track"),
    path("<int:pk>/", groups.one, name="desk_group"),
    path("<int:pk>/wijziging/", groups.change, name="desk_group_change"),
    path("<int:pk>/einde/", groups.ending, name="desk_group_ending"),
    path("<int:pk>/afsluiting/", groups.closing, name="desk_group_closing"),
    path("<int:pk>/meting/", groups.plan, name="desk_group_plan"),
    path("<int:pk>/mensen/", groups.people, name="desk_group_people"),
    path("mensen/<int:pk>/weg/", groups.removal, name="desk_group_removal"),
]

DESK: list[URLPattern | URLResolver] = [
    path("", desk.index, name="desk_measurements"),
    path("groepen/", include(GROUPS)),
    path("vormingen/<int:pk>/", desk.plan, name="desk_plan"),
    path("vormingen/<int:pk>/deel/", desk.of_edition, name="desk_of_edition"),
    path("<int:pk>/", desk.one, name="desk_measurement"),
    path("<int:pk>/gasten/", desk.guest, name="desk_guest"),
    path("<int:pk>/einde/", desk.ending, name="desk_ending"),
    path("<int:pk>/terugblik/", desk.back, name="desk_looking_back"),
    path("rondes/<int:pk>/", desk.wave, name="desk_wave"),
    path("rondes/<int:pk>/papier/", desk.paper, name="desk_paper"),
    path("rondes/<int:pk>/overtypen/", typing.sheet, name="desk_typing"),
]

REGISTRY = [
    path("", registry.index, name="desk_registry"),
    path("nieuw/", registry.upload, name="desk_upload"),
    path("nieuw/<int:pk>/", registry.draft, name="desk_draft"),
    path("nieuw/<int:pk>/schalen/", registry.draft_scale, name="desk_draft_scale"),
    path("nieuw/<int:pk>/schalen/<slug:key>/weg/", registry.draft_scale_removal, name="desk_draft_scale_removal"),
    path("nieuw/<int:pk>/weg/", registry.draft_removal, name="desk_draft_removal"),
    path("<int:pk>/", registry.version, name="desk_version"),
    path("<int:pk>/bestand.<str:suffix>", registry.form_file, name="desk_version_file"),
]

RESEARCH = [
    path("", research.index, name="research"),
    path("<int:pk>/", research.version, name="research_version"),
    path("<int:pk>/bestand/<str:kind>/", research.file, name="research_file"),
    path("<int:pk>/berekeningen/", analyses.ask, name="research_ask"),
    path("berekeningen/<int:pk>/", analyses.one, name="analysis"),
    path("berekeningen/<int:pk>/cijfers.json", analyses.figures, name="analysis_json"),
    path("berekeningen/<int:pk>/stop/", analyses.stop, name="analysis_stop"),
    path("berekeningen/<int:pk>/opnieuw/", analyses.again, name="analysis_again"),
]

urlpatterns = [
    path("meten/", by_code.by_code, name="by_code"),
    path("meten/<str:token>/", include(LINK)),
    path("mijn/metingen/", include(HERS)),
    path("metingen/", include(REPORTS)),
    path("bureau/metingen/", include(DESK)),
    path("bureau/vragenlijsten/", include(REGISTRY)),
    path("onderzoek/metingen/", include(RESEARCH)),
]
