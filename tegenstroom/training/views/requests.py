"""A training made to measure, as the organisation sees it: asking, and answering a proposal."""

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from tegenstroom.base import pdf
from tegenstroom.base.access import by_link, public
from tegenstroom.training import words
from tegenstroom.training.actions import requests as actions
from tegenstroom.training.doors import proposal_of
from tegenstroom.training.forms.requests import AgreeForm, RequestForm, TalkForm
from tegenstroom.training.models import Proposal
from tegenstroom.training.papers import proposals
from tegenstroom.training.rules.requests import RequestRefusedError, Snag, snag_in_agreeing
from tegenstroom.training.views.flood import too_many


@public
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a training made to measure; no account is needed."""
    form = RequestForm(request.POST or None, initial={"module": request.GET.get("vorming")})
    status = 200
    if request.method == "POST" and form.is_valid():
        if not too_many(request, form):
            actions.ask_training(**form.question_asked())
            return redirect("training:request_received")
        status = 429
    return render(request, "training/request.html", {"form": form}, status=status)


@public
def received(request: HttpRequest) -> HttpResponse:
    """What happens now."""
    return render(request, "training/request_received.html")


@by_link
def proposal(request: HttpRequest, token: str) -> HttpResponse:
    """Read a proposal and agree to it."""
    row = proposal_of(token)
    form = AgreeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.agree(proposal=row, name=form.cleaned_data["name"])
        except RequestRefusedError as refused:
            form.add_error(None, words.SNAGS[refused.snag])
        else:
            return redirect("training:proposal", token)
    return _show(request, row, token, form=form)


@by_link
@require_POST
def talk(request: HttpRequest, token: str) -> HttpResponse:
    """Talk first."""
    row = proposal_of(token)
    form = TalkForm(request.POST)
    if form.is_valid():
        # Twice on the button, or answered already: the page says where it stands.
        with suppress(RequestRefusedError):
            actions.talk(proposal=row, text=form.cleaned_data["text"])
        return redirect("training:proposal", token)
    return _show(request, row, token, talk_form=form)


@by_link
def paper(request: HttpRequest, token: str) -> HttpResponse:
    """The proposal as a PDF."""
    return as_pdf(proposal_of(token))


def as_pdf(row: Proposal) -> HttpResponse:
    """A proposal on paper, to open or to keep."""
    return pdf.answer(proposals.paper(row), proposals.file_name(row))


def _show(request: HttpRequest, row: Proposal, token: str, **forms: Any) -> HttpResponse:
    snag = snag_in_agreeing(actions.standing_of(row, row.request), today=timezone.localdate())
    context = {
        "proposal": row,
        "training_request": row.request,
        "token": token,
        "form": AgreeForm(),
        "talk_form": TalkForm(),
        "snag": words.SNAGS[snag] if snag and snag is not Snag.WRONG_STATE else "",
        "can_agree": snag is None,
    }
    return render(request, "training/proposal.html", {**context, **forms})
