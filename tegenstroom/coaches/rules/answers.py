"""Until when an answer counts, and whose; what stands in the way of a yes; and how a silent no sounds."""

from datetime import datetime, timedelta

from tegenstroom.coaches.rules.assignments import ANSWERS, NEXT_STATES, NOES, Obstacle, State

# A no that we say for her comes after so long, as of someone who answers one letter after another.
SOONEST, LATEST = timedelta(hours=4), timedelta(hours=48)


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


def against_yes(before: State, *, has_begun: bool, month_is_full: bool, is_taken: bool) -> Obstacle | None:
    """What of her own stands in the way of her yes, None when nothing does. For her eyes: see `told_to_others`.

    `month_is_full`: with this heavy day there would be more in its month than she or the network takes.
    `is_taken`: she said yes to something else at these hours. What she was asked for counts in her month already;
    a no does not, and so may become too many. Once it has begun it is a fact, which the desk writes down.
    """
    if has_begun:
        return None
    if is_taken:
        return Obstacle.TAKEN
    return Obstacle.MONTH_IS_FULL if month_is_full and before in NOES else None


def told_to_others(obstacle: Obstacle) -> Obstacle:
    """What anyone but she hears of what stands in her way."""
    return Obstacle.NOT_AVAILABLE if obstacle in {Obstacle.MONTH_IS_FULL, Obstacle.TAKEN} else obstacle


def says_no_at(since: datetime, *, starts_at: datetime, chance: float) -> datetime:
    """When we say for her the no to a theme that she said once, to what she was asked before. `chance` is 0 to 1.

    Said at the same second as the first it would tell others that hers was a no to the theme. Always in the first
    half of the time that is left until `starts_at`: someone else can still be asked.
    """
    later = SOONEST + chance * (LATEST - SOONEST)
    return since + min(later, (starts_at - since) * (1 + chance) / 4)


def shown_to_others(state: State) -> State:
    """The state as anyone but she may read it: why she does not come is hers."""
    return State.NO if state is State.RATHER_NOT else state
