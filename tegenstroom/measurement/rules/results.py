"""What someone reads of her own answers: a place on a line, and carefully what became of it."""

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

# As far from an end as this part of the line is still on its side.
SIDE = 0.4
# A step smaller than this part of the line is called the same: nobody answers twice alike.
SAME = 0.1


@dataclass(frozen=True, slots=True)
class Score:
    """A score of one person on one scale, and the ends of the line on which it lies."""

    value: float
    low: float
    high: float

    @property
    def share(self) -> float:
        """How far along the line, 0 to 1."""
        return (self.value - self.low) / (self.high - self.low) if self.high > self.low else 0.0


class Side(StrEnum):
    """To which end of the line a score is nearer."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


class Chance(StrEnum):
    """Whether a step is more than chance makes; unknown where nobody measured how much that is."""

    BEYOND = "beyond"
    WITHIN = "within"
    UNKNOWN = "unknown"


# So many rounds make a line of her own.
ENOUGH_FOR_LINE = 3


class Verdict(StrEnum):
    """What a step is beside what measuring alone makes; or, where nobody measured how much that is, by eye."""

    UP = "up"
    WITHIN = "within"
    DOWN = "down"
    HIGHER = "higher"
    SAME = "same"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Band:
    """Where a score lies on its line, and between where its true place is likely to be, 0 to 1 each."""

    middle: float
    low: float
    high: float


class Course(StrEnum):
    """What became of a score."""

    HIGHER = "higher"
    SAME = "same"
    LOWER = "lower"


def course(before: Score, now: Score) -> Course:
    """Higher, lower, or too near to say."""
    step = now.share - before.share
    if abs(step) < SAME:
        return Course.SAME
    return Course.HIGHER if step > 0 else Course.LOWER


def side(score: Score) -> Side:
    """To which end it is nearer, or about half-way."""
    if score.share < SIDE:
        return Side.LOW
    return Side.HIGH if score.share > 1 - SIDE else Side.MIDDLE


def chance(before: Score, now: Score, limit: float | None) -> Chance:
    """Whether the step passes the smallest difference that is more than chance."""
    if limit is None:
        return Chance.UNKNOWN
    return Chance.BEYOND if abs(now.value - before.value) > limit else Chance.WITHIN


def verdict(before: Score, now: Score, limit: float | None) -> Verdict:
    """What became of a score, beside the smallest difference that is more than chance where that is known."""
    if limit is None:
        return Verdict(course(before, now))
    if chance(before, now, limit) is Chance.WITHIN:
        return Verdict.WITHIN
    return Verdict.UP if now.value > before.value else Verdict.DOWN


def band(score: Score, limit: float | None) -> Band:
    """The score with what measuring once leaves open: a difference of two leaves √2 times as much."""
    reach = (limit or 0.0) / sqrt(2)
    low, high = (min(max(score.value + step, score.low), score.high) for step in (-reach, reach))
    shares = (Score(each, score.low, score.high).share for each in (score.value, low, high))
    return Band(*shares)
