"""Each pair's correlation and thresholds together: maximum likelihood of its table."""

import numpy as np

from tegenstroom.engines.psychometrics.correlations.bivariate import density
from tegenstroom.engines.psychometrics.correlations.ordinal import FAR
from tegenstroom.engines.psychometrics.correlations.two_step import NEAR_ONE, cells, differences, to_first
from tegenstroom.engines.psychometrics.data.missing import Array

_TINY = 1e-14  # a probability below it is rounding: differences of numbers up to one
_MOST_STEPS = 200
_TOLERANCE = 1e-9
_RIDGE = 1e-9  # keeps a step finite where a correlation runs to one
_APART = 1e-5  # for differencing the slope


def joint(counts: Array, first: Array, second: Array, rho: Array) -> tuple[Array, Array]:
    """Correlations and their sampling variances, (pairs,) each, from thresholds and correlations to begin with.

    `counts`: (pairs, c, c). Fisher scoring of all pairs at once (Olsson 1979); the variance from the observed
    information of correlation and thresholds together.
    """
    free = _free(counts, first, second)
    at = np.concatenate([rho[:, None], first[:, 1:-1], second[:, 1:-1]], axis=1)
    likely = _log_likelihood(counts, at)
    for _step in range(_MOST_STEPS):
        gradient, information = _slope(counts, at, free)
        ridge = _RIDGE * np.einsum("pqq->pq", information).max(axis=1)
        information += ridge[:, None, None] * np.eye(information.shape[1])
        change = np.linalg.solve(information, gradient[..., None])[..., 0]
        at, likely, moved = _stepped(counts, at, likely, change)
        if moved < _TOLERANCE:
            break
    return at[:, 0], _variance(counts, at, free)


def _free(counts: Array, first: Array, second: Array) -> Array:
    """Which parameters of a pair exist: its correlation, and thresholds that are no fill-ups, (pairs, q)."""
    inner = np.concatenate([first[:, 1:-1], second[:, 1:-1]], axis=1)
    return np.concatenate([np.ones((len(counts), 1)), np.abs(inner) < FAR], axis=1).astype(np.float64)


def _parts(at: Array) -> tuple[Array, Array, Array]:
    """Thresholds of the first and the second item with their ends, and the correlation."""
    inner = (at.shape[1] - 1) // 2
    ends = np.full((len(at), 1), FAR)
    first = np.concatenate([-ends, at[:, 1 : inner + 1], ends], axis=1)
    second = np.concatenate([-ends, at[:, inner + 1 :], ends], axis=1)
    return first, second, at[:, 0]


def _log_likelihood(counts: Array, at: Array) -> Array:
    share = cells(*_parts(at))
    known = np.where(counts > 0, np.log(np.maximum(share, _TINY)), 0.0)
    found: Array = np.where((share < -1e-12).any(axis=(1, 2)), -np.inf, np.sum(counts * known, axis=(1, 2)))
    return found


def _slope(counts: Array, at: Array, free: Array) -> tuple[Array, Array]:
    """Gradient (pairs, q) and expected information (pairs, q, q); one on the diagonal of what does not exist."""
    first, second, rho = _parts(at)
    count, edges = first.shape
    wide, inner = edges - 1, edges - 2
    share = np.maximum(cells(first, second, rho), _TINY)
    moved = np.zeros((count, wide, wide, 1 + 2 * inner))
    moved[..., 0] = differences(density(first[:, 1:-1, None], second[:, None, 1:-1], rho))
    to_a, to_b = to_first(first, second, rho), to_first(second, first, rho)
    for t in range(inner):
        moved[:, t, :, 1 + t] = to_a[:, t]
        moved[:, t + 1, :, 1 + t] = -to_a[:, t]
        moved[:, :, t, 1 + inner + t] = to_b[:, t]
        moved[:, :, t + 1, 1 + inner + t] = -to_b[:, t]
    moved *= free[:, None, None, :]
    gradient = np.einsum("pab,pabq->pq", counts / share, moved)
    flat = (moved / np.sqrt(share)[..., None]).reshape(count, wide * wide, -1)
    information = counts.sum(axis=(1, 2))[:, None, None] * (flat.transpose(0, 2, 1) @ flat)
    diagonal = np.einsum("pqq->pq", information)
    diagonal += 1 - free
    return gradient, information


def _stepped(counts: Array, at: Array, likely: Array, change: Array) -> tuple[Array, Array, float]:
    """A step for each pair, halved until its likelihood does not fall."""
    size = np.ones(len(at))
    for _half in range(30):
        new = at + size[:, None] * change
        new[:, 0] = np.clip(new[:, 0], -NEAR_ONE, NEAR_ONE)
        found = _log_likelihood(counts, new)
        worse = ~(found >= likely - 1e-9 * np.abs(likely))
        if not worse.any():
            return new, found, float(np.abs(new - at).max())
        size[worse] /= 2
    new[worse], found[worse] = at[worse], likely[worse]
    return new, found, float(np.abs(new - at).max())


def _variance(counts: Array, at: Array, free: Array) -> Array:
    """Of the correlation, by central differences of the gradient."""
    observed = np.zeros((len(at), at.shape[1], at.shape[1]))
    for place in range(at.shape[1]):
        up, down = at.copy(), at.copy()
        up[:, place] += _APART
        down[:, place] -= _APART
        observed[:, place] = (_slope(counts, down, free)[0] - _slope(counts, up, free)[0]) / (2 * _APART)
    observed = (observed + observed.transpose(0, 2, 1)) / 2
    diagonal = np.einsum("pqq->pq", observed)
    diagonal += 1 - free
    return np.maximum(np.linalg.pinv(observed, hermitian=True)[:, 0, 0], 0.0)
