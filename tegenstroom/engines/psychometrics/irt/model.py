"""The likelihood of the graded response model for several groups, its gradient and its complete information.

Ability is normal in each group, on 61 equally spaced nodes over [−6, 6]: N(0, 1) in the first group, a mean and a
standard deviation to be estimated in every other. A vector of parameters holds the items' (see `Layout`), then for
each further group μ and log σ.
"""

from dataclasses import dataclass

import numpy as np

from tegenstroom.engines.psychometrics.data.missing import Array
from tegenstroom.engines.psychometrics.irt.curves import Curves, Layout, curves, derivatives
from tegenstroom.engines.psychometrics.irt.sums import NODES, Indicators, expected


@dataclass(frozen=True, slots=True, eq=False)
class Density:
    """One group's ability on the nodes. `log_weight`: (nodes,), a distribution. `score`: (2, nodes), derivatives
    of it by μ and log σ. `hessian`: (2, 2, nodes). The sum over the nodes stands in for the integral, so that
    the derivatives are exact for the likelihood that is maximised.
    """

    log_weight: Array
    score: Array
    hessian: Array

    @classmethod
    def normal(cls, mean: float, log_sd: float) -> "Density":
        sd = np.exp(log_sd)
        z = (NODES - mean) / sd
        raw = -0.5 * z**2
        weight = np.exp(raw)
        log_total = np.log(weight.sum())
        weight = weight / weight.sum()
        score = np.array([z / sd, z**2])
        second = -np.array([[np.full_like(z, 1 / sd**2), 2 * z / sd], [2 * z / sd, 2 * z**2]])
        middle = score @ weight
        spread = (score * weight) @ score.T - np.outer(middle, middle)
        return cls(
            raw - log_total,
            score - middle[:, None],
            second - (second @ weight)[:, :, None] - spread[:, :, None],
        )


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """The likelihood at a vector of parameters: (size,) `gradient`, and the complete-data information in blocks.

    `blocks`: (items, M, M), with ones on the diagonal where an item has no parameter; `group_blocks`: (groups −
    1, 2, 2).
    """

    log_likelihood: float
    gradient: Array
    blocks: Array
    group_blocks: Array


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """`layout` of the items, and how many `groups` there are."""

    layout: Layout
    groups: int = 1

    @property
    def size(self) -> int:
        return self.layout.size + 2 * (self.groups - 1)

    def curves(self, vector: Array) -> Curves:
        return curves(self.layout.table(vector[: self.layout.size]), NODES)

    def densities(self, vector: Array) -> list[Density]:
        """Of each group; the first is standard normal."""
        further = vector[self.layout.size :].reshape(-1, 2)
        return [Density.normal(0.0, 0.0), *(Density.normal(*pair) for pair in further.tolist())]

    def allows(self, vector: Array) -> bool:
        """Whether intercepts go down, and each group's ability lies on the nodes."""
        further = vector[self.layout.size :].reshape(-1, 2)
        inside = (np.abs(further[:, 0]) < 5) & (np.abs(further[:, 1]) < 1.5)
        return bool(inside.all()) and self.layout.ordered(vector[: self.layout.size])

    def at(self, data: Indicators, vector: Array) -> Point:
        """One pass over the persons. The gradient is that of the observed likelihood (Fisher's identity)."""
        layout = self.layout
        found, groups = self.curves(vector), self.densities(vector)
        log_weights = np.array([group.log_weight for group in groups])
        sums = expected(data, found.log_chance[layout.exists], log_weights)
        gradient, blocks = _items(found, layout, sums.counts)
        scores = [group.score for group in groups[1:]]
        of_groups = [score @ persons for score, persons in zip(scores, sums.persons[1:], strict=True)]
        spreads = [
            size * (group.score * np.exp(group.log_weight)) @ group.score.T
            for size, group in zip(data.sizes[1:], groups[1:], strict=True)
        ]
        return Point(
            sums.log_likelihood,
            np.concatenate([gradient, *of_groups]),
            blocks,
            np.array(spreads).reshape(-1, 2, 2),
        )

    def em_step(self, point: Point, vector: Array) -> Array:
        """A vector premultiplied by the inverse of the complete information: all items in one batched solve."""
        layout = self.layout
        table = np.zeros(layout.exists.shape)
        table[layout.exists] = vector[: layout.size]
        items = np.linalg.solve(point.blocks, table[:, :, None])[:, :, 0][layout.exists]
        rest = vector[layout.size :].reshape(-1, 2, 1)
        return np.concatenate([items, np.linalg.solve(point.group_blocks, rest).ravel()])


def spread_counts(layout: Layout, counts: Array) -> Array:
    """(items, M, nodes) from (size, nodes)."""
    table = np.zeros((*layout.exists.shape, counts.shape[1]))
    table[layout.exists] = counts
    return table


def _items(found: Curves, layout: Layout, counts: Array) -> tuple[Array, Array]:
    """Gradient (size,) and Fisher information (items, M, M) given the expected counts (size, nodes)."""
    by = derivatives(found, layout, NODES)
    k, most, _categories, width = by.shape
    flat = by.reshape(k, most, most * width)
    table = spread_counts(layout, counts)
    gradient = (flat @ table.reshape(k, most * width, 1))[:, :, 0]
    weight = table.sum(axis=1, keepdims=True) * found.chance
    blocks = (flat * weight.reshape(k, 1, most * width)) @ flat.transpose(0, 2, 1)
    place = np.arange(most)
    blocks[:, place, place] += ~layout.exists
    return gradient[layout.exists], blocks
