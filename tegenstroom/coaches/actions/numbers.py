"""Numbers that are set anew each period: which of those that coaches are paid by miss, now or soon."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tegenstroom.base.figures import Declaration
from tegenstroom.base.models import Figure
from tegenstroom.coaches.figures import (
    BICYCLE,
    CAR_BY_QUARTER,
    CAR_BY_YEAR,
    CAR_YEARLY,
    DAY_CEILING,
    YEAR_CEILING,
)

# Long enough to look a number up, and to ask for it again.
AHEAD = timedelta(days=45)
CEILINGS = (DAY_CEILING, YEAR_CEILING)
NUMBERS = (*CEILINGS, BICYCLE, CAR_YEARLY, CAR_BY_YEAR, CAR_BY_QUARTER)

type Known = dict[str, list[tuple[date, Decimal]]]


@dataclass(frozen=True, slots=True)
class Missing:
    """A number without a value from `since` on. `begun`: that period is on, and what needs it waits already."""

    number: Declaration
    since: date
    begun: bool

    @property
    def is_ceiling(self) -> bool:
        """Without it nobody can be asked for a day; without any other a road waits."""
        return self.number in CEILINGS


def missing(today: date) -> list[Missing]:
    """What misses for today, and for each period that begins within AHEAD; in one query, the first period first.

    Of the two rates by car only the one that the network chose for that period.
    """
    known: Known = defaultdict(list)
    keys = [number.key for number in NUMBERS]
    for key, since, value in (
        Figure.objects.filter(key__in=keys).order_by("valid_from").values_list("key", "valid_from", "value")
    ):
        known[key].append((since, value))
    found = {}
    for number in NUMBERS:
        for since in _periods(number, today):
            # Of the period that is on, its last day so far counts; of one to come the first.
            day = max(since, today)
            if _is_needed(number, day, known) and _value(number, day, known) is None:
                found[number.key, since] = Missing(number, since, since <= today)
    return sorted(found.values(), key=lambda row: (row.since, row.number.key))


def _periods(number: Declaration, today: date) -> set[date]:
    return {number.holds_from(today), number.holds_from(today + AHEAD)}


def _is_needed(number: Declaration, day: date, known: Known) -> bool:
    if number not in (CAR_BY_YEAR, CAR_BY_QUARTER):
        return True
    yearly = _value(CAR_YEARLY, day, known)
    return yearly is not None and bool(yearly) is (number is CAR_BY_YEAR)


def _value(number: Declaration, day: date, known: Known) -> Decimal | None:
    held = [value for since, value in known[number.key] if number.holds_from(day) <= since <= day]
    return held[-1] if held else None
