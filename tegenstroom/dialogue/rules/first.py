"""What is asked of someone who comes into a dialogue now: one thing first."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from tegenstroom.dialogue.rules.machine import against, may_lead, research_was_heard
from tegenstroom.dialogue.rules.phases import Field, Gone, Part, Phase, Turn
from tegenstroom.dialogue.rules.reading import is_of_own_group
from tegenstroom.dialogue.rules.state import Pass, Speak, State


class First(StrEnum):
    """The one thing that comes first, for her."""

    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    PAUSED = "paused"
    READ = "read"
    WAIT_FOR_READERS = "wait_for_readers"
    AMONG_COACHES = "among_coaches"
    WAIT_FOR_COACHES = "wait_for_coaches"
    SPEAK_FIRST = "speak_first"
    LISTEN = "listen"
    SPEAK = "speak"
    SPOKE = "spoke"
    REPLY = "reply"
    RESEARCH = "research"
    LAY_RESEARCH = "lay_research"
    WAIT_FOR_RESEARCH = "wait_for_research"
    HARVEST = "harvest"
    HARVESTED = "harvested"
    TELL = "tell"
    TOLD = "told"
    HEAR = "hear"
    CLOSED = "closed"


def first_for(state: State, person: int) -> First:
    """What comes first for someone who sits here."""
    if state.gone is not None:
        return First.EXPIRED if state.gone is Gone.EXPIRED else First.WITHDRAWN
    return First.PAUSED if state.is_paused else OF_PHASE[state.phase](state, person)


def may_speak(state: State, person: int) -> bool:
    """Whether a form to speak stands open for her now."""
    field = Field.TAKE_ALONG if state.phase is Phase.HARVEST else None
    return against(state, Speak(person, heard=True, field=field)) is None


def may_pass(state: State, person: int) -> bool:
    """Whether she can let her turn go by, and did not yet do so here."""
    return against(state, Pass(person)) is None and not has_passed(state, person)


def has_passed(state: State, person: int) -> bool:
    """Whether she let her turn go by in this phase."""
    return (person, state.phase, Turn.PASSED) in state.turns


def fields_left(state: State, person: int) -> tuple[Field, ...]:
    """The questions of the harvest that she did not answer yet; none when she let her turn go by."""
    if (person, Phase.HARVEST, Turn.PASSED) in state.turns:
        return ()
    answered = {said.field for said in state.said if said.person == person and said.phase is Phase.HARVEST}
    return tuple(field for field in Field if field not in answered)


def may_lay_research(state: State, person: int) -> bool:
    """Whether she can lay an insight beside the case, as research's voice."""
    return against(state, Speak(person, insight=True)) is None


def is_time_to_tell(state: State, person: int, ask_at: datetime | None, now: datetime) -> bool:
    """Whether the weeks are over after which we ask it."""
    return first_for(state, person) is First.TELL and ask_at is not None and now >= ask_at


def _in_preparation(state: State, person: int) -> First:
    return First.READ if person in state.coaches else First.WAIT_FOR_READERS


def _in_own_group(state: State, person: int) -> First:
    return First.AMONG_COACHES if is_of_own_group(state, person) else First.WAIT_FOR_COACHES


def _in_round_one(state: State, person: int) -> First:
    if person in state.coaches:
        return First.SPEAK_FIRST if person in state.coaches_to_speak else First.SPOKE
    return First.LISTEN if state.coaches_to_speak else First.SPEAK


def _of_research(state: State, person: int) -> First:
    seat = state.seat_of(person)
    if research_was_heard(state):
        return First.REPLY
    if seat is not None and seat.part is Part.RESEARCHER:
        return First.RESEARCH
    leads = may_lead(state, person) and may_lay_research(state, person)
    return First.LAY_RESEARCH if leads else First.WAIT_FOR_RESEARCH


def _of_harvest(state: State, person: int) -> First:
    return First.HARVEST if fields_left(state, person) else First.HARVESTED


def _afterwards(state: State, person: int) -> First:
    if person in state.coaches:
        return First.HEAR
    return First.TOLD if state.had_turn(person, Phase.WHAT_I_DID) else First.TELL


OF_PHASE: dict[Phase, Callable[[State, int], First]] = {
    Phase.PREPARATION: _in_preparation,
    Phase.OWN_GROUP: _in_own_group,
    Phase.ROUND_ONE: _in_round_one,
    Phase.ROUNDS: lambda _state, _person: First.REPLY,
    Phase.RESEARCH: _of_research,
    Phase.HARVEST: _of_harvest,
    Phase.WHAT_I_DID: _afterwards,
    Phase.CLOSED: lambda _state, _person: First.CLOSED,
}
