"""How missing answers are handled, and the patterns in which they are missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

type Array = NDArray[np.float64]

_CELLS = 2_000_000  # of a stack of matrices: 16 MB


class Missing(StrEnum):
    """What is done with persons who skipped something. A result says which, and with how many persons."""

    LISTWISE = "listwise"  # only who answered everything: unbiased when answers are missing by chance alone
    PAIRWISE = "pairwise"  # each pair of items by who answered both; the matrix may not be a covariance matrix
    FULL = "full-information"  # normal likelihood of all that was answered: also when missing follows from answers


@dataclass(frozen=True, slots=True)
class Stack:
    """Patterns of missing answers, as what a normal likelihood needs of the persons who share one.

    `seen`: (patterns, items), whether the item was answered. `n`: (patterns,), persons. `mean`: (patterns, items),
    0 where not answered. `spread`: (patterns, items, items), mean squares and products around that mean, divided
    by n, 0 where not answered; None when each pattern is one person's.
    """

    seen: NDArray[np.bool_]
    n: Array
    mean: Array
    spread: Array | None


def stacks(values: Array) -> tuple[Stack, ...]:
    """The patterns of a persons × items array with NaN for missing, in stacks that fit in memory.

    Complete data are one stack of one pattern. Who answered nothing is left out.
    """
    return tuple(_stacks(values[~np.isnan(values).all(axis=1)]))


def _stacks(values: Array) -> Iterator[Stack]:
    answered = ~np.isnan(values)
    order, starts, counts = _grouped(answered)
    values = np.where(answered, values, 0.0)[order]
    seen = answered[order[starts]]
    mean = np.add.reduceat(values, starts, axis=0) / counts[:, None]
    # Patterns of one person together: their stacks need no spread.
    ranked = np.argsort(counts == 1, kind="stable")
    several = int((counts > 1).sum())
    size = max(1, _CELLS // values.shape[1] ** 2)
    for part in (ranked[:several], ranked[several:]):
        for begin in range(0, len(part), size):
            chosen = part[begin : begin + size]
            spread = _spread(values, starts[chosen], counts[chosen], seen[chosen], mean[chosen])
            yield Stack(seen[chosen], counts[chosen].astype(np.float64), mean[chosen], spread)


def _grouped(answered: NDArray[np.bool_]) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """The order that puts persons of a pattern together, where each pattern starts, and its number of persons."""
    if answered.all():
        return np.arange(len(answered)), np.zeros(1, dtype=np.intp), np.array([len(answered)])
    packed = np.packbits(answered, axis=1)
    _kinds, which = np.unique(packed, axis=0, return_inverse=True)
    which = which.ravel()
    order = np.argsort(which, kind="stable")
    starts = np.concatenate([[0], np.flatnonzero(np.diff(which[order])) + 1])
    return order, starts, np.diff([*starts, len(answered)])


def _spread(
    values: Array, starts: NDArray[np.intp], counts: NDArray[np.intp], seen: NDArray[np.bool_], mean: Array
) -> Array | None:
    if counts[0] == 1:
        return None
    found = np.empty((len(starts), values.shape[1], values.shape[1]))
    for place, (start, count) in enumerate(zip(starts, counts, strict=True)):
        around = (values[start : start + count] - mean[place]) * seen[place]
        found[place] = around.T @ around / count
    return found
