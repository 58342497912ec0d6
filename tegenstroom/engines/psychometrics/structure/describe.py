"""A factor model in words: which items belong to which factor, and what is known of them beforehand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tegenstroom.engines.psychometrics.data.answers import TWICE, UNKNOWN_ITEM
from tegenstroom.engines.psychometrics.data.missing import Array
from tegenstroom.engines.psychometrics.data.moments import correlations
from tegenstroom.engines.psychometrics.data.refusals import Impossible, refuse_unless
from tegenstroom.engines.psychometrics.structure.layout import Layout, Matrix
from tegenstroom.engines.sentences import dutch

NO_FACTORS = dutch("no-factors", "Dit model heeft geen factoren, of een factor zonder vragen.")
FACTOR_IS_ITEM = dutch("factor-is-item", "Deze namen zijn zowel van een factor als van een vraag: {items}.")

type Description = Mapping[str, Sequence[str]]  # {"kracht": ["i1", "i2", …], …}


class Unit(StrEnum):
    """What gives a factor its unit."""

    MARKER = "marker"  # its first item: that loading is 1
    FACTOR = "factor"  # itself: its variance is 1


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Items and factors, in the order in which they were named; `loads` (k, m): which item loads on which factor.

    `together`: pairs of items whose residuals covary.
    """

    items: tuple[str, ...]
    factors: tuple[str, ...]
    loads: NDArray[np.bool_]
    together: tuple[tuple[int, int], ...] = ()
    orthogonal: bool = False

    @property
    def markers(self) -> tuple[int, ...]:
        """The first item of each factor."""
        return tuple(int(np.argmax(column)) for column in self.loads.T)


def described(
    model: Description, covariances: Iterable[tuple[str, str]] = (), *, orthogonal: bool = False
) -> Model:
    """The model of a description. `Impossible` for an empty one, or names that contradict each other."""
    refuse_unless(bool(model) and all(len(each) for each in model.values()), Impossible, NO_FACTORS)
    items = tuple(dict.fromkeys(item for each in model.values() for item in each))
    both = tuple(name for name in model if name in items)
    refuse_unless(not both, Impossible, FACTOR_IS_ITEM, items=both)
    pairs = tuple(covariances)
    unknown = tuple(name for pair in pairs for name in pair if name not in items)
    refuse_unless(not unknown, Impossible, UNKNOWN_ITEM, items=unknown)
    same = tuple(one for one, other in pairs if one == other)
    refuse_unless(not same, Impossible, TWICE, items=same)
    loads = np.array([[item in each for each in model.values()] for item in items])
    together = tuple((items.index(one), items.index(other)) for one, other in pairs)
    return Model(items, tuple(model), loads, together, orthogonal)


def configural(
    model: Model,
    groups: tuple[str, ...] = ("",),
    *,
    unit: Unit = Unit.MARKER,
    thresholds: tuple[int, ...] = (),
    standard: bool = False,
) -> Layout:
    """The same factors in each group, nothing equal. Intercepts, thresholds, residuals are left to the caller."""
    layout = Layout(model.items, model.factors, groups, thresholds, standard)
    for group in range(len(groups)):
        for item, factor in zip(*np.nonzero(model.loads), strict=True):
            if unit is Unit.MARKER and item == model.markers[factor]:
                layout.fix(group, Matrix.LOADING, item, factor, value=1.0)
            else:
                layout.release(group, Matrix.LOADING, item, factor)
        for one in range(len(model.factors)):
            if unit is Unit.MARKER:
                layout.release(group, Matrix.FACTOR, one, one)
            else:
                layout.fix(group, Matrix.FACTOR, one, one, value=1.0)
            for other in range(one if not model.orthogonal else 0):
                layout.release(group, Matrix.FACTOR, one, other)
        for one, other in model.together:
            layout.release(group, Matrix.RESIDUAL, max(one, other), min(one, other))
    return layout


def beginning(model: Model, covariance: Array, mean: Array, unit: Unit) -> dict[Matrix, Array]:
    """Values to start from: the first principal component of each factor's items."""
    spread = np.sqrt(np.diag(covariance))
    related = correlations(covariance)
    loading = np.zeros(model.loads.shape)
    weights = np.zeros(model.loads.shape)
    for factor, column in enumerate(model.loads.T):
        items = np.flatnonzero(column)
        sizes, vectors = np.linalg.eigh(related[np.ix_(items, items)])
        direction = vectors[:, -1] * np.sign(vectors[np.argmax(items == model.markers[factor]), -1] or 1.0)
        weights[items, factor] = direction
        loading[items, factor] = np.clip(direction * np.sqrt(sizes[-1]) * 0.9, -0.9, 0.9)
    between = np.clip(correlations(weights.T @ related @ weights), -0.8, 0.8)
    np.fill_diagonal(between, 1.0)
    if model.orthogonal:
        between = np.eye(len(model.factors))
    left = np.maximum(1 - np.sum(loading**2, axis=1), 0.2)
    size = np.ones(len(model.factors))
    if unit is Unit.MARKER:
        size = np.maximum(loading[model.markers, range(len(size))], 0.3) * spread[list(model.markers)]
    return {
        Matrix.LOADING: loading * spread[:, None] / size,
        Matrix.FACTOR: between * np.outer(size, size),
        Matrix.RESIDUAL: np.diag(left * spread**2),
        Matrix.INTERCEPT: mean,
    }
