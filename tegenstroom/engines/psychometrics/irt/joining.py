"""How sparse cells of an item's table are joined before S-X² is computed: the choice in which programs differ.

A table is (score groups, categories): how many chose, and how many the model expects, both as arrays.
"""

from enum import StrEnum

import numpy as np

from tegenstroom.engines.psychometrics.data.missing import Array

type Tables = tuple[Array, Array]  # seen, hoped

_RARE_COLUMN, _RARE_SHARE = 0.1, 0.05


class Joining(StrEnum):
    """Which cells go together until each expects enough persons."""

    MIRT = "as mirt"  # the smallest category with its smaller neighbour, then columns, then whole score groups
    NEIGHBOURS = "neighbours"  # score groups from both ends inwards, then categories from low to high


def cells(seen: Array, hoped: Array, smallest: float, joining: Joining) -> tuple[Array, Array, int]:
    """The cells that are left, seen and hoped, and how many score groups they come from."""
    if joining is Joining.NEIGHBOURS:
        joined = [_joined(one, other, smallest) for one, other in _groups(seen, hoped, smallest)]
        return (
            np.concatenate([each[0] for each in joined]),
            np.concatenate([each[1] for each in joined]),
            len(joined),
        )
    there = seen.sum(axis=1) > 0
    found = _categories(seen[there], hoped[there], smallest)
    found = _columns(*found, smallest)
    seen, hoped = _rows(*found, smallest)
    kept = hoped > 0
    return seen[kept], hoped[kept], len(hoped)


def _categories(seen: Array, hoped: Array, smallest: float) -> Tables:
    """In each group with a sparse cell: the smallest with its smaller neighbour, until none is or two are left.

    What is left moves to the first columns.
    """
    new_seen, new_hoped = np.zeros_like(seen), np.zeros_like(hoped)
    for row, (one, other) in enumerate(zip(seen.tolist(), hoped.tolist(), strict=True)):
        while len(other) > 2 and min(other) < smallest:
            last = len(other) - 1
            least = max(place for place, each in enumerate(other) if each == min(other))
            if least in (0, last):
                to = 1 if least == 0 else last - 1
            else:
                to = least - 1 if other[least - 1] <= other[least + 1] else least + 1
            for each in (one, other):
                each[to] += each[least]
                del each[least]
        new_seen[row, : len(one)], new_hoped[row, : len(other)] = one, other
    return new_seen, new_hoped


def _columns(seen: Array, hoped: Array, smallest: float) -> Tables:
    """The last columns, while next to nobody is expected there; then each that hardly any group has."""
    fewest = smallest * np.ceil(len(hoped) * _RARE_COLUMN)
    while hoped.shape[1] > 2 and hoped[:, -1].sum() < fewest:
        seen, hoped = _last_joined(seen), _last_joined(hoped)
    for column in range(hoped.shape[1] - 1, 0, -1):
        if np.mean(hoped[:, column] > 0) < _RARE_SHARE:
            for each in (seen, hoped):
                each[:, column - 1] += each[:, column]
            seen, hoped = np.delete(seen, column, axis=1), np.delete(hoped, column, axis=1)
    return seen, hoped


def _last_joined(table: Array) -> Array:
    return np.column_stack([table[:, :-2], table[:, -2] + table[:, -1]])


def _rows(seen: Array, hoped: Array, smallest: float) -> Tables:
    """The first score group that still has a sparse cell, with the neighbour that counts fewer persons."""
    while len(hoped) > 1:
        sparse = ((hoped < smallest) & (hoped > 0)).any(axis=1)
        if not sparse.any():
            break
        row, last = int(np.argmax(sparse)), len(hoped) - 1
        if row in (0, last):
            to = 1 if row == 0 else last - 1
        else:
            to = row - 1 if seen[row - 1].sum() <= seen[row + 1].sum() else row + 1
        for each in (seen, hoped):
            each[to] += each[row]
        seen, hoped = np.delete(seen, row, axis=0), np.delete(hoped, row, axis=0)
    return seen, hoped


def _groups(observed: Array, wanted: Array, smallest: float) -> list[tuple[Array, Array]]:
    """Score groups, sparse ones at both ends joined with their inner neighbour."""
    groups = [(seen, hoped) for seen, hoped in zip(observed, wanted, strict=True) if hoped.sum() > 0]
    for inwards in (1, -1):
        ordered = groups[::inwards]
        while len(ordered) > 1 and ordered[0][1].sum() < smallest * len(ordered[0][1]):
            ordered = [(ordered[0][0] + ordered[1][0], ordered[0][1] + ordered[1][1]), *ordered[2:]]
        groups = ordered[::inwards]
    return groups


def _joined(seen: Array, hoped: Array, smallest: float) -> tuple[Array, Array]:
    """Neighbouring categories joined until each cell expects enough."""
    cells: list[list[float]] = []
    for one, other in zip(seen.tolist(), hoped.tolist(), strict=True):
        if cells and cells[-1][1] < smallest:
            cells[-1] = [cells[-1][0] + one, cells[-1][1] + other]
        else:
            cells.append([one, other])
    if len(cells) > 1 and cells[-1][1] < smallest:
        last = cells.pop()
        cells[-1] = [cells[-1][0] + last[0], cells[-1][1] + last[1]]
    table = np.array(cells)
    return table[:, 0], table[:, 1]
