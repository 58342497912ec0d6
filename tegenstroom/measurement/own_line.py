"""Her own line over three rounds or more, and what chance can make of it. For her alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tegenstroom.base.shells import hole
from tegenstroom.measurement.rules.results import ENOUGH_FOR_LINE, Band, Score, Verdict, band, verdict

# Of the drawing: its own units, as in the template.
WIDTH, HEIGHT, MARGIN = 200, 120, 12


@dataclass(frozen=True, slots=True)
class Track:
    """Each round with its band, and of each round after the first what the step from the first is.

    `last`: the step from the round before the last one. `knows_chance`: whether a norm says what chance can do.
    """

    moments: tuple[str, ...]
    bands: tuple[Band, ...]
    from_first: tuple[Verdict, ...]
    last: Verdict
    knows_chance: bool


@dataclass(frozen=True, slots=True)
class DrawnTrack:
    """A track as the page shows it, with holes for her figures. `points`: x, and the holes for y, low and high."""

    points: tuple[tuple[int, str, str, str], ...]
    path: str
    steps: tuple[tuple[str, Verdict], ...]
    last: Verdict
    knows_chance: bool


def track(moments: Sequence[str], scores: Sequence[Score], limit: float | None) -> Track | None:
    """Her line over these rounds; None of fewer than three."""
    if len(scores) < ENOUGH_FOR_LINE:
        return None
    return Track(
        tuple(moments),
        tuple(band(score, limit) for score in scores),
        tuple(verdict(scores[0], score, limit) for score in scores[1:]),
        verdict(scores[-2], scores[-1], limit),
        limit is not None,
    )


def drawn_track(found: Track, place: int, hers: dict[str, str]) -> DrawnTrack:
    """The line without her figures, which go into `hers` by the name of their holes."""
    step = (WIDTH - 2 * MARGIN) // (len(found.bands) - 1)
    points = []
    for number, each in enumerate(found.bands):
        names = [f"{part}_{place}_{number}" for part in ("y", "from", "to")]
        hers |= dict(zip(names, map(_height, (each.middle, each.low, each.high)), strict=True))
        y, low, high = map(hole, names)
        points.append((MARGIN + number * step, y, low, high))
    places = [f"{x} {y}" for x, y, _low, _high in points]
    # Each step by itself: a line through all would be filled as a shape.
    path = "".join(f"M{one}L{other}" for one, other in pairwise(places))
    steps = tuple(zip(found.moments[1:], found.from_first, strict=True))
    return DrawnTrack(tuple(points), path, steps, found.last, found.knows_chance)


def _height(share: float) -> str:
    """Higher scores stand higher."""
    return str(round(HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * share))
