"""What may be done with what a coach told, how long, and how she takes it back."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum


class Use(StrEnum):
    """Consent is given for each of these apart."""

    THIS_GROUP = "this_group"
    ALL_TRAININGS = "all_trainings"
    LIBRARY = "library"
    MAGAZINE = "magazine"
    RESEARCH = "research"


@dataclass(frozen=True, slots=True)
class HerGroup:
    """A group that she helps give: how rows name it (`training.edition:7`), and how she reads it."""

    subject: str
    # Another day, another name: still the same group.
    name: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Meant:
    """What one yes is to: a use, and which group when it is for one."""

    use: Use
    group: HerGroup | None = None


# A yes to the first wording named no group: it was to every group that she helps give, and holds for all of them.
EVERY_GROUP = ""


class Read(StrEnum):
    """How she came to know the wording that she agreed with."""

    HERSELF = "herself"
    ALOUD = "aloud"
    WITH_HELP = "with_help"


class Way(StrEnum):
    """How a yes came to its end. ENDED: its last day passed. RENEWED: a newer yes stands in its place."""

    BUTTON = "button"
    PHONE = "phone"
    ENDED = "ended"
    RENEWED = "renewed"


# What the clock and a newer yes do by themselves; the others are her own doing.
HER_OWN = (Way.BUTTON, Way.PHONE)


class HowLong(StrEnum):
    """How long she lets a yes stand. LONGEST: until we must ask her again."""

    HALF_YEAR = "half_year"
    YEAR = "year"
    LONGEST = "longest"


MONTHS = {HowLong.HALF_YEAR: 6, HowLong.YEAR: 12}


class NoConsentError(LookupError):
    """She did not say yes to this use, or not any more."""


class NoGroupError(ValueError):
    """A yes to one group says which; a yes to anything else names none."""


class UnfinishedError(ValueError):
    """A story without words yet: there is nothing to say yes to."""


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month: 29 February becomes 28."""
    years, month = divmod(day.month - 1 + months, 12)
    first_of_next = date(day.year + years + (month == 11), (month + 1) % 12 + 1, 1)
    last = first_of_next - timedelta(days=1)
    return last.replace(day=min(day.day, last.day))


def last_day(given_on: date, *, years: int, wanted: date | None = None) -> date:
    """The last day of a yes: the day she chose, and never later than `years` years after she gave it.

    Raises ValueError for a day before `given_on`.
    """
    if wanted is not None and wanted < given_on:
        raise ValueError(wanted)
    longest = months_after(given_on, 12 * years)
    return min(wanted, longest) if wanted else longest


def day_for(how_long: HowLong, *, given_on: date) -> date | None:
    """The last day that she chose; None for as long as it may be."""
    return months_after(given_on, MONTHS[how_long]) if how_long in MONTHS else None
