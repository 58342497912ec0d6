"""What a dialogue asks of someone now, and on what it waits: on plain values, so that every page says the same."""

from datetime import datetime
from enum import StrEnum

from tegenstroom.dialogue.rules import machine
from tegenstroom.dialogue.rules.phases import Part, Phase, Refusal
from tegenstroom.dialogue.rules.state import Move, State


class Ask(StrEnum):
    """One thing that someone can do now. AGREE is of a group, all others are of a dialogue."""

    AGREE = "agree"
    READ = "read"
    TALK = "talk"
    SPEAK = "speak"
    ANSWER = "answer"
    RESEARCH = "research"
    HARVEST = "harvest"
    TELL = "tell"
    START = "start"
    MOVE = "move"


class Wait(StrEnum):
    """On what a dialogue waits, for who keeps an eye on all of them: never on whom among the coaches."""

    START = "start"
    READING = "reading"
    MOVE = "move"
    OWN_GROUP = "own_group"
    COACHES = "coaches"
    TALK = "talk"
    RESEARCH = "research"
    HARVEST = "harvest"
    CALL = "call"
    TELLING = "telling"
    TWO_COACHES = "two_coaches"


# What is asked of whoever had no turn in a phase yet.
TURNS = {
    Phase.ROUND_ONE: Ask.ANSWER,
    Phase.ROUNDS: Ask.ANSWER,
    Phase.RESEARCH: Ask.ANSWER,
    Phase.HARVEST: Ask.HARVEST,
}


def asked_of(state: State, person: int, *, now: datetime, has_read: bool, asks_done: bool = False) -> Ask | None:
    """The one thing that this dialogue asks of her now; None when she has to do nothing.

    `has_read`: she opened the case before. `asks_done`: the weeks are over after which people tell what they did.
    """
    if machine.against_being_here(state, person) or machine.against_running(state):
        return None
    seat = state.seat_of(person)
    assert seat is not None
    if own := _own_ask(state, person, seat.part, has_read=has_read, asks_done=asks_done):
        return own
    return _leading_ask(state, person, now)


def _own_ask(state: State, person: int, part: Part, *, has_read: bool, asks_done: bool) -> Ask | None:
    had_turn = state.had_turn(person, state.phase)
    match state.phase:
        case Phase.PREPARATION:
            waits_for_her = part is Part.COACH and state.own_group_from is not None and not has_read
            return Ask.READ if waits_for_her else None
        case Phase.OWN_GROUP:
            return Ask.TALK if person in state.coaches_not_ready else None
        case Phase.ROUND_ONE if state.coaches_to_speak:
            return Ask.SPEAK if person in state.coaches_to_speak else None
        case Phase.RESEARCH if not machine.research_was_heard(state):
            return Ask.RESEARCH if part is Part.RESEARCHER else None
        case Phase.WHAT_I_DID:
            return Ask.TELL if part is Part.PROFESSIONAL and asks_done and not had_turn else None
    # Who leads listens: her turn is to go on when it is time.
    return None if had_turn or part is Part.TRAINER else TURNS.get(state.phase)


def _leading_ask(state: State, person: int, now: datetime) -> Ask | None:
    if not machine.may_lead(state, person):
        return None
    if state.phase is Phase.PREPARATION and state.own_group_from is None:
        return Ask.START
    return Ask.MOVE if machine.against(state, Move(person, now)) is None else None


def waits_for(state: State, now: datetime) -> Wait | None:
    """On what this dialogue waits now; None when it is over."""
    if no := machine.against_running(state):
        return Wait.TWO_COACHES if no is Refusal.PAUSED else None
    match state.phase:
        case Phase.PREPARATION:
            wait = _before_the_coaches_talk(state, now)
        case Phase.OWN_GROUP:
            wait = Wait.OWN_GROUP
        case Phase.ROUND_ONE if state.coaches_to_speak:
            wait = Wait.COACHES
        case Phase.RESEARCH if not machine.research_was_heard(state):
            wait = Wait.RESEARCH
        case Phase.HARVEST:
            wait = Wait.HARVEST
        case Phase.WHAT_I_DID:
            wait = _after_the_harvest(state, now)
        case _:
            wait = Wait.TALK
    return wait


def _before_the_coaches_talk(state: State, now: datetime) -> Wait:
    if state.own_group_from is None:
        return Wait.START
    return Wait.READING if now < state.own_group_from else Wait.MOVE


def _after_the_harvest(state: State, now: datetime) -> Wait:
    if state.care:
        return Wait.CALL
    is_over = state.done_until is not None and now >= state.done_until
    return Wait.MOVE if is_over or state.had_turn(state.writer, Phase.WHAT_I_DID) else Wait.TELLING
