"""Turning factors so that each item belongs to few: varimax and oblimin."""

import numpy as np

from tegenstroom.engines.psychometrics.missing import Array

_MOST_STEPS = 2_000
_TOLERANCE = 1e-10


def varimax(loading: Array) -> Array:
    """Orthogonal rotation (Kaiser 1958) of (k, m) loadings, each item's row brought to length one first."""
    length = np.sqrt(np.sum(loading**2, axis=1, keepdims=True))
    even = loading / np.maximum(length, 1e-12)
    turn, before = np.eye(loading.shape[1]), 0.0
    for _step in range(_MOST_STEPS):
        turned = even @ turn
        pull = even.T @ (turned**3 - turned * np.mean(turned**2, axis=0))
        left, sizes, right = np.linalg.svd(pull)
        turn = left @ right
        if sizes.sum() < before * (1 + _TOLERANCE):
            break
        before = float(sizes.sum())
    found: Array = loading @ turn
    return found


def oblimin(loading: Array, gamma: float = 0.0) -> tuple[Array, Array]:
    """Oblique rotation (Jennrich & Sampson 1966): loadings (k, m), and the correlations of the factors (m, m).

    Gradient projection of Jennrich (2002, *Psychometrika* 67), from the loadings as they are.
    """
    turn = np.eye(loading.shape[1])
    size = 1.0
    value, slope = _oblique(loading, turn, gamma)
    for _step in range(_MOST_STEPS):
        projected = slope - turn * np.sum(turn * slope, axis=0)
        length = float(np.sqrt(np.sum(projected**2)))
        if length < _TOLERANCE * max(1.0, value):
            break
        size *= 2
        for _half in range(40):
            new = turn - size * projected
            new = new / np.sqrt(np.sum(new**2, axis=0))
            new_value, new_slope = _oblique(loading, new, gamma)
            if new_value < value - 0.5 * length**2 * size:
                break
            size /= 2
        else:
            break
        turn, value, slope = new, new_value, new_slope
    return loading @ np.linalg.inv(turn).T, turn.T @ turn


def _oblique(loading: Array, turn: Array, gamma: float) -> tuple[float, Array]:
    """The oblimin criterion and its slope to the turn."""
    inverse = np.linalg.inv(turn)
    turned = loading @ inverse.T
    m = loading.shape[1]
    crossed = turned**2 @ (1 - np.eye(m))
    crossed = crossed - gamma * np.mean(crossed, axis=0)
    pull = turned * crossed
    return float(np.sum(turned**2 * crossed) / 4), -(turned.T @ pull @ inverse).T
