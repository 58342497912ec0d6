"""A dialogue from its opening to its end: opened on a case, prepared, taken from phase to phase, closed."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.hours import letters_may_go
from tegenstroom.dialogue import emails
from tegenstroom.dialogue.actions import aftercare, dictation, fitting, seats
from tegenstroom.dialogue.actions import running as held
from tegenstroom.dialogue.figures import ASK_DONE_WEEKS, DONE_UNTIL_WEEKS, PREPARATION_DAYS
from tegenstroom.dialogue.models import Case, Circle, CircleMember, Dialogue, Step
from tegenstroom.dialogue.rules import machine
from tegenstroom.dialogue.rules.phases import FEWEST_COACHES, Part, Phase, Refusal, RefusedError
from tegenstroom.dialogue.rules.state import Move


@transaction.atomic
def open_dialogue(
    *, circle: Circle, case: Case, facilitator: Person, coaches: Collection[Person] | None = None, by: Person
) -> Dialogue:
    """Begin a dialogue on a case of this circle, with a seat for each member who agreed. Twice is the same one.

    `by` trains here; `facilitator` is a coach or another trainer of the circle who did not bring the case, and
    reads along in the coaches' own group. `coaches`: those who are asked for this one; all who agreed when None.
    Whoever would rather not talk about a theme of this case is not asked, nor for a heavy one whose month is full.
    Raises RefusedError: with fewer than two coaches nothing opens.
    """
    circle = Circle.objects.locked(circle.pk)
    audit.take_turn()
    if there := Dialogue.objects.filter(case=case).first():
        return there
    # Anew, inside the turn: she may have taken it back a moment ago.
    case = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    asked = fitting.for_case(circle, case)
    if coaches is not None:
        asked &= {coach.pk for coach in coaches}
    if no := _against_opening(circle, case, facilitator, asked, by):
        raise RefusedError(no)
    dialogue = Dialogue.objects.create(circle=circle, case=case, facilitator=facilitator, opened_by=by)
    Step.objects.create(dialogue=dialogue, phase=Phase.PREPARATION, by=by)
    audit.record("dialogue.open", by=by, about=dialogue)
    seats.seat_all(dialogue, without=_coaches_of(circle) - asked, by=by)
    return dialogue


@transaction.atomic
def start_preparation(*, dialogue: Dialogue, by: Person) -> Dialogue:
    """Give the coaches the case, so many days before they talk about it: each gets a letter. Twice is once.

    Raises RefusedError for who does not lead here.
    """
    dialogue, state = held.hold(dialogue)
    if dialogue.own_group_from is not None:
        return dialogue
    if no := machine.against_being_here(state, by.pk) or machine.against_running(state):
        raise RefusedError(no)
    if not machine.may_lead(state, by.pk):
        raise RefusedError(Refusal.NOT_FOR_YOU)
    now = timezone.now()
    days = int(PREPARATION_DAYS.on(timezone.localdate(now)))
    dialogue.own_group_from = now + timedelta(days=days)
    dialogue.save(update_fields=["own_group_from"])
    audit.record("dialogue.start_preparation", by=by, about=dialogue, days=days)
    for seat in dialogue.seats.filter(part=Part.COACH, left_at=None).select_related("person"):
        emails.case_is_ready(seat)
    held.stamp(dialogue)
    return dialogue


@transaction.atomic
def next_phase(*, dialogue: Dialogue, expected: Phase | None = None, by: Person) -> Dialogue:
    """Go to the next phase, as far as the rules allow; who leads does.

    `expected`: the phase that the page showed; when the dialogue went on meanwhile, nothing happens. Raises
    RefusedError: the coaches' own group is ended by the coaches alone.
    """
    dialogue, state = held.hold(dialogue)
    if expected is not None and state.phase is not expected:
        return dialogue
    now = timezone.now()
    was = state.phase
    state = held.happen(dialogue, state, Move(by.pk, now), by=by)
    audit.record("dialogue.phase", by=by, about=dialogue, before=str(was), after=str(state.phase))
    if state.phase is Phase.CLOSED:
        dictation.end_all(dialogue)
    if state.phase is Phase.WHAT_I_DID:
        _end_of_talk(dialogue, now)
        coaches = dialogue.seats.filter(part=Part.COACH, left_at=None).select_related("person")
        aftercare.owe(dialogue, state, coaches, by=by)
    return dialogue


def close(*, dialogue: Dialogue, by: Person) -> Dialogue:
    """Close it: no coach waits for a call, and the coaches heard what was done or nobody waits for it any longer.

    Raises RefusedError. Closing what is closed is closing it once.
    """
    current = Dialogue.objects.get(pk=dialogue.pk)
    if current.phase == Phase.CLOSED:
        return current
    if current.phase != Phase.WHAT_I_DID:
        raise RefusedError(Refusal.NOT_THIS_PHASE)
    return next_phase(dialogue=dialogue, expected=Phase.WHAT_I_DID, by=by)


def ask_what_was_done(now: datetime) -> int:
    """Some weeks after the harvest, ask who took something along what became of it; by day, once a person."""
    if not letters_may_go(timezone.localtime(now)):
        return 0
    asked = 0
    due = Dialogue.objects.running().filter(phase=Phase.WHAT_I_DID, paused_at=None, ask_done_at__lte=now)
    for dialogue in due.filter(done_until__gt=now).select_related("case"):
        told = dialogue.words.filter(phase=Phase.WHAT_I_DID).values("seat")
        takes_along = Q(part=Part.PROFESSIONAL) | Q(person=dialogue.case.writer_id)
        waiting = dialogue.seats.filter(takes_along, left_at=None).exclude(pk__in=told).exclude(part=Part.COACH)
        for seat in waiting.select_related("person"):
            with transaction.atomic():
                emails.what_did_you_do(seat)
            asked += 1
    return asked


def _end_of_talk(dialogue: Dialogue, now: datetime) -> None:
    today = timezone.localdate(now)
    dialogue.ask_done_at = now + timedelta(weeks=int(ASK_DONE_WEEKS.on(today)))
    dialogue.done_until = now + timedelta(weeks=int(DONE_UNTIL_WEEKS.on(today)))
    dialogue.save(update_fields=["ask_done_at", "done_until"])


def _coaches_of(circle: Circle) -> set[int]:
    return set(
        CircleMember.objects.agreed().filter(circle=circle, part=Part.COACH).values_list("person", flat=True)
    )


def _against_opening(
    circle: Circle, case: Case, facilitator: Person, asked: Collection[int], by: Person
) -> Refusal | None:
    members = dict(CircleMember.objects.agreed().filter(circle=circle).values_list("person", "part"))
    if members.get(by.pk) != Part.TRAINER:
        return Refusal.NOT_FOR_YOU
    if case.circle_id != circle.pk or case.is_gone:
        return Refusal.OVER
    part = Part(members[facilitator.pk]) if facilitator.pk in members else None
    is_there = part is not Part.COACH or facilitator.pk in asked
    if not (is_there and machine.is_fit_to_guide(facilitator.pk, part, writer=case.writer_id, leader=by.pk)):
        return Refusal.NO_FACILITATOR
    return Refusal.TOO_FEW_COACHES if len(asked) < FEWEST_COACHES else None
