"""What someone says yes to, one purpose at a time, and what follows when she takes it back."""

from collections.abc import Collection
from enum import StrEnum


class Purpose(StrEnum):
    """What answers may be used for. Without the first there is nothing to keep them for."""

    GROUP = "group"
    RESEARCH = "research"
    NORMS = "norms"


class Read(StrEnum):
    """How she read the words she said yes to."""

    HERSELF = "herself"
    ALOUD = "aloud"
    HELPED = "helped"
    PAPER = "paper"


class How(StrEnum):
    """How a sheet came in."""

    SCREEN = "screen"
    ALOUD = "aloud"
    PAPER = "paper"


def may_begin(given: Collection[Purpose]) -> bool:
    """Answers are kept for a use she said yes to, or not at all."""
    return bool(given)


def is_over(standing: Collection[Purpose]) -> bool:
    """With the last yes the answers go too."""
    return not standing


def how_of(read: Read) -> How:
    """What the way in which she reads says of her sheet."""
    match read:
        case Read.ALOUD:
            return How.ALOUD
        case Read.PAPER:
            return How.PAPER
    return How.SCREEN
