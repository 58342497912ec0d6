"""How a coach travels, and what that comes to."""

from enum import StrEnum


class Mode(StrEnum):
    """How she comes. A ride with someone else costs her nothing."""

    CAR = "car"
    BICYCLE = "bicycle"
    PUBLIC = "public"
    NONE = "none"
