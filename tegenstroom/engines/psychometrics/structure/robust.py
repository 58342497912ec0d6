"""Standard errors and tests that hold when answers are not normally distributed (MLR)."""

from dataclasses import dataclass

import numpy as np

from tegenstroom.engines.psychometrics.data import normal
from tegenstroom.engines.psychometrics.data.missing import Array, Stack
from tegenstroom.engines.psychometrics.structure.implied import triangle
from tegenstroom.engines.psychometrics.structure.likelihood import Fitted, doubled, observed, saturated

_CHUNK = 1 << 15  # persons at a time


@dataclass(frozen=True, slots=True, eq=False)
class Saturated:
    """The model in which every mean and covariance is free, of one group: maximum likelihood `mean`, `covariance`.

    `parts`: the patterns of missing answers.
    """

    parts: tuple[Stack, ...]
    mean: Array
    covariance: Array
    log_likelihood: float


def scores(values: Array, mean: Array, covariance: Array) -> Array:
    """Each person's slope of the log-likelihood to means and lower triangle of covariances, (n, k + k(k+1)/2)."""
    k = len(mean)
    rows, columns = triangle(k)
    found = np.empty((len(values), k + len(rows)))
    packed = np.packbits(~np.isnan(values), axis=1)
    _kinds, which = np.unique(packed, axis=0, return_inverse=True)
    order = np.argsort(which.ravel(), kind="stable")
    for persons in np.split(order, np.flatnonzero(np.diff(which.ravel()[order])) + 1):
        seen = np.flatnonzero(~np.isnan(values[persons[0]]))
        weight = np.zeros((k, k))
        weight[np.ix_(seen, seen)] = np.linalg.inv(covariance[np.ix_(seen, seen)])
        pull = np.nan_to_num(values[persons] - mean) @ weight
        found[persons, :k] = pull
        found[persons, k:] = pull[:, rows] * pull[:, columns] - weight[rows, columns]
    found[:, k:] *= np.where(rows == columns, 0.5, 1.0)
    return found


def products(values: Array, mean: Array, covariance: Array, slope: Array | None = None) -> Array:
    """Sum over persons of the products of their slopes: to means and covariances, or to parameters by `slope`.

    In chunks: with twenty items a million persons' slopes would fill 2 GB.
    """
    size = len(mean) + len(triangle(len(mean))[0]) if slope is None else slope.shape[1]
    total = np.zeros((size, size))
    for start in range(0, len(values), _CHUNK):
        each = scores(values[start : start + _CHUNK], mean, covariance)
        moved = each if slope is None else each @ slope
        total += moved.T @ moved
    return total


def saturate(parts: tuple[Stack, ...], mean: Array, covariance: Array) -> Saturated:
    """The saturated model at its maximum."""
    return Saturated(parts, mean, covariance, normal.at(parts, mean, covariance).log_likelihood)


def trace_of(free: Saturated, values: Array) -> float:
    """tr(A⁻¹B) of the information and of the products of scores; the number of moments when answers are normal."""
    here = normal.at(free.parts, free.mean, free.covariance)
    return _trace(information(here, free.covariance), products(values, free.mean, free.covariance))


def sandwich(fitted: Fitted, values: tuple[Array, ...]) -> tuple[Array, float]:
    """Robust covariance of the parameters (q, q), and tr(A⁻¹B): Huber (1967), White (1982).

    A is the observed information, B the sum of products of persons' scores.
    """
    bread = observed(fitted)
    meat = sum(
        (
            products(each, found.mean, found.covariance, found.slope)
            for each, found in zip(values, fitted.groups, strict=True)
        ),
        np.zeros_like(bread),
    )
    inverse = np.linalg.inv(bread)
    return inverse @ meat @ inverse, float(np.sum(inverse * meat.T))


def scaling(free: float, trace: float, df: int) -> float:
    """What χ² is divided by (Yuan & Bentler 2000; Asparouhov & Muthén 2005), from the traces of both models."""
    return (free - trace) / df if df else 1.0


def _trace(seen: Array, spread: Array) -> float:
    return float(np.trace(np.linalg.solve(seen, spread)))


def information(here: normal.Normal, covariance: Array) -> Array:
    """Observed information on means and lower triangle; of complete data it is the expected one."""
    k = len(covariance)
    if len(here.parts) == 1 and len(here.parts[0].n) == 1 and here.parts[0].seen.all():
        return float(here.parts[0].n[0]) * saturated(covariance)
    rows, columns = triangle(k)
    found = np.zeros((k + len(rows), k + len(rows)))
    for place in range(k + len(rows)):
        to_mean, to_covariance = np.zeros(k), np.zeros((k, k))
        if place < k:
            to_mean[place] = 1.0
        else:
            a, b = rows[place - k], columns[place - k]
            to_covariance[a, b] = to_covariance[b, a] = 1.0
        bent_mean, bent = here.curve(to_mean, to_covariance)
        found[place] = -np.concatenate([bent_mean, doubled(bent)])
    return (found + found.T) / 2
