"""When people are asked: before, at the end, and some months later; and how often at most."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise


class Moment(StrEnum):
    """The rounds of a measurement, in order."""

    BEFORE = "before"
    END = "end"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Round:
    """From when people are asked, and the last day on which they can answer."""

    moment: Moment
    opens_on: date
    closes_on: date


@dataclass(frozen=True, slots=True)
class Terms:
    """What the network sets: days before the first day, days after the last one, days to answer."""

    before_days: int
    later_days: int
    open_days: int


class Stage(StrEnum):
    """How far a measurement is on a day."""

    RUNS = "runs"
    PLANNED = "planned"
    OVER = "over"


class PlanFault(StrEnum):
    """Why these days cannot be."""

    NONE = "none"
    TURNED = "turned"
    OVERLAP = "overlap"
    SHARED = "shared"
    FORGOTTEN = "forgotten"
    GONE = "gone"
    NO_BACK = "no_back"
    NO_RETEST = "no_retest"
    NO_ROUNDS = "no_rounds"
    TRAINING_BETWEEN = "training_between"


def proposed(first_day: date, last_day: date, terms: Terms) -> list[Round]:
    """Three rounds from the days of a group. The first ends with the first day: afterwards is no longer before."""
    later = last_day + timedelta(days=terms.later_days)
    return [
        Round(Moment.BEFORE, first_day - timedelta(days=terms.before_days), first_day),
        Round(Moment.END, max(last_day, first_day + timedelta(days=1)), _end(last_day, terms)),
        Round(Moment.LATER, later, later + timedelta(days=terms.open_days)),
    ]


def fault_of(rounds: list[Round]) -> PlanFault | None:
    """What is wrong with a plan: nothing in it, a round that ends before it begins, or two at once."""
    if not rounds:
        return PlanFault.NONE
    if any(each.closes_on < each.opens_on for each in rounds):
        return PlanFault.TURNED
    ordered = sorted(rounds, key=lambda each: list(Moment).index(each.moment))
    pairs = pairwise(ordered)
    return PlanFault.OVERLAP if any(later.opens_on <= earlier.closes_on for earlier, later in pairs) else None


def is_after_start(round_: Round, first_day: date | None) -> bool:
    """Whether a round that asks how it was before the start still runs when the group has begun."""
    return round_.moment is Moment.BEFORE and first_day is not None and round_.closes_on > first_day


def is_open(opens_on: date, closes_on: date, today: date) -> bool:
    """Whether someone can answer today."""
    return opens_on <= today <= closes_on


def stage_of(rounds: Iterable[tuple[date, date]], today: date, *, is_ended: bool) -> Stage:
    """Of a measurement with rounds on these days: someone can answer now, or later, or no more."""
    ahead = [] if is_ended else [days for days in rounds if days[1] >= today]
    if any(is_open(*days, today) for days in ahead):
        return Stage.RUNS
    return Stage.PLANNED if ahead else Stage.OVER


def may_be_reminded(
    *, asked_on: date, reminded_on: date | None, reminders: int, today: date, days_between: int, most: int
) -> bool:
    """Some days after the last letter, and never more often than `most`."""
    return reminders < most and today - (reminded_on or asked_on) >= timedelta(days=days_between)


def is_forgotten(last_closes_on: date, today: date, months: int) -> bool:
    """Whether so many months went by since the last round that nobody knows any more who took part."""
    return last_closes_on < months_before(today, months)


def week_of(day: date) -> date:
    """The Monday of that week: answers bear no more exact a time."""
    return day - timedelta(days=day.weekday())


def months_before(day: date, months: int) -> date:
    """That many months earlier; the last of a short month stands for a day that it lacks."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _end(last_day: date, terms: Terms) -> date:
    return last_day + timedelta(days=min(terms.open_days, terms.later_days - 1))
