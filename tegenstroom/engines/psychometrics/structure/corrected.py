"""Robust CFI, TLI and RMSEA: what the plain ones would be, had the answers been normal and complete.

The *scaled* indices use a scaled χ² as if it were plain, and so answer to how far answers are from normal. These
correct for it (Brosseau-Liard & Savalei 2014), for missing answers (Zhang & Savalei 2023, FIML-C) and for ordered
ones (Savalei 2021). lavaan calls them cfi.robust, tli.robust and rmsea.robust.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import block_diag

from tegenstroom.engines.psychometrics.data import normal
from tegenstroom.engines.psychometrics.data.missing import Array
from tegenstroom.engines.psychometrics.structure import robust, weighted
from tegenstroom.engines.psychometrics.structure.implied import standard, standard_values, triangle
from tegenstroom.engines.psychometrics.structure.indices import (
    LEAST_FACTOR,
    Indices,
    chi_square,
    robust_indices,
)
from tegenstroom.engines.psychometrics.structure.likelihood import Fitted, saturated


@dataclass(frozen=True, slots=True)
class Fit:
    """χ² before scaling and what its expectation is times its degrees of freedom."""

    chi2: float
    df: int
    factor: float

    def beside(self, base: "Fit", n: float, groups: int) -> Indices | None:
        """None where a factor is next to nothing: then the answers do not say it."""
        if min(self.factor, base.factor) <= LEAST_FACTOR:
            return None
        test, base_test = (chi_square(each.chi2, each.df, each.factor) for each in (self, base))
        return robust_indices(test, base_test, n, groups)


def of_patterns(
    fitted: Fitted,
    base: Fitted,
    df: tuple[int, int],
    free: tuple[robust.Saturated, ...],
    values: tuple[Array, ...],
    *,
    normal_answers: bool = False,
) -> Indices | None:
    """With missing answers: the misfit to the saturated moments, and the factor that belongs to it.

    `df`: of the model and of the baseline. `normal_answers`: corrects for what is missing alone, as plain maximum
    likelihood takes answers for normal. None where the answers do not say it.
    """
    if not min(df):
        return None
    try:
        seen = _Seen.of(free, values, normal_answers)
        fit, null = (_misfit(each, free, seen, freedom) for each, freedom in zip((fitted, base), df, strict=True))
    except np.linalg.LinAlgError:
        return None
    return fit.beside(null, float(fitted.sizes.sum()), len(free))


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """Of means and covariances of all groups, for one person: information of what was answered and of complete
    answers, and the sampling covariance of the saturated moments.
    """

    information: Array
    complete: Array
    gamma: Array

    @classmethod
    def of(cls, free: tuple[robust.Saturated, ...], values: tuple[Array, ...], normal_answers: bool) -> "_Seen":
        n = sum(len(each) for each in values)
        seen, whole, spread = [], [], []
        for there, answered in zip(free, values, strict=True):
            here = normal.at(there.parts, there.mean, there.covariance)
            seen.append(robust.information(here, there.covariance) / n)
            whole.append(len(answered) / n * saturated(there.covariance))
            spread.append(robust.products(answered, there.mean, there.covariance) / n)
        information = block_diag(*seen)
        inverse = np.linalg.inv(information)
        gamma = inverse if normal_answers else inverse @ block_diag(*spread) @ inverse
        return cls(information, block_diag(*whole), gamma)


def _misfit(fitted: Fitted, free: tuple[robust.Saturated, ...], seen: _Seen, df: int) -> Fit:
    chi2 = sum(
        size * discrepancy(each.mean, each.covariance, implied.mean, implied.covariance)
        for size, each, implied in zip(fitted.sizes, free, fitted.groups, strict=True)
    )
    slope = np.concatenate([implied.slope for implied in fitted.groups])
    weighed = seen.information @ slope
    left = np.eye(len(slope)) - slope @ np.linalg.solve(slope.T @ weighed, weighed.T)
    trace = float(np.trace(left.T @ seen.complete @ left @ seen.gamma))
    return Fit(float(chi2), df, trace / df)


def of_ordered(found: weighted.Weighted) -> Indices | None:
    """Of one group of ordered answers: the misfit of the normal likelihood to the polychoric correlations."""
    sample, block = found.samples[0], found.layout.blocks[0]
    k, pairs = len(found.layout.items), len(sample.pairs.rho)
    if len(found.samples) > 1 or not found.df:
        return None
    matrices = [np.eye(k) for _each in range(2)]
    implied = standard_values(found.layout, block, found.at)[-pairs:]
    for matrix, values in zip(matrices, (sample.pairs.rho, implied), strict=True):
        matrix[sample.pairs.tables.first, sample.pairs.tables.second] = values
        matrix[sample.pairs.tables.second, sample.pairs.tables.first] = values
    if min(float(np.linalg.eigvalsh(matrix)[0]) for matrix in matrices) < 1.5e-8:
        return None
    _values, slopes = standard(found.layout, block, found.at)
    slope, weight, gamma = slopes[-pairs:], sample.weight[-pairs:], sample.gamma[-pairs:, -pairs:]
    slope = slope[:, np.abs(slope).max(axis=0) > 0]
    weighed = slope * weight[:, None]
    away = np.eye(pairs) - slope @ np.linalg.solve(slope.T @ weighed, weighed.T)
    information = _of_correlations(matrices[1], sample.pairs.tables.first, sample.pairs.tables.second)
    trace = float(np.trace(away.T @ information @ away @ gamma))
    zero = np.zeros(k)
    chi2 = sample.n * discrepancy(zero, matrices[0], zero, matrices[1])
    null = sample.n * discrepancy(zero, matrices[0], zero, np.eye(k))
    base = Fit(null, pairs, float(np.trace(gamma)) / pairs)
    return Fit(chi2, found.df, trace / found.df).beside(base, sample.n - 1, 1)


def discrepancy(mean: Array, covariance: Array, other_mean: Array, other: Array) -> float:
    """What the normal likelihood loses per person, times two, from these moments to the `other` ones."""
    _sign, log_here = np.linalg.slogdet(covariance)
    _sign, log_there = np.linalg.slogdet(other)
    away = mean - other_mean
    return float(
        log_there
        - log_here
        + np.trace(np.linalg.solve(other, covariance))
        - len(mean)
        + away @ np.linalg.solve(other, away)
    )


def _of_correlations(matrix: Array, first: NDArray[np.intp], second: NDArray[np.intp]) -> Array:
    """Information of one person on the correlations alone, in the order of the pairs."""
    k = len(matrix)
    rows, columns = triangle(k)
    place = {(int(row), int(column)): k + at for at, (row, column) in enumerate(zip(rows, columns, strict=True))}
    chosen = [place[max(a, b), min(a, b)] for a, b in zip(first.tolist(), second.tolist(), strict=True)]
    return saturated(matrix)[np.ix_(chosen, chosen)]
