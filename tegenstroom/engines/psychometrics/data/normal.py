"""The normal likelihood of persons × items with missing answers: its value, slope and curvature.

Every model with a mean and covariance structure is estimated on these three. Derivatives: Magnus & Neudecker
(1988), *Matrix differential calculus*; with missing answers each pattern counts for what it saw (Rubin 1976).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tegenstroom.engines.psychometrics.data.missing import Array, Stack
from tegenstroom.engines.psychometrics.data.refusals import NoSolution, refuse_unless
from tegenstroom.engines.sentences import dutch

FLAT = dutch("flat", "Deze antwoorden laten te veel mogelijkheden open. Er is geen foutenmarge te geven.")


@dataclass(frozen=True, slots=True)
class Normal:
    """A normal distribution beside the data. Make it with `at`; refuses nothing: `at` may raise LinAlgError.

    `weight`: for each stack the inverse of what was seen of the covariance, (patterns, items, items), 0 elsewhere;
    `off`: observed minus expected mean, (patterns, items); `around`: spread around the expected mean.
    """

    parts: tuple[Stack, ...]
    weight: tuple[Array, ...]
    off: tuple[Array, ...]
    around: tuple[Array, ...]
    log_likelihood: float

    def slope(self) -> tuple[Array, Array]:
        """Derivatives of the log-likelihood: to the mean (k,), and to the covariance (k, k), symmetric.

        The second is G in dL = tr(G dΣ): an element off the diagonal counts twice.
        """
        first, second = 0.0, 0.0
        for part, weight, off, around in self._each():
            pulled = weight @ around @ weight - weight
            first = first + part.n @ np.einsum("pij,pj->pi", weight, off)
            second = second + np.einsum("p,pij->ij", part.n / 2, pulled)
        return np.asarray(first), np.asarray(second)

    def curve(self, to_mean: Array, to_covariance: Array) -> tuple[Array, Array]:
        """How the slope changes when mean (k,) and covariance (k, k) move this way: a product with the Hessian."""
        first, second = 0.0, 0.0
        for part, weight, off, around in self._each():
            turned = -weight @ to_covariance @ weight
            moved = -off[:, :, None] * to_mean[None, None, :]
            moved = moved + moved.transpose(0, 2, 1)
            bent = turned @ around @ weight
            inner = bent + bent.transpose(0, 2, 1) + weight @ moved @ weight - turned
            change = np.einsum("pij,pj->pi", turned, off) - np.einsum("pij,j->pi", weight, to_mean)
            first = first + part.n @ change
            second = second + np.einsum("p,pij->ij", part.n / 2, inner)
        return np.asarray(first), np.asarray(second)

    def _each(self) -> Iterator[tuple[Stack, Array, Array, Array]]:
        return zip(self.parts, self.weight, self.off, self.around, strict=True)


def at(parts: tuple[Stack, ...], mean: Array, covariance: Array) -> Normal:
    """The likelihood at this mean (k,) and covariance (k, k). LinAlgError: the latter is not positive definite."""
    np.linalg.cholesky(covariance)
    weights, offs, arounds, total = [], [], [], 0.0
    for part in parts:
        both = part.seen[:, :, None] & part.seen[:, None, :]
        seen = np.where(both, covariance, np.eye(len(mean)))
        _sign, log_det = np.linalg.slogdet(seen)
        weight = np.where(both, np.linalg.inv(seen), 0.0)
        off = np.where(part.seen, part.mean - mean, 0.0)
        around = off[:, :, None] * off[:, None, :]
        if part.spread is not None:
            around = around + part.spread
        misfit = np.einsum("pij,pij->p", weight, around)
        total -= 0.5 * float(part.n @ (part.seen.sum(axis=1) * np.log(2 * np.pi) + log_det + misfit))
        weights.append(weight)
        offs.append(off)
        arounds.append(around)
    return Normal(parts, tuple(weights), tuple(offs), tuple(arounds), total)


def standard_error(variance: float) -> float:
    """The root of a sampling variance. `NoSolution` when the likelihood is so flat that it is none."""
    refuse_unless(bool(np.isfinite(variance)) and variance >= 0, NoSolution, FLAT)
    return float(np.sqrt(variance))


def saturated_variance(here: Normal, covariance: Array, direction: Array) -> float:
    """The sampling variance of a function of the covariances, `direction` (k, k) being its derivative, symmetric.

    `here` stands at the maximum. direction' I⁻¹ direction with the observed information I, by conjugate gradients;
    the information of complete data leads the way. `NoSolution` where the likelihood is flat.
    """
    n = sum(float(part.n.sum()) for part in here.parts)
    mean, spread = np.zeros(len(covariance)), np.zeros_like(covariance)
    left_mean, left_spread = np.zeros(len(covariance)), direction.copy()
    step_mean, step_spread = _lead(covariance, n, left_mean, left_spread)
    size = _inner(left_mean, left_spread, step_mean, step_spread)
    start = size
    for _turn in range(200):
        bent_mean, bent_spread = (-each for each in here.curve(step_mean, step_spread))
        bend = _inner(step_mean, step_spread, bent_mean, bent_spread)
        refuse_unless(bend > 0, NoSolution, FLAT)
        length = size / bend
        mean, spread = mean + length * step_mean, spread + length * step_spread
        left_mean, left_spread = left_mean - length * bent_mean, left_spread - length * bent_spread
        next_mean, next_spread = _lead(covariance, n, left_mean, left_spread)
        new = _inner(left_mean, left_spread, next_mean, next_spread)
        if abs(new) < 1e-16 * start:
            break
        step_mean = next_mean + new / size * step_mean
        step_spread = next_spread + new / size * step_spread
        size = new
    return _inner(np.zeros(len(covariance)), direction, mean, spread)


def _lead(covariance: Array, n: float, mean: Array, spread: Array) -> tuple[Array, Array]:
    return covariance @ mean / n, 2 * covariance @ spread @ covariance / n


def _inner(mean: Array, spread: Array, other_mean: Array, other_spread: Array) -> float:
    return float(mean @ other_mean + np.sum(spread * other_spread))
