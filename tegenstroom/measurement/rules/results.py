"""What someone reads of her own answers: a place on a line, and carefully what became of it."""

from dataclasses import dataclass
from enum import StrEnum

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
