"""What was found in a draft, row by row; and what its writer points at herself."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.dialogue.access import drafts as access
from tegenstroom.dialogue.actions import carrying, draft_contents, draft_findings, looking
from tegenstroom.dialogue.draft_readers import recognised
from tegenstroom.dialogue.draft_rows import (
    Row,
    decisions_of,
    left_to_decide,
    pieces_of,
    rows_of,
    with_forms,
)
from tegenstroom.dialogue.forms.drafts import MarkForm
from tegenstroom.dialogue.models import RawDraft
from tegenstroom.dialogue.rules.drafts import Choice, Source, UnfitError
from tegenstroom.dialogue.rules.found import exact_place, places_of
from tegenstroom.dialogue.rules.road import Step
from tegenstroom.dialogue.views.draft_road import address, goes, keeps_typed, leads_on, page_of, to_step

ON_A_PAGE = 8


@keeps_typed
@guarded(access.draft_of)
@require_http_methods(["GET", "POST"])
def findings(request: PersonRequest, key: UUID) -> HttpResponse:
    """Some rows at a time. What she decided is kept at each press of a button, also when a row is wrong."""
    draft = access.draft_of(request.user, key)
    if not draft.looked_at:
        return to_step(draft, Step.NAMES if draft_contents.text_of(draft) else Step.STORY)
    rows = rows_of(draft, Source.ENGINE)
    shown = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    right = True
    if request.method == "POST":
        right = _keep(request, draft, with_forms(shown, request.POST), rows)
        if right:
            return _next_rows(request, draft, shown.number)
    else:
        with_forms(shown)
    page = page_of(
        draft,
        Step.FINDINGS,
        rows=shown,
        count=len(rows),
        left=left_to_decide(draft),
        is_wrong=not right,
        lost=[mark["words"] for mark in draft_contents.lost_marks_of(draft)],
    )
    return render(request, "dialogue/draft_findings.html", page)


@keeps_typed
@guarded(access.draft_of)
@require_http_methods(["GET", "POST"])
def marks(request: PersonRequest, key: UUID) -> HttpResponse:
    """The whole story with what was found in it; she points at what is left, and decides on it."""
    draft = access.draft_of(request.user, key)
    if not draft.looked_at:
        return to_step(draft, Step.NAMES if draft_contents.text_of(draft) else Step.STORY)
    wants = goes(request) if request.method == "POST" else ""
    form = MarkForm(request.POST if wants == "mark" else None)
    rows = with_forms(rows_of(draft, Source.WRITER), request.POST if wants and wants != "mark" else None)
    right = True
    if wants == "mark" and form.is_valid() and _mark(request, draft, form):
        return redirect(f"{address(draft, Step.MARKS)}#nog")
    if wants.startswith("unmark-"):
        _unmark(request, draft, rows, wants.removeprefix("unmark-"))
        return to_step(draft, Step.MARKS)
    if wants and wants != "mark":
        right = _keep(request, draft, rows, rows)
        if right:
            return _after_marks(request, draft)
    page = page_of(
        draft,
        Step.MARKS,
        form=form,
        rows=rows,
        pieces=pieces_of(draft),
        is_wrong=not right,
        left=_marks_left(draft),
        recognised=recognised(draft) if draft_contents.as_it_stands(draft).is_recognised else "",
    )
    return render(request, "dialogue/draft_marks.html", page)


def _keep(request: PersonRequest, draft: RawDraft, shown: list[Row], rows: list[Row]) -> bool:
    """Keep what can be kept; whether all of it could."""
    if decisions := decisions_of(shown, rows):
        draft_findings.decide_all(draft=draft, decisions=decisions, by=request.user)
    return all(row.form.is_valid() for row in shown if row.form)


def _next_rows(request: PersonRequest, draft: RawDraft, number: int) -> HttpResponse:
    """The next rows; after the last ones those that are still open; then the next question."""
    rows = rows_of(draft, Source.ENGINE)
    pages = Paginator(rows, ON_A_PAGE)
    going = goes(request)
    if going == "back" and number > 1:
        return _rows(draft, number - 1)
    if going != "on":
        return leads_on(request, draft, Step.FINDINGS)
    if draft.sealed_lost_marks:
        draft = carrying.have_told(draft=draft, by=request.user)
    open_pages = [place // ON_A_PAGE + 1 for place, row in enumerate(rows) if row.is_open]
    if number < pages.num_pages:
        return _rows(draft, next((page for page in open_pages if page > number), number + 1))
    if open_pages:
        messages.warning(request, _still_open(len(open_pages)))
        return _rows(draft, open_pages[0])
    return leads_on(request, draft, Step.FINDINGS)


def _marks_left(draft: RawDraft) -> int:
    return draft.findings.filter(choice=Choice.OPEN, source=Source.WRITER).count()


def _after_marks(request: PersonRequest, draft: RawDraft) -> HttpResponse:
    if _marks_left(draft) and goes(request) == "on":
        # The sentence that says how many stands there, beside what is to be decided.
        return redirect(f"{address(draft, Step.MARKS)}#nog")
    return leads_on(request, draft, Step.MARKS)


def _mark(request: PersonRequest, draft: RawDraft, form: MarkForm) -> bool:
    """Mark these words where they stand, as far as nothing is marked there; False with the reason on the form."""
    given, text = form.cleaned_data, draft_contents.text_of(draft)
    places = places_of(given["words"], text)
    nth: int | None = given["nth"]
    if given["exactly"]:
        place = exact_place(request.POST["words"], given["exactly"], text)
        places, nth = [place] if place else places, None
    if not places:
        form.add_error("words", _("Deze woorden staan niet in je verhaal. Kijk of er geen letter verschilt."))
        return False
    if nth and nth > len(places):
        form.add_error(
            "nth",
            _("Ze staan er %(n)d keer.") % {"n": len(places)},
        )
        return False
    marked = _mark_places(request, draft, places[nth - 1 : nth] if nth else places)
    if not marked:
        form.add_error("words", _("Hier is al iets aangeduid. Verander het bij “Wat komt er in de plaats?”."))
        return False
    messages.success(
        request,
        ngettext(
            "Aangeduid op %(n)d plaats. Kies nu wat er in de plaats komt.",
            "Aangeduid op %(n)d plaatsen. Kies nu wat er in de plaats komt.",
            marked,
        )
        % {"n": marked},
    )
    return True


def _mark_places(request: PersonRequest, draft: RawDraft, places: list[tuple[int, int]]) -> int:
    taken = list(draft.findings.values_list("start", "end"))
    free = [
        (start, end)
        for start, end in places
        if not any(start < other_end and other_start < end for other_start, other_end in taken)
    ]
    marked = 0
    for start, end in free:
        try:
            draft_findings.mark(draft=draft, start=start, end=end, by=request.user)
            marked += 1
        except UnfitError as no:
            # Marked meanwhile on another page of hers.
            if not all(obstacle == "overlaps" for obstacle in no.obstacles):
                raise
    return marked


def _unmark(request: PersonRequest, draft: RawDraft, rows: list[Row], key: str) -> None:
    """Take away a mark of hers; what else she filled in on the page is kept."""
    _keep(request, draft, rows, rows)
    for row in rows:
        if str(row.finding.pk) == key:
            looking.unmark(finding=row.finding, by=request.user)


def _rows(draft: RawDraft, number: int) -> HttpResponse:
    return redirect(f"{address(draft, Step.FINDINGS)}?page={number}")


def _still_open(left: int) -> str:
    return _("Nog %(n)s te beslissen.") % {"n": left}
