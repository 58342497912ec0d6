"""What someone says yes to, one purpose at a time, and what follows when she takes it back."""

from collections.abc import Collection, Mapping
from datetime import date
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


def old_words(said_yes_to: Mapping[Purpose, date], now: Mapping[Purpose, date]) -> set[Purpose]:
    """The uses of which the words changed since she said yes; both: since which day those words hold.

    What she answered before stays for what she agreed to. In a next round she is asked anew.
    """
    return {purpose for purpose, since in said_yes_to.items() if now[purpose] > since}


def not_covered(purposes: Collection[Purpose], old: Collection[Purpose]) -> str:
    """For which uses a new sheet may not serve: she read new words before it, and did not say yes to them."""
    return _written(set(old) - set(purposes))


def covers(standing: Collection[Purpose], not_for: str) -> set[Purpose]:
    """For which uses a sheet serves."""
    return set(standing) - _read(not_for)


def with_yes(not_for: str, purposes: Collection[Purpose]) -> str:
    """For which uses it still may not serve after this yes."""
    return _written(_read(not_for) - set(purposes))


def _written(purposes: Collection[Purpose]) -> str:
    """Uses as a sheet keeps them: words in one column, in one order."""
    return " ".join(sorted(purposes))


def _read(words: str) -> set[Purpose]:
    return {Purpose(word) for word in words.split()}


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
