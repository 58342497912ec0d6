"""Whether one person can be at both of two moments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Hours:
    """From when until when someone is needed."""

    starts_at: datetime
    ends_at: datetime


def overlap(one: Hours, other: Hours) -> bool:
    """True when she would have to be at both; what begins as the other ends does not overlap."""
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def is_taken(hours: Iterable[Hours], *, has: Iterable[Hours]) -> bool:
    """True when any of these hours lies within what she `has` already."""
    taken = list(has)
    return any(overlap(one, other) for one in hours for other in taken)
