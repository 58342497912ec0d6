"""On what a dialogue waits, for who keeps an eye on all of them: never on whom among the coaches."""

from datetime import datetime
from enum import StrEnum

from tegenstroom.dialogue.rules import machine
from tegenstroom.dialogue.rules.phases import Phase, Refusal
from tegenstroom.dialogue.rules.state import State


class Wait(StrEnum):
    """What is still to be done, by whoever does that."""

    START = "start"
    PAPER = "paper"
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
    YES = "yes"


def waits_for(state: State, now: datetime) -> Wait | None:
    """On what this dialogue waits now; None when it is over."""
    if no := machine.against_running(state):
        if no is not Refusal.PAUSED:
            return None
        return Wait.YES if state.waits_for_yes else Wait.TWO_COACHES
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
    if state.coaches_without_paper:
        return Wait.PAPER
    return Wait.READING if now < state.own_group_from else Wait.MOVE


def _after_the_harvest(state: State, now: datetime) -> Wait:
    if state.care:
        return Wait.CALL
    is_over = state.done_until is not None and now >= state.done_until
    return Wait.MOVE if is_over or state.had_turn(state.writer, Phase.WHAT_I_DID) else Wait.TELLING
