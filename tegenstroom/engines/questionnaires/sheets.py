"""Tables in files of strangers as rows of text: XLSX, CSV, tab-separated. What is no table is refused."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tegenstroom.engines.questionnaires.packs import NOT_UTF8, TOO_LARGE
from tegenstroom.engines.questionnaires.refusals import FormError, refuse_unless
from tegenstroom.engines.sentences import dutch

LARGEST = 5 * 1024 * 1024
LARGEST_UNPACKED = 8 * 1024 * 1024  # openpyxl reads some 2 MB a second, and may read a sheet twice
MOST_PARTS = 500
MOST_ROWS = 2_000
MOST_LINES = 8_000  # of a table in text: LimeSurvey writes each question once for each language
MOST_COLUMNS = 400  # LimeSurvey writes a column for each of its settings
EMPTY_ROWS = 3_000  # beside those: a row costs nothing in a file and time here

UNPACKED = dutch("form-unpacked", "Dit bestand wordt te groot als we het openen. Laat alleen de vragen staan.")
NOT_XLSX = dutch("form-not-xlsx", "We kunnen dit bestand niet lezen als Excel. Bewaar het opnieuw als .xlsx.")
NOT_TABLE = dutch("form-not-table", "We kunnen deze tabel niet lezen (rij {row}). Bewaar ze opnieuw.")
MANY_ROWS = dutch("form-many-rows", "{place}: er zijn te veel rijen, hoogstens {most}.")
MANY_COLUMNS = dutch("form-many-columns", "{place}: er zijn te veel kolommen, hoogstens {most}.")
COLUMN_TWICE = dutch("form-column-twice", "{place}: twee kolommen heten “{column}”.")
EMPTY = dutch("form-empty", "Dit bestand is leeg.")


class Row(dict[str, str]):
    """One row by column, every cell as trimmed text; empty ones are left out. `number`: where in the file."""

    number: int

    def __init__(self, number: int, cells: Iterable[tuple[str, str]]) -> None:
        super().__init__((name, cell) for name, cell in cells if cell)
        self.number = number


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, its columns in their order, its rows without the empty ones."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_xlsx(content: bytes) -> dict[str, Sheet]:
    """The sheets of a workbook by their name in small letters. Formulas count as what they last gave."""
    _check_packed(content)
    import openpyxl  # noqa: PLC0415  only who has such a file pays for loading it

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        return {sheet.title.strip().lower(): _sheet(sheet.title, _lines(sheet)) for sheet in book.worksheets}
    except FormError:
        raise
    except Exception as error:  # a broken workbook raises whatever it ran into
        raise FormError(NOT_XLSX()) from error


def read_separated(content: bytes, delimiter: str, name: str) -> Sheet:
    """A table in text. UTF-8, or UTF-16 when its mark says so."""
    reader = csv.reader(io.StringIO(as_text(content), newline=""), delimiter=delimiter)
    try:
        return _sheet(name, ([_trimmed(cell) for cell in line] for line in reader), MOST_LINES)
    except csv.Error as error:
        raise FormError(NOT_TABLE(row=reader.line_num)) from error


def as_text(content: bytes) -> str:
    """The text of a file. `FormError`: too large, empty, or in letters that we do not know."""
    refuse_unless(len(content) <= LARGEST, TOO_LARGE, most=LARGEST // 1024**2)
    refuse_unless(bool(content.strip()), EMPTY)
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormError(NOT_UTF8()) from error


def _check_packed(content: bytes) -> None:
    refuse_unless(len(content) <= LARGEST, TOO_LARGE, most=LARGEST // 1024**2)
    refuse_unless(bool(content), EMPTY)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except Exception as error:  # zipfile has several errors of its own, and of others
        raise FormError(NOT_XLSX()) from error
    size = sum(part.file_size for part in parts)
    refuse_unless(size <= LARGEST_UNPACKED and len(parts) <= MOST_PARTS, UNPACKED)


def _lines(sheet: Any) -> Iterator[list[str]]:
    sheet.reset_dimensions()  # what a sheet says of its own size need not be so
    for line in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1):
        yield [_as_text(cell) for cell in line]


def _sheet(name: str, lines: Iterator[Sequence[str]], most: int = MOST_ROWS) -> Sheet:
    columns: tuple[str, ...] = ()
    rows: list[Row] = []
    for number, line in enumerate(lines, 1):
        refuse_unless(number <= most + EMPTY_ROWS, MANY_ROWS, place=name, most=most)
        cells = _without_empty_end(line)
        if not cells:
            continue
        refuse_unless(len(cells) <= MOST_COLUMNS, MANY_COLUMNS, place=name, most=MOST_COLUMNS)
        if not columns:
            columns = _columns(name, cells)
            continue
        refuse_unless(len(rows) < most, MANY_ROWS, place=name, most=most)
        # A cell beyond the last column has no name: it is kept under its number, so that a reader can name it.
        beyond = (f"#{place}" for place in range(len(columns) + 1, len(cells) + 1))
        rows.append(Row(number, zip((*columns, *beyond), cells, strict=False)))
    return Sheet(name, columns, tuple(rows))


def _columns(name: str, cells: Sequence[str]) -> tuple[str, ...]:
    named = tuple(cell or f"#{place}" for place, cell in enumerate(cells, 1))
    for column in named:
        refuse_unless(named.count(column) == 1, COLUMN_TWICE, place=name, column=column)
    return named


def _without_empty_end(cells: Sequence[str]) -> Sequence[str]:
    filled = len(cells)
    while filled and not cells[filled - 1]:
        filled -= 1
    return cells[:filled]


def _as_text(cell: Any) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer() and abs(cell) < 2**53:
            return str(int(cell))
        case datetime() | date():
            return cell.isoformat()
        case _:
            return _trimmed(str(cell))


def _trimmed(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()
