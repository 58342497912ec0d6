"""All editions on one page, and as a table to take along."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from tegenstroom.base.access import guarded
from tegenstroom.base.models import Letter
from tegenstroom.base.pagecache import kept_for_her
from tegenstroom.coaches.actions import copies, late_pay, numbers, travel_held
from tegenstroom.coaches.models import CareCall
from tegenstroom.training import access, desk, tables
from tegenstroom.training.forms.desk_editions import EditionFilter
from tegenstroom.training.models import TrainingRequest
from tegenstroom.training.models.editions import EditionQuerySet
from tegenstroom.training.rules.requests import RequestState

A_PAGE = 25
# The next step is ours: call, propose, plan.
OUR_TURN = (RequestState.NEW, RequestState.TALKING, RequestState.AGREED)


@guarded(access.editions_at_desk)
def index(request: HttpRequest) -> HttpResponse:
    """All editions, with the first thing that each still asks."""
    editions = access.editions_at_desk(request.user)
    return kept_for_her(request, lambda: _fresh(request, editions))


def _fresh(request: HttpRequest, editions: EditionQuerySet) -> HttpResponse:
    search = EditionFilter(request.GET)
    page = Paginator(_with_names(search.narrow(editions)), A_PAGE).get_page(request.GET.get("page"))
    waiting = TrainingRequest.objects.filter(state__in=OUR_TURN).count()
    context = {
        "search": search,
        "page": page,
        "lines": desk.lines(list(page)),
        "requests_waiting": waiting,
        "post": Letter.objects.to_look_after(),
        "late_pay": late_pay.at_desk(late_pay.everyone()),
        "numbers_missing": len(numbers.missing(timezone.localdate())),
        "stories_late": copies.count_overdue(),
        "roads_held": travel_held.held().count(),
        "calls": CareCall.objects.waiting(),
        "query": request.GET.urlencode(),
    }
    return render(request, "training/desk/index.html", context)


@guarded(access.editions_at_desk)
def table(request: HttpRequest, suffix: str) -> HttpResponse:
    """The editions of the same filter, as a spreadsheet."""
    editions = access.editions_at_desk(request.user)
    found = _with_names(EditionFilter(request.GET).narrow(editions))
    header, rows = tables.editions_table(desk.lines(list(found)))
    return tables.RESPONSES[suffix](_("vormingen"), header, rows)


def _with_names(editions: EditionQuerySet) -> EditionQuerySet:
    return editions.select_related("version", "place", "organisation")
