"""Turning factors so that each item belongs to few: varimax, promax, oblimin and quartimin."""

import numpy as np

from tegenstroom.engines.psychometrics.data.missing import Array
from tegenstroom.engines.psychometrics.data.refusals import NoSolution
from tegenstroom.engines.sentences import dutch

NO_ROTATION = dutch("no-rotation", "De draaiing van de factoren kwam niet tot rust.")

_MOST_STEPS = 2_000
TOLERANCE = 1e-10
_AT_REST = 1e-5  # of the slope where no step makes it simpler
_STARTS = 5


def varimax(loading: Array, tolerance: float = TOLERANCE) -> Array:
    """Orthogonal rotation (Kaiser 1958) of (k, m) loadings, each item's row brought to length one first.

    It stops when a step gains less than this share of its criterion.
    """
    length = np.sqrt(np.sum(loading**2, axis=1, keepdims=True))
    even = loading / np.maximum(length, 1e-12)
    turn, before = np.eye(loading.shape[1]), 0.0
    for _step in range(_MOST_STEPS):
        turned = even @ turn
        pull = even.T @ (turned**3 - turned * np.mean(turned**2, axis=0))
        left, sizes, right = np.linalg.svd(pull)
        turn = left @ right
        if sizes.sum() < before * (1 + tolerance):
            break
        before = float(sizes.sum())
    found: Array = loading @ turn
    return found


def promax(loading: Array, power: int = 4, tolerance: float = TOLERANCE) -> tuple[Array, Array]:
    """Oblique rotation (Hendrickson & White 1964): varimax, drawn towards its loadings to this power.

    Each item's row is brought to length one first (Kaiser), also for the target. Loadings (k, m), and the
    correlations of the factors (m, m).
    """
    length = np.maximum(np.sqrt(np.sum(loading**2, axis=1, keepdims=True)), 1e-12)
    straight = varimax(loading / length, tolerance)
    target = straight * np.abs(straight) ** (power - 1)
    turn = np.linalg.lstsq(straight, target, rcond=None)[0]
    turn = turn * np.sqrt(np.diag(np.linalg.inv(turn.T @ turn)))
    return length * (straight @ turn), np.linalg.inv(turn.T @ turn)


def oblimin(loading: Array, gamma: float = 0.0) -> tuple[Array, Array]:
    """Oblique rotation (Jennrich & Sampson 1966): loadings (k, m), and the correlations of the factors (m, m).

    Gradient projection of Jennrich (2002, *Psychometrika* 67), from the loadings as they are.
    """
    _value, turn, _slope = _descended(loading, np.eye(loading.shape[1]), gamma)
    return loading @ np.linalg.inv(turn).T, turn.T @ turn


def quartimin(loading: Array) -> tuple[Array, Array]:
    """Oblimin with γ = 0 from five starts, of which the simplest is kept; a column sums to zero or more."""
    random = np.random.default_rng(0)
    m = loading.shape[1]
    starts = [np.eye(m), *(np.linalg.qr(random.normal(size=(m, m)))[0] for _start in range(_STARTS - 1))]
    ends = [_descended(loading, start, 0.0) for start in starts]
    rested = [(value, turn) for value, turn, slope in ends if slope < _AT_REST]
    if not rested:
        raise NoSolution(NO_ROTATION())
    _simplest, best = min(rested, key=lambda end: end[0])
    pattern = loading @ np.linalg.inv(best).T
    signs = np.where(pattern.sum(axis=0) < 0, -1.0, 1.0)
    return pattern * signs, (best.T @ best) * np.outer(signs, signs)


def _descended(loading: Array, turn: Array, gamma: float) -> tuple[float, Array, float]:
    """The oblimin criterion where a descent from this turn ends, the turn there, and how steep it still is."""
    size = 1.0
    value, slope = _oblique(loading, turn, gamma)
    for _step in range(_MOST_STEPS):
        projected = slope - turn * np.sum(turn * slope, axis=0)
        length = float(np.sqrt(np.sum(projected**2)))
        if length < TOLERANCE * max(1.0, value):
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
    return value, turn, length


def _oblique(loading: Array, turn: Array, gamma: float) -> tuple[float, Array]:
    """The oblimin criterion and its slope to the turn."""
    inverse = np.linalg.inv(turn)
    turned = loading @ inverse.T
    m = loading.shape[1]
    crossed = turned**2 @ (1 - np.eye(m))
    crossed = crossed - gamma * np.mean(crossed, axis=0)
    pull = turned * crossed
    return float(np.sum(turned**2 * crossed) / 4), -(turned.T @ pull @ inverse).T
