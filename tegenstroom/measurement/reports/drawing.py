"""Pictures of groups, as places on a drawing 400 wide. The words stand beside the drawing, never in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

WIDTH, MARGIN = 400, 10


@dataclass(frozen=True, slots=True)
class Axis:
    """From the lowest to the highest score that can be."""

    low: float
    high: float

    def place(self, value: float) -> int:
        """Where a value lies, kept on the drawing."""
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.0
        return round(MARGIN + (WIDTH - 2 * MARGIN) * min(max(share, 0.0), 1.0))


@dataclass(frozen=True, slots=True)
class Span:
    """A mean with its interval: `label` in words, `says` the numbers, and three places."""

    label: str
    says: str
    low: int
    middle: int
    high: int


@dataclass(frozen=True, slots=True)
class Spans:
    """A mean a round, above one another on the same line."""

    KIND: ClassVar[str] = "spans"
    rows: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Piece:
    """One answer in a bar: how many chose it, where it begins, how wide and how dark it is."""

    label: str
    count: int
    begins: float
    width: float
    dark: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The answers of one round to one question."""

    label: str
    says: str
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar a round, from the lowest answer to the highest."""

    KIND: ClassVar[str] = "bars"
    rows: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """Where the mean of one question was, and where it came; `low` and `high`: the answers at the ends."""

    label: str
    says: str
    first: int
    last: int
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class Dumbbells:
    """A dumbbell a question."""

    KIND: ClassVar[str] = "dumbbells"
    rows: Sequence[Dumbbell]


type Picture = Spans | Bars | Dumbbells


def pieces_of(labels: Sequence[str], counts: Sequence[int]) -> list[Piece]:
    """A bar cut in pieces as wide as they are often chosen, darker towards the end; none for answers of nobody."""
    total, begins, found = sum(counts), 0.0, []
    for place, (label, count) in enumerate(zip(labels, counts, strict=True)):
        width = WIDTH * count / total if total else 0.0
        if count:
            dark = 0.15 + 0.85 * place / max(len(labels) - 1, 1)
            found.append(Piece(label, count, round(begins, 1), round(width, 1), round(dark, 2)))
        begins += width
    return found
