"""Opening a dialogue and preparing it, and where it is, for who leads it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.models import Person
from tegenstroom.base import letters
from tegenstroom.base.access import guarded
from tegenstroom.base.models import Letter
from tegenstroom.dialogue.access.cases import case_to_open
from tegenstroom.dialogue.access.dialogues import dialogue_led, readings_of
from tegenstroom.dialogue.actions import aftercare, dialogues, fitting, posting, reading, seats
from tegenstroom.dialogue.actions.running import state_of
from tegenstroom.dialogue.doors import room_path
from tegenstroom.dialogue.figures import POST_DAYS, PREPARATION_DAYS
from tegenstroom.dialogue.forms.circles import OpeningForm
from tegenstroom.dialogue.hers import ORDER
from tegenstroom.dialogue.models import CircleMember, Dialogue, Seat
from tegenstroom.dialogue.rules import machine
from tegenstroom.dialogue.rules.phases import FEWEST_COACHES, ROAD, Part, Phase, Refusal, RefusedError
from tegenstroom.dialogue.rules.reading import may_read_case
from tegenstroom.dialogue.rules.state import Move, State
from tegenstroom.dialogue.words import PHASES, REFUSALS, phase_line


@guarded(case_to_open)
@require_http_methods(["GET", "POST"])
def opening(request: PersonRequest, pk: int, key: UUID) -> HttpResponse:
    """Open a dialogue on a case: who will be there, and who guides the coaches among themselves."""
    case = case_to_open(request.user, pk, key)
    data = request.POST if request.method == "POST" else None
    form = OpeningForm(data, case=case, members=fitting.who_may_sit(case), by=request.user)
    members = CircleMember.objects.with_yes().current().filter(circle=pk, part=Part.COACH).select_related("person")
    # Who said yes and would rather not talk about this is not here, and nobody is told why.
    coaches = [one for one in members if not one.stands or str(one.pk) in form.members]
    lacks = FEWEST_COACHES - form.coach_count()
    if request.method == "POST" and form.is_valid():
        guide, asked = form.guide(), form.asked()
        opened = _done(
            request,
            lambda: dialogues.open_dialogue(
                circle=case.circle, case=case, facilitator=guide, coaches=asked, by=request.user
            ),
        )
        if opened:
            return redirect("dialogue:course", opened.pk)
    page = {"case": case, "coaches": coaches, "lacks": lacks, "form": form}
    return render(request, "dialogue/led_opening.html", page)


@guarded(dialogue_led)
@require_GET
def course(request: PersonRequest, pk: int) -> HttpResponse:
    """Where a dialogue is, who read the case, and what is in the way of the next step."""
    dialogue = dialogue_led(request.user, pk)
    return render(request, "dialogue/led_course.html", _page(request, dialogue))


@guarded(dialogue_led)
@require_POST
def preparation(request: PersonRequest, pk: int) -> HttpResponse:
    """Give the coaches the case; each gets a letter."""
    dialogue = dialogue_led(request.user, pk)
    if _done(request, lambda: dialogues.start_preparation(dialogue=dialogue, by=request.user)):
        messages.success(request, _("De coaches krijgen een brief. Ze hebben nu de tijd om te lezen."))
    return redirect("dialogue:course", pk)


@guarded(dialogue_led)
@require_POST
def guide(request: PersonRequest, pk: int) -> HttpResponse:
    """Let someone else guide the coaches among themselves."""
    dialogue = dialogue_led(request.user, pk)
    chosen = next(
        (one.person for one in _others(dialogue) if str(one.person_id) == request.POST.get("guide")), None
    )
    if chosen is None:
        raise BadRequest
    if _done(request, lambda: seats.change_guide(dialogue=dialogue, guide=chosen, by=request.user)):
        messages.success(request, _("%(name)s begeleidt nu de coaches.") % {"name": chosen.short_name})
    return redirect("dialogue:course", pk)


@guarded(dialogue_led)
@require_POST
def coach(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask a coach of the group who was not asked at the opening."""
    dialogue = dialogue_led(request.user, pk)
    asked = next((one for one in seats.unasked(dialogue) if str(one.pk) == request.POST.get("coach")), None)
    if asked is None:
        raise BadRequest
    if _done(request, lambda: seats.ask_along(dialogue=dialogue, coach=asked, by=request.user)):
        messages.success(request, _("%(name)s zit nu mee in dit gesprek.") % {"name": asked.short_name})
    return redirect("dialogue:course", pk)


