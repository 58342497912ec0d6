"""How missing answers are handled, and the patterns in which they are missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

type Array = NDArray[np.float64]


class Missing(StrEnum):
    """What is done with persons who skipped something. A result says which, and with how many persons."""

    LISTWISE = "listwise"  # only who answered everything: unbiased when answers are missing by chance alone
    PAIRWISE = "pairwise"  # each pair of items by who answered both; the matrix may not be a covariance matrix
    FULL = "full-information"  # normal likelihood of all that was answered: also when missing follows from answers


@dataclass(frozen=True, slots=True)
class Pattern:
    """Persons who answered the same items, as what a normal likelihood needs of them.

    `seen`: indices of the answered items, (o,). `n`: persons. `mean`: (o,). `spread`: (o, o), mean squares and
    products around that mean, divided by n.
    """

    seen: NDArray[np.intp]
    n: int
    mean: Array
    spread: Array


def patterns(values: Array) -> tuple[Pattern, ...]:
    """The patterns of a persons × items array with NaN for missing; who answered nothing is left out."""
    return tuple(_patterns(values))


def _patterns(values: Array) -> Iterator[Pattern]:
    answered = ~np.isnan(values)
    if answered.all() and len(values):
        yield _pattern(np.arange(values.shape[1]), values)
        return
    packed = np.packbits(answered, axis=1)
    _kinds, which = np.unique(packed, axis=0, return_inverse=True)
    order = np.argsort(which.ravel(), kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(which.ravel()[order])) + 1):
        seen = np.flatnonzero(answered[rows[0]]) if len(rows) else np.arange(0)
        if len(seen):
            yield _pattern(seen, values[np.ix_(rows, seen)])


def _pattern(seen: NDArray[np.intp], answers: Array) -> Pattern:
    mean = answers.mean(axis=0)
    around = answers - mean
    return Pattern(seen, len(answers), mean, around.T @ around / len(answers))
