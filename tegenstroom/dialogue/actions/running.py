"""A dialogue held still while something happens in it: read as plain values, decided by the rules, kept as rows.

Verbs take their turn at the audit first and the row of the dialogue after that; who changes a circle locks the
circle before both.
"""

from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.models import Letter
from tegenstroom.base.models.letters import subject_of
from tegenstroom.base.prepared import prepared
from tegenstroom.dialogue.models import Aftercare, CircleMember, Dialogue, ReadCase, Seat, Step, TurnTaken, Word
from tegenstroom.dialogue.models.cases import is_over
from tegenstroom.dialogue.models.dialogues import CASE_LETTER
from tegenstroom.dialogue.rules import machine
from tegenstroom.dialogue.rules import state as plain
from tegenstroom.dialogue.rules.phases import Field, Gone, LeftHow, Part, Phase, Refusal, RefusedError, Turn
from tegenstroom.dialogue.rules.state import Event, Said, State

# What the rules know of a contribution.
SAID = ("number", "speaker_id", "phase", "field", "insight_id", "gone_how")
_AS_SAID = attrgetter(*SAID)


def hold(dialogue: Dialogue) -> tuple[Dialogue, State]:
    """The dialogue with its row locked, and where it is. Inside a transaction."""
    audit.take_turn()
    held = Dialogue.objects.locked(dialogue.pk)
    return held, state_of(held)


def state_of(dialogue: Dialogue, words: Iterable[Word] | None = None) -> State:
    """Where a dialogue is, in five queries whatever its length, and one more as long as it is prepared. No text.

    Read anew: what the caller holds may be older than a withdrawal. `words`: all that was said, of a caller who
    read it just now; that saves one query.
    """
    said = _words(dialogue.pk) if words is None else map(_AS_SAID, words)
    [(phase, facilitator, leader, own_group_from, done_until, writer, gone, last_day)] = _where(dialogue.pk)
    return State(
        phase=Phase(phase),
        seats=tuple(_seat(row) for row in _seats(dialogue.pk)),
        writer=writer,
        facilitator=facilitator,
        leader=leader,
        said=tuple(map(_said, said)),
        turns=frozenset((person, Phase(phase), Turn(turn)) for person, phase, turn in _turns(dialogue.pk)),
        gone=_gone(gone, last_day),
        own_group_from=own_group_from,
        on_paper=_waits_for_paper(dialogue) if phase == Phase.PREPARATION else frozenset(),
        done_until=done_until,
        care=frozenset(_care(dialogue.pk)),
    )


def happen(
    dialogue: Dialogue, state: State, event: Event, *, by: Person | None, among_coaches: bool = False
) -> State:
    """Ask the rules, and keep where the dialogue is now. Raises RefusedError.

    `among_coaches`: it happened in the coaches' own group, and others must not even see that something did.
    """
    outcome = machine.after(state, event)
    if isinstance(outcome, Refusal):
        raise RefusedError(outcome)
    now = timezone.now()
    for phase in _reached(state, outcome):
        Step.objects.create(dialogue=dialogue, phase=phase, at=now, by=by)
        among_coaches = False
    dialogue.phase = outcome.phase
    if outcome.is_paused != bool(dialogue.paused_at):
        dialogue.paused_at = now if outcome.is_paused else None
        among_coaches = False
    if outcome.gone is Gone.WITHDRAWN and not dialogue.withdrawn_at:
        dialogue.withdrawn_at, dialogue.paused_at = now, None
    stamp(
        dialogue,
        among_coaches=among_coaches,
        phase=dialogue.phase,
        paused_at=dialogue.paused_at,
        withdrawn_at=dialogue.withdrawn_at,
    )
    return outcome


def settle(dialogue: Dialogue, *, by: Person | None) -> None:
    """Keep what follows from who said yes and who did not: a pause, or its end. Pages that poll hear of it.

    Inside a transaction; nothing happened in the dialogue itself.
    """
    dialogue, state = hold(dialogue)
    paused_at = dialogue.paused_at
    if state.gone is None and state.is_paused != bool(paused_at):
        now = timezone.now()
        Step.objects.create(dialogue=dialogue, phase=state.shown_phase, at=now, by=by)
        paused_at = now if state.is_paused else None
    stamp(dialogue, paused_at=paused_at)


