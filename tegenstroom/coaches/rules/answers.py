"""Until when an answer counts, and whose."""

from datetime import datetime

from tegenstroom.coaches.rules.assignments import ANSWERS, NEXT_STATES, Obstacle, State


def against_answering(
    state: State, answer: State, *, starts_at: datetime, now: datetime, at_desk: bool, has_theme: bool
) -> Obstacle | None:
    """What stands in the way of this answer now, None when nothing does. ValueError for what is no answer.

    She may change her mind until it begins. Afterwards the desk can still write down that she came, for who never
    answered; not that she stayed away: that is a correction. Without a theme there is none to avoid.
    """
    if answer not in ANSWERS or (answer is State.RATHER_NOT and not has_theme):
        raise ValueError(answer)
    if state is not answer and answer not in NEXT_STATES[state]:
        return Obstacle.WRONG_STATE
    if now < starts_at or (at_desk and answer is State.YES):
        return None
    return Obstacle.IN_THE_PAST


def may_say(state: State, answer: State, *, starts_at: datetime, now: datetime, has_theme: bool) -> bool:
    """Whether she herself finds this button: another answer than the one she gave, as long as it counts."""
    if answer not in NEXT_STATES[state] or (answer is State.RATHER_NOT and not has_theme):
        return False
    against = against_answering(state, answer, starts_at=starts_at, now=now, at_desk=False, has_theme=has_theme)
    return against is None


def shown_to_others(state: State) -> State:
    """The state as anyone but she may read it: why she does not come is hers."""
    return State.NO if state is State.RATHER_NOT else state
