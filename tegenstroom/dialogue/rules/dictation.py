"""A spoken word whose text somebody else types: who may hear it, who types it, and from when it counts.

It counts from her yes only. Until then it is no contribution: `State` does not know of it, so nothing that the
machine decides can depend on it, and it holds nobody up longer than silence would. The first round waits for a
coach who neither spoke nor passed; while her recording waits she can still let her turn go by. Her word then comes
after all, at her yes, in the phase in which she spoke it: what she said among the coaches stays among them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from tegenstroom.dialogue.rules.first import Ask
from tegenstroom.dialogue.rules.machine import against, against_running, may_lead
from tegenstroom.dialogue.rules.phases import WITH_VOICE, Phase, Refusal
from tegenstroom.dialogue.rules.state import Speak, State


class Stage(StrEnum):
    """Whose turn it is: of who types, or of her who spoke."""

    TO_TYPE = "to_type"
    TO_CHECK = "to_check"
    # She said that it is not what she said.
    TO_TYPE_AGAIN = "to_type_again"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A recording that is no contribution yet. `heard`: its text says what she heard others say."""

    key: UUID
    speaker: int
    phase: Phase
    stage: Stage = Stage.TO_TYPE
    heard: bool = False


def typists(state: State, speaker: int, phase: Phase) -> frozenset[int]:
    """Who may type what she said in this phase: among the coaches their facilitator, else who leads here."""
    here = {seat.person for seat in state.seats if seat.is_here} - {speaker}
    if phase is Phase.OWN_GROUP:
        return frozenset(here & {state.facilitator})
    return frozenset(person for person in here if may_lead(state, person))


def against_asking(state: State, speaker: int) -> Refusal | None:
    """Why she cannot let somebody type her words now. Whoever works here types her own."""
    if no := against(state, Speak(speaker, heard=True)):
        return no
    if speaker not in state.coaches:
        return Refusal.NOT_FOR_YOU
    if state.phase not in WITH_VOICE:
        return Refusal.NOT_THIS_PHASE
    return None if typists(state, speaker, state.phase) else Refusal.NOBODY_TYPES


def may_type(state: State, waiting: Waiting, person: int) -> bool:
    """Whether she types this one now: as long as it goes on, and the speaker still sits there with her yes."""
    if waiting.stage is Stage.TO_CHECK or against_running(state) or waiting.speaker not in state.coaches:
        return False
    return person in typists(state, waiting.speaker, waiting.phase)


def might_type(state: State, waiting: Waiting, person: int) -> bool:
    """Whether she would type it, had nobody done so yet."""
    return may_type(state, replace(waiting, stage=Stage.TO_TYPE), person)


def may_hear(state: State, waiting: Waiting, person: int) -> bool:
    """Whether she hears it, and reads its text: who types only while she types, who spoke as her own words."""
    if person != waiting.speaker:
        return may_type(state, waiting, person)
    seat = state.seat_of(person)
    return state.gone is None and seat is not None and seat.agreed


def yes(waiting: Waiting) -> Speak:
    """What happens in the dialogue at her yes."""
    return Speak(waiting.speaker, heard=waiting.heard, spoken_in=waiting.phase)


def against_yes(state: State, waiting: Waiting) -> Refusal | None:
    """Why it does not stand in the room at her yes."""
    return against(state, yes(waiting)) if waiting.stage is Stage.TO_CHECK else Refusal.WORDLESS


def ask_of(state: State, person: int, waiting: Iterable[Waiting]) -> tuple[Ask, Waiting] | None:
    """What these recordings ask of her, the oldest first: to read what stands there, or to type."""
    for one in waiting:
        if one.speaker == person and one.stage is Stage.TO_CHECK and against_yes(state, one) is None:
            return Ask.CHECK, one
        if one.speaker != person and may_type(state, one, person):
            return Ask.TYPE, one
    return None


def is_with_another(state: State, person: int, waiting: Iterable[Waiting]) -> bool:
    """Whether she spoke in this phase already and somebody else types it: then she is asked for no word."""
    return any(
        one.speaker == person and one.phase is state.phase and one.stage is not Stage.TO_CHECK for one in waiting
    )
