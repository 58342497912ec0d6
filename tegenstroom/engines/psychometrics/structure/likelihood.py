"""Maximum likelihood of a model of means and covariances, for groups, with or without missing answers."""

from dataclasses import dataclass

import numpy as np

from tegenstroom.engines.psychometrics.data import normal
from tegenstroom.engines.psychometrics.data.missing import Array, Stack
from tegenstroom.engines.psychometrics.data.refusals import NoSolution
from tegenstroom.engines.psychometrics.structure.implied import Implied, implied, moments_of, triangle
from tegenstroom.engines.psychometrics.structure.layout import Layout
from tegenstroom.engines.sentences import dutch

NOT_SETTLED = dutch(
    "model-not-settled",
    "Voor dit model is geen oplossing gevonden. Neem minder factoren, meer personen of een eenvoudiger model.",
)
NOT_IDENTIFIED = dutch(
    "model-not-identified",
    "Dit model kan niet berekend worden: er is meer dan één oplossing. Geef elke factor minstens drie vragen.",
)
NO_ROBUST_TEST = dutch(
    "no-robust-test",
    "Met deze antwoorden is de toets van dit model niet te berekenen. Er zijn te weinig personen.",
)

_MOST_STEPS = 400
_SETTLED = 1e-17  # of the log-likelihood per person that a step still promises


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """Where the likelihood is highest: parameters `at` (q,), its logarithm, and for each group what that implies.

    `expected`: information of complete data (q, q), for all persons together.
    """

    layout: Layout
    parts: tuple[tuple[Stack, ...], ...]
    at: Array
    log_likelihood: float
    groups: tuple[Implied, ...]
    expected: Array

    @property
    def sizes(self) -> Array:
        """Persons in each group."""
        return sizes(self.parts)


def sizes(parts: tuple[tuple[Stack, ...], ...]) -> Array:
    """Persons in each group."""
    return np.array([sum(float(part.n.sum()) for part in group) for group in parts])


def maximise(layout: Layout, parts: tuple[tuple[Stack, ...], ...], begin: Array) -> Fitted:
    """Fisher scoring from `begin`, (q,), each step halved until the likelihood rises (Jöreskog 1969; Lee 1979).

    NoSolution: the information is singular, or no maximum is found.
    """
    at, likely = begin, log_likelihood(layout, parts, begin)
    if not np.isfinite(likely):
        raise NoSolution(NOT_SETTLED())
    n = float(sizes(parts).sum())
    for _step in range(_MOST_STEPS):
        groups = tuple(implied(block, at) for block in layout.blocks)
        information = expected(parts, groups)
        slope = gradient(parts, groups)
        change = solved(information, slope)
        if float(slope @ change) / n < _SETTLED:
            return Fitted(layout, parts, at, likely, groups, information)
        at, likely, rose = _risen(layout, parts, at, likely, change)
        if not rose:
            break
    if float(slope @ change) / n < 1e-7:
        return Fitted(layout, parts, at, likely, groups, information)
    raise NoSolution(NOT_SETTLED())


def log_likelihood(layout: Layout, parts: tuple[tuple[Stack, ...], ...], at: Array) -> float:
    """At the parameters (q,); minus infinity where a covariance matrix is none."""
    try:
        return sum(
            normal.at(group, *moments_of(block, at)).log_likelihood
            for block, group in zip(layout.blocks, parts, strict=True)
        )
    except np.linalg.LinAlgError:
        return -np.inf


def gradient(parts: tuple[tuple[Stack, ...], ...], groups: tuple[Implied, ...]) -> Array:
    """Of the log-likelihood to the parameters, (q,)."""
    total = np.zeros(groups[0].to_mean.shape[1])
    for group, found in zip(parts, groups, strict=True):
        to_mean, to_covariance = normal.at(group, found.mean, found.covariance).slope()
        total += to_mean @ found.to_mean + doubled(to_covariance) @ found.to_covariance
    return total


def doubled(symmetric: Array) -> Array:
    """The lower triangle, what lies off the diagonal twice: tr(G dΣ) as a product with the triangle of dΣ."""
    rows, columns = triangle(len(symmetric))
    found: Array = symmetric[rows, columns] * np.where(rows == columns, 1.0, 2.0)
    return found


def expected(parts: tuple[tuple[Stack, ...], ...], groups: tuple[Implied, ...]) -> Array:
    """The information that complete data would hold, (q, q)."""
    q = groups[0].to_mean.shape[1]
    total = np.zeros((q, q))
    for n, found in zip(sizes(parts), groups, strict=True):
        total += n * (found.slope.T @ saturated(found.covariance) @ found.slope)
    return total


def saturated(covariance: Array) -> Array:
    """Information of one person on means and lower triangle of covariances, square, k + k(k+1)/2."""
    k = len(covariance)
    inverse = np.linalg.inv(covariance)
    rows, columns = triangle(k)
    both = inverse[np.ix_(rows, rows)] * inverse[np.ix_(columns, columns)]
    crossed = inverse[np.ix_(rows, columns)] * inverse[np.ix_(columns, rows)]
    times = np.where(rows == columns, 1.0, 2.0)
    found = np.zeros((k + len(rows), k + len(rows)))
    found[:k, :k] = inverse
    found[k:, k:] = (both + crossed) * np.outer(times, times) / 4
    return found


def observed(fitted: Fitted) -> Array:
    """Minus the second derivatives of the log-likelihood, (q, q): differences of its slope to both sides."""
    q = len(fitted.at)
    scale = 1e-4 / np.sqrt(np.diag(fitted.expected) / fitted.sizes.sum())
    found = np.empty((q, q))
    for place in range(q):
        found[place] = sum(
            weight * _slope_at(fitted, place, step * scale[place]) / scale[place]
            for step, weight in ((-2, 1 / 12), (-1, -8 / 12), (1, 8 / 12), (2, -1 / 12))
        )
    return -(found + found.T) / 2


def solved(information: Array, slope: Array) -> Array:
    """The step of scoring. NoSolution when the model is not identified here."""
    scale = np.sqrt(np.maximum(np.diag(information), 1e-300))
    even = information / np.outer(scale, scale)
    if np.linalg.cond(even) > 1e12:
        raise NoSolution(NOT_IDENTIFIED())
    found: Array = np.linalg.solve(even, slope / scale) / scale
    return found


def _slope_at(fitted: Fitted, place: int, step: float) -> Array:
    at = fitted.at.copy()
    at[place] += step
    return gradient(fitted.parts, tuple(implied(block, at) for block in fitted.layout.blocks))


def _risen(
    layout: Layout, parts: tuple[tuple[Stack, ...], ...], at: Array, likely: float, change: Array
) -> tuple[Array, float, bool]:
    size = 1.0
    for _half in range(30):
        new = at + size * change
        found = log_likelihood(layout, parts, new)
        if found > likely:
            return new, found, True
        size /= 2
    return at, likely, False
