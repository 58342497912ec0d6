"""When a coach is called, by whom and before when."""

from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from tegenstroom.coaches.rules.assignments import State

# She said that she would come, and so she was there.
WAS_THERE = (State.YES, State.DONE)


class Reason(StrEnum):
    """A heavy day is followed by a call; she can also ask for one at any time."""

    HEAVY_DAY = "heavy_day"
    ASKED = "asked"


def due_at(since: datetime, hours: Decimal) -> datetime:
    """Before when she is called: `hours` after the day was over, or after she asked."""
    return since + timedelta(minutes=int(hours * 60))
