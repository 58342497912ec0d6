"""The means and covariances that a factor model implies, and their derivatives."""

from dataclasses import dataclass

import numpy as np

from tegenstroom.engines.psychometrics.layout import Block, Layout, Matrix
from tegenstroom.engines.psychometrics.missing import Array


@dataclass(frozen=True, slots=True, eq=False)
class Implied:
    """Of one group: `mean` (k,), `covariance` (k, k), and their derivatives to all q parameters.

    `to_mean`: (k, q). `to_covariance`: (k(k+1)/2, q), the lower triangle row by row (`np.tril_indices`).
    """

    mean: Array
    covariance: Array
    to_mean: Array
    to_covariance: Array

    @property
    def slope(self) -> Array:
        """Both derivatives, means first: (k + k(k+1)/2, q)."""
        return np.concatenate([self.to_mean, self.to_covariance])


def moments_of(block: Block, at: Array) -> tuple[Array, Array]:
    """Mean (k,) and covariance (k, k): ν + Λα and ΛΦΛ' + Θ (Jöreskog 1971)."""
    loading = block.filled(Matrix.LOADING, at)
    mean = block.filled(Matrix.INTERCEPT, at) + loading @ block.filled(Matrix.MEAN, at)
    covariance = loading @ block.filled(Matrix.FACTOR, at) @ loading.T + block.filled(Matrix.RESIDUAL, at)
    return mean, covariance


def implied(block: Block, at: Array) -> Implied:
    """Moments with their derivatives to the parameters `at`, (q,)."""
    mean, covariance = moments_of(block, at)
    k = len(mean)
    to_mean, to_covariance = np.zeros((k, len(at))), np.zeros((k * (k + 1) // 2, len(at)))
    _loadings(block, at, to_mean, to_covariance)
    _factors(block, at, to_covariance)
    rows, columns = np.tril_indices(k)
    (a, b), places = block.cells(Matrix.RESIDUAL)
    _add(to_covariance, places, (rows[:, None] == a) & (columns[:, None] == b))
    (a,), places = block.cells(Matrix.INTERCEPT)
    _add(to_mean, places, np.arange(k)[:, None] == a)
    (a,), places = block.cells(Matrix.MEAN)
    _add(to_mean, places, block.filled(Matrix.LOADING, at)[:, a])
    return Implied(mean, covariance, to_mean, to_covariance)


def standard(layout: Layout, block: Block, at: Array) -> tuple[Array, Array]:
    """Thresholds and correlations that the model implies for ordinal items, in one row (t + k(k−1)/2,).

    And their derivatives, (that, q). Correlations of pairs in the order (0, 1), (0, 2), …
    """
    found = implied(block, at)
    k = len(found.mean)
    below = np.zeros((k, k), dtype=np.intp)
    below[np.tril_indices(k)] = np.arange(k * (k + 1) // 2)
    first, second = np.triu_indices(k, 1)
    item = layout.cut_items
    cuts = block.filled(Matrix.THRESHOLD, at) - found.mean[item]
    to_cuts = -found.to_mean[item]
    (a,), places = block.cells(Matrix.THRESHOLD)
    _add(to_cuts, places, np.arange(len(item))[:, None] == a)
    rho, to_rho = found.covariance[first, second], found.to_covariance[below[second, first]]
    if not layout.standard:
        spread = np.diag(found.covariance)
        relative = found.to_covariance[np.diag(below)] / (2 * spread[:, None])
        scale = np.sqrt(spread)
        cuts, rho = cuts / scale[item], rho / (scale[first] * scale[second])
        to_cuts = to_cuts / scale[item, None] - cuts[:, None] * relative[item]
        shrink = relative[first] + relative[second]
        to_rho = to_rho / (scale[first] * scale[second])[:, None] - rho[:, None] * shrink
    return np.concatenate([cuts, rho]), np.concatenate([to_cuts, to_rho])


def _loadings(block: Block, at: Array, to_mean: Array, to_covariance: Array) -> None:
    (item, factor), places = block.cells(Matrix.LOADING)
    k = len(to_mean)
    rows, columns = np.tril_indices(k)
    common = block.filled(Matrix.LOADING, at) @ block.filled(Matrix.FACTOR, at)
    derived = (rows[:, None] == item) * common[columns][:, factor]
    derived += (columns[:, None] == item) * common[rows][:, factor]
    _add(to_covariance, places, derived)
    _add(to_mean, places, (np.arange(k)[:, None] == item) * block.filled(Matrix.MEAN, at)[factor])


def _factors(block: Block, at: Array, to_covariance: Array) -> None:
    (a, b), places = block.cells(Matrix.FACTOR)
    loading = block.filled(Matrix.LOADING, at)
    rows, columns = np.tril_indices(len(loading))
    derived = loading[rows][:, a] * loading[columns][:, b]
    derived += np.where(a == b, 0.0, loading[rows][:, b] * loading[columns][:, a])
    _add(to_covariance, places, derived)


def _add(to: Array, places: Array, derived: Array) -> None:
    np.add.at(to.T, places, derived.T)
