"""Polychoric correlations of all pairs of items at once, in two steps, and how each person weighs in them."""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from tegenstroom.engines.psychometrics.correlations.bivariate import density, density_slope, distribution
from tegenstroom.engines.psychometrics.correlations.ordinal import FAR, Tables, thresholds
from tegenstroom.engines.psychometrics.data.missing import Array

NEAR_ONE = 0.9999  # a table in which everyone agrees has its maximum at one; we stop here

_TINY = 1e-14  # a probability below it is rounding: differences of numbers up to one
_MOST_STEPS = 100
_TOLERANCE = 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Two-step estimates of a set of tables.

    `cuts`: thresholds (items, c + 1), from −FAR to FAR. `rho`: (pairs,). `single`: influence of a person who chose
    category a on each threshold of an item, (items, c, c − 1). `double`: influence of a person who chose (a, b) on
    the correlation of a pair, (pairs, c, c). `alone`: the same of who answered one item of the pair only, for the
    first and for the second, (pairs, c). Influences are deviations of the estimate: their squares, summed over
    persons, are its sampling variance.
    """

    tables: Tables
    cuts: Array
    rho: Array
    single: Array
    double: Array
    alone: tuple[Array, Array]

    @property
    def variance(self) -> Array:
        """Sampling variance of each correlation, (pairs,), the thresholds being estimates too."""
        found = np.sum(self.tables.double * self.double**2, axis=(1, 2))
        for item, axis, alone in zip((self.tables.first, self.tables.second), (2, 1), self.alone, strict=True):
            only = self.tables.single[item] - self.tables.double.sum(axis=axis)
            found = found + np.sum(only * alone**2, axis=1)
        return np.asarray(found)


def two_step(found: Tables) -> Pairs:
    """Thresholds from each item alone, then each correlation given them (Olsson 1979, *Psychometrika* 44)."""
    cuts = thresholds(found.single)
    rho = correlate(filled(found.double), cuts[found.first], cuts[found.second])
    single, double, alone = _influence(found, cuts, rho)
    return Pairs(found, cuts, rho, single, double, alone)


def correlate(counts: Array, first: Array, second: Array) -> Array:
    """The correlation that makes each table (pairs, c, c) likeliest, given thresholds (pairs, c + 1)."""
    a, b = first[:, 1:-1, None], second[:, None, 1:-1]
    total = counts.sum(axis=(1, 2))
    rho = _start(counts)
    for _step in range(_MOST_STEPS):
        share = np.maximum(cells(first, second, rho), _TINY)
        slope = differences(density(a, b, rho)) / share
        bend = differences(density_slope(a, b, rho)) / share
        gradient = np.sum(counts * slope, axis=(1, 2))
        curvature = np.sum(counts * (slope**2 - bend), axis=(1, 2))
        expected = total * np.sum(slope**2 * share, axis=(1, 2))
        change = gradient / np.maximum(np.maximum(curvature, expected / 2), _TINY)
        # Never more than half-way to one at a time.
        new = np.clip(rho + change, (rho - 1) / 2, (rho + 1) / 2)
        new = np.clip(new, -NEAR_ONE, NEAR_ONE)
        moved, rho = np.abs(new - rho).max(), new
        if moved < _TOLERANCE:
            break
    return rho


def cells(first: Array, second: Array, rho: Array) -> Array:
    """The probability of each cell, (pairs, c, c)."""
    count, edges = first.shape
    grid = np.zeros((count, edges, edges))
    grid[:, 1:-1, 1:-1] = distribution(first[:, 1:-1, None], second[:, None, 1:-1], rho)
    grid[:, -1, 1:] = ndtr(second[:, 1:])
    grid[:, 1:, -1] = ndtr(first[:, 1:])
    found: Array = np.diff(np.diff(grid, axis=1), axis=2)
    return found


def to_first(first: Array, second: Array, rho: Array) -> Array:
    """How P(X at threshold t, Y in category b) moves a cell when t moves: (pairs, c − 1, c)."""
    a, r = first[:, 1:-1, None], rho[:, None, None]
    below = ndtr((second[:, None, :] - r * a) / np.sqrt(1 - r**2))
    below[..., 0], below[..., -1] = 0.0, 1.0
    found: Array = _normal(a) * np.diff(below, axis=2)
    return found


def filled(counts: Array) -> Array:
    """A half in the empty cell of a 2 × 2 table, its margins kept, as lavaan does: else the correlation is one."""
    found = counts.copy()
    two = (counts.sum(axis=1) > 0).sum(axis=1) + (counts.sum(axis=2) > 0).sum(axis=1) == 4
    for diagonal, sign in (((0, 0), 1), ((1, 1), 1), ((0, 1), -1), ((1, 0), -1)):
        empty = two & (counts[:, *diagonal] == 0) & (found[:, *diagonal] == 0)
        shift = 0.5 * sign * empty
        found[:, 0, 0] += shift
        found[:, 1, 1] += shift
        found[:, 0, 1] -= shift
        found[:, 1, 0] -= shift
    return np.maximum(found, 0.0)


def differences(inner: Array) -> Array:
    """From values at thresholds (zero beyond the outer ones) to cells."""
    wide = np.zeros((len(inner), inner.shape[1] + 2, inner.shape[2] + 2))
    wide[:, 1:-1, 1:-1] = inner
    found: Array = np.diff(np.diff(wide, axis=1), axis=2)
    return found


def _start(counts: Array) -> Array:
    """The correlation of the codes: close enough to begin with."""
    score = np.arange(counts.shape[1], dtype=np.float64)
    total = counts.sum(axis=(1, 2))
    rows, columns = counts.sum(axis=2), counts.sum(axis=1)
    x, y = rows @ score / total, columns @ score / total
    both = np.einsum("pab,a,b->p", counts, score, score) / total - x * y
    scale = (rows @ score**2 / total - x**2) * (columns @ score**2 / total - y**2)
    found: Array = np.clip(1.1 * both / np.sqrt(np.maximum(scale, _TINY)), -0.9, 0.9)
    return found


def _normal(x: Array) -> Array:
    found: Array = np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)
    return found


def _influence(found: Tables, cuts: Array, rho: Array) -> tuple[Array, Array, tuple[Array, Array]]:
    """Muthén (1984, *Psychometrika* 49): sums of products of scores take the place of second derivatives."""
    single = _of_thresholds(found.single, cuts)
    first, second = cuts[found.first], cuts[found.second]
    share = np.maximum(cells(first, second, rho), _TINY)
    slope = differences(density(first[:, 1:-1, None], second[:, None, 1:-1], rho)) / share
    weighed = found.double * slope / share
    sizes = np.maximum(np.sum(found.double * slope**2, axis=(1, 2)), _TINY)
    to_a = to_first(first, second, rho)
    to_b = to_first(second, first, rho)
    cross_a = np.sum(to_a * (weighed[:, :-1] - weighed[:, 1:]), axis=2)
    turned = weighed.transpose(0, 2, 1)
    cross_b = np.sum(to_b * (turned[:, :-1] - turned[:, 1:]), axis=2)
    by_a = np.einsum("pct,pt->pc", single[found.first], cross_a) / sizes[:, None]
    by_b = np.einsum("pct,pt->pc", single[found.second], cross_b) / sizes[:, None]
    double = slope / sizes[:, None, None] - by_a[:, :, None] - by_b[:, None, :]
    return single, double, (-by_a, -by_b)


def _of_thresholds(single: Array, cuts: Array) -> Array:
    """Influence on the thresholds, (items, c, c − 1), zero where an item is filled up."""
    items, wide = single.shape
    share = np.maximum(np.diff(ndtr(cuts), axis=1), _TINY)
    height = np.where(np.abs(cuts[:, 1:-1]) < FAR, _normal(cuts[:, 1:-1]), 0.0)
    scores = np.zeros((items, wide, wide - 1))
    for place in range(wide - 1):
        scores[:, place, place] = height[:, place] / share[:, place]
        scores[:, place + 1, place] = np.where(height[:, place] > 0, -height[:, place] / share[:, place + 1], 0.0)
    information = np.einsum("ka,kas,kat->kst", single, scores, scores)
    spare = np.einsum("kss->ks", information)
    spare[spare == 0] = 1.0
    return np.asarray(np.linalg.solve(information[:, None], scores[..., None])[..., 0])
