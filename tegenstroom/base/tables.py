"""Tables out and in: CSV and XLSX as Belgian spreadsheets want them.

Out, a cell that a spreadsheet would run as a formula is made harmless. In, anything may come: a file that is
no table, is too large or unpacks to something huge raises TableError with a sentence for the person.

openpyxl brings numpy along where that is installed, so it waits for the first spreadsheet: a web process that
makes none does without both.
"""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.core.files import File
from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tegenstroom.base.downloads import download

type Cell = str | int | float | Decimal | date | datetime | bool | None

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

LARGEST = 5 * 1024 * 1024
LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 100

FORMULA_SIGNS = ("=", "+", "-", "@", "|", "%", "\t", "\r")
NOT_ON_A_TAB = re.compile(r"[\\/*?:\[\]\x00-\x1f]")
LONGEST_TAB = 31
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that goes out; width in characters, for XLSX."""

    title: str
    width: int = 20


class TableError(ValueError):
    """This file cannot be read as a table; the message is a sentence for the person who sent it."""


class TableRow(dict[str, str]):
    """One row by column title. `number` is its number in the spreadsheet, to point it out."""

    number: int

    def __init__(self, number: int, cells: Iterable[tuple[str, str]]) -> None:
        super().__init__(cells)
        self.number = number


def csv_response(name: str, header: Sequence[Column | str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """A download `name`.csv: semicolons, UTF-8 with its mark, decimal commas."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_harmless(column.title) for column in _columns(header)])
    writer.writerows([_as_csv(cell) for cell in row] for row in rows)
    return _download(name, "csv", "text/csv; charset=utf-8", text.getvalue().encode("utf-8-sig"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook. `title`: of its tab, empty for the only one."""

    title: str
    header: Sequence[Column | str]
    rows: Iterable[Sequence[Cell]]


def xlsx_response(name: str, header: Sequence[Column | str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """A download `name`.xlsx with one sheet; the header stays in sight."""
    return workbook_response(name, [Sheet("", header, rows)])


def workbook_response(name: str, sheets: Iterable[Sheet]) -> HttpResponse:
    """A download `name`.xlsx; on each sheet the header stays in sight."""
    import openpyxl  # noqa: PLC0415  see above
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = openpyxl.Workbook(write_only=True)
    for each in sheets:
        sheet = book.create_sheet(_tab(each.title) or None)
        sheet.freeze_panes = "A2"
        titles = []
        for number, column in enumerate(_columns(each.header), start=1):
            sheet.column_dimensions[get_column_letter(number)].width = column.width
            titles.append(cell := WriteOnlyCell(sheet, value=_harmless(column.title)))
            cell.font = Font(bold=True)
        sheet.append(titles)
        for row in each.rows:
            sheet.append([_as_xlsx(cell) for cell in row])
    content = io.BytesIO()
    book.save(content)
    return _download(name, "xlsx", XLSX_TYPE, content.getvalue())


def read_table(upload: File[bytes]) -> list[TableRow]:
    """The rows of an uploaded CSV or XLSX file (first sheet), every cell as trimmed text, empty rows left out.

    Dates come as 2026-12-13. What the file is, its content tells, not its name.
    """
    if upload.size > LARGEST:
        raise TableError(
            _("Dit bestand is te groot (%(size)s MB). Het mag hoogstens %(most)s MB zijn. Maak er kleinere van.")
            % {"size": upload.size // 1024**2, "most": LARGEST // 1024**2}
        )
    upload.seek(0)
    content = upload.read()
    read: Callable[[bytes], Iterator[list[str]]] = _xlsx_rows if content.startswith(b"PK\x03\x04") else _csv_rows
    return _with_titles(read(content))


def _columns(header: Sequence[Column | str]) -> list[Column]:
    return [column if isinstance(column, Column) else Column(column) for column in header]


def _tab(title: str) -> str:
    """What may stand on a tab: no more than 31 characters, and none of those that a formula reads."""
    return NOT_ON_A_TAB.sub(" ", title).strip("' ")[:LONGEST_TAB]


def _harmless(text: str) -> str:
    """The text with a quote before it where a spreadsheet would take it for a formula."""
    text = CONTROL.sub("", text)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) or text.lstrip().startswith(FORMULA_SIGNS) else text


def _as_csv(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return _("ja") if cell else _("nee")
        case Decimal() | float():
            return f"{cell:f}".replace(".", ",")
        case datetime():
            return timezone.localtime(cell).strftime("%Y-%m-%d %H:%M")
        case date() | int():
            return str(cell)
        case _:
            return _harmless(str(cell))


def _as_xlsx(cell: Cell) -> Any:
    match cell:
        case bool():
            return _("ja") if cell else _("nee")
        case datetime():
            return timezone.localtime(cell).replace(tzinfo=None)
        case None | Decimal() | float() | int() | date():
            return cell
        case _:
            return _harmless(str(cell))


def _download(name: str, suffix: str, content_type: str, content: bytes) -> HttpResponse:
    # Plain letters, digits and dashes: a name goes through file systems and mail.
    return download(content, content_type, f"{slugify(name)}.{suffix}")


def _unreadable() -> TableError:
    return TableError(
        _("We kunnen dit bestand niet lezen. Bewaar het opnieuw als XLSX of CSV en probeer nog eens.")
    )


def _csv_rows(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel on Windows still writes.
        text = content.decode("cp1252", errors="replace")
    if CONTROL.search(text):
        raise _unreadable()
    first_line = text.lstrip().partition("\n")[0]
    delimiter = max(";,\t", key=first_line.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise _unreadable() from error


def _xlsx_rows(content: bytes) -> Iterator[list[str]]:
    import openpyxl  # noqa: PLC0415  see above

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise TableError(
                _("Dit bestand wordt te groot als we het uitpakken. Laat alleen het blad met de lijst staan.")
            )
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # A sheet may claim to be a million rows high: read what is there.
        sheet.reset_dimensions()
        # One more than may be, so that a sheet that is too wide is refused and not cut off.
        for row in sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True):
            yield [_as_text(value) for value in row]
    except TableError:
        raise
    except Exception as error:  # openpyxl lets through whatever it meets in a damaged file
        raise _unreadable() from error


def _as_text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("ja") if value else _("nee")
        case datetime():
            return value.isoformat(sep=" ", timespec="minutes").removesuffix(" 00:00")
        case time():
            return value.strftime("%H:%M")
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def _with_titles(lines: Iterator[list[str]]) -> list[TableRow]:
    titles: list[str] = []
    rows: list[TableRow] = []
    for number, line in enumerate(lines, start=1):
        cells = [_trimmed(cell) for cell in line]
        if not any(cells):
            continue
        if not titles:
            titles = _checked_titles(cells)
            continue
        if len(rows) == MOST_ROWS:
            raise TableError(
                _("Deze lijst is te lang: hoogstens %(most)s rijen in één keer. Verdeel ze over meer bestanden.")
                % {"most": MOST_ROWS}
            )
        rows.append(TableRow(number, _by_title(number, titles, cells)))
    if not titles:
        raise TableError(_("Dit bestand is leeg. Zet op de eerste rij de namen van de kolommen."))
    return rows


def _checked_titles(cells: list[str]) -> list[str]:
    titles = _without_empty_end(cells)
    if len(titles) > MOST_COLUMNS:
        raise TableError(
            _("Deze lijst is te breed: hoogstens %(most)s kolommen. Laat alleen staan wat je nodig hebt.")
            % {"most": MOST_COLUMNS}
        )
    if "" in titles:
        raise TableError(
            _("Kolom %(number)s heeft geen naam. Zet op de eerste rij boven elke kolom een naam.")
            % {"number": titles.index("") + 1}
        )
    lowered = [title.lower() for title in titles]
    for title in titles:
        if lowered.count(title.lower()) > 1:
            raise TableError(_("Twee kolommen heten “%(title)s”. Geef ze elk een eigen naam.") % {"title": title})
    return titles


def _by_title(number: int, titles: list[str], cells: list[str]) -> Iterator[tuple[str, str]]:
    cells = _without_empty_end(cells)
    if len(cells) > len(titles):
        raise TableError(
            ngettext(
                "Rij %(number)s heeft meer vakken dan er kolommen zijn (%(columns)s kolom). Kijk die rij na.",
                "Rij %(number)s heeft meer vakken dan er kolommen zijn (%(columns)s kolommen). Kijk die rij na.",
                len(titles),
            )
            % {"number": number, "columns": len(titles)}
        )
    return zip(titles, cells + [""] * (len(titles) - len(cells)), strict=True)


def _without_empty_end(cells: list[str]) -> list[str]:
    filled = len(cells)
    while filled and not cells[filled - 1]:
        filled -= 1
    return cells[:filled]


def _trimmed(cell: str) -> str:
    """Without spaces around it, and without the quote that an export of ours put before it."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_SIGNS) else cell
