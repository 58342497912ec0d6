"""What a report is made of, for every reader of it: sentences, a picture, and the table behind the picture."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.formats import number_format

from tegenstroom.measurement.reports.drawing import Picture
from tegenstroom.measurement.rules.estimates import Found, Refused

type Cell = str | int | float | None

DECIMALS = 2


def rounded(value: float) -> float:
    """A number as it stands in a table: what is shown, so that every form of the report says the same."""
    return round(value, DECIMALS) + 0.0  # no minus before a zero


def numbers(found: Found, people: Cell) -> list[Cell]:
    """People, value and the ends of the interval, or nothing."""
    if isinstance(found, Refused):
        return [None, None, None, None]
    return [people, *map(rounded, (found.value, found.low, found.high))]


def shown(value: float, decimals: int = DECIMALS) -> str:
    """A number as people read it, with a comma."""
    return str(number_format(rounded(value), decimals, use_l10n=True))


def short(value: float) -> str:
    """The end of a line, without zeros that say nothing."""
    return shown(value, 0 if rounded(value) == int(value) else DECIMALS)


@dataclass(frozen=True, slots=True)
class Table:
    """`columns` and `rows` of equal length. The first column names the row. `decimals`: of its numbers."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    decimals: int = DECIMALS

    @property
    def spoken(self) -> list[list[tuple[str, str, bool]]]:
        """Each cell as (its column, what is shown, whether it stands as a number, or where one would)."""
        return [
            [
                (column, _spoken(cell, self.decimals), isinstance(cell, int | float) or (cell is None and number))
                for (column, number), cell in zip(self.heads, row, strict=True)
            ]
            for row in self.rows
        ]

    @property
    def heads(self) -> list[tuple[str, bool]]:
        """Each column with whether numbers stand under it."""
        numbers = [
            any(isinstance(row[place], int | float) for row in self.rows) for place in range(len(self.columns))
        ]
        return list(zip(self.columns, numbers, strict=True))

    @property
    def is_of_figures(self) -> bool:
        """Whether nothing but numbers stands behind the first column: then its words get the room they need."""
        return all(number for _column, number in self.heads[1:])


@dataclass(frozen=True, slots=True)
class Part:
    """One subject: what to see, the picture, the table behind it, and what it does not say.

    `folded`: the table says in full what the sentences say already.
    `explains`: how a figure in the table is made; on a page it stands with the table.
    `aside`: a page shows only the title until the reader opens it.
    """

    title: str
    says: Sequence[str] = ()
    picture: Picture | None = None
    table: Table | None = None
    beware: Sequence[str] = ()
    explains: Sequence[str] = ()
    folded: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """Parts that belong together: a scale, or all questions."""

    title: str
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Report:
    """All of it. `cautions`: what may not be concluded. `credit`: who made the questions."""

    title: str
    group: str
    chapters: Sequence[Chapter]
    cautions: Sequence[str] = field(default_factory=tuple)
    credit: str = ""


def _spoken(cell: Cell, decimals: int) -> str:
    match cell:
        case None:
            return "–"
        case float():
            return shown(cell, decimals)
        case _:
            return str(cell)
