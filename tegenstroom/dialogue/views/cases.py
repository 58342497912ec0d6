"""The case as its readers get it: plain first, aloud or on paper; a name of her own, and ways out."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base import pdf
from tegenstroom.base.access import guarded
from tegenstroom.base.sealing import SealError
from tegenstroom.dialogue.access.cases import case_for
from tegenstroom.dialogue.access.dialogues import coach_seat, dialogue_for, own_seat, version_of
from tegenstroom.dialogue.actions import leaving, reading, seats
from tegenstroom.dialogue.actions.running import state_of
from tegenstroom.dialogue.doors import room_path
from tegenstroom.dialogue.forms.circles import NameForm
from tegenstroom.dialogue.models import Case, Dialogue
from tegenstroom.dialogue.papers.cases import case_pdf
from tegenstroom.dialogue.polling import nothing_new
from tegenstroom.dialogue.rules.machine import may_lead
from tegenstroom.dialogue.rules.phases import Part, Phase, RefusedError
from tegenstroom.dialogue.rules.reading import may_read_case
from tegenstroom.dialogue.views.dress import after_her_yes, dressed
from tegenstroom.dialogue.words import REFUSALS


@guarded(dialogue_for)
@require_GET
@after_her_yes
def case(request: PersonRequest, pk: int) -> HttpResponse:
    """The case in plain words; for who is no coach the whole of it stands below."""
    dialogue = dialogue_for(request.user, pk)
    return gone_page(request, dialogue.case) or _shown(
        request, dialogue, lambda words: _page(request, dialogue, words, "dialogue/case.html")
    )


@guarded(dialogue_for)
@require_GET
def whole(request: PersonRequest, pk: int) -> HttpResponse:
    """The whole case, for a coach who wants more than the plain version."""
    dialogue = dialogue_for(request.user, pk)
    return gone_page(request, dialogue.case) or _shown(
        request, dialogue, lambda words: _page(request, dialogue, words, "dialogue/case_whole.html")
    )


@guarded(dialogue_for)
@require_GET
def paper(request: PersonRequest, pk: int) -> HttpResponse:
    """The plain version in large letters, to print; no copy of it stays here."""
    dialogue = dialogue_for(request.user, pk)
    return gone_page(request, dialogue.case) or _shown(
        request, dialogue, lambda words: pdf.answer(case_pdf(words, dialogue.circle.name), "casus.pdf")
    )


@guarded(dialogue_for)
@require_safe
def still_there(request: PersonRequest, pk: int) -> HttpResponse:
    """For a page that is open: whether she may still read the case, or the page must go. Without a word of it."""
    # The number first, as in a room: what changes while the answer is made is asked anew.
    dialogue = dialogue_for(request.user, pk)
    if not may_read_case(state_of(dialogue), request.user.pk):
        return HttpResponse(status=HTTPStatus.RESET_CONTENT)
    return nothing_new(request, pk, version_of(request.user, dialogue))


@guarded(coach_seat)
@require_http_methods(["GET", "POST"])
def name(request: PersonRequest, pk: int) -> HttpResponse:
    """Under which name she speaks here: her own, or one that she makes up."""
    seat = coach_seat(request.user, pk)
    if gone := gone_page(request, seat.dialogue.case):
        return gone
    data = request.POST if request.method == "POST" else None
    form = NameForm(data, own=request.user.short_name, shown_as=seat.shown_as)
    if request.method == "POST" and form.is_valid():
        try:
            chosen = seats.choose_name(dialogue=seat.dialogue, name=form.name(), by=request.user)
        except RefusedError as refused:
            form.add_error("other", str(REFUSALS[refused.refusal]))
        else:
            messages.success(request, _("In dit gesprek heet je %(name)s.") % {"name": chosen.shown_as})
            return redirect("dialogue:case", pk)
    page = {
        "seat": seat,
        "form": form,
        "is_known": seats.is_known_already(seat.dialogue, request.user),
        "is_soon_guessed": seats.is_soon_guessed(seat.dialogue),
    }
    return dressed(request, "dialogue/case_name.html", page)


def gone_page(request: PersonRequest, case: Case) -> HttpResponse | None:
    """What whoever comes for a case that is gone reads instead; None as long as it stands."""
    if not case.is_gone:
        return None
    page = {"case": case, "is_over": case.is_past}
    return dressed(request, "dialogue/case_gone.html", page, status=HTTPStatus.GONE)


def _shown(
    request: PersonRequest, dialogue: Dialogue, show: Callable[[reading.CaseText], HttpResponse]
) -> HttpResponse:
    try:
        return show(case_for(request.user, dialogue))
    except SealError as error:
        # Without its key nobody reads it any more: that is said in words, not with an error.
        messages.error(request, str(error))
        return redirect("dialogue:circles")


def _page(request: PersonRequest, dialogue: Dialogue, words: reading.CaseText, template: str) -> HttpResponse:
    seat = own_seat(request.user, dialogue.pk)
    state = state_of(dialogue)
    page = {
        "dialogue": dialogue,
        "words": words,
        "seat": seat,
        "is_coach": seat.part == Part.COACH,
        "may_veto": leaving.may_veto(dialogue, request.user),
        "leads": may_lead(state, request.user.pk),
        "has_begun": state.shown_phase is not Phase.PREPARATION,
        "room": room_path(dialogue),
        "guide": seats.guide_of(dialogue, request.user),
    }
    return dressed(request, template, page)
