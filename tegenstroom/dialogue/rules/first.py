"""What comes first for someone in a dialogue, and whether that asks something of her: decided here alone."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from tegenstroom.dialogue.rules.machine import (
    against,
    against_being_here,
    against_running,
    may_lead,
    research_was_heard,
)
from tegenstroom.dialogue.rules.phases import Field, Gone, Part, Phase, Turn
from tegenstroom.dialogue.rules.reading import is_of_own_group
from tegenstroom.dialogue.rules.state import Move, Pass, Speak, State


class First(StrEnum):
    """The one thing that comes first, for her."""

    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    PAUSED = "paused"
    PAUSED_FOR_YES = "paused_for_yes"
    READ = "read"
    WAIT_FOR_READERS = "wait_for_readers"
    AMONG_COACHES = "among_coaches"
    WAIT_FOR_COACHES = "wait_for_coaches"
    SPEAK_FIRST = "speak_first"
    LISTEN = "listen"
    SPEAK = "speak"
    SPOKE = "spoke"
    LET_BY = "let_by"
    REPLY = "reply"
    RESEARCH = "research"
    LAY_RESEARCH = "lay_research"
    WAIT_FOR_RESEARCH = "wait_for_research"
    HARVEST = "harvest"
    HARVESTED = "harvested"
    HARVEST_LET_BY = "harvest_let_by"
    TELL = "tell"
    TOLD = "told"
    OTHERS_TELL = "others_tell"
    HEAR = "hear"
    CLOSED = "closed"


class Ask(StrEnum):
    """One thing that someone can do now. AGREE and OPEN are of a group, all others are of a dialogue."""

    AGREE = "agree"
    OPEN = "open"
    CHECK = "check"
    TYPE = "type"
    READ = "read"
    TALK = "talk"
    SPEAK = "speak"
    ANSWER = "answer"
    RESEARCH = "research"
    HARVEST = "harvest"
    TELL = "tell"
    START = "start"
    MOVE = "move"


# What is asked of whoever had no turn in this phase yet.
ASKS = {
    First.AMONG_COACHES: Ask.TALK,
    First.SPEAK_FIRST: Ask.SPEAK,
    First.SPEAK: Ask.ANSWER,
    First.REPLY: Ask.ANSWER,
    First.RESEARCH: Ask.RESEARCH,
    First.HARVEST: Ask.HARVEST,
}
# Of these she is asked for her words; of the others for something that nobody types for her.
FOR_A_WORD = frozenset((Ask.SPEAK, Ask.ANSWER, Ask.RESEARCH))


def first_for(state: State, person: int) -> First:
    """What comes first for someone who sits here."""
    if state.gone is not None:
        return First.EXPIRED if state.gone is Gone.EXPIRED else First.WITHDRAWN
    if state.is_paused:
        return First.PAUSED_FOR_YES if state.waits_for_yes else First.PAUSED
    return OF_PHASE[state.phase](state, person)


def asked_of(
    state: State,
    person: int,
    *,
    now: datetime,
    has_read: bool,
    asks_done: bool = False,
    is_typed_for: bool = False,
) -> Ask | None:
    """The one thing that this dialogue asks of her now; None when she has to do nothing.

    `has_read`: she opened the case before. `asks_done`: the weeks are over after which people tell what they did.
    `is_typed_for`: she spoke already, and somebody else types it.
    """
    if against_being_here(state, person) or against_running(state):
        return None
    own = _own_ask(state, person, has_read=has_read, asks_done=asks_done)
    if is_typed_for and own in FOR_A_WORD:
        own = None
    return own or _leading_ask(state, person, now)


def may_speak(state: State, person: int) -> bool:
    """Whether a form to speak stands open for her now."""
    field = Field.TAKE_ALONG if state.phase is Phase.HARVEST else None
    return against(state, Speak(person, heard=True, field=field)) is None


def may_pass(state: State, person: int) -> bool:
    """Whether she is offered to let her turn go by: not twice, and not before it has come."""
    if first_for(state, person) is First.LISTEN:
        return False
    return against(state, Pass(person)) is None and not has_passed(state, person)


def has_passed(state: State, person: int) -> bool:
    """Whether she let her turn go by in this phase."""
    return (person, state.phase, Turn.PASSED) in state.turns


def fields_left(state: State, person: int) -> tuple[Field, ...]:
    """The questions of the harvest that she did not answer yet; none when she let the rest of them go by."""
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


def _own_ask(state: State, person: int, *, has_read: bool, asks_done: bool) -> Ask | None:
    first = first_for(state, person)
    if first is First.READ:
        return None if has_read or state.own_group_from is None else Ask.READ
    if first is First.TELL:
        return Ask.TELL if asks_done else None
    seat = state.seat_of(person)
    # Who leads or guides listens: her turn is to go on when it is time.
    listens = (seat is not None and seat.part is Part.TRAINER) or (
        first is First.AMONG_COACHES and person not in state.coaches
    )
    return None if listens or _had_turn(state, person) else ASKS.get(first)


def _had_turn(state: State, person: int) -> bool:
    """Whether this phase asks no more of her. Among themselves coaches are done when they say so."""
    if state.phase is Phase.OWN_GROUP:
        return person not in state.coaches_not_ready
    return state.had_turn(person, state.phase)


def _leading_ask(state: State, person: int, now: datetime) -> Ask | None:
    if not may_lead(state, person):
        return None
    if state.phase is Phase.PREPARATION and state.own_group_from is None:
        return Ask.START
    if first_for(state, person) is First.LAY_RESEARCH and not _has_researcher(state):
        return Ask.RESEARCH
    return Ask.MOVE if against(state, Move(person, now)) is None else None


def _has_researcher(state: State) -> bool:
    return any(seat.part is Part.RESEARCHER and seat.is_here for seat in state.seats)


def _in_preparation(state: State, person: int) -> First:
    return First.READ if person in state.coaches else First.WAIT_FOR_READERS


def _in_own_group(state: State, person: int) -> First:
    return First.AMONG_COACHES if is_of_own_group(state, person) else First.WAIT_FOR_COACHES


def _in_round_one(state: State, person: int) -> First:
    spoke = any(said.person == person and said.phase is Phase.ROUND_ONE for said in state.said)
    if person in state.coaches_to_speak:
        return First.SPEAK_FIRST
    if person in state.coaches:
        return First.SPOKE if spoke else First.LET_BY
    if state.coaches_to_speak:
        return First.LISTEN
    return First.SPOKE if spoke else First.SPEAK


def _of_research(state: State, person: int) -> First:
    seat = state.seat_of(person)
    if research_was_heard(state):
        return First.REPLY
    if seat is not None and seat.part is Part.RESEARCHER:
        return First.RESEARCH
    leads = may_lead(state, person) and may_lay_research(state, person)
    return First.LAY_RESEARCH if leads else First.WAIT_FOR_RESEARCH


def _of_harvest(state: State, person: int) -> First:
    if fields_left(state, person):
        return First.HARVEST
    spoke = any(said.person == person and said.phase is Phase.HARVEST for said in state.said)
    return First.HARVESTED if spoke else First.HARVEST_LET_BY


def _afterwards(state: State, person: int) -> First:
    if person in state.coaches:
        return First.HEAR
    if state.had_turn(person, Phase.WHAT_I_DID):
        return First.TOLD
    seat = state.seat_of(person)
    # Closing waits for who brought the case, also when she trains or does research here.
    tells = person == state.writer or (seat is not None and seat.part is Part.PROFESSIONAL)
    return First.TELL if tells else First.OTHERS_TELL


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
