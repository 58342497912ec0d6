"""The list that the law asks for each calendar year: who got how much for which day.

The law asks what was paid: it is made from the payouts that left, by bank or signed for, so its sum is theirs to
the cent. What is in a run that did not leave, what came back and what waits stands apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from tegenstroom.accounts.models import Person
from tegenstroom.billing.actions import names
from tegenstroom.billing.models import BookName, Due
from tegenstroom.coaches.actions.ceilings import COUNTED, TRAVEL

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class DayOfCoach:
    """What one coach was paid for one day, in euro: the flat rate, and the road beside it."""

    person: Person
    # As the books know her: also when she was erased.
    family_name: str
    given_name: str
    day: date
    allowance: Decimal
    travel: Decimal

    @property
    def amount(self) -> Decimal:
        return self.allowance + self.travel


@dataclass(frozen=True, slots=True)
class Nominative:
    """One calendar year. `rows` by name and day; `unpaid` did not leave, `ready` is what of it has a run."""

    year: int
    rows: list[DayOfCoach]
    unpaid: Decimal
    ready: Decimal

    @property
    def allowance(self) -> Decimal:
        return sum((row.allowance for row in self.rows), NOTHING)

    @property
    def travel(self) -> Decimal:
        return sum((row.travel for row in self.rows), NOTHING)

    @property
    def total(self) -> Decimal:
        return self.allowance + self.travel

    def people(self) -> list[DayOfCoach]:
        """The sum of each coach, as a row on the last day that she was paid for."""
        return [_sum(list(rows)) for _person, rows in groupby(self.rows, key=lambda row: row.person.pk)]


def list_of(year: int) -> Nominative:
    """The list of one calendar year, by the day on which something was done, not on which it was paid.

    A day of which all that was paid was taken back has no row: she got nothing for it.
    """
    ours = Due.objects.standing().filter(kind__in=(*COUNTED, TRAVEL), day__year=year)
    rows = ours.left().exclude(amount=0).select_related("person")
    ordered = rows.order_by("person__family_name", "person__given_name", "person", "day")
    days = groupby(ordered, key=lambda due: (due.person.pk, due.day))
    others = ours.exclude(pk__in=ours.left()).values_list("payout", "amount")
    unpaid = sum((amount for _payout, amount in others), NOTHING)
    ready = sum((amount for payout, amount in others if payout), NOTHING)
    by_day = [list(dues) for _key, dues in days]
    erased = names.known({dues[0].person_id for dues in by_day})
    found = [_day(dues, erased.get(dues[0].person_id, dues[0].person)) for dues in by_day]
    found.sort(key=lambda row: (row.family_name, row.given_name, row.person.pk, row.day))
    return Nominative(year, [row for row in found if row.allowance or row.travel], unpaid, ready)


def years() -> list[int]:
    """The years in which anything was owed to a coach, newest first."""
    found = Due.objects.standing().filter(kind__in=(*COUNTED, TRAVEL)).dates("day", "year", order="DESC")
    return [day.year for day in found]


def _day(dues: list[Due], name: Person | BookName) -> DayOfCoach:
    return DayOfCoach(
        dues[0].person,
        name.family_name,
        name.given_name,
        dues[0].day,
        sum((due.amount for due in dues if due.kind in COUNTED), NOTHING),
        sum((due.amount for due in dues if due.kind == TRAVEL), NOTHING),
    )


def _sum(rows: Iterable[DayOfCoach]) -> DayOfCoach:
    rows = list(rows)
    last = rows[-1]
    allowance = sum((row.allowance for row in rows), NOTHING)
    travel = sum((row.travel for row in rows), NOTHING)
    return replace(last, allowance=allowance, travel=travel)
