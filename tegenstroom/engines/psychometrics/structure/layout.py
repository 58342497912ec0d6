"""Where the parameters of a factor model stand: which cells of its matrices are free, equal or fixed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tegenstroom.engines.psychometrics.data.missing import Array


class Matrix(StrEnum):
    """The matrices of the model: y = ν + Λη + ε, with η ~ (α, Φ) and ε ~ (0, Θ); ordinal y are cut at τ."""

    LOADING = "loading"  # Λ (items, factors)
    FACTOR = "factor"  # Φ (factors, factors): variances and covariances
    RESIDUAL = "residual"  # Θ (items, items): what the factors do not explain
    INTERCEPT = "intercept"  # ν (items,)
    MEAN = "mean"  # α (factors,)
    THRESHOLD = "threshold"  # τ (thresholds,), item after item


@dataclass(slots=True, eq=False)
class Block:
    """The matrices of one group: `fixed` values, and for each cell the place of its parameter in `free`, or −1."""

    fixed: dict[Matrix, Array]
    free: dict[Matrix, NDArray[np.intp]]

    def filled(self, matrix: Matrix, at: Array) -> Array:
        """The matrix with the parameters `at`, (q,), in their cells."""
        free = self.free[matrix]
        return np.where(free >= 0, at[free], self.fixed[matrix]) if len(at) else self.fixed[matrix]

    def cells(self, matrix: Matrix) -> tuple[tuple[NDArray[np.intp], ...], NDArray[np.intp]]:
        """The free cells (lower triangle of a symmetric matrix) and their parameters."""
        free = self.free[matrix]
        if matrix in (Matrix.FACTOR, Matrix.RESIDUAL):
            free = np.where(np.tri(len(free), dtype=bool), free, -1)
        where = np.nonzero(free >= 0)
        return where, free[where]


@dataclass(slots=True, eq=False)
class Layout:
    """A model for one or more groups. Cells that were given the same label share one parameter.

    `thresholds`: for each item its number of thresholds; empty for continuous items. `standard`: ordinal items
    have variance one by definition (lavaan's delta parameterisation), so residual variances are no parameters.
    """

    items: tuple[str, ...]
    factors: tuple[str, ...]
    groups: tuple[str, ...] = ("",)
    thresholds: tuple[int, ...] = ()
    standard: bool = False
    blocks: list[Block] = field(default_factory=list)
    labels: dict[object, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        k, m, cuts = len(self.items), len(self.factors), sum(self.thresholds)
        shapes: dict[Matrix, tuple[int, ...]] = {
            Matrix.LOADING: (k, m),
            Matrix.FACTOR: (m, m),
            Matrix.RESIDUAL: (k, k),
            Matrix.INTERCEPT: (k,),
            Matrix.MEAN: (m,),
            Matrix.THRESHOLD: (cuts,),
        }
        for _group in self.groups:
            fixed = {matrix: np.zeros(shape) for matrix, shape in shapes.items()}
            free = {matrix: np.full(shape, -1, dtype=np.intp) for matrix, shape in shapes.items()}
            self.blocks.append(Block(fixed, free))

    @property
    def q(self) -> int:
        """Parameters."""
        return len(self.labels)

    @property
    def cut_items(self) -> NDArray[np.intp]:
        """The item of each threshold."""
        return np.repeat(np.arange(len(self.thresholds)), self.thresholds)

    def release(self, group: int, matrix: Matrix, *cell: int, label: object = None) -> None:
        """Let a cell be estimated; equal to every other cell with this label, where one is given."""
        name = label if label is not None else (group, matrix, *cell)
        place = self.labels.setdefault(name, len(self.labels))
        for each in _mirrored(matrix, cell):
            self.blocks[group].free[matrix][each] = place

    def fix(self, group: int, matrix: Matrix, *cell: int, value: float) -> None:
        """Hold a cell at a value."""
        for each in _mirrored(matrix, cell):
            self.blocks[group].fixed[matrix][each] = value

    def begin(self, values: Sequence[dict[Matrix, Array]]) -> Array:
        """Parameters (q,) from matrices of each group; the mean where a parameter stands in several cells."""
        total, times = np.zeros(self.q), np.zeros(self.q)
        for block, given in zip(self.blocks, values, strict=True):
            for matrix, value in given.items():
                where, places = block.cells(matrix)
                np.add.at(total, places, value[where])
                np.add.at(times, places, 1)
        found: Array = total / np.maximum(times, 1)
        return found


def _mirrored(matrix: Matrix, cell: tuple[int, ...]) -> set[tuple[int, ...]]:
    return {cell, cell[::-1]} if matrix in (Matrix.FACTOR, Matrix.RESIDUAL) else {cell}