@guarded(dialogue_led)
@require_POST
def handed_over(request: PersonRequest, pk: int) -> HttpResponse:
    """She gave a coach the case on paper herself."""
    dialogue = dialogue_led(request.user, pk)
    given = next((one for one in _without_paper(dialogue) if str(one.pk) == request.POST.get("coach")), None)
    if given is None:
        raise BadRequest
    if _done(request, lambda: posting.hand_over(dialogue=dialogue, coach=given, by=request.user)):
        messages.success(request, _("%(name)s heeft de casus.") % {"name": given.short_name})
    return redirect("dialogue:course", pk)


def _without_paper(dialogue: Dialogue) -> list[Person]:
    """Coaches whose letter with the case has yet to leave."""
    return list(Person.objects.filter(pk__in=state_of(dialogue).coaches_without_paper).order_by("pk"))


def _page(request: PersonRequest, dialogue: Dialogue) -> dict[str, Any]:
    state = state_of(dialogue)
    no = machine.against(state, Move(request.user.pk, timezone.now()))
    seated = dialogue.seats.filter(left_at=None).select_related("person")
    here = sorted(seated, key=lambda seat: ORDER.index(Part(seat.part)))
    opened: dict[int, list[date]] = {}
    for row in readings_of(request.user, dialogue):
        opened.setdefault(row.reader_id, []).append(row.day)
    at = ROAD.index(state.phase)
    return {
        "dialogue": dialogue,
        "title": reading.titles_for(request.user, [(dialogue, state)]).get(dialogue.pk, ""),
        "phase": state.shown_phase,
        "sentence": phase_line(state.shown_phase, is_given=state.own_group_from is not None),
        "is_gone": state.gone is not None,
        "rail": [(PHASES[phase], number - at) for number, phase in enumerate(ROAD)],
        "next": PHASES[ROAD[at + 1]] if state.phase is not Phase.CLOSED else "",
        "is_over": machine.against_running(state) is Refusal.OVER,
        "days": int(PREPARATION_DAYS.on(timezone.localdate())),
        "obstacle": _obstacle(no, state) if no else "",
        "waits_for_yes": state.waits_for_yes,
        "calls": aftercare.still_open(dialogue) if no is Refusal.CARE_OPEN else [],
        "here": [
            (seat.person, seat.part, opened.get(seat.person_id, []), may_read_case(state, seat.person_id))
            for seat in here
        ],
        "writer": state.writer,
        "room": room_path(dialogue),
        "unasked": seats.unasked(dialogue),
        "guide": next((seat.person for seat in here if seat.person_id == dialogue.facilitator_id), None),
        "guides": _others(dialogue) if state.phase is Phase.PREPARATION else [],
        "without_paper": _without_paper(dialogue) if no is Refusal.ON_PAPER else [],
        "post_days": int(POST_DAYS.on(timezone.localdate())),
        "on_paper": ", ".join(seat.person.short_name for seat in here if _reads_paper(seat)),
    }


def _others(dialogue: Dialogue) -> list[Seat]:
    """Who else could guide the coaches."""
    state = state_of(dialogue)
    seated = dialogue.seats.exclude(person=dialogue.facilitator_id).select_related("person").order_by("pk")
    return [seat for seat in seated if machine.may_guide(state, seat.person_id)]


def _reads_paper(seat: Seat) -> bool:
    """Whether she is a coach whose letters go by post: someone has to print the case for her."""
    return seat.part == Part.COACH and letters.channel_of(seat.person) == Letter.Channel.PAPER


def _obstacle(no: Refusal, state: State) -> str:
    """What is in the way, with how many coaches we wait for where everybody may know that."""
    if no is Refusal.COACHES_FIRST:
        waits = len(state.coaches_to_speak)
        return _("De coaches spreken eerst. We wachten nog op %(n)s van hen.") % {"n": waits}
    return str(REFUSALS[no])


def _done[R](request: PersonRequest, act: Callable[[], R]) -> R | None:
    """Do it, or say why it cannot be done now."""
    try:
        return act()
    except RefusedError as refused:
        messages.error(request, str(REFUSALS[refused.refusal]))
        return None
