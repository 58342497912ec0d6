"""Common factors of a correlation matrix: minimum residuals, and the oblique quartimin rotation."""

import numpy as np
from scipy import optimize

from tegenstroom.engines.psychometrics.missing import Array
from tegenstroom.engines.psychometrics.refusals import NoSolution
from tegenstroom.engines.psychometrics.sentences import dutch

NO_ROTATION = dutch("no-rotation", "De draaiing van de factoren kwam niet tot rust.")

_LEAST_UNIQUE = 0.005  # of a variance of 1: below, the factor would be the item itself
_STARTS = 5
_MOST_TURNS = 1_000


def minres(correlation: Array, factors: int) -> Array:
    """Loadings (k, factors) that leave the smallest squared residuals off the diagonal.

    Harman & Jones (1966), doi:10.1007/BF02289468, as least squares over the uniquenesses. Unrotated: the first
    factor has the largest share; a column sums to zero or more.
    """
    smc = 1 / np.diag(np.linalg.pinv(correlation))
    start = np.clip(smc, _LEAST_UNIQUE, 0.995)
    found = optimize.minimize(
        _left_over,
        start,
        args=(correlation, factors),
        jac=True,
        method="L-BFGS-B",
        bounds=[(_LEAST_UNIQUE, 1.0)] * len(correlation),
        options={"maxiter": 5_000, "ftol": 1e-15, "gtol": 1e-10},
    )
    values, vectors = np.linalg.eigh(correlation - np.diag(found.x))
    loadings: Array = (vectors[:, ::-1] * np.sqrt(np.maximum(values[::-1], 0)))[:, :factors]
    return loadings * np.where(loadings.sum(axis=0) < 0, -1.0, 1.0)


def _left_over(unique: Array, correlation: Array, factors: int) -> tuple[float, Array]:
    """Half the squared eigenvalues that the factors do not take, and how that changes with the uniquenesses."""
    values, vectors = np.linalg.eigh(correlation - np.diag(unique))
    rest, directions = values[:-factors], vectors[:, :-factors]
    return float(rest @ rest / 2), -(directions**2 @ rest)


def quartimin(loadings: Array) -> tuple[Array, Array]:
    """Oblique rotation (direct oblimin with γ = 0): pattern (k, factors) and factor correlations (factors,
    factors).

    Gradient projection (Jennrich 2002, doi:10.1007/BF02294706) from five starts; the simplest pattern is kept. A
    column sums to zero or more.
    """
    random = np.random.default_rng(0)
    factors = loadings.shape[1]
    starts = [np.eye(factors)]
    starts += [np.linalg.qr(random.normal(size=(factors, factors)))[0] for _ in range(_STARTS - 1)]
    turns = [turned for turned in (_turned(loadings, start) for start in starts) if turned is not None]
    if not turns:
        raise NoSolution(NO_ROTATION())
    _simplest, best = min(turns, key=lambda turned: turned[0])
    pattern = loadings @ np.linalg.inv(best).T
    signs = np.where(pattern.sum(axis=0) < 0, -1.0, 1.0)
    return pattern * signs, (best.T @ best) * np.outer(signs, signs)


def _turned(loadings: Array, turn: Array) -> tuple[float, Array] | None:
    """The criterion and the turn where it is least, from this start; None when it does not come to rest."""
    length = 1.0
    value, slope = _criterion(loadings, turn)
    for _step in range(_MOST_TURNS):
        along = slope - turn * (turn * slope).sum(axis=0)
        size = float(np.linalg.norm(along))
        if size < 1e-7:
            return value, turn
        length *= 2
        for _halving in range(30):
            moved = turn - length * along
            moved = moved / np.linalg.norm(moved, axis=0)
            there, bent = _criterion(loadings, moved)
            if there < value - 0.5 * size**2 * length:
                break
            length /= 2
        turn, value, slope = moved, there, bent
    return (value, turn) if size < 1e-5 else None


def _criterion(loadings: Array, turn: Array) -> tuple[float, Array]:
    """How far items load on several factors at once, and its derivative to the turn."""
    inverse = np.linalg.inv(turn)
    pattern = loadings @ inverse.T
    others = (pattern**2).sum(axis=1, keepdims=True) - pattern**2
    slope = pattern * others
    return float((pattern**2 * others).sum() / 4), -(pattern.T @ slope @ inverse).T
