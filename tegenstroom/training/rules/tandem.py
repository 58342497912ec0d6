"""What the days for which coaches are asked come to."""

from collections.abc import Collection
from enum import StrEnum

from tegenstroom.coaches.rules.assignments import State

# She said that she comes, or she was there.
COMES = (State.YES, State.DONE)


class Says(StrEnum):
    """The answer of a coach to an edition as a whole; the same words as those of a trainer."""

    ASKED = "asked"
    YES = "yes"
    NO = "no"


def says(days: Collection[State]) -> Says:
    """Yes with one day on which she comes, no when none is left, and otherwise still to be answered.

    `days` are her training days; preparing or looking back alone is not giving a training.
    """
    if any(state in COMES for state in days):
        return Says.YES
    return Says.ASKED if State.ASKED in days else Says.NO


def may_ask(standing: State | None) -> bool:
    """Whether she can be asked for a day: a first time, or anew when we called it off. A no of hers stands."""
    return standing in {None, State.CALLED_OFF}


def fewest(coming: Collection[int]) -> int:
    """With how few coaches a day would be given; 0 without days."""
    return min(coming, default=0)
