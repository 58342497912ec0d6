"""Reading a table of answers: CSV, SPSS (.sav) or Parquet. Here and nowhere else the engine opens a file."""

import csv
import io
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tegenstroom.engines.psychometrics.data.answers import (
    ALL_MISSING,
    NOT_A_TABLE,
    TWICE,
    UNKNOWN_ITEM,
    Answers,
    answers,
    column,
)
from tegenstroom.engines.psychometrics.data.missing import Array
from tegenstroom.engines.psychometrics.data.refusals import (
    NOBODY,
    Impossible,
    NotEnough,
    Refusal,
    Unusable,
    refuse_unless,
)
from tegenstroom.engines.sentences import Sentence, dutch

NO_FILE = dutch("no-file", "Dit bestand bestaat niet of kan niet gelezen worden: {file}.")
OTHER_FORMAT = dutch("other-format", "Dit soort bestand lezen we niet: {file}. Gebruik CSV, .sav of Parquet.")
BROKEN = dutch("broken-file", "Dit bestand is stuk, of het is een ander soort dan zijn naam zegt: {file}.")
NO_TABLE = dutch(
    "no-table-file", "Dit bestand is geen tabel: {file}. Het is een beeld, of iets anders dan zijn naam zegt."
)
UNKNOWN_COLUMN = dutch("unknown-column", "Deze kolom staat niet in de tabel: {items}.")
ROW_LENGTH = dutch("row-length", "Rij {row} telt {found} kolommen. De eerste regel telt er {columns}.")

MISSING_WORDS = frozenset({"", "na", "n/a", "nan", "null", "none", ".", "-"})
_DELIMITERS = ",;\t|"
# What no text holds: enough of the beginning shows it.
_NO_TEXT, _BEGINNING = re.compile(r"[\x00-\x08\x0e-\x1f]"), 65_536
_PDF = "%PDF-"


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by name, each (rows,). Text stays text until a column is asked as numbers."""

    columns: dict[str, NDArray[Any]]
    labels: dict[str, str]  # what .sav says a column is about
    rows: tuple[int, ...] | None = None  # where each stands in a file that has a heading: the first is row 2

    @property
    def numbered(self) -> Sequence[int]:
        """The number of each row as whoever opens the file sees it."""
        return self.rows if self.rows is not None else range(1, self.n + 1)

    @property
    def n(self) -> int:
        return len(next(iter(self.columns.values())))

    def answers(self, items: Iterable[str] | None = None, *, group: str | None = None) -> Answers:
        """The columns named `items` (all others than `group` when left out) as answers."""
        names = tuple(items) if items is not None else tuple(name for name in self.columns if name != group)
        self._known(names, UNKNOWN_ITEM)
        self._known(() if group is None else (group,))
        refuse_unless(bool(names), Unusable, NOT_A_TABLE)
        refuse_unless(self.n > 0, NotEnough, NOBODY)
        values = np.column_stack([column(self.columns[name], name, self.rows) for name in names])
        return answers(values, names, groups=None if group is None else self.texts(group))

    def numbers(self, name: str) -> Array:
        """One column as floats, NaN for missing. `Unusable` when it holds something else, or nothing."""
        self._known((name,))
        found = column(self.columns[name], name, self.rows)
        refuse_unless(not np.isnan(found).all(), Unusable, ALL_MISSING, items=(name,))
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        """One column as words: groups, or codes of persons. A whole number has no decimals; "" is missing."""
        self._known((name,))
        return tuple(_word(value) for value in self.columns[name].tolist())

    def _known(self, names: Sequence[str], sentence: Sentence = UNKNOWN_COLUMN) -> None:
        unknown = tuple(name for name in names if name not in self.columns)
        refuse_unless(not unknown, Impossible, sentence, items=unknown)


def read(path: Path | str) -> Table:
    """Read a table by the ending of its name. `Unusable`: it cannot be read. `Impossible`: another format."""
    file = Path(path)
    reader = _READERS.get(file.suffix.lower())
    if reader is None:
        raise Impossible(OTHER_FORMAT(file=file.name))
    refuse_unless(file.is_file(), Unusable, NO_FILE, file=file.name)
    try:
        return reader(file)
    except Refusal:
        raise
    except Exception as error:  # each library has its own errors, and a broken file may raise any
        raise Unusable(BROKEN(file=file.name)) from error


def read_csv(path: Path) -> Table:
    """CSV, names on the first line; comma, semicolon, tab or bar between; decimal point or comma.

    In UTF-8, in UTF-16 with its mark, or else in the letters of Windows, as Excel saves it.
    """
    text = _decoded(path.read_bytes())
    is_text = not _NO_TEXT.search(text, 0, _BEGINNING) and not text.startswith(_PDF)
    refuse_unless(is_text, Unusable, NO_TABLE, file=path.name)
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    lines = enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1)
    rows = [(number, row) for number, row in lines if any(row)]
    refuse_unless(bool(rows), NotEnough, NOBODY)
    names = [name.strip() for name in rows[0][1]]
    for number, row in rows[1:]:
        if len(row) != len(names):
            raise Unusable(ROW_LENGTH(row=number, found=len(row), columns=len(names)))
    columns = _turned([row for _number, row in rows[1:]], len(names))
    numbered = tuple(number for number, _row in rows[1:])
    return replace(_table(names, [_csv_column(each, delimiter) for each in columns]), rows=numbered)


def read_sav(path: Path) -> Table:
    """SPSS's own file: numbers with user-missing values taken as missing, and the labels of the columns."""
    import pyreadstat  # noqa: PLC0415  only who has such a file pays for loading it

    columns, meta = pyreadstat.read_sav(str(path), output_format="dict", user_missing=False)
    labels = {name: label for name, label in meta.column_names_to_labels.items() if label}
    return _table(list(columns), [np.asarray(each) for each in columns.values()], labels)


