"""Roads that wait for a number: worked out by themselves once it is there, and named at the desk until then."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.figures import Declaration
from tegenstroom.coaches.actions import travel
from tegenstroom.coaches.actions.ceilings import hold_still
from tegenstroom.coaches.actions.money import day_of
from tegenstroom.coaches.figures import BICYCLE, CAR_BY_QUARTER, CAR_BY_YEAR, CAR_YEARLY, COMBINED_KM
from tegenstroom.coaches.models import Travel
from tegenstroom.coaches.rules import travel as rules
from tegenstroom.coaches.rules.travel import Mode

NUMBERS = (CAR_YEARLY, CAR_BY_YEAR, CAR_BY_QUARTER, COMBINED_KM, BICYCLE)


@dataclass(frozen=True, slots=True)
class Lack:
    """A number that misses, from the first day of its period on, and how many coaches wait for it."""

    number: Declaration
    since: date
    coaches: int


def waiting() -> QuerySet[Travel]:
    """Roads that were told and cannot be worked out yet, the oldest first: it takes the room of the year first."""
    rows = Travel.objects.filter(waits=True).select_related("assignment__coach")
    return rows.order_by("assignment__starts_at", "pk")


def waiting_of(coach: Person) -> QuerySet[Travel]:
    """The roads of one coach that wait."""
    return waiting().filter(assignment__coach=coach)


def lacks(rows: Collection[Travel]) -> list[Lack]:
    """What these roads wait for, by day; in five queries whatever their number, in none when nothing waits."""
    missing = _missing(rows)
    found: dict[tuple[date, str], set[int]] = {}
    for row in rows:
        day = day_of(row.assignment)
        for number in missing.get(row.pk, ()):
            since = number.holds_from(day) if number.anew else day
            found.setdefault((since, number.key), set()).add(row.assignment.coach_id)
    numbers = {number.key: number for number in NUMBERS}
    return [Lack(numbers[key], since, len(coaches)) for (since, key), coaches in sorted(found.items())]


def work_out_waiting() -> int:
    """Make the dues of the roads whose numbers are all known now; how many were worked out. Again makes none."""
    rows = list(waiting())
    missing = _missing(rows)
    return sum(_work_out(row) for row in rows if row.pk not in missing)


@transaction.atomic
def _work_out(row: Travel) -> bool:
    hold_still(row.assignment.coach)
    # She may have told it otherwise since, or another clock may have come by.
    told = Travel.objects.select_related("assignment__coach").filter(pk=row.pk, waits=True).first()
    if told is None:
        return False
    trip = rules.told(Mode(told.mode), km=told.km, cost=told.cost)
    amount = travel.amount_if_known(told.assignment, trip)
    if amount is None:
        return False
    told.due = travel.owe(told.assignment, amount, by=None) if amount else None
    told.cut = travel.cut_of(told.assignment, trip, amount)
    told.waits = False
    told.save(update_fields=["due", "waits", "cut"])
    audit.record("coaches.work_out_travel", by=None, about=told.assignment)
    return True


def _missing(rows: Collection[Travel]) -> dict[int, list[Declaration]]:
    """By row, those of its numbers that are not known; a row that can be worked out is left out."""
    days = {day_of(row.assignment) for row in rows}
    known = {number.key: number.on_each(days) for number in NUMBERS} if days else {}
    found = {}
    for row in rows:
        day = day_of(row.assignment)
        yearly = known[CAR_YEARLY.key].get(day)
        needed = (CAR_YEARLY,) if yearly is None else travel.numbers_for(Mode(row.mode), yearly=bool(yearly))
        if lacking := [number for number in needed if day not in known[number.key]]:
            found[row.pk] = lacking
    return found
