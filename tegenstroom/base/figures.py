"""Numbers with a date and a source: declared in code, valued in the database.

An app declares its numbers in its own `figures.py`; the first values stand beside it in `figures.csv`
(key, valid_from, value, source) and are loaded by `tegenstroom load-figures`, which never overwrites.
"""

import csv
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.apps import apps
from django.db import transaction
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tegenstroom.base import audit, saying, stamps
from tegenstroom.base.models import Figure

EURO, EITHER, DAY_OF_MONTH = gettext_lazy("euro"), gettext_lazy("0 of 1"), gettext_lazy("dag van de maand")


class NoFigureError(LookupError):
    """No value is known for that day; the message is a sentence for the person at the screen."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """A number that someone sets: what it means and in what unit."""

    key: str
    meaning: str | Promise
    unit: str | Promise
    # For a number that is set anew each period: the first day of the period in which a day lies.
    anew: Callable[[date], date] | None = None

    def shown(self, figure: Figure) -> str:
        """A value with its unit, as people write it: `48 uur`, `€ 1.760,83`; a yes, a no and a day stand alone."""
        if self.unit == EURO:
            return saying.euro(figure.value)
        return figure.shown if self.unit in (EITHER, DAY_OF_MONTH) else f"{figure.shown} {self.unit}"

    def on(self, day: date) -> Decimal:
        """The value that holds on `day`; NoFigureError when none was entered yet."""
        return together(day, self)[0]

    def on_each(self, days: Collection[date]) -> dict[date, Decimal]:
        """The value that holds on each of these days, in one query; days before the first value are left out."""
        rows = list(Figure.objects.filter(key=self.key).order_by("valid_from").values_list("valid_from", "value"))
        held = {day: [value for since, value in rows if self.holds_from(day) <= since <= day] for day in days}
        return {day: values[-1] for day, values in held.items() if values}

    def holds_from(self, day: date) -> date:
        """The first day on which a value for `day` may have been set: what an earlier year set says nothing."""
        return self.anew(day) if self.anew else date.min


def year_of(day: date) -> date:
    """1 January: for numbers that the law sets each calendar year."""
    return day.replace(month=1, day=1)


def quarter_of(day: date) -> date:
    """The first day of the quarter."""
    return day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1)


def july_of(day: date) -> date:
    """The last 1 July: for numbers that hold from July to June."""
    return date(day.year if day.month >= 7 else day.year - 1, 7, 1)


def together(day: date, *wanted: Declaration) -> list[Decimal]:
    """The values that hold on `day`, in the order asked, in one query; NoFigureError when one is missing."""
    return [row.value for row in rows_on(day, *wanted)]


def rows_on(day: date, *wanted: Declaration) -> list[Figure]:
    """The same with their sources: whether one is an example is said where it is read."""
    rows = Figure.objects.filter(key__in=[number.key for number in wanted], valid_from__lte=day)
    starts = {number.key: number.holds_from(day) for number in wanted}
    held = {row.key: row for row in rows.order_by("valid_from") if row.valid_from >= starts[row.key]}
    for number in wanted:
        if number.key not in held:
            raise NoFigureError(
                _("Voor “%(meaning)s” is er nog geen getal voor %(day)s. Vul het eerst in bij Getallen.")
                % {"meaning": number.meaning, "day": date_format(day, "j F Y")}
            )
    return [held[number.key] for number in wanted]


DECLARED: dict[str, Declaration] = {}


def declare(
    key: str, meaning: str | Promise, unit: str | Promise, *, anew: Callable[[date], date] | None = None
) -> Declaration:
    """Name a number once, at import. A key declared twice raises ValueError.

    With `anew` (`year_of`, `quarter_of`, `july_of`) a value holds for its own period only, and never for the next.
    """
    if key in DECLARED:
        raise ValueError(key)
    DECLARED[key] = declaration = Declaration(key, meaning, unit, anew)
    return declaration


@transaction.atomic
def add(*, declaration: Declaration, valid_from: date, value: Decimal, source: str, by: audit.Actor) -> Figure:
    """Give a number a new value from a day on. What held before that day goes on to hold for it."""
    figure = Figure.objects.create(key=declaration.key, valid_from=valid_from, value=value, source=source)
    audit.record("figure.add", by=by, about=figure, key=declaration.key, valid_from=valid_from.isoformat())
    stamps.bump(stamps.PROGRAMME)
    return figure


def load() -> int:
    """Add the rows of every app's figures.csv that the database lacks; how many. Nothing is overwritten."""
    there = set(Figure.objects.values_list("key", "valid_from"))
    missing = [row for row in _first_values() if (row.key, row.valid_from) not in there]
    # Two who load at once each find it missing; the constraint keeps one.
    Figure.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)


def _first_values() -> Iterator[Figure]:
    for app in apps.get_app_configs():
        file = Path(app.path) / "figures.csv"
        # Only our own apps: another package may use the name for something else.
        if app.name.startswith("tegenstroom.") and file.exists():
            with file.open(encoding="utf-8", newline="") as handle:
                for row in _checked(csv.DictReader(handle), file):
                    yield Figure(
                        key=row["key"],
                        valid_from=date.fromisoformat(row["valid_from"]),
                        value=Decimal(row["value"]),
                        source=row["source"],
                    )


def _checked(rows: csv.DictReader[str], file: Path) -> Iterator[dict[str, str]]:
    for row in rows:
        if row["key"] not in DECLARED:
            raise ValueError(f"{file}: {row['key']} is not declared in any figures.py")
        yield row
