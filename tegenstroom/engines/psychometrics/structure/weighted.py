"""Diagonally weighted least squares on thresholds and polychoric correlations (WLSMV), for groups."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tegenstroom.engines.psychometrics.correlations.ordinal import Coded, tables
from tegenstroom.engines.psychometrics.correlations.two_step import Pairs, two_step
from tegenstroom.engines.psychometrics.data.missing import Array
from tegenstroom.engines.psychometrics.data.refusals import NoSolution, refuse_unless
from tegenstroom.engines.psychometrics.structure.implied import standard, standard_values
from tegenstroom.engines.psychometrics.structure.layout import Layout, Matrix
from tegenstroom.engines.psychometrics.structure.likelihood import NO_ROBUST_TEST, NOT_SETTLED, solved

_MOST_STEPS = 300
_SETTLED = 1e-14
_CHUNK = 4_096  # persons at a time


@dataclass(frozen=True, slots=True, eq=False)
class Sampled:
    """What the ordinal answers of one group say: thresholds, then correlations, (d,), and their `gamma` (d, d).

    `gamma`: sampling covariance of these, times n (Muthén 1984). `pairs`: where they came from.
    """

    n: int
    found: Array
    gamma: Array
    pairs: Pairs

    @property
    def weight(self) -> Array:
        """Diagonal of the weight matrix, (d,)."""
        return np.asarray(1 / np.diag(self.gamma))


@dataclass(frozen=True, slots=True, eq=False)
class Weighted:
    """The solution: parameters `at` (q,), `chi2` before any scaling, and `slopes` (d, q) of each group."""

    layout: Layout
    samples: tuple[Sampled, ...]
    at: Array
    chi2: float
    slopes: tuple[Array, ...]

    @property
    def df(self) -> int:
        return sum(len(each.found) for each in self.samples) - self.layout.q


def sampled(coded: Coded) -> Sampled:
    """Thresholds and polychoric correlations with their sampling covariance."""
    pairs = two_step(tables(coded))
    wide = coded.widest - 1
    kept = (np.arange(wide) < coded.counts[:, None] - 1).ravel()
    cuts = pairs.cuts[:, 1:-1].ravel()[kept]
    return Sampled(coded.n, np.concatenate([cuts, pairs.rho]), _gamma(coded, pairs, kept), pairs)


def least_squares(layout: Layout, samples: tuple[Sampled, ...], begin: Array) -> Weighted:
    """Gauss–Newton from `begin`, (q,), halving a step until the fit improves. NoSolution: it does not settle.

    Where thresholds are as free as they can be, they are what was found, and only the rest is sought.
    """
    sought, start = _sought(layout)
    shares = _shares(samples)
    at, misfit = begin, _misfit(layout, samples, begin)
    for _step in range(_MOST_STEPS):
        information, slope = np.zeros((len(sought), len(sought))), np.zeros(len(sought))
        slopes = []
        for block, each, share in zip(layout.blocks, samples, shares, strict=True):
            implied, derived = standard(layout, block, at)
            moved, weight = derived[start:, sought], each.weight[start:]
            information += share * (moved.T * weight) @ moved
            slope += share * moved.T @ (weight * (each.found - implied)[start:])
            slopes.append(derived)
        change = np.zeros(layout.q)
        change[sought] = solved(information, slope)
        promised = float(slope @ change[sought])
        if promised < _SETTLED * max(misfit, 1e-6):
            return Weighted(layout, samples, at, _chi2(layout, samples, at), tuple(slopes))
        at, misfit, fell = _fallen(lambda new: _misfit(layout, samples, new), at, misfit, change)
        if not fell:
            break
    if promised < 1e-9:
        return Weighted(layout, samples, at, _chi2(layout, samples, at), tuple(slopes))
    raise NoSolution(NOT_SETTLED())


def covariance(found: Weighted) -> Array:
    """Robust sampling covariance of the parameters, (q, q); divided by n − 1 as lavaan does."""
    bread = np.linalg.inv(_information(found))
    meat = np.zeros_like(bread)
    for each, slope, share in zip(found.samples, found.slopes, _shares(found.samples), strict=True):
        weighed = slope * each.weight[:, None]
        meat += share * weighed.T @ each.gamma @ weighed
    n = sum(each.n for each in found.samples)
    return np.asarray(bread @ meat @ bread / (n - 1))


def traces(found: Weighted) -> tuple[float, float]:
    """tr(UΓ) and tr((UΓ)²), from which the test is scaled and shifted."""
    # Free thresholds fit whatever was found: their part of U is zero.
    sought, start = _sought(found.layout)
    slope, weight = np.concatenate(found.slopes)[start:, sought], weights(found)[start:]
    weighed = slope * weight[:, None]
    left = np.diag(weight) - weighed @ np.linalg.solve(slope.T @ weighed, weighed.T)
    return _traces(left, gamma(found.samples)[start:, start:])


def weights(found: Weighted) -> Array:
    """Diagonal of the weight matrix of all groups, each multiplied by its share, (d · groups,)."""
    shares = np.repeat(_shares(found.samples), [len(each.found) for each in found.samples])
    return np.asarray(shares * np.concatenate([each.weight for each in found.samples]))


@dataclass(frozen=True, slots=True)
class Baseline:
    """χ² of the model in which items have nothing in common, and the traces that scale and shift it."""

    chi2: float
    df: int
    trace: float
    square: float


def baseline(samples: tuple[Sampled, ...]) -> Baseline:
    """Thresholds free, correlations zero: these then have their own closed form."""
    chi2, df, square = 0.0, 0, 0.0
    for each in samples:
        rho = each.pairs.rho
        weight, spread = each.weight[-len(rho) :], each.gamma[-len(rho) :, -len(rho) :]
        product = weight[:, None] * spread
        chi2 += (each.n - 1) * float(weight @ rho**2)
        df += len(rho)
        square += float(np.sum(product * product.T))
    return Baseline(chi2, df, float(df), square)


def srmr(found: Weighted) -> float:
    """Of the correlations, the diagonal counted too (as lavaan does); groups by their share of the persons."""
    total, k = 0.0, len(found.layout.items)
    for block, each, share in zip(found.layout.blocks, found.samples, _shares(found.samples), strict=True):
        left = (each.found - standard_values(found.layout, block, found.at))[-len(each.pairs.rho) :]
        total += share * float(np.sqrt(np.sum(left**2) / (k * (k + 1) / 2)))
    return total


def scale_and_shift(df: int, trace: float, square: float) -> tuple[float, float]:
    """Factor and shift that give χ² its mean and variance (Asparouhov & Muthén 2010)."""
    if not df:
        return 1.0, 0.0
    refuse_unless(bool(square > 0), NoSolution, NO_ROBUST_TEST)
    factor = float(np.sqrt(square / df))
    return factor, df - trace / factor


def gamma(samples: tuple[Sampled, ...]) -> Array:
    """Γ of all groups, one block each, divided by the share of the group."""
    size = sum(len(each.found) for each in samples)
    whole = np.zeros((size, size))
    start = 0
    for each, share in zip(samples, _shares(samples), strict=True):
        end = start + len(each.found)
        whole[start:end, start:end] = each.gamma / share
        start = end
    return whole


def _sought(layout: Layout) -> tuple[NDArray[np.intp], int]:
    """Parameters to search for, and the first of the moments that say something of them."""
    if not layout.standard:
        return np.arange(layout.q), 0
    free = np.zeros(layout.q, dtype=bool)
    free[layout.blocks[0].free[Matrix.THRESHOLD]] = True
    return np.flatnonzero(~free), sum(layout.thresholds)


def _traces(left: Array, spread: Array) -> tuple[float, float]:
    product = left @ spread
    return float(np.trace(product)), float(np.sum(product * product.T))


def _shares(samples: tuple[Sampled, ...]) -> Array:
    sizes = np.array([each.n for each in samples], dtype=np.float64)
    return np.asarray(sizes / sizes.sum())


def _information(found: Weighted) -> Array:
    total = np.zeros((found.layout.q, found.layout.q))
    for each, slope, share in zip(found.samples, found.slopes, _shares(found.samples), strict=True):
        total += share * (slope.T * each.weight) @ slope
    return total


def _misfit(layout: Layout, samples: tuple[Sampled, ...], at: Array) -> float:
    with np.errstate(invalid="ignore", divide="ignore"):
        total = sum(
            share * float(each.weight @ (each.found - standard_values(layout, block, at)) ** 2)
            for block, each, share in zip(layout.blocks, samples, _shares(samples), strict=True)
        )
    return total if np.isfinite(total) else np.inf


def _chi2(layout: Layout, samples: tuple[Sampled, ...], at: Array) -> float:
    """Multiplied by n − 1 of each group, as lavaan and Mplus do."""
    return sum(
        (each.n - 1) * float(each.weight @ (each.found - standard_values(layout, block, at)) ** 2)
        for block, each in zip(layout.blocks, samples, strict=True)
    )


def _fallen(
    misfit_at: Callable[[Array], float], at: Array, misfit: float, change: Array
) -> tuple[Array, float, bool]:
    size = 1.0
    for _half in range(30):
        new = at + size * change
        found = misfit_at(new)
        if found < misfit:
            return new, found, True
        size /= 2
    return at, misfit, False


def _gamma(coded: Coded, pairs: Pairs, kept: NDArray[np.bool_]) -> Array:
    """n times the products of each person's influence on thresholds and correlations."""
    wide = coded.widest
    size = int(kept.sum()) + len(pairs.rho)
    total = np.zeros((size, size))
    single, double = _with_missing(pairs)
    first, second = pairs.tables.first, pairs.tables.second
    for start in range(0, coded.n, _CHUNK):
        codes = coded.codes[start : start + _CHUNK].T.astype(np.intp)
        codes[codes < 0] = wide
        each = np.empty((size, codes.shape[1]))
        cuts = np.concatenate([one.T[:, chosen] for one, chosen in zip(single, codes, strict=True)])
        each[: size - len(first)] = cuts[kept]
        raised = codes * (wide + 1)
        for pair, (one, two) in enumerate(zip(first, second, strict=True)):
            np.take(double[pair], raised[one] + codes[two], out=each[size - len(first) + pair], mode="clip")
        total += each @ each.T
    return total * coded.n


def _with_missing(pairs: Pairs) -> tuple[Array, Array]:
    """Influences with one more category, for who did not answer: (items, c + 1, c − 1) and (pairs, (c + 1)²)."""
    count, wide, _wide = pairs.double.shape
    single = np.zeros((len(pairs.single), wide + 1, wide - 1))
    single[:, :wide] = pairs.single
    double = np.zeros((count, wide + 1, wide + 1))
    double[:, :wide, :wide] = pairs.double
    double[:, :wide, wide], double[:, wide, :wide] = pairs.alone
    return single, double.reshape(count, -1)