def stamp(dialogue: Dialogue, *, among_coaches: bool = False, **values: Any) -> None:
    """Say to pages that poll that something changed, and keep these values of the dialogue with it."""
    name = "own_version" if among_coaches else "version"
    Dialogue.objects.filter(pk=dialogue.pk).update(**{name: F(name) + 1}, **values)


def seat_of(dialogue: Dialogue, person: Person) -> Seat:
    """Her seat. Raises RefusedError when she has none."""
    seat = dialogue.seats.filter(person=person).first()
    if seat is None:
        raise RefusedError(Refusal.NOT_HERE)
    return seat


def _reached(before: State, outcome: State) -> list[Phase]:
    """The steps that are written down: phases of the road, pauses and their end, a withdrawal."""
    if outcome.shown_phase is before.shown_phase and outcome.phase is before.phase:
        return []
    steps = [outcome.phase] if outcome.phase is not before.phase else []
    if outcome.shown_phase not in {before.shown_phase, *steps}:
        steps.append(outcome.shown_phase)
    return steps


def _gone(how: str, last_day: date) -> Gone | None:
    """How the words of it went: from the first minute after its last day on they count as gone."""
    if how:
        return Gone(how)
    return Gone.EXPIRED if is_over(last_day) else None


def _seat(row: tuple[Any, ...]) -> plain.Seat:
    person, part, agreed, left = row
    return plain.Seat(person, Part(part), agreed=agreed, left=LeftHow(left) if left else None)


def _said(row: tuple[Any, ...]) -> Said:
    number, speaker, phase, field, insight, gone = row
    return Said(
        number,
        speaker,
        Phase(phase),
        field=Field(field) if field else None,
        insight=insight is not None,
        gone=Gone(gone) if gone else None,
    )


def _waits_for_paper(dialogue: Dialogue) -> frozenset[int]:
    waiting = _on_paper(subject_of(dialogue), dialogue.pk)
    return frozenset(person for person in waiting if person is not None)


@prepared
def _where(dialogue: int) -> QuerySet[Dialogue, tuple[Any, ...]]:
    return Dialogue.objects.filter(pk=dialogue).values_list(
        "phase",
        "facilitator",
        "opened_by",
        "own_group_from",
        "done_until",
        "case__writer",
        "case__gone_how",
        "case__expires_on",
    )


@prepared
def _seats(dialogue: int) -> QuerySet[Seat, tuple[Any, ...]]:
    yes = CircleMember.objects.agreed().filter(circle=OuterRef("dialogue__circle"), person=OuterRef("person"))
    rows = Seat.objects.filter(dialogue=dialogue).annotate(agreed=Exists(yes))
    return rows.values_list("person", "part", "agreed", "left_how")


@prepared
def _words(dialogue: int) -> QuerySet[Word, tuple[Any, ...]]:
    rows = Word.objects.filter(dialogue=dialogue).order_by("number")
    return rows.values_list(*SAID)


@prepared
def _turns(dialogue: int) -> QuerySet[TurnTaken, tuple[int, str, str]]:
    rows = TurnTaken.objects.filter(seat__dialogue=dialogue).order_by()
    return rows.values_list("seat__person", "phase", "turn")


@prepared
def _on_paper(subject: str, dialogue: int) -> QuerySet[Letter, int | None]:
    waiting = Letter.objects.filter(about=subject, kind=CASE_LETTER).on_paper()
    # Who opened the case on the screen has it.
    has_it = ReadCase.objects.filter(case__dialogue=dialogue).values("reader")
    return waiting.exclude(person__in=has_it).order_by().values_list("person", flat=True)


@prepared
def _care(dialogue: int) -> QuerySet[Aftercare, int]:
    owed = Aftercare.objects.filter(seat__dialogue=dialogue, call__made_at=None).order_by()
    return owed.values_list("seat__person", flat=True)
