"""The data that every procedure takes: persons × items."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tegenstroom.engines.psychometrics.data.missing import Array
from tegenstroom.engines.psychometrics.data.refusals import NOBODY, Impossible, NotEnough, Unusable, refuse_unless
from tegenstroom.engines.sentences import dutch

NOT_A_TABLE = dutch("not-a-table", "Dit is geen tabel met één rij per persoon en één kolom per vraag.")
NO_NUMBER = dutch("no-number", "In de kolom “{item}” staat op rij {row} “{value}”. Dat is geen getal.")
INFINITE = dutch("infinite", "In de kolom “{item}” staat op rij {row} een getal zonder einde.")
TOO_LARGE = dutch(
    "number-too-large", "In de kolom “{item}” staat op rij {row} een getal dat te groot is om mee te rekenen."
)
ALL_MISSING = dutch("all-missing", "Niemand heeft een antwoord gegeven op: {items}.")
CONSTANT = dutch("constant-item", "Iedereen gaf hetzelfde antwoord op: {items}. Laat die vraag weg.")
UNKNOWN_ITEM = dutch("unknown-item", "Deze vraag staat niet in de tabel: {items}.")
TWICE = dutch("item-twice", "Deze naam staat er meer dan één keer: {items}.")
NAMES_DIFFER = dutch("names-differ", "Er zijn {names} namen voor {columns} kolommen.")
GROUPS_DIFFER = dutch("groups-differ", "Er zijn {groups} groepen opgegeven voor {persons} personen.")
OUTSIDE = dutch(
    "outside-categories", "In de kolom “{item}” staat op rij {row} {value}. Dat antwoord bestaat niet."
)
EMPTY_CATEGORY = dutch("empty-category", "Bij “{item}” koos niemand deze antwoorden: {categories}.")

# Beyond these, squares of answers and sums of them leave what a computer can hold.
LARGEST, SMALLEST = 1e100, 1e-100


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Answers of persons to items. Make them with `answers(...)`, which checks what comes in.

    `values`: (persons, items), float, NaN for missing, read-only. `items`: their names. `categories`: for each
    item the answers that exist, low to high, or None when nobody said. `groups`: of each person, "" for one whose
    group is not known; or None.
    """

    values: Array
    items: tuple[str, ...]
    categories: tuple[tuple[float, ...], ...] | None = None
    groups: tuple[str, ...] | None = None

    @property
    def n(self) -> int:
        """Persons."""
        return int(self.values.shape[0])

    @property
    def k(self) -> int:
        """Items."""
        return int(self.values.shape[1])

    @property
    def answered(self) -> NDArray[np.bool_]:
        """(persons, items): whether there is an answer."""
        return ~np.isnan(self.values)

    @property
    def has_missing(self) -> bool:
        return not bool(self.answered.all())

    def select(self, items: Iterable[str]) -> "Answers":
        """These items, in this order. `Impossible` for a name that is not there or that stands twice."""
        names = tuple(items)
        places = self.places(names)
        kept = None if self.categories is None else tuple(self.categories[place] for place in places)
        return Answers(_frozen(self.values[:, places]), names, kept, self.groups)

    def places(self, items: Iterable[str]) -> list[int]:
        """Where these items stand. `Impossible` for a name that is not there or that is asked twice."""
        names = tuple(items)
        unknown = tuple(name for name in names if name not in self.items)
        refuse_unless(not unknown, Impossible, UNKNOWN_ITEM, items=unknown)
        _once(names)
        return [self.items.index(name) for name in names]

    def persons(self, kept: NDArray[np.bool_]) -> "Answers":
        """The persons for whom `kept`, (persons,), is true."""
        groups = (
            None
            if self.groups is None
            else tuple(group for group, keep in zip(self.groups, kept, strict=True) if keep)
        )
        return Answers(_frozen(self.values[kept]), self.items, self.categories, groups)

    def complete(self) -> "Answers":
        """The persons who answered every item: what listwise means."""
        return self.persons(self.answered.all(axis=1)) if self.has_missing else self

    def placed(self) -> "Answers":
        """The persons whose group is known; everyone when nobody spoke of groups."""
        if self.groups is None or all(self.groups):
            return self
        return self.persons(np.array([bool(group) for group in self.groups]))

    def anything(self) -> "Answers":
        """The persons who answered at least one item."""
        return self.persons(self.answered.any(axis=1)) if self.has_missing else self

    def with_values(self, values: Array, categories: tuple[tuple[float, ...], ...] | None = None) -> "Answers":
        """The same persons and items with other values, for instance reversed, in these categories."""
        return Answers(_frozen(values), self.items, categories, self.groups)

    def by_group(self) -> dict[str, "Answers"]:
        """The persons of each group, by its name in alphabetical order; one nameless group when none is known."""
        if self.groups is None:
            return {"": self}
        names, which = np.unique(np.array(self.groups), return_inverse=True)
        order = np.argsort(which, kind="stable")  # once for all groups: there may be fifty thousand
        parts = np.split(order, np.cumsum(np.bincount(which))[:-1])
        return {
            str(name): Answers(_frozen(self.values[part]), self.items, self.categories, (str(name),) * len(part))
            for name, part in zip(names.tolist(), parts, strict=True)
        }

    def found_categories(self, place: int) -> Array:
        """The different answers that were given to the item at `place`, low to high."""
        column = self.values[:, place]
        return np.unique(column[~np.isnan(column)])


