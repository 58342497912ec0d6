"""Groups beside an edition, the days of one, and who is in two of them."""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """A project: people whom the desk chose. A track: who is in any of some editions."""

    PROJECT = "project"
    TRACK = "track"


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


def shared[Name: Hashable](people: Iterable[Collection[Name]], elsewhere: Collection[Name]) -> int:
    """How many of these people may have answered elsewhere too. Each goes by several names, and one is enough."""
    known = set(elsewhere)
    return sum(not known.isdisjoint(names) for names in people)
