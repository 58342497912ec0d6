"""The curves of the graded response model (Samejima 1969): what people at each level answer.

Written with slopes and intercepts: the chance to answer category c or higher is logistic(a·θ + d_c), with
d_1 > d_2 > …; the usual difficulties are b_c = −d_c / a. Everything is computed from logarithms, so that a steep
item far from θ gives small numbers, not zero divided by zero.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tegenstroom.engines.psychometrics.data.missing import Array

_FAR = -1e4  # the intercept of a category that the item does not have: its chance is zero in floating point


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """How the parameters of items with unequal categories lie in rectangles.

    `exists`: (items, M), M the most categories. An item with K categories has the first K: as categories 0 … K−1,
    and as parameters a, d_1 … d_{K−1}. Vectors of parameters hold what exists, item by item.
    """

    exists: NDArray[np.bool_]

    @classmethod
    def of(cls, categories: Array | list[int]) -> "Layout":
        """From the number of categories of each item."""
        counts = np.asarray(categories)
        return cls(np.arange(int(counts.max())) < counts[:, None])

    @property
    def k(self) -> int:
        return int(self.exists.shape[0])

    @property
    def size(self) -> int:
        """Parameters, and columns of the indicator matrix: they are as many."""
        return int(self.exists.sum())

    @property
    def item(self) -> NDArray[np.intp]:
        """(size,): the item of each parameter."""
        return np.nonzero(self.exists)[0]

    def table(self, vector: Array) -> Array:
        """(items, M) from a vector of parameters; where nothing exists ever lower intercepts."""
        most = self.exists.shape[1]
        found = np.broadcast_to(_FAR * np.arange(1, most + 1), (self.k, most)).copy()
        found[self.exists] = vector
        return found

    def ordered(self, vector: Array) -> bool:
        """Whether each item's intercepts go down."""
        gaps = np.diff(self.table(vector)[:, 1:], axis=1)
        return bool((gaps < 0).all())


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """At each node: (items, M, nodes).

    `log_chance`: logarithm of the chance of each category. `lower`, `upper`: its derivatives by the logits of the
    boundary under the category and above it.
    """

    log_chance: Array
    lower: Array
    upper: Array

    @property
    def chance(self) -> Array:
        return np.exp(self.log_chance)


def curves(table: Array, nodes: Array) -> Curves:
    """`table`: (items, M) slopes and intercepts; `nodes`: (nodes,)."""
    k, most = table.shape
    logit = table[:, :1, None] * nodes + table[:, 1:, None]
    soft = np.maximum(logit, 0.0) + np.log1p(np.exp(-np.abs(logit)))
    reach = np.zeros((k, most, len(nodes)))  # log chance of this category or higher
    reach[:, 1:] = logit - soft
    below = np.zeros_like(reach)  # log chance of this category or lower
    below[:, :-1] = -soft
    width = np.zeros((k, most, 1))
    width[:, 1:-1, 0] = np.log(-np.expm1(np.diff(table[:, 1:], axis=1)))
    lower, upper = np.zeros_like(reach), np.zeros_like(reach)
    lower[:, 1:] = np.exp(below[:, :-1] - below[:, 1:] - width[:, 1:])
    upper[:, :-1] = -np.exp(reach[:, 1:] - reach[:, :-1] - width[:, :-1])
    return Curves(reach + below + width, lower, upper)


def derivatives(found: Curves, layout: Layout, nodes: Array) -> Array:
    """Of the log chances by the parameters: (items, M parameters, M categories, nodes)."""
    k, most, width = found.lower.shape
    by = np.zeros((k, most, most, width))
    by[:, 0] = nodes * (found.lower + found.upper)
    place = np.arange(1, most)
    by[:, place, place] = found.lower[:, 1:]
    by[:, place, place - 1] = found.upper[:, :-1]
    by *= layout.exists[:, :, None, None] & layout.exists[:, None, :, None]
    return by
