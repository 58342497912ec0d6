"""Ordinal logistic regression: proportional odds (McCullagh 1980), by Newton's method.

It is the graded response model with known columns in the place of ability.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tegenstroom.engines.psychometrics.data.missing import Array
from tegenstroom.engines.psychometrics.data.refusals import NoSolution
from tegenstroom.engines.psychometrics.irt.curves import curves
from tegenstroom.engines.sentences import dutch

SEPARATED = dutch(
    "separated", "De antwoorden zijn volledig te voorspellen. Dan is deze samenhang niet te schatten."
)

_STEPS = 100
_LARGEST = 40.0  # of a standardised coefficient: beyond it the answers are separated


@dataclass(frozen=True, slots=True, eq=False)
class Ordinal:
    """`slopes`: (columns,). `intercepts`: (categories − 1,), of the chance of this category or higher."""

    slopes: Array
    intercepts: Array
    log_likelihood: float


def ordinal(category: NDArray[np.intp], columns: Array) -> Ordinal:
    """`category`: (persons,), 0, 1, … and each of them chosen; `columns`: (persons, p), perhaps p = 0.

    `NoSolution` when the columns predict the answers entirely, or say the same.
    """
    centre, scale = columns.mean(axis=0), columns.std(axis=0)
    if (scale == 0).any():
        raise NoSolution(SEPARATED())
    x = (columns - centre) / scale
    counts = np.bincount(category)
    above = np.cumsum(counts[::-1])[::-1][1:]
    vector = np.concatenate([np.zeros(x.shape[1]), np.log(above / (len(x) - above))])
    best, gradient, hessian = _at(vector, category, x)
    for _step in range(_STEPS):
        try:
            step = np.linalg.solve(hessian, gradient)
        except np.linalg.LinAlgError:
            raise NoSolution(SEPARATED()) from None
        if float(gradient @ step) < 1e-12:
            slopes = vector[: x.shape[1]] / scale
            return Ordinal(slopes, vector[x.shape[1] :] - float(slopes @ centre), best)
        vector, best, gradient, hessian = _further(vector, step, best, category, x)
        if float(np.abs(vector).max()) > _LARGEST:
            break
    raise NoSolution(SEPARATED())


def _further(
    vector: Array, step: Array, best: float, category: NDArray[np.intp], x: Array
) -> tuple[Array, float, Array, Array]:
    """Half a step, and half of that, until it does not descend."""
    for _halving in range(40):
        reached = vector + step
        if (np.diff(reached[x.shape[1] :]) < 0).all():
            found = _at(reached, category, x)
            if found[0] >= best - 1e-10 * abs(best):
                return reached, *found
        step = step / 2
    raise NoSolution(SEPARATED())


def _at(vector: Array, category: NDArray[np.intp], x: Array) -> tuple[float, Array, Array]:
    """Log-likelihood, gradient and observed information."""
    p, n = x.shape[1], len(x)
    bounds = vector[p:]
    found = curves(np.append(1.0, bounds)[None], x @ vector[:p])
    place = np.arange(n)
    chance = found.chance[0]
    below = np.cumsum(chance, axis=0)[:-1]
    weight = below * np.cumsum(chance[::-1], axis=0)[-2::-1]
    bend = np.zeros_like(chance)
    bend[:-1] += weight
    bend[1:] += weight
    gradient, hessian = np.zeros(len(vector)), np.zeros((len(vector), len(vector)))
    gradient[:p] = x.T @ (found.lower + found.upper)[0, category, place]
    hessian[:p, :p] = (x * bend[category, place, None]).T @ x
    shrink = np.exp(np.diff(bounds))
    tie = np.bincount(category, minlength=len(bounds) + 1)[1:-1] * shrink / (1 - shrink) ** 2
    for bound in range(len(bounds)):
        above, under = category == bound + 1, category == bound
        touched = above | under
        at = p + bound
        gradient[at] = found.lower[0, bound + 1, above].sum() + found.upper[0, bound, under].sum()
        hessian[at, at] = weight[bound, touched].sum()
        hessian[at, :p] = hessian[:p, at] = weight[bound, touched] @ x[touched]
    inner = p + np.arange(len(tie))
    hessian[inner, inner] += tie
    hessian[inner + 1, inner + 1] += tie
    hessian[inner, inner + 1] -= tie
    hessian[inner + 1, inner] -= tie
    return float(found.log_chance[0, category, place].sum()), gradient, hessian
