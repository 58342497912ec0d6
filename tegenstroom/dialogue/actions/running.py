"""A dialogue held still while something happens in it: read as plain values, decided by the rules, kept as rows.

Verbs take their turn at the audit first and the row of the dialogue after that; who changes a circle locks the
circle before both.
"""

from typing import Any

from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.dialogue.models import Aftercare, CircleMember, Dialogue, Seat, Step, TurnTaken
from tegenstroom.dialogue.rules import machine
from tegenstroom.dialogue.rules import state as plain
from tegenstroom.dialogue.rules.phases import Field, Gone, LeftHow, Part, Phase, Refusal, RefusedError, Turn
from tegenstroom.dialogue.rules.state import Event, Said, State


def hold(dialogue: Dialogue) -> tuple[Dialogue, State]:
    """The dialogue with its row locked, and where it is. Inside a transaction."""
    audit.take_turn()
    held = Dialogue.objects.locked(dialogue.pk)
    return held, state_of(held)


def state_of(dialogue: Dialogue) -> State:
    """Where a dialogue is, in five queries whatever its length. No text is read.

    Read anew: what the caller holds may be older than a withdrawal.
    """
    row = Dialogue.objects.filter(pk=dialogue.pk).values(
        "phase", "facilitator", "own_group_from", "done_until", "case__writer", "case__gone_how"
    )[0]
    return State(
        phase=Phase(row["phase"]),
        seats=tuple(_seats(dialogue)),
        writer=row["case__writer"],
        facilitator=row["facilitator"],
        said=tuple(_said(dialogue)),
        turns=frozenset(_turns(dialogue)),
        gone=Gone(row["case__gone_how"]) if row["case__gone_how"] else None,
        own_group_from=row["own_group_from"],
        done_until=row["done_until"],
        care=frozenset(_care(dialogue)),
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


def _seats(dialogue: Dialogue) -> list[plain.Seat]:
    yes = CircleMember.objects.agreed().filter(circle=dialogue.circle_id, person=OuterRef("person"))
    rows = Seat.objects.filter(dialogue=dialogue).annotate(agreed=Exists(yes))
    return [
        plain.Seat(person, Part(part), agreed=agreed, left=LeftHow(how) if how else None)
        for person, part, agreed, how in rows.values_list("person", "part", "agreed", "left_how")
    ]


def _said(dialogue: Dialogue) -> list[Said]:
    rows = dialogue.words.order_by("number").values_list(
        "number", "speaker", "phase", "field", "insight", "gone_how"
    )
    return [
        Said(
            number,
            speaker,
            Phase(phase),
            field=Field(field) if field else None,
            insight=insight is not None,
            gone=Gone(gone) if gone else None,
        )
        for number, speaker, phase, field, insight, gone in rows
    ]


def _turns(dialogue: Dialogue) -> list[tuple[int, Phase, Turn]]:
    rows = TurnTaken.objects.filter(seat__dialogue=dialogue).values_list("seat__person", "phase", "turn")
    return [(person, Phase(phase), Turn(turn)) for person, phase, turn in rows]


def _care(dialogue: Dialogue) -> list[int]:
    owed = Aftercare.objects.filter(seat__dialogue=dialogue, call__made_at=None)
    return list(owed.values_list("seat__person", flat=True))
