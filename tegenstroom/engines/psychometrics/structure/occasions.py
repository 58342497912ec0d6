"""The same questionnaire on several occasions, in groups or in waves, and what is held equal among them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tegenstroom.engines.psychometrics.data.missing import Array
from tegenstroom.engines.psychometrics.structure.describe import Model, Unit, beginning
from tegenstroom.engines.psychometrics.structure.layout import Layout, Matrix


class Level(StrEnum):
    """What is held equal among occasions; each includes what stands before it."""

    CONFIGURAL = "configural"  # the same items belong to the same factors
    THRESHOLD = "threshold"  # ordinal items: answers part at the same points
    METRIC = "metric"  # loadings: a difference in the factor means the same
    SCALAR = "scalar"  # intercepts: means may be compared
    STRICT = "strict"  # residual variances: sum scores may be compared

    def includes(self, other: "Level") -> bool:
        order = list(Level)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True)
class Occasion:
    """Where one occasion stands in a layout: its group, and where its items and its factors begin."""

    group: int
    item: int
    factor: int


@dataclass(frozen=True, slots=True, eq=False)
class Occasions:
    """One model for every occasion. `whole`: the model with all occasions in it, to name what stands where.

    `groups`: names of groups, one nameless for waves. `base`: the model of a single occasion.
    """

    base: Model
    whole: Model
    groups: tuple[str, ...]
    places: tuple[Occasion, ...]

    @property
    def waves(self) -> bool:
        return len(self.groups) == 1


def in_groups(model: Model, groups: Sequence[str]) -> Occasions:
    """The same items answered in several groups."""
    return Occasions(model, model, tuple(groups), tuple(Occasion(each, 0, 0) for each in range(len(groups))))


def in_waves(model: Model, items: Sequence[Sequence[str]], waves: Sequence[str]) -> Occasions:
    """The same persons more than once: `items`, for each wave the names in the order of the model's items.

    All factors covary, and so do the residuals of an item with those of itself at another wave.
    """
    count, k, m = len(waves), len(model.items), len(model.factors)
    again = tuple(
        (first * k + item, second * k + item)
        for item in range(k)
        for first in range(count)
        for second in range(first + 1, count)
    )
    whole = Model(
        tuple(name for each in items for name in each),
        tuple(f"{factor} ({wave})" for wave in waves for factor in model.factors),
        np.kron(np.eye(count, dtype=bool), model.loads),
        tuple((one + wave * k, other + wave * k) for wave in range(count) for one, other in model.together)
        + again,
    )
    return Occasions(model, whole, ("",), tuple(Occasion(0, wave * k, wave * m) for wave in range(count)))


def laid_out(asked: Occasions, level: Level, thresholds: tuple[int, ...] = ()) -> Layout:
    """The layout of a level. Factors have variance one and mean zero at the first occasion.

    Continuous items: Meredith (1993, *Psychometrika* 58). Ordinal items, with `thresholds` for each item of an
    occasion (at least two): Wu & Estabrook (2016, *Psychometrika* 81), residual variance one and intercept zero
    at the first occasion, and at the others too until thresholds are equal.
    """
    per_group = thresholds * (len(asked.places) if asked.waves else 1)
    layout = Layout(asked.whole.items, asked.whole.factors, asked.groups, per_group)
    for group in range(len(asked.groups)):
        for one in range(len(asked.whole.factors)):
            for other in range(one):
                layout.release(group, Matrix.FACTOR, one, other)
        for one, other in asked.whole.together:
            layout.release(group, Matrix.RESIDUAL, max(one, other), min(one, other))
    for number, place in enumerate(asked.places):
        _factors(layout, asked, level, place, first=number == 0)
        _loadings(layout, asked, level, place)
        if thresholds:
            _ordinal(layout, level, place, thresholds, first=number == 0)
        else:
            _continuous(layout, asked, level, place)
    return layout


def begin(asked: Occasions, layout: Layout, found: Sequence[tuple[Array, Array]], cuts: Sequence[Array]) -> Array:
    """Values to start from, (q,): `found`, mean and covariance of each group; `cuts`, thresholds if ordinal."""
    values = []
    for group, (mean, covariance) in enumerate(found):
        given = beginning(asked.whole, covariance, mean, Unit.FACTOR)
        if cuts:
            own = np.diag(given[Matrix.RESIDUAL])
            scale = np.sqrt(own)
            given = {
                Matrix.LOADING: given[Matrix.LOADING] / scale[:, None],
                Matrix.FACTOR: given[Matrix.FACTOR],
                Matrix.RESIDUAL: np.eye(len(scale)),
                Matrix.INTERCEPT: np.zeros(len(scale)),
                Matrix.THRESHOLD: cuts[group] / scale[layout.cut_items],
            }
        values.append(given)
    return layout.begin(values)


def _label(level: Level, needed: Level, *name: object) -> object:
    """What makes cells equal at this level; None where they are not."""
    return name if level.includes(needed) else None


def _factors(layout: Layout, asked: Occasions, level: Level, place: Occasion, *, first: bool) -> None:
    for factor in range(place.factor, place.factor + len(asked.base.factors)):
        if first or not level.includes(Level.METRIC):
            layout.fix(place.group, Matrix.FACTOR, factor, factor, value=1.0)
        else:
            layout.release(place.group, Matrix.FACTOR, factor, factor)
        if not first and level.includes(Level.SCALAR):
            layout.release(place.group, Matrix.MEAN, factor)


def _loadings(layout: Layout, asked: Occasions, level: Level, place: Occasion) -> None:
    for item, factor in _loads(asked.base):
        label = _label(level, Level.METRIC, Matrix.LOADING, item, factor)
        layout.release(place.group, Matrix.LOADING, place.item + item, place.factor + factor, label=label)


def _continuous(layout: Layout, asked: Occasions, level: Level, place: Occasion) -> None:
    for item in range(len(asked.base.items)):
        at = place.item + item
        label = _label(level, Level.SCALAR, Matrix.INTERCEPT, item)
        layout.release(place.group, Matrix.INTERCEPT, at, label=label)
        label = _label(level, Level.STRICT, Matrix.RESIDUAL, item)
        layout.release(place.group, Matrix.RESIDUAL, at, at, label=label)


def _ordinal(layout: Layout, level: Level, place: Occasion, thresholds: tuple[int, ...], *, first: bool) -> None:
    before = sum(layout.thresholds[: place.item])
    for cut in range(sum(thresholds)):
        label = _label(level, Level.THRESHOLD, Matrix.THRESHOLD, cut)
        layout.release(place.group, Matrix.THRESHOLD, before + cut, label=label)
    for item in range(place.item, place.item + len(thresholds)):
        layout.fix(place.group, Matrix.RESIDUAL, item, item, value=1.0)
        if first or not level.includes(Level.THRESHOLD):
            continue
        if not level.includes(Level.SCALAR):
            layout.release(place.group, Matrix.INTERCEPT, item)
        if not level.includes(Level.STRICT):
            layout.release(place.group, Matrix.RESIDUAL, item, item)


def _loads(model: Model) -> Iterator[tuple[int, int]]:
    for item, factor in zip(*np.nonzero(model.loads), strict=True):
        yield int(item), int(factor)
