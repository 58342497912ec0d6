"""When people are asked, and when a result may be shown.

Small groups are easily seen through: whoever reads a result after eleven answers and again after twelve knows
what the twelfth person said. That is why results are *released* in wholes. The first release waits until everyone
who was asked has answered, or until the time to answer is over, and until at least the smallest group stands
behind it. Later answers wait until they are with a smallest group again. So any two pictures that a reader can lay
side by side differ by nobody, or by at least that many people. The same holds for change between two waves: it is
shown only when enough people answered both, and for one question: whoever passed it stands behind nobody.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from statistics import median


class Wave(StrEnum):
    """On the last day; after six weeks (what did you do differently?); after three months."""

    LAST_DAY = "last_day"
    SIX_WEEKS = "six_weeks"
    THREE_MONTHS = "three_months"


DAYS_AFTER_THE_END = {Wave.LAST_DAY: 0, Wave.SIX_WEEKS: 42, Wave.THREE_MONTHS: 91}
LAST_MINUTES_OF_THE_LAST_DAY = 30
MORNING = time(9)
DAYS_TO_INVITE = 14
DAYS_BEFORE_REMINDER = 7
DAYS_TO_ANSWER = 21
SCALE = range(1, 6)


def due_on(wave: Wave, ends_on: date) -> date:
    """The day on which the invitation of this wave goes out."""
    return ends_on + timedelta(days=DAYS_AFTER_THE_END[wave])


def due_at(wave: Wave, ends_at: datetime) -> datetime:
    """The moment it goes out, for an edition whose last part ends at `ends_at` (local time, aware).

    The first question comes in the last half hour of the last day, while people still sit together; the later ones
    at nine in the morning, whatever the clock did in between.
    """
    if wave is Wave.LAST_DAY:
        return ends_at - timedelta(minutes=LAST_MINUTES_OF_THE_LAST_DAY)
    return datetime.combine(due_on(wave, ends_at.date()), MORNING, tzinfo=ends_at.tzinfo)


def may_be_invited(wave: Wave, ends_at: datetime, *, now: datetime) -> bool:
    """From the moment it is due, and no longer than two weeks: a question that comes months late only puzzles."""
    due = due_at(wave, ends_at)
    return due <= now < due + timedelta(days=DAYS_TO_INVITE)


def may_be_reminded(invited_at: datetime, *, now: datetime) -> bool:
    """A week after the question, once, and never after the time to answer."""
    waited = now - invited_at
    return timedelta(days=DAYS_BEFORE_REMINDER) <= waited < timedelta(days=DAYS_TO_ANSWER)


def may_be_shown(answers: int, *, smallest_group: int) -> bool:
    """A result is shown only when enough people stand behind it."""
    return answers >= smallest_group


def may_be_released(
    *,
    waiting: int,
    released: int,
    asked: int,
    last_asked_on: date,
    today: date,
    smallest_group: int,
    last_released_on: date | None = None,
) -> bool:
    """Whether the `waiting` finished answers of a wave may join the `released` ones: all of them, or none.

    At most once a day, so that the day of a release tells who joined together.
    """
    if last_released_on == today or not may_be_shown(waiting, smallest_group=smallest_group):
        return False
    everyone = waiting + released >= asked
    return bool(released) or everyone or today > last_asked_on + timedelta(days=DAYS_TO_ANSWER)


def shown_of[A](releases: Iterable[Sequence[A]], *, smallest_group: int) -> list[A]:
    """The answers to one question that may be shown, from what each release brought, the earliest first.

    People pass questions: a release of a whole group can bring the answer of one. It waits for a whole group too.
    """
    shown: list[A] = []
    waiting: list[A] = []
    for answers in releases:
        waiting += answers
        if may_be_shown(len(waiting), smallest_group=smallest_group):
            shown, waiting = shown + waiting, []
    return shown


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each of 1 to 5 was chosen."""

    counts: tuple[int, ...]
    middle: float

    @property
    def answers(self) -> int:
        return sum(self.counts)

    @property
    def high(self) -> int:
        """How many chose 4 or 5."""
        return sum(self.counts[3:])


def tally(values: Iterable[int], *, smallest_group: int) -> Tally | None:
    """The picture of one scale, or None when too few people answered it. Values outside 1..5 fall out."""
    kept = [value for value in values if value in SCALE]
    if not may_be_shown(len(kept), smallest_group=smallest_group):
        return None
    counted = Counter(kept)
    return Tally(tuple(counted[value] for value in SCALE), float(median(kept)))


@dataclass(frozen=True, slots=True)
class Change:
    """How many people chose higher, the same or lower than in an earlier wave."""

    higher: int
    same: int
    lower: int

    @property
    def pairs(self) -> int:
        return self.higher + self.same + self.lower


def change(pairs: Sequence[tuple[int, int]], *, smallest_group: int) -> Change | None:
    """What became of (then, now) of the same people, or None when too few answered both times."""
    if not may_be_shown(len(pairs), smallest_group=smallest_group):
        return None
    higher = sum(now > then for then, now in pairs)
    same = sum(now == then for then, now in pairs)
    return Change(higher, same, len(pairs) - higher - same)
