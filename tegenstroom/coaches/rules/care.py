"""When a coach is called, by whom and before when."""

from enum import StrEnum


class Reason(StrEnum):
    """A heavy day is followed by a call; she can also ask for one at any time."""

    HEAVY_DAY = "heavy_day"
    ASKED = "asked"
