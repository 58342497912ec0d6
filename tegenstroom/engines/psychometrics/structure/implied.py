"""The means and covariances that a factor model implies, and their derivatives."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tegenstroom.engines.psychometrics.data.missing import Array
from tegenstroom.engines.psychometrics.structure.layout import Block, Layout, Matrix


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
    rows, columns = triangle(k)
    (a, b), places = block.cells(Matrix.RESIDUAL)
    _add(to_covariance, places, (rows[:, None] == a) & (columns[:, None] == b))
    (a,), places = block.cells(Matrix.INTERCEPT)
    _add(to_mean, places, np.arange(k)[:, None] == a)
    (a,), places = block.cells(Matrix.MEAN)
    _add(to_mean, places, block.filled(Matrix.LOADING, at)[:, a])
    return Implied(mean, covariance, to_mean, to_covariance)


@lru_cache
def triangle(k: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns of the lower triangle of a (k, k) matrix, row by row."""
    return np.tril_indices(k)


@lru_cache
def pairs_of(k: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The items of each pair, in the order (0, 1), (0, 2), …"""
    return np.triu_indices(k, 1)


def standard_values(layout: Layout, block: Block, at: Array) -> Array:
    """What `standard` gives, without the derivatives."""
    mean, covariance = moments_of(block, at)
    first, second = pairs_of(len(mean))
    item = layout.cut_items
    cuts, rho = block.filled(Matrix.THRESHOLD, at) - mean[item], covariance[first, second]
    if not layout.standard:
        scale = np.sqrt(np.diag(covariance))
        cuts, rho = cuts / scale[item], rho / (scale[first] * scale[second])
    return np.concatenate([cuts, rho])


def standard(layout: Layout, block: Block, at: Array) -> tuple[Array, Array]:
    """Thresholds and correlations that the model implies for ordinal items, in one row (t + k(k−1)/2,).

    And their derivatives, (that, q). Correlations of pairs in the order (0, 1), (0, 2), …
    """
    found = implied(block, at)
    k = len(found.mean)
    first, second = pairs_of(k)
    below, diagonal = second * (second + 1) // 2 + first, np.arange(k) * (np.arange(k) + 3) // 2
    item = layout.cut_items
    cuts = block.filled(Matrix.THRESHOLD, at) - found.mean[item]
    to_cuts = -found.to_mean[item]
    (a,), places = block.cells(Matrix.THRESHOLD)
    _add(to_cuts, places, np.arange(len(item))[:, None] == a)
    rho, to_rho = found.covariance[first, second], found.to_covariance[below]
    if not layout.standard:
        spread = np.diag(found.covariance)
        relative = found.to_covariance[diagonal] / (2 * spread[:, None])
        scale = np.sqrt(spread)
        cuts, rho = cuts / scale[item], rho / (scale[first] * scale[second])
        to_cuts = to_cuts / scale[item, None] - cuts[:, None] * relative[item]
        shrink = relative[first] + relative[second]
        to_rho = to_rho / (scale[first] * scale[second])[:, None] - rho[:, None] * shrink
    return np.concatenate([cuts, rho]), np.concatenate([to_cuts, to_rho])


def _loadings(block: Block, at: Array, to_mean: Array, to_covariance: Array) -> None:
    (item, factor), places = block.cells(Matrix.LOADING)
    k = len(to_mean)
    rows, columns = triangle(k)
    common = block.filled(Matrix.LOADING, at) @ block.filled(Matrix.FACTOR, at)
    derived = (rows[:, None] == item) * common[columns][:, factor]
    derived += (columns[:, None] == item) * common[rows][:, factor]
    _add(to_covariance, places, derived)
    _add(to_mean, places, (np.arange(k)[:, None] == item) * block.filled(Matrix.MEAN, at)[factor])


def _factors(block: Block, at: Array, to_covariance: Array) -> None:
    (a, b), places = block.cells(Matrix.FACTOR)
    loading = block.filled(Matrix.LOADING, at)
    rows, columns = triangle(len(loading))
    derived = loading[rows][:, a] * loading[columns][:, b]
    derived += np.where(a == b, 0.0, loading[rows][:, b] * loading[columns][:, a])
    _add(to_covariance, places, derived)


def _add(to: Array, places: NDArray[np.intp], derived: Array | NDArray[np.bool_]) -> None:
    if len(set(places.tolist())) == len(places):
        to[:, places] += derived
    else:
        np.add.at(to.T, places, derived.T)
