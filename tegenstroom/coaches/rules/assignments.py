"""What a coach is asked, what she may answer, and what becomes of it."""

from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What she is asked for. Preparing and looking back count as much as the day itself."""

    TRAINING = "training"
    SUPERVISION = "supervision"
    PREPARATION = "preparation"
    DEBRIEF = "debrief"
    MEETING = "meeting"


# Coaches among themselves: nobody asks them for a group, and whom one of them depends on is a coach herself.
MEETS_NO_GROUP = (Kind.MEETING,)


class State(StrEnum):
    """RATHER_NOT is a no to the theme, from then on. CALLED_OFF is the organiser's doing."""

    ASKED = "asked"
    YES = "yes"
    NO = "no"
    RATHER_NOT = "rather_not"
    CALLED_OFF = "called_off"
    DONE = "done"


ANSWERS = (State.YES, State.NO, State.RATHER_NOT)
# Still to be answered, or agreed: asking for the same once more would be asking twice.
OPEN = (State.ASKED, State.YES)
# To others these are one answer, and one that stands: nobody asks for the same once more.
NOES = (State.NO, State.RATHER_NOT)
NEXT_STATES = {
    State.ASKED: {State.YES, State.NO, State.RATHER_NOT, State.CALLED_OFF},
    State.YES: {State.NO, State.RATHER_NOT, State.CALLED_OFF, State.DONE},
    State.NO: {State.YES, State.RATHER_NOT, State.CALLED_OFF},
    State.RATHER_NOT: {State.YES, State.NO, State.CALLED_OFF},
    State.CALLED_OFF: set(),
    State.DONE: set(),
}


class Obstacle(StrEnum):
    """Why a coach cannot be asked, or an answer not be kept.

    NOT_AVAILABLE is all that anyone else hears of her dependencies, her themes, her own limits and what she does
    elsewhere; MONTH_IS_FULL and TAKEN are said to her alone. SAID_NO is one answer to every no of hers.
    PAID_A_WAGE: no ceiling holds for her, so nothing of elsewhere counts.
    """

    NO_PROFILE = "no_profile"
    NO_AGREEMENT = "no_agreement"
    NO_GROUP = "no_group"
    NOT_AVAILABLE = "not_available"
    ALREADY_ASKED = "already_asked"
    SAID_NO = "said_no"
    MONTH_IS_FULL = "month_is_full"
    TAKEN = "taken"
    IN_THE_PAST = "in_the_past"
    WRONG_STATE = "wrong_state"
    IS_OVER = "is_over"
    OVER_THE_CEILING = "over_the_ceiling"
    PAID_A_WAGE = "paid_a_wage"


def is_short_notice(day: date, *, today: date, least: int) -> bool:
    """Whether she is asked less than `least` days before the day."""
    return (day - today).days < least


class RefusedError(Exception):
    """A verb that may not be done now. `obstacles` says why; nothing was changed."""

    def __init__(self, *obstacles: Obstacle) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))