def read_parquet(path: Path) -> Table:
    """Parquet: columns of numbers or words; null is missing."""
    from pyarrow import parquet  # noqa: PLC0415  only who has such a file pays for loading it

    found = parquet.read_table(path)
    columns = [each.to_numpy() for each in found.columns]
    return _table(list(found.column_names), columns)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _table(names: list[str], columns: list[NDArray[Any]], labels: dict[str, str] | None = None) -> Table:
    twice = tuple(sorted({name for name in names if names.count(name) > 1}))
    refuse_unless(not twice, Unusable, TWICE, items=twice)
    refuse_unless(bool(columns), Unusable, NOT_A_TABLE)
    return Table(dict(zip(names, columns, strict=True)), labels or {})


def _word(value: Any) -> str:
    if isinstance(value, float):
        return "" if math.isnan(value) else f"{value:.0f}" if value.is_integer() else repr(value)
    return "" if value is None else str(value)


def _turned(rows: list[list[str]], columns: int) -> list[list[str]]:
    return [[row[place].strip() for row in rows] for place in range(columns)]


def _csv_column(cells: list[str], delimiter: str) -> NDArray[Any]:
    """Floats where the whole column is numbers; else words, with None for what is missing."""
    kept = [None if cell.lower() in MISSING_WORDS else cell for cell in cells]
    numbers = [cell and _with_point(cell, delimiter) for cell in kept]
    try:
        return np.array([np.nan if cell is None else float(cell) for cell in numbers], dtype=np.float64)
    except ValueError:
        return np.array(kept, dtype=object)


def _with_point(cell: str, delimiter: str) -> str:
    return cell.replace(",", ".") if delimiter != "," and cell.count(",") == 1 and "." not in cell else cell


_READERS: dict[str, Callable[[Path], Table]] = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".txt": read_csv,
    ".sav": read_sav,
    ".zsav": read_sav,
    ".parquet": read_parquet,
}
