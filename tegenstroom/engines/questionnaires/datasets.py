"""A table of answers with all that is known of its columns. `data_files` writes it, the same values in each file.

>>> from tegenstroom.engines.questionnaires.datasets import Column, Dataset, Measure
>>> table = Dataset("metingen", (Column("vrij", "Ik kies zelf", labels={1: "nee", 2: "ja"}),), ((2,), (None,)))
>>> table.n, table.values("vrij")
(2, (2, None))
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tegenstroom.engines.questionnaires.checks import UNPRINTABLE
from tegenstroom.engines.questionnaires.questionnaire import Questionnaire
from tegenstroom.engines.questionnaires.refusals import refuse_for
from tegenstroom.engines.sentences import Said, dutch

# What .sav asks of a name; the other files take it too.
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
RESERVED = frozenset({"all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"})
MOST_MISSING = 3  # .sav holds no more codes than these, or one range of codes and one beside it
LONGEST_TEXT = 8_000  # bytes of a text: what a string of .sav surely holds
EXACT = 2**53  # whole numbers beyond it are not exact in .sav

COLUMN_NAME = dutch(
    "data-column-name", "“{name}” kan geen naam van een kolom zijn: letters, cijfers en _, en geen woord van SPSS."
)
COLUMN_TWICE = dutch("data-column-twice", "Twee kolommen heten {name}. Hoofdletters maken geen verschil.")
NO_COLUMNS = dutch("data-no-columns", "Deze tabel heeft geen kolommen.")
ROW_LENGTH = dutch("data-row-length", "Rij {row} telt {found} waarden. Er zijn {columns} kolommen.")
NUMBER_HERE = dutch("data-number-here", "Kolom {name}, rij {row}: hier hoort een getal.")
TEXT_HERE = dutch("data-text-here", "Kolom {name}, rij {row}: hier hoort tekst.")
VALUE_NUMBER = dutch(
    "data-value-number", "Kolom {name}, rij {row}: dit getal is te groot, oneindig of geen getal."
)
VALUE_TEXT = dutch(
    "data-value-text", "Kolom {name}, rij {row}: deze tekst is te lang, leeg, of eindigt op een spatie."
)
SIGNS = dutch("data-signs", "Kolom {name}: er staat een teken dat niemand kan lezen ({sign}).")
ABOUT_SIGNS = dutch(
    "data-about-signs", "In wat bij deze tabel hoort, staat een teken dat niemand kan lezen ({sign})."
)
TEXT_LABELS = dutch(
    "data-text-labels", "Kolom {name} bevat tekst. Dan hebben waarden geen naam en geen code voor open."
)
MANY_MISSING = dutch(
    "data-many-missing",
    "Kolom {name} heeft {n} codes voor open, met codes ertussen die meetellen. Meer dan {most} gaan dan niet in "
    "een .sav.",
)
LABEL_VALUE = dutch("data-label-value", "Kolom {name}: een code is een getal dat niet te groot is.")

type Value = int | float | str | None


class Measure(StrEnum):
    """What the numbers of a column mean."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    SCALE = "scale"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `labels`: what each code means. `missing`: codes that are no answer to count. `text`: words, not
    numbers."""

    name: str
    label: str = ""
    measure: Measure = Measure.NOMINAL
    labels: Mapping[int | float, str] = field(default_factory=dict)
    missing: tuple[int | float, ...] = ()
    text: bool = False

    @property
    def missing_ranges(self) -> tuple[tuple[int | float, int | float], ...]:
        """The codes for open as .sav holds them: each alone, or all in a range, but for one at most.

        Empty when a code that counts stands between them.
        """
        codes = tuple(sorted(set(self.missing)))
        if len(codes) <= MOST_MISSING:
            return tuple((code, code) for code in codes)
        counted = [code for code in self.labels if code not in codes]
        for inside, beside in ((codes, ()), (codes[:-1], codes[-1:]), (codes[1:], codes[:1])):
            if not any(inside[0] < code < inside[-1] for code in counted):
                return ((inside[0], inside[-1]), *((code, code) for code in beside))
        return ()


@dataclass(frozen=True, slots=True)
class About:
    """Who made what was asked, under which licence, and what a reader must know, such as what was left out."""

    attribution: str = ""
    licence: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()

    @property
    def rights(self) -> str:
        """Licence and address in one line."""
        return " · ".join(each for each in (self.licence, self.url) if each)

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it, for a file that knows no more than lines of text."""
        return tuple(each for each in (self.attribution, self.rights, *self.notes) if each)


