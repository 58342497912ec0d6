"""What researchers get: how many people stand behind a questionnaire, and their answers as files."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.base.downloads import download
from tegenstroom.engines.questionnaires import FormError
from tegenstroom.measurement import access
from tegenstroom.measurement.actions.exporting import export, name_of
from tegenstroom.measurement.figures import SMALLEST_PUBLIC
from tegenstroom.measurement.forms.research import AnalysisForm
from tegenstroom.measurement.matrix import TooFewError
from tegenstroom.measurement.models import InstrumentVersion
from tegenstroom.measurement.models.registry import questionnaire_of
from tegenstroom.measurement.research.files import File, type_of
from tegenstroom.measurement.research.people import standing
from tegenstroom.measurement.research.words import FILES
from tegenstroom.measurement.words import MOMENTS, why

# The newest analyses; older ones can still be opened by who kept their address.
MOST_SHOWN = 30


@guarded(access.versions_for_research)
@require_GET
def index(request: PersonRequest) -> HttpResponse:
    """Every version whose answers may be used, with how many people stand behind it."""
    rows = [standing(version) for version in access.versions_for_research(request.user)]
    page = {"rows": rows, "smallest": int(SMALLEST_PUBLIC.on(timezone.localdate()))}
    return render(request, "measurement/research/index.html", page)


@guarded(access.version_for_research)
@require_GET
def version(request: PersonRequest, pk: int) -> HttpResponse:
    """One version: who stands in it, its files, and what was computed of it."""
    return show_version(request, access.version_for_research(request.user, pk), AnalysisForm())


def show_version(request: PersonRequest, row: InstrumentVersion, form: AnalysisForm) -> HttpResponse:
    """The page of a version, with what was asked of it."""
    found = standing(row)
    page = {
        "version": row,
        "questionnaire": questionnaire_of(row),
        "standing": found,
        "by_rounds": [([MOMENTS[each] for each in rounds], n) for rounds, n in found.by_rounds.items()],
        "files": FILES.items(),
        "form": form,
        "analyses": row.analyses.select_related("asked_by")[:MOST_SHOWN],
        "smallest": int(SMALLEST_PUBLIC.on(timezone.localdate())),
    }
    return render(request, "measurement/research/version.html", page)


@guarded(access.version_for_research)
@require_POST
def file(request: PersonRequest, pk: int, kind: str) -> HttpResponse:
    """The answers as a file."""
    row = access.version_for_research(request.user, pk)
    if kind not in set(File):
        raise Http404
    try:
        content = export(version=row, file=File(kind), language=get_language() or "nl", by=request.user)
    except (TooFewError, FormError) as refused:
        messages.error(request, sentence_of(refused))
        return redirect("measurement:research_version", pk)
    ending, content_type = type_of(File(kind))
    return download(content, content_type, f"{name_of(row)}.{ending}")


def sentence_of(refused: TooFewError | FormError) -> str:
    """Why there is nothing to give, for the person at the screen."""
    if isinstance(refused, TooFewError):
        return _("Er zijn antwoorden nodig van minstens %(n)s mensen. Zoveel zijn het er nog niet.") % {
            "n": refused.smallest
        }
    return why(refused)