def answers(
    values: Any,
    items: Sequence[str] | None = None,
    *,
    categories: Sequence[Sequence[float]] | Sequence[float] | None = None,
    groups: Sequence[Any] | None = None,
) -> Answers:
    """Answers from an array, a list of rows, or a data frame with columns.

    `values`: (persons, items); None, NaN and empty text are missing. `items`: names; those of the columns, or
    item1, item2, … when left out. `categories`: the answers that exist, for each item or one row for all.
    `groups`: (persons,). Raises `Unusable` when something is no number or no table.
    """
    named = getattr(values, "columns", None)
    raw = np.asarray(values, dtype=object if isinstance(values, list | tuple) else None)
    refuse_unless(raw.ndim == 2 and raw.shape[1] > 0, Unusable, NOT_A_TABLE)
    names = tuple(map(str, items if items is not None else _default_names(named, raw.shape[1])))
    refuse_unless(len(names) == raw.shape[1], Impossible, NAMES_DIFFER, names=len(names), columns=raw.shape[1])
    _once(names)
    refuse_unless(raw.shape[0] > 0, NotEnough, NOBODY)
    numbers = np.column_stack([column(raw[:, place], name) for place, name in enumerate(names)])
    given = None if groups is None else tuple(map(str, groups))
    if given is not None:
        refuse_unless(len(given) == len(raw), Impossible, GROUPS_DIFFER, groups=len(given), persons=len(raw))
    kept = None if categories is None else _categories(categories, len(names))
    found = Answers(_frozen(numbers), names, kept, given)
    _inside_categories(found)
    return found


def column(raw: NDArray[Any], name: str, rows: Sequence[int] | None = None) -> Array:
    """One column as floats, (persons,). `Unusable` names the first row that is no number.

    `rows`: their numbers in a file that has a heading; from 1 when left out.
    """
    rows = rows if rows is not None else range(1, len(raw) + 1)
    try:
        numbers = np.asarray(raw, dtype=np.float64)
    except (TypeError, ValueError):
        numbers = np.array([_number(value, name, row) for row, value in zip(rows, raw.tolist(), strict=True)])
    if np.isinf(numbers).any():
        raise Unusable(INFINITE(item=name, row=rows[int(np.argmax(np.isinf(numbers)))]))
    large = np.abs(numbers) > LARGEST
    if large.any():
        raise Unusable(TOO_LARGE(item=name, row=rows[int(np.argmax(large))]))
    return numbers


def check_items(data: Answers) -> None:
    """`Unusable` when an item has no answer at all, or the same answer from everyone."""
    empty = ~data.answered.any(axis=0)
    refuse_unless(not empty.any(), Unusable, ALL_MISSING, items=_names(data, empty))
    low, high = np.nanmin(data.values, axis=0), np.nanmax(data.values, axis=0)
    alike = high - low < SMALLEST
    refuse_unless(not alike.any(), Unusable, CONSTANT, items=_names(data, alike))


def check_categories(data: Answers) -> None:
    """`Unusable` when nobody chose one of the categories that were said to exist."""
    for place, name in enumerate(data.items if data.categories is not None else ()):
        found = set(data.found_categories(place).tolist())
        unused = tuple(f"{each:g}" for each in (data.categories or ())[place] if each not in found)
        refuse_unless(not unused, Unusable, EMPTY_CATEGORY, item=name, categories=unused)


def _names(data: Answers, which: NDArray[np.bool_]) -> tuple[str, ...]:
    return tuple(name for name, marked in zip(data.items, which, strict=True) if marked)


def _default_names(named: Any, count: int) -> Iterable[Any]:
    return named if named is not None else (f"item{place}" for place in range(1, count + 1))


def _once(names: tuple[str, ...]) -> None:
    twice = tuple(sorted({name for name in names if names.count(name) > 1}))
    refuse_unless(not twice, Impossible, TWICE, items=twice)


def _number(value: Any, name: str, row: int) -> float:
    if value is None or (isinstance(value, str) and not value.strip()):
        return float("nan")
    try:
        return float(value)
    except (TypeError, ValueError):
        raise Unusable(NO_NUMBER(item=name, row=row, value=str(value)[:40])) from None


def _categories(given: Sequence[Any], count: int) -> tuple[tuple[float, ...], ...]:
    if not any(isinstance(each, Sequence | np.ndarray) for each in given):
        given = [given] * count
    refuse_unless(len(given) == count, Impossible, NAMES_DIFFER, names=len(given), columns=count)
    return tuple(tuple(sorted({float(value) for value in each})) for each in given)


def _inside_categories(data: Answers) -> None:
    for place, known in enumerate(data.categories or ()):
        values = data.values[:, place]
        outside = ~np.isnan(values) & ~np.isin(values, known)
        if outside.any():
            row = int(np.argmax(outside))
            raise Unusable(OUTSIDE(item=data.items[place], row=row + 1, value=f"{values[row]:g}"))


def _frozen(values: Array) -> Array:
    kept = np.ascontiguousarray(values, dtype=np.float64)
    if kept is values or kept.base is not None:
        kept = kept.copy()
    kept.flags.writeable = False
    return kept
