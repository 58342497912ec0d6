"""Groups beside an edition, the days of one, and who is in two of them."""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """A project: people whom the desk chose. A track: who is in any of some editions."""

    PROJECT = "project"
    TRACK = "track"


class GroupFault(StrEnum):
    """Why a group stays as it is: someone answered, a questionnaire's right would go, it is closed or gone."""

    ANSWERED = "answered"
    RIGHT = "right"
    CLOSED = "closed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day of something; None as long as it has none."""

    first: date | None
    last: date | None


def span(parts: Iterable[Days]) -> Days:
    """From the first day of the first to the last day of the last, of those that have days."""
    dated = list(parts)
    first = min((each.first for each in dated if each.first), default=None)
    return Days(first, max((each.last for each in dated if each.last), default=None))


def reach(first: date, last: date, *, margin: int) -> tuple[date, date]:
    """Between which days others must begin and end to be asked at the same time: before the one, after the other.

    `margin`: within so many days someone answers the same.
    """
    return last + timedelta(days=margin), first - timedelta(days=margin)


def shared[Name: Hashable](people: Iterable[Collection[Name]], elsewhere: Collection[Name]) -> int:
    """How many of these people may have answered elsewhere too. Each goes by several names, and one is enough."""
    known = set(elsewhere)
    return sum(not known.isdisjoint(names) for names in people)
