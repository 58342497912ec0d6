"""The ceilings of the volunteer law, per day and per calendar year, over all organisations together.

Amounts are in euro and whole cents. What someone earned on a day is what she gets here and what others gave her.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Ceilings:
    """What a volunteer may get at most in one calendar year, and on any day of it.

    `is_example`: not the law's own numbers, which are not known yet.
    """

    day: Decimal
    year: Decimal
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class Earned:
    """One amount on one day; negative when it takes something back. `here` tells ours from others'."""

    day: date
    amount: Decimal
    here: bool = True


@dataclass(frozen=True, slots=True)
class Over:
    """A day, or a whole year (`day` is None), on which more came together than the law lets."""

    year: int
    day: date | None
    amount: Decimal


def room(ceilings: Ceilings, day: date, earned: Iterable[Earned]) -> Decimal:
    """What may still come on top on that day: the least of what the day and its year leave, never below zero."""
    rows = [row for row in earned if row.day.year == day.year]
    left_of_year = ceilings.year - sum((row.amount for row in rows), NOTHING)
    left_of_day = ceilings.day - sum((row.amount for row in rows if row.day == day), NOTHING)
    return max(NOTHING, min(left_of_day, left_of_year))


def allowance(rate: Decimal, room: Decimal) -> Decimal:
    """The network's rate, as far as the ceilings leave room for it."""
    return max(NOTHING, min(rate, room))


class Short(StrEnum):
    """How little of the network's rate is left for a question."""

    PARTLY = "partly"
    HARDLY = "hardly"
    NOTHING = "nothing"


def short_of(rate: Decimal, room: Decimal) -> Short | None:
    """How far a question would fall short of its rate; None when all of it has room, or there is no rate."""
    brings = allowance(rate, room)
    if brings >= rate:
        return None
    if not brings:
        return Short.NOTHING
    return Short.HARDLY if brings < rate / 2 else Short.PARTLY


class Wanted(Protocol):
    """One allowance that is offered: the network's rate, and what its day and its year still leave."""

    @property
    def day(self) -> date: ...
    @property
    def rate(self) -> Decimal: ...
    @property
    def left_of_day(self) -> Decimal: ...
    @property
    def left_of_year(self) -> Decimal: ...


def together(wanted: Iterable[Wanted]) -> Decimal:
    """What several allowances come to when she takes them all: a day and a year count as a whole."""
    days: dict[date, list[Wanted]] = defaultdict(list)
    for row in wanted:
        days[row.day].append(row)
    years: dict[int, list[Decimal]] = defaultdict(list)
    left: dict[int, Decimal] = {}
    for day, rows in days.items():
        years[day.year].append(min(sum((row.rate for row in rows), NOTHING), *(row.left_of_day for row in rows)))
        leaves = min(row.left_of_year for row in rows)
        left[day.year] = min(leaves, left.get(day.year, leaves))
    return sum((min(left[year], sum(amounts, NOTHING)) for year, amounts in years.items()), NOTHING)


def overs(earned: Iterable[Earned], ceilings: Mapping[int, Ceilings]) -> list[Over]:
    """Every day and every year that passes its ceiling, and by how much; years first.

    A year without ceilings is left out: whoever asks says that it is not known, and pays nothing out of it.
    """
    days: dict[date, Decimal] = defaultdict(Decimal)
    years: dict[int, Decimal] = defaultdict(Decimal)
    for row in earned:
        days[row.day] += row.amount
        years[row.day.year] += row.amount
    of_years = [
        Over(year, None, total - ceilings[year].year)
        for year, total in sorted(years.items())
        if year in ceilings and total > ceilings[year].year
    ]
    of_days = [
        Over(day.year, day, total - ceilings[day.year].day)
        for day, total in sorted(days.items())
        if day.year in ceilings and total > ceilings[day.year].day
    ]
    return of_years + of_days


def unseen(overs: Iterable[Over], known: Iterable[Over]) -> list[Over]:
    """The overs of which she did not yet say that she knows, at the amount that they have come to."""
    said = {(row.year, row.day): row.amount for row in known}
    return [row for row in overs if row.amount > said.get((row.year, row.day), NOTHING)]


def is_held(day: date, overs: Iterable[Over]) -> bool:
    """Whether what is due for `day` waits: its day or its year passes a ceiling."""
    return any(over.year == day.year and over.day in {None, day} for over in overs)
