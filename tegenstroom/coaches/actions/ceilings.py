"""How far a coach is from the ceilings of the law: what she earned here and elsewhere, beside the figures."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.figures import rows_on
from tegenstroom.billing.models import Due
from tegenstroom.coaches.figures import DAY_CEILING, YEAR_CEILING
from tegenstroom.coaches.models import CoachProfile, KnownOver, OutsideEarning
from tegenstroom.coaches.rules import ceilings as rules
from tegenstroom.coaches.rules.ceilings import Ceilings, Earned, Over

ALLOWANCE, CORRECTION, TRAVEL = "allowance", "correction", "travel"
# The road is paid beside the flat rate and stays outside the ceilings.
COUNTED = (ALLOWANCE, CORRECTION)


def hold_still(coach: Person) -> CoachProfile:
    """Her profile, locked until the transaction ends: whatever weighs on her ceilings is done one by one.

    Every verb about her money begins here, with its turn to write acts: no two then wait for each other.
    """
    audit.take_turn()
    return CoachProfile.objects.select_for_update().get(person=coach)


def ceilings_on(day: date) -> Ceilings:
    """The ceilings of the year of `day`; NoFigureError when they are not known yet."""
    of_day, of_year = rows_on(day, DAY_CEILING, YEAR_CEILING)
    return Ceilings(of_day.value, of_year.value, is_example=of_day.is_example or of_year.is_example)


def ceilings_of(years: Collection[int]) -> dict[int, Ceilings]:
    """The ceilings of each of these years, in two queries; a year that is not known yet is left out."""
    days = [date(year, 12, 31) for year in years]
    of_days, of_years = DAY_CEILING.on_each(days), YEAR_CEILING.on_each(days)
    return {day.year: Ceilings(of_days[day], of_years[day]) for day in of_days.keys() & of_years.keys()}


def earned_by(coaches: Iterable[int]) -> dict[int, list[Earned]]:
    """By number of the person, all that counts for the ceilings, in two queries."""
    coaches = list(coaches)
    found: dict[int, list[Earned]] = defaultdict(list)
    dues = Due.objects.standing().filter(person__in=coaches, kind__in=COUNTED)
    for person, day, amount in dues.values_list("person", "day", "amount"):
        found[person].append(Earned(day, amount))
    outside = OutsideEarning.objects.filter(coach__in=coaches)
    for person, day, amount in outside.values_list("coach", "day", "amount"):
        found[person].append(Earned(day, amount, here=False))
    return found


def room_on(coach: Person, day: date) -> Decimal:
    """What she may still get for that day, in euro; NoFigureError for a year without ceilings."""
    return rules.room(ceilings_on(day), day, earned_by([coach.pk])[coach.pk])


def overs_by(coaches: Iterable[int]) -> dict[int, list[Over]]:
    """By number of the person, the days and years that pass a ceiling; who passes none is left out."""
    earned = earned_by(coaches)
    known = ceilings_of({row.day.year for rows in earned.values() for row in rows})
    found = {person: rules.overs(rows, known) for person, rows in earned.items()}
    return {person: overs for person, overs in found.items() if overs}


def unseen_by(coaches: Iterable[int]) -> dict[int, list[Over]]:
    """By number of the person, what passes a ceiling and what she did not yet say that she knows."""
    overs = overs_by(coaches)
    said: dict[int, list[Over]] = defaultdict(list)
    # The newest word counts: a later row replaces an earlier one of the same day or year.
    for row in KnownOver.objects.filter(coach__in=overs).order_by("known_at", "pk"):
        said[row.coach_id].append(Over(row.year, row.day, row.amount))
    found = {person: rules.unseen(rows, said[person]) for person, rows in overs.items()}
    return {person: rows for person, rows in found.items() if rows}


@transaction.atomic
def know(*, coach: Person, by: Person) -> list[Over]:
    """Keep that she knows of every ceiling she passes now; `by` is herself, or the coordinator whom she phoned."""
    hold_still(coach)
    overs = unseen_by([coach.pk]).get(coach.pk, [])
    KnownOver.objects.bulk_create(
        KnownOver(coach=coach, year=row.year, day=row.day, amount=row.amount) for row in overs
    )
    if overs:
        audit.record("coaches.know_over", by=by, about=coach, how_many=len(overs))
    return overs
