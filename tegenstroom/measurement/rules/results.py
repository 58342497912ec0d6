"""What someone reads of her own answers: a place on a line, and carefully what became of it."""

from dataclasses import dataclass
from enum import StrEnum

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
