"""Requests for a training made to measure, as the desk sees them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tegenstroom.base.access import guarded
from tegenstroom.training import access, words
from tegenstroom.training.actions import requests as actions
from tegenstroom.training.forms.requests import (
    FIT,
    PREVIEW,
    DeclineForm,
    NoteForm,
    ProposalSheet,
    fitted_sheet,
    longer_sheet,
    sheet_for,
    typed_sheet,
)
from tegenstroom.training.forms.rows import MORE
from tegenstroom.training.models import TrainingRequest
from tegenstroom.training.rules.editions import RefusedError
from tegenstroom.training.rules.requests import CLOSED, RequestRefusedError, RequestState, may_become, next_step
from tegenstroom.training.views.requests import as_pdf

A_PAGE = 25


@guarded(access.at_desk)
def index(request: HttpRequest) -> HttpResponse:
    """All requests: the open ones, or all of them."""
    access.at_desk(request.user)
    every = "alles" in request.GET
    rows = TrainingRequest.objects.select_related("module").prefetch_related("proposals")
    page = Paginator(rows if every else rows.exclude(state__in=CLOSED), A_PAGE).get_page(request.GET.get("page"))
    shown = [{"row": row, "step": _step(row)} for row in page]
    return render(request, "training/desk/requests.html", {"page": page, "shown": shown, "every": every})


@guarded(access.request_at_desk)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: the question, the conversation, the proposals, and the next step."""
    row = access.request_at_desk(request.user, pk)
    return render(request, "training/desk/request.html", _page(row))


@guarded(access.request_at_desk)
@require_POST
def notes(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what was said."""
    row = access.request_at_desk(request.user, pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return render(request, "training/desk/request.html", {**_page(row), "note_form": form})
    actions.note(request=row, text=form.cleaned_data["text"], by=access.at_desk(request.user))
    messages.success(request, _("Je nota is bewaard."))
    return redirect("training:desk_request", pk)


@guarded(access.request_at_desk)
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a proposal, filled in from what we know; read it over, and send it."""
    row = access.request_at_desk(request.user, pk)
    if not may_become(RequestState(row.state), RequestState.PROPOSED):
        return redirect("training:desk_request", pk)
    sheet, judged = _sheet(request, row)
    if judged and sheet.is_valid():
        if PREVIEW in request.POST:
            return as_pdf(actions.draft(row, sheet.offer()))
        if _sent(request, row, sheet):
            messages.success(request, _("Het voorstel is op weg naar %(name)s.") % {"name": row.contact_name})
            return redirect("training:desk_request", pk)
    return render(request, "training/desk/proposal.html", {"training_request": row, "sheet": sheet})


@guarded(access.request_at_desk)
def declining(request: HttpRequest, pk: int) -> HttpResponse:
    """It will not be."""
    row = access.request_at_desk(request.user, pk)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decline(request=row, text=form.cleaned_data["text"], by=access.at_desk(request.user))
        except RequestRefusedError as refused:
            messages.error(request, words.SNAGS[refused.snag])
        return redirect("training:desk_request", pk)
    return render(request, "training/desk/decline.html", {"training_request": row, "form": form})


@guarded(access.request_at_desk)
@require_POST
def planning(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the edition that was agreed to."""
    row = access.request_at_desk(request.user, pk)
    try:
        edition = actions.plan_edition(request=row, by=access.at_desk(request.user))
    except RequestRefusedError as refused:
        messages.error(request, words.SNAGS[refused.snag])
    except RefusedError as refused:
        for problem in refused.problems:
            messages.error(request, words.sentence(problem))
    else:
        messages.success(request, _("De vorming staat klaar. Kondig ze aan, dan krijgt de organisatie de link."))
        return redirect("training:desk_edition", edition.pk)
    return redirect("training:desk_request", pk)


@guarded(access.proposal_at_desk)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A proposal as a PDF."""
    return as_pdf(access.proposal_at_desk(request.user, pk))


def _sheet(request: HttpRequest, row: TrainingRequest) -> tuple[ProposalSheet, bool]:
    """The form, and whether it was handed in: a button that only changes its rows hands in nothing."""
    if not request.POST:
        return sheet_for(row), False
    sheet = typed_sheet(request.POST)
    for button, redrawn in ((MORE, longer_sheet), (FIT, fitted_sheet)):
        if button in request.POST:
            return redrawn(sheet), False
    return sheet, True


def _sent(request: HttpRequest, row: TrainingRequest, sheet: ProposalSheet) -> bool:
    try:
        actions.propose(request=row, offer=sheet.offer(), by=access.at_desk(request.user))
    except RequestRefusedError as refused:
        sheet.form.add_error(None, words.SNAGS[refused.snag])
        return False
    return True


def _step(row: TrainingRequest) -> str:
    newest = next(iter(row.proposals.all()), None)
    until = newest.valid_until if newest else None
    return str(words.NEXT_STEPS[next_step(RequestState(row.state), valid_until=until, today=timezone.localdate())])


def _page(row: TrainingRequest) -> dict[str, Any]:
    state = RequestState(row.state)
    return {
        "training_request": row,
        "step": _step(row),
        "state": state,
        "notes": row.notes.select_related("by"),
        "proposals": row.proposals.select_related("version"),
        "note_form": NoteForm(),
        "is_open": state not in CLOSED,
        "may_propose": may_become(state, RequestState.PROPOSED),
        "may_plan": may_become(state, RequestState.PLANNED),
    }
