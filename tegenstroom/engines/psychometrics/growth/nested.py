"""Linear mixed models of persons, perhaps in groups, from sums that do not grow with them.

The profiled likelihood of Bates et al. (2015), computed from cross products. Persons of one group who were
measured at the same times have the same matrix of random effects: such a cell needs three sums, however many
persons are in it. Groups take what their persons leave, by the same formula. So a pass costs as much as there
are cells.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tegenstroom.engines.psychometrics.data.missing import Array

_NOTHING = 1e-13  # a residual mean square that is rounding, where y has variance 1


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Sums over the persons of each cell, cells sorted by group.

    The design is M = [1, time, further columns, y], width m; the first q columns vary by person. `persons`:
    (cells,). `design`: (cells, q, q), ZᵀZ of one person. `products`: (groups, m, m), MᵀM. `squares`: (cells,
    q·q, m·m), the outer products of ZᵀM. `begins`: (groups,), the first cell of each.
    """

    persons: NDArray[np.intp]
    design: Array
    products: Array
    squares: Array
    begins: NDArray[np.intp]
    rows: int

    @classmethod
    def of(cls, design: Array, person: NDArray[np.intp], group: NDArray[np.intp], random: int) -> "Cells":
        """`design`: (rows, m); `person`: (rows,) from 0 without gaps; `group`: (persons,) likewise; `random`:
        q.
        """
        order = np.argsort(person, kind="stable")
        sorted_rows = design[order]
        begins = np.flatnonzero(np.diff(person[order], prepend=-1))
        m = design.shape[1]
        first, second = np.triu_indices(m)
        sums = np.add.reduceat(sorted_rows[:, first] * sorted_rows[:, second], begins, axis=0)
        full = np.empty((len(begins), m, m))
        full[:, first, second] = full[:, second, first] = sums
        own = full[:, :random]
        keys = [np.round(own[:, a, b], 9) for a in range(random) for b in range(a, random)]
        ranked = np.lexsort([*keys, group])
        new = np.zeros(len(begins), dtype=bool)
        for key in (*keys, group):
            new |= np.diff(key[ranked], prepend=np.nan) != 0
        starts = np.flatnonzero(new)
        flat = own[ranked].reshape(len(begins), random * m)
        outer = np.add.reduceat(flat[:, :, None] * flat[:, None, :], starts, axis=0)
        squares = outer.reshape(-1, random, m, random, m).transpose(0, 1, 3, 2, 4)
        of_cell = group[ranked][starts]
        group_begins = np.flatnonzero(np.diff(of_cell, prepend=-1))
        by_cell = np.add.reduceat(full[ranked], starts, axis=0)
        return cls(
            np.diff(np.append(starts, len(begins))),
            own[ranked][starts][:, :, :random],
            np.add.reduceat(by_cell, group_begins, axis=0),
            np.ascontiguousarray(squares.reshape(len(starts), random * random, m * m)),
            group_begins,
            len(design),
        )

    @property
    def width(self) -> int:
        return int(self.products.shape[1])

    @property
    def random(self) -> int:
        return int(self.design.shape[1])


@dataclass(frozen=True, slots=True, eq=False)
class Left:
    """What remains when the random effects are taken out, up to σ²; for several points (…) at once.

    `log_determinant`: (…,), of the covariance of all rows; `root`: (…, p, p), lower Cholesky factor of the
    information on the fixed effects; `half`: (…, p), what the factor makes of them; `residual`: (…,), weighted
    sum of squares.
    """

    log_determinant: Array
    root: Array
    half: Array
    residual: Array

    @property
    def fixed(self) -> Array:
        """(p,): the estimates, of a single point."""
        found: Array = np.linalg.solve(self.root.T, self.half)
        return found


def left(cells: Cells, person: Array, group: Array | None) -> Left:
    """`person`, `group`: (…, q, q), lower factors of the covariances of the random effects, relative to σ².

    Raises `LinAlgError` when the fixed columns are not independent, or leave nothing of y.
    """
    q, m, points = cells.random, cells.width, person.shape[:-2]
    weight, log_determinants = _absorbed(cells.design, person[..., None, :, :])
    log_determinant = log_determinants @ cells.persons
    if len(cells.begins) == 1:
        taken = (weight.reshape(*points, -1) @ cells.squares.reshape(-1, m * m)).reshape(*points, 1, m, m)
    else:
        each = (weight.reshape(*points, -1, 1, q * q) @ cells.squares)[..., 0, :]
        taken = np.add.reduceat(each, cells.begins, axis=-2).reshape(*points, -1, m, m)
    rest = cells.products - taken
    if group is not None:
        weight, log_determinants = _absorbed(rest[..., :q, :q], group[..., None, :, :])
        log_determinant = log_determinant + log_determinants.sum(axis=-1)
        rest = rest - rest[..., :, :q] @ weight @ rest[..., :q, :]
    root = np.linalg.cholesky(rest.sum(axis=-3))
    return Left(log_determinant, root[..., :-1, :-1], root[..., -1, :-1], root[..., -1, -1] ** 2)


def _absorbed(design: Array, factor: Array) -> tuple[Array, Array]:
    """L (I + Lᵀ ZᵀZ L)⁻¹ Lᵀ and log |I + Lᵀ ZᵀZ L| of each cell."""
    turned = factor.swapaxes(-1, -2)
    inner = turned @ design @ factor
    if factor.shape[-1] == 1:
        inside = 1 + inner[..., 0, 0]
        return factor**2 / inside[..., None, None], np.log(inside)
    a, b, d = 1 + inner[..., 0, 0], inner[..., 0, 1], 1 + inner[..., 1, 1]
    determinant = a * d - b * b
    inverse = np.empty_like(inner)
    inverse[..., 0, 0], inverse[..., 1, 1] = d / determinant, a / determinant
    inverse[..., 0, 1] = inverse[..., 1, 0] = -b / determinant
    return factor @ inverse @ turned, np.log(determinant)


def deviance(found: Left, rows: int, reml: bool, variance: Array | None = None) -> Array:
    """−2 log-likelihood of each point, (…,); at the best residual variance when none is given."""
    p = found.half.shape[-1]
    free = rows - p if reml else rows
    residual = np.maximum(found.residual, _NOTHING * rows)  # a perfect line leaves nothing, or less by rounding
    sigma2 = residual / free if variance is None else variance
    value: Array = found.log_determinant + free * np.log(2 * np.pi * sigma2) + residual / sigma2
    if reml:
        value = value + 2 * np.log(np.diagonal(found.root, axis1=-2, axis2=-1)).sum(axis=-1)
    return value
