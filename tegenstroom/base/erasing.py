"""What becomes of someone's rows when she is erased: every app says its part in its module `own_data.py`.

    erasing.goes(_("Het rekeningnummer."))
    erasing.stays("billing.Due", "billing.Payout", why=_("Bedragen en dagen in de boeken."))

    @erasing.hinders
    def money_waits(person: models.Model) -> Iterable[Word]: ...

    @erasing.first
    def take_stories_back(person: models.Model, by: audit.Actor | None) -> None: ...

Whatever is declared as hers (`base.export`) is deleted, but for what stays: so nobody forgets a new kind of row.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models

from tegenstroom.base import audit
from tegenstroom.base.export import PARTS, Word

# Sentences that say what must be done before she can be erased.
type Hinders = Callable[[models.Model], Iterable[Word]]
# Called inside the transaction that erases, before her rows go.
type First = Callable[[models.Model, audit.Actor | None], object]


@dataclass(frozen=True, slots=True)
class Stays:
    """Kinds of rows that stay, and why; `empty` are their fields that do not."""

    labels: tuple[str, ...]
    why: Word
    empty: tuple[str, ...]


GOES: list[Word] = []
STAYS: list[Stays] = []
HINDERS: list[Hinders] = []
FIRST: list[First] = []


def goes(sentence: Word) -> None:
    """Say to whoever erases what will be gone."""
    GOES.append(sentence)


def stays(*labels: str, why: Word, empty: tuple[str, ...] = ()) -> None:
    """Keep the rows of these models, and say why; the text in their fields `empty` goes."""
    STAYS.append(Stays(labels, why, empty))


def hinders(work: Hinders) -> Hinders:
    """Ask this function what must be done first."""
    HINDERS.append(work)
    return work


def first(work: First) -> First:
    """Do this before the rows go: what must be told elsewhere, or is not declared as hers."""
    FIRST.append(work)
    return work


def hindrances(person: models.Model) -> list[Word]:
    """All that must be done before this person can be erased, in sentences."""
    return [sentence for work in HINDERS for sentence in work(person)]


def wipe(person: models.Model, *, by: audit.Actor | None) -> None:
    """Take away all that is hers, but for what stays, and empty what of that says who she was.

    Part of the transaction that erases. Her own row is for whoever holds it.
    """
    for work in FIRST:
        work(person, by)
    kept = {label: row.empty for row in STAYS for label in row.labels}
    for part in PARTS.values():
        if part.owner == "pk":
            continue
        rows = part.model._default_manager.filter(**{part.owner: person.pk})
        if part.label not in kept:
            rows.delete()
        elif kept[part.label]:
            rows.update(**dict.fromkeys(kept[part.label], ""))