@dataclass(frozen=True, slots=True)
class Dataset:
    """Columns and rows; None where nothing was answered. `FormError` when a file could not hold it exactly."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    about: About = About()

    def __post_init__(self) -> None:
        refuse_for(_problems(self))

    @property
    def n(self) -> int:
        return len(self.rows)

    def values(self, name: str) -> tuple[Value, ...]:
        """One column. `KeyError` when there is none with that name."""
        place = {column.name: place for place, column in enumerate(self.columns)}[name]
        return tuple(row[place] for row in self.rows)


def columns_of(questionnaire: Questionnaire, language: str) -> tuple[Column, ...]:
    """A column for each question, its texts in this language. A code that does not count is a missing one."""
    found = []
    for item in questionnaire.items:
        format_ = questionnaire.format_of(item)
        labels: dict[int | float, str] = {choice.code: choice.label[language] for choice in format_.choices}
        found.append(Column(item.key, item.text[language], Measure.ORDINAL, labels, format_.missing))
    return tuple(found)


def _problems(table: Dataset) -> Iterator[Said]:
    if not table.columns:
        yield NO_COLUMNS()
    for words in table.about.lines:
        if found := UNPRINTABLE.search(words):
            yield ABOUT_SIGNS(sign=f"U+{ord(found[0]):04X}")
    for name, times in Counter(column.name.lower() for column in table.columns).items():
        if times > 1:
            yield COLUMN_TWICE(name=name)
    for column in table.columns:
        yield from _column(column)
    for number, row in enumerate(table.rows, 1):
        if len(row) != len(table.columns):
            yield ROW_LENGTH(row=number, found=len(row), columns=len(table.columns))
            continue
        for column, value in zip(table.columns, row, strict=True):
            yield from _value(column, number, value)


def _column(column: Column) -> Iterator[Said]:
    if not NAME.fullmatch(column.name) or column.name.lower() in RESERVED:
        yield COLUMN_NAME(name=column.name)
    for words in (column.label, *column.labels.values()):
        if found := UNPRINTABLE.search(words):
            yield SIGNS(name=column.name, sign=f"U+{ord(found[0]):04X}")
    if column.text and (column.labels or column.missing):
        yield TEXT_LABELS(name=column.name)
    if column.missing and not column.missing_ranges:
        yield MANY_MISSING(name=column.name, n=len(column.missing), most=MOST_MISSING)
    if not all(_is_number(code) for code in (*column.labels, *column.missing)):
        yield LABEL_VALUE(name=column.name)


def _value(column: Column, row: int, value: Value) -> Iterator[Said]:
    if value is None:
        return
    if isinstance(value, str) != column.text or isinstance(value, bool):
        yield (TEXT_HERE if column.text else NUMBER_HERE)(name=column.name, row=row)
    elif isinstance(value, str):
        if not value or value != value.rstrip() or len(value.encode("utf-8", "replace")) > LONGEST_TEXT:
            yield VALUE_TEXT(name=column.name, row=row)
        if found := UNPRINTABLE.search(value):
            yield SIGNS(name=column.name, sign=f"U+{ord(found[0]):04X}")
    elif not _is_number(value):
        yield VALUE_NUMBER(name=column.name, row=row)
    elif _is_swallowed(column, value):
        yield MANY_MISSING(name=column.name, n=len(column.missing), most=MOST_MISSING)


def _is_swallowed(column: Column, value: float) -> bool:
    """Whether a value that counts stands between the codes for open."""
    if len(column.missing) <= MOST_MISSING or value in column.missing:
        return False
    return any(low <= value <= high for low, high in column.missing_ranges)


def _is_number(value: object) -> bool:
    """Whether .sav holds it: whole numbers exactly, and nothing as low as what it writes for open."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= EXACT if isinstance(value, int) else math.isfinite(value) and abs(value) < 1e300
