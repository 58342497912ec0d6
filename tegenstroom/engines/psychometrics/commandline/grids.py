"""Figures of several items, persons or steps as a table of letters: a line for each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from tegenstroom.engines.psychometrics.commandline.cells import NOTHING, SHOWN, cell
from tegenstroom.engines.psychometrics.commandline.words import name
from tegenstroom.engines.psychometrics.structure.invariance import Step

_GAP = "  "


@dataclass(frozen=True, slots=True)
class Grid:
    """The heading of each column, and rows of as many cells."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def lines_of(grid: Grid) -> Iterator[str]:
    """The table with its columns below one another; columns in which nothing stands are left out."""
    shown = grid.rows[:SHOWN]
    kept = [place for place in range(len(grid.headings)) if any(row[place] != NOTHING for row in shown)]
    table = [tuple(row[place] for place in kept) for row in (grid.headings, *shown)]
    wide = [max(len(row[place]) for row in table) for place in range(len(kept))]
    for row in table:
        yield _GAP.join(each.ljust(width) for each, width in zip(row, wide, strict=True)).rstrip()
    if len(grid.rows) > SHOWN:
        yield f"… en nog {len(grid.rows) - SHOWN}: --json geeft alles"


def columns(
    first: str, rows: Sequence[str], values: Mapping[str, Any], of: object, parts: Sequence[str] = ()
) -> Grid:
    """Fields that hold a value for each row. `parts`: what the columns of a field with several are called."""
    headings, told = [first], [list(rows)]
    for key, value in values.items():
        if getattr(value, "ndim", 1) == 1:
            headings.append(name(key, of))
            told.append([cell(each, key) for each in value])
            continue
        names = parts if len(parts) == value.shape[1] else [str(place + 1) for place in range(value.shape[1])]
        headings += [f"{name(key, of)} {each}".strip() for each in names]
        told += [[cell(each, key) for each in column] for column in np.transpose(value)]
    return Grid(tuple(headings), tuple(zip(*told, strict=True)))


def records(found: Sequence[Any], *, without: set[str]) -> Grid:
    """Parts of one kind, a row for each, without these fields."""
    keys = [each.name for each in fields(found[0]) if each.name not in without]
    rows = (tuple(cell(getattr(each, key), key) for key in keys) for each in found)
    return Grid(tuple(name(key, found[0]) for key in keys), tuple(rows))


def steps(found: Sequence[Step]) -> Grid:
    """The levels of invariance, each with how its model fits and what changed since the one before."""
    headings = "gelijk", "χ²", "df", "p", "CFI", "RMSEA", "SRMR", "Δχ²", "Δdf", "p van Δχ²", "ΔCFI", "houdt stand"
    return Grid(headings, tuple(_step(each, is_first=not place) for place, each in enumerate(found)))


def _step(step: Step, *, is_first: bool) -> tuple[str, ...]:
    fit, moved = step.model.reported, step.difference
    fits = (fit.test.chi2, fit.test.df, cell(fit.test.p, "p"), fit.cfi, fit.rmsea, step.model.srmr)
    change = (moved.chi2, moved.df, cell(moved.p, "p")) if moved else (None, None, None)
    moves = (*change, None if is_first else step.cfi_change, step.holds)
    return (cell(step.level), *(cell(each) for each in (*fits, *moves)))
