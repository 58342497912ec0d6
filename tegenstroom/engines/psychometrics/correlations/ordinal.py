"""Ordinal answers as codes, and the tables of every pair of items at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from tegenstroom.engines.psychometrics.data.answers import EMPTY_CATEGORY, Answers
from tegenstroom.engines.psychometrics.data.missing import Array
from tegenstroom.engines.psychometrics.data.refusals import Unusable, refuse_unless
from tegenstroom.engines.sentences import Said, dutch

NOT_ORDINAL = dutch(
    "not-ordinal",
    "“{item}” heeft {found} verschillende antwoorden. Als geordende antwoorden rekenen we met hoogstens {most}.",
)

MOST_CATEGORIES = 20
FAR = 40.0  # stands for infinity where a threshold must be a number; the normal density there is 0.0

_CHUNK = 16_384  # persons at a time, so that a slice stays in the cache


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """Answers as 0, 1, 2, … in order, −1 for missing. Categories that nobody chose do not count.

    `codes`: (persons, items). `levels`: for each item the answers that stand behind its codes. `warnings` name
    the categories that were said to exist and that nobody chose.
    """

    codes: NDArray[np.int16]
    items: tuple[str, ...]
    levels: tuple[Array, ...]
    warnings: tuple[Said, ...] = ()

    @property
    def n(self) -> int:
        return int(self.codes.shape[0])

    @property
    def k(self) -> int:
        return len(self.items)

    @property
    def counts(self) -> NDArray[np.intp]:
        """Categories of each item, (items,)."""
        return np.array([len(each) for each in self.levels])

    @property
    def widest(self) -> int:
        return int(self.counts.max())


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """How often each answer was given: `single` (items, c), and each pair `double` (pairs, c, c).

    c is the widest item's number of categories; shorter items are filled up with zeros. Pair p consists of the
    items `first[p]` < `second[p]`, in the order (0, 1), (0, 2), …
    """

    single: Array
    double: Array
    first: NDArray[np.intp]
    second: NDArray[np.intp]

    @property
    def n_pair(self) -> int:
        """The fewest persons behind one pair."""
        return int(self.double.sum(axis=(1, 2)).min())


def code(data: Answers, levels: tuple[Array, ...] | None = None) -> Coded:
    """Answers as codes, by the answers that were found or by `levels` (to code groups alike).

    `Unusable` for an item with more than 20 different answers.
    """
    codes = np.empty(data.values.shape, dtype=np.int16, order="F")
    found = []
    for place, item in enumerate(data.items):
        values = data.values[:, place]
        known = _levels(values) if levels is None else levels[place]
        refuse_unless(
            len(known) <= MOST_CATEGORIES, Unusable, NOT_ORDINAL, item=item, found=len(known), most=MOST_CATEGORIES
        )
        codes[:, place] = _codes(values, known)
        found.append(known)
    return Coded(codes, data.items, tuple(found), _unused(data, found))


def _levels(values: Array) -> Array:
    """The different answers, low to high; whole numbers, the usual case, are counted and not sorted."""
    seen = values[~np.isnan(values)] if np.isnan(values).any() else values
    low, high = seen.min(), seen.max()
    if high - low < 1_000 and low == np.floor(low):
        moved = (seen - low).astype(np.int64)
        if np.array_equal(moved, seen - low):
            return np.flatnonzero(np.bincount(moved)) + low
    return np.unique(seen)


def _codes(values: Array, known: Array) -> NDArray[np.int16]:
    missing = np.isnan(values)
    filled = np.where(missing, known[0], values) if missing.any() else values
    if np.array_equal(known, known[0] + np.arange(len(known))):
        found = (filled - known[0]).astype(np.int16)
    else:
        found = np.searchsorted(known, filled).astype(np.int16)
    return np.where(missing, np.int16(-1), found)


def _unused(data: Answers, found: list[Array]) -> tuple[Said, ...]:
    said: list[Said] = []
    for item, declared, used in zip(data.items, data.categories or (), found, strict=False):
        unused = tuple(f"{each:g}" for each in declared if each not in used)
        if unused:
            said.append(EMPTY_CATEGORY(item=item, categories=unused))
    return tuple(said)


def tables(coded: Coded) -> Tables:
    """All tables by one matrix product of indicators: counts are exact, since floats hold whole numbers."""
    k, wide = coded.k, coded.widest
    together = np.zeros((k * wide, k * wide))
    for start in range(0, coded.n, _CHUNK):
        one = indicators(coded.codes[start : start + _CHUNK], wide)
        together += one.T @ one
    first, second = np.triu_indices(k, 1)
    blocks = together.reshape(k, wide, k, wide)
    single = np.diag(together).reshape(k, wide).copy()
    return Tables(single, blocks[first, :, second, :].copy(), first, second)


def indicators(codes: NDArray[np.int16], wide: int) -> NDArray[np.float32]:
    """(persons, items · wide): 1 where the person chose that category, 0 elsewhere; all 0 for missing."""
    n, k = codes.shape
    one = np.empty((k, wide, n), dtype=np.float32)
    for value in range(wide):
        np.equal(codes.T, value, out=one[:, value], casting="unsafe")
    return one.reshape(k * wide, n).T


def thresholds(single: Array) -> Array:
    """Normal scores of the cumulated shares, (items, c + 1), from −FAR to FAR; fill-ups stand at FAR too."""
    cumulated = np.cumsum(single, axis=1)
    share = cumulated / cumulated[:, -1:]
    found = np.full((len(single), single.shape[1] + 1), -FAR)
    found[:, 1:] = np.clip(ndtri(share), -FAR, FAR)
    return found
