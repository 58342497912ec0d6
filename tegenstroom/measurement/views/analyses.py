"""Long analyses: asking for one, seeing how far it is, stopping it, reading what came of it."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.measurement import access
from tegenstroom.measurement.actions import analyses as actions
from tegenstroom.measurement.forms.research import AnalysisForm
from tegenstroom.measurement.models.registry import questionnaire_of
from tegenstroom.measurement.research.people import standing
from tegenstroom.measurement.research.showing import sections
from tegenstroom.measurement.research.words import AMONGS
from tegenstroom.measurement.rules.analyses import Among, Kind
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.views.research import show_version
from tegenstroom.measurement.words import MOMENTS


@guarded(access.version_for_research)
@require_POST
def ask(request: PersonRequest, pk: int) -> HttpResponse:
    """Start one. Of too few people there is nothing to compute."""
    version = access.version_for_research(request.user, pk)
    form = AnalysisForm(request.POST)
    if not standing(version).people:
        return redirect("measurement:research_version", pk)
    if not form.is_valid():
        return show_version(request, version, form)
    return redirect("measurement:analysis", actions.ask(version=version, **form.asked, by=request.user).pk)


@guarded(access.analysis_for_research)
@require_GET
def one(request: PersonRequest, pk: int) -> HttpResponse:
    """How far it is, or what came of it."""
    row = access.analysis_for_research(request.user, pk)
    asked = questionnaire_of(row.version)
    tongue = get_language() or "nl"
    shown = sections(row.result, asked, tongue if tongue in asked.languages else asked.languages[0])
    page = {
        "analysis": row,
        "sections": shown,
        "is_left": actions.is_left(row, timezone.now()),
        "moment": MOMENTS.get(row.options.get("moment", "")),
        "among": AMONGS.get(row.options.get("among", "")),
        "validated": asked.validated,
    }
    return render(request, "measurement/research/analysis.html", page)


@guarded(access.analysis_for_research)
@require_GET
def figures(request: PersonRequest, pk: int) -> HttpResponse:
    """The same for another program."""
    row = access.analysis_for_research(request.user, pk)
    told = {
        "questionnaire": row.version.instrument.key,
        "version": row.version.version,
        "state": row.state,
        **row.asked,
        **(row.result or {"sections": []}),
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2, "allow_nan": False})


@guarded(access.analysis_for_research)
@require_POST
def stop(request: PersonRequest, pk: int) -> HttpResponse:
    """End it before it is done."""
    row = access.analysis_for_research(request.user, pk)
    if actions.stop(analysis=row, by=request.user):
        messages.success(request, _("De berekening is gestopt."))
    return redirect("measurement:analysis", pk)


@guarded(access.analysis_for_research)
@require_POST
def again(request: PersonRequest, pk: int) -> HttpResponse:
    """The same once more, of who stands in it today."""
    row = access.analysis_for_research(request.user, pk)
    made = actions.ask(
        version=row.version,
        kind=Kind(row.kind),
        moment=Moment(row.options.get("moment") or Moment.BEFORE),
        among=Among(row.options.get("among") or Among.LANGUAGE),
        by=request.user,
    )
    return redirect("measurement:analysis", made.pk)
