"""What we know of someone, for herself: every app declares its part in a module `own_data.py`.

    declare("coaches.OutsideEarning", owner="coach", title=_("Wat ik elders kreeg"),
            columns={"day": _("dag"), "amount": _("bedrag")})

A column is a field, or a road along relations with dots: `edition.version.title`. What is sealed is opened; where
that is no sentence yet, `said` names a function that makes it one. `there`: those not past their time.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tegenstroom.base import saying
from tegenstroom.base.sealing import SealedField, SealError, unseal_each

type Word = str | Promise
type Said = Mapping[str, Callable[[str], str]]


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of row that can be someone's. `owner`: the way from the row to her, as a filter writes it."""

    label: str
    owner: str
    title: Word
    columns: Mapping[str, Word]
    said: Said = field(default_factory=dict)
    # Which of them are still there: what is past its time is read nowhere, also before it is destroyed.
    there: Callable[[], models.Q] = models.Q

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.label)


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of one row: how a program names it, how a person does, and what it is."""

    name: str
    word: Word
    value: Any

    @property
    def shown(self) -> str:
        """The value as people say it; empty for nothing."""
        return _shown(self.value)


@dataclass(frozen=True, slots=True)
class Chapter:
    """All rows of one part that are hers."""

    part: Part
    rows: list[list[Fact]]


PARTS: dict[str, Part] = {}


def declare(
    label: str,
    *,
    owner: str,
    title: Word,
    columns: Mapping[str, Word],
    said: Said | None = None,
    there: Callable[[], models.Q] = models.Q,
) -> Part:
    """Say once, at import, which rows of a model are someone's. A model declared twice raises ValueError."""
    if label in PARTS:
        raise ValueError(label)
    PARTS[label] = part = Part(label, owner, title, dict(columns), dict(said or {}), there)
    return part


def chapters(person: models.Model) -> list[Chapter]:
    """Everything declared of which this person has rows; a few queries a part, whatever she has."""
    # Who she is comes first, then app by app.
    parts = sorted(PARTS.values(), key=lambda part: part.owner != "pk")
    found = [Chapter(part, list(_rows(part, person))) for part in parts]
    return [chapter for chapter in found if chapter.rows]


def as_json(person: models.Model) -> dict[str, list[dict[str, Any]]]:
    """The same for a program, by model and by column."""
    return {
        chapter.part.label: [{fact.name: fact.value for fact in row} for row in chapter.rows]
        for chapter in chapters(person)
    }


def _rows(part: Part, person: models.Model) -> Iterator[list[Fact]]:
    rows = list(part.model._default_manager.filter(part.there(), **{part.owner: person.pk}).order_by("pk"))
    sealed = {
        column.name: unseal_each(rows, field=column.name)
        for column in part.model._meta.fields
        if isinstance(column, SealedField) and column.name in part.columns
    }
    for row in rows:
        yield [
            Fact(name, word, _opened(part, name, sealed[name], row) if name in sealed else _value(row, name))
            for name, word in part.columns.items()
        ]


def _opened(part: Part, name: str, texts: Mapping[Any, str | SealError], row: models.Model) -> str:
    text = texts.get(row.pk, "")
    if isinstance(text, SealError):
        # Where a key is gone the sentence of the error says so.
        return str(text)
    return part.said.get(name, str)(text)


def _value(row: models.Model, path: str) -> Any:
    *road, last = path.split(".")
    end: Any = row
    for name in road:
        end = getattr(end, name)
        if end is None:
            return None
    display = getattr(end, f"get_{last}_display", None)
    value = display() if display else getattr(end, last)
    return str(value) if isinstance(value, models.Model | Promise) else value


def _shown(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, datetime):
        return saying.moment(value)
    return saying.day(value) if isinstance(value, date) else str(value)
