"""When an edition may be planned, changed or moved on, and what still stands in its way."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise


class Channel(StrEnum):
    """Open to everyone, or made to measure for one organisation."""

    OPEN = "open"
    IN_COMPANY = "in_company"


class EditionState(StrEnum):
    """DRAFT is seen by the desk only; OPEN takes enrolments; CONFIRMED is sure to be given."""

    DRAFT = "draft"
    OPEN = "open"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    CLOSED = "closed"


NEXT_STATES = {
    EditionState.DRAFT: {EditionState.OPEN, EditionState.CANCELLED},
    EditionState.OPEN: {EditionState.CONFIRMED, EditionState.CANCELLED},
    EditionState.CONFIRMED: {EditionState.CLOSED, EditionState.CANCELLED},
    EditionState.CANCELLED: set(),
    EditionState.CLOSED: set(),
}
LIVE = (EditionState.OPEN, EditionState.CONFIRMED)
# Nobody plans further ahead: a year beyond it was mistyped.
FURTHEST = timedelta(days=3 * 366)


class Obstacle(StrEnum):
    """Why an edition cannot be moved on, or cannot be as someone wants it."""

    NO_DATES = "no_dates"
    DATES_PAST = "dates_past"
    DATES_FAR = "dates_far"
    NO_PLACE = "no_place"
    TRAINERS_MISSING = "trainers_missing"
    COACHES_MISSING = "coaches_missing"
    WRONG_STATE = "wrong_state"
    NOT_OVER = "not_over"
    IS_OVER = "is_over"
    ENDS_TOO_EARLY = "ends_too_early"
    DAYS_OVERLAP = "days_overlap"
    DAY_WITH_ATTENDANCE = "day_with_attendance"
    MINIMUM_TOO_HIGH = "minimum_too_high"
    BELOW_SEATED = "below_seated"
    ENROLS_TOO_LATE = "enrols_too_late"
    ROLE_MISSING = "role_missing"
    ALREADY_ASKED = "already_asked"
    NOT_PUBLISHED = "not_published"
    NO_DAYS = "no_days"
    CALLS_OPEN = "calls_open"
    DAYS_OPEN = "days_open"
    DAY_NOT_OVER = "day_not_over"
    ATTENDANCE_MISSING = "attendance_missing"


@dataclass(frozen=True, slots=True)
class Problem:
    """One obstacle. `day` is the index of the date row that it is about; its sentence may say `count`."""

    obstacle: Obstacle
    day: int | None = None
    count: int | None = None


class RefusedError(Exception):
    """A verb that may not be done now. `problems` says why; nothing was changed."""

    def __init__(self, *problems: Problem | Obstacle) -> None:
        self.problems = tuple(Problem(found) if isinstance(found, Obstacle) else found for found in problems)
        super().__init__(", ".join(problem.obstacle for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Day:
    """A dated part. `session` is the row that already stands for it, `place` where it is held elsewhere.

    A day at another place is the same day: days are compared by their hours.
    """

    starts_at: datetime
    ends_at: datetime
    session: int | None = None
    place: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Wish:
    """An edition as the coordinator wants it. `last_enrolment_day` is None when enrolling ends by itself."""

    days: Sequence[Day]
    minimum: int
    maximum: int
    last_enrolment_day: date | None = None
    has_place: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """What already stands and may not be lost: days, the ones with attendance, seats held."""

    days: Collection[Day] = ()
    attended: Collection[int] = ()
    seated: int = 0
    announced: bool = False


def problems_with(wish: Wish, standing: Standing, *, now: datetime) -> list[Problem]:
    """All that is wrong with a wish. A day that stands as it is may be past; empty means it can be done."""
    return [
        *_day_problems(wish.days, standing, now),
        *_order_problems(wish.days),
        *_lost(wish, standing),
        *_number_problems(wish, standing),
    ]


def _day_problems(days: Sequence[Day], standing: Standing, now: datetime) -> list[Problem]:
    found = []
    for index, day in enumerate(days):
        if day.ends_at <= day.starts_at:
            found.append(Problem(Obstacle.ENDS_TOO_EARLY, day=index))
        elif day.starts_at < now and day not in standing.days:
            found.append(Problem(Obstacle.DATES_PAST, day=index))
        elif day.starts_at > now + FURTHEST:
            found.append(Problem(Obstacle.DATES_FAR, day=index))
    return found


def _order_problems(days: Sequence[Day]) -> list[Problem]:
    in_order = sorted(enumerate(days), key=lambda row: (row[1].starts_at, row[1].ends_at))
    return [
        Problem(Obstacle.DAYS_OVERLAP, day=later[0])
        for earlier, later in pairwise(in_order)
        if later[1].starts_at < earlier[1].ends_at
    ]


def _lost(wish: Wish, standing: Standing) -> list[Problem]:
    """What people were told and would no longer find: the days, the place, a day on which they were there."""
    if standing.announced and not wish.days:
        return [Problem(Obstacle.NO_DATES)]
    found = [Problem(Obstacle.NO_PLACE)] if standing.announced and not wish.has_place else []
    kept = {day.session for day in wish.days}
    if set(standing.attended) - kept:
        found.append(Problem(Obstacle.DAY_WITH_ATTENDANCE))
    dates = {day.session: day.starts_at.date() for day in standing.days if day.session in standing.attended}
    for index, day in enumerate(wish.days):
        if day.session in dates and day.starts_at.date() != dates[day.session]:
            found.append(Problem(Obstacle.DAY_WITH_ATTENDANCE, day=index))
    return found


def _number_problems(wish: Wish, standing: Standing) -> list[Problem]:
    found = []
    if wish.minimum > wish.maximum:
        found.append(Problem(Obstacle.MINIMUM_TOO_HIGH))
    if wish.maximum < standing.seated:
        found.append(Problem(Obstacle.BELOW_SEATED, count=standing.seated))
    first = min((day.starts_at.date() for day in wish.days), default=None)
    if wish.last_enrolment_day and first and wish.last_enrolment_day > first:
        found.append(Problem(Obstacle.ENROLS_TOO_LATE))
    return found


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is known of an edition on the day that someone wants to move it.

    `coaches_confirmed` counts those of the day to come on which the fewest come.
    """

    state: EditionState
    starts_on: date | None
    has_place: bool
    trainers_confirmed: int
    trainers_needed: int
    coaches_confirmed: int
    coaches_needed: int


def obstacles_to_open(edition: Readiness, *, today: date) -> list[Obstacle]:
    """What stands in the way of announcing: dates to come and a place. Empty when nothing does."""
    found = []
    if EditionState.OPEN not in NEXT_STATES[edition.state]:
        found.append(Obstacle.WRONG_STATE)
    if edition.starts_on is None:
        found.append(Obstacle.NO_DATES)
    elif edition.starts_on < today:
        found.append(Obstacle.DATES_PAST)
    if not edition.has_place:
        found.append(Obstacle.NO_PLACE)
    return found


def obstacles_to_confirm(edition: Readiness) -> list[Obstacle]:
    """What stands in the way of confirming: above all, no tandem means no training."""
    found = []
    if EditionState.CONFIRMED not in NEXT_STATES[edition.state]:
        found.append(Obstacle.WRONG_STATE)
    if edition.starts_on is None:
        found.append(Obstacle.NO_DATES)
    if not edition.has_place:
        found.append(Obstacle.NO_PLACE)
    if edition.trainers_confirmed < edition.trainers_needed:
        found.append(Obstacle.TRAINERS_MISSING)
    if edition.coaches_confirmed < edition.coaches_needed:
        found.append(Obstacle.COACHES_MISSING)
    return found


def obstacles_to_close(
    state: EditionState, ends_at: datetime | None, *, now: datetime, calls: int = 0, days: int = 0
) -> list[Obstacle]:
    """What stands in the way of closing: its last part is not over, or a part of it is not done with.

    `calls`: how many coaches still wait for our call after a part; `days`: how many parts are still to be closed.
    """
    if EditionState.CLOSED not in NEXT_STATES[state]:
        return [Obstacle.WRONG_STATE]
    found = [] if ends_at and ends_at <= now else [Obstacle.NOT_OVER]
    if calls:
        return [*found, Obstacle.CALLS_OPEN]
    # Before the end there is no day of which this is news.
    return found or ([Obstacle.DAYS_OPEN] if days else [])


def obstacles_to_close_day(
    state: EditionState, ends_at: datetime, *, now: datetime, unmarked: int, calls: int
) -> list[Problem]:
    """What stands in the way of closing one part; empty when everyone is marked and every coach was called.

    `unmarked`: of how many people it is not noted whether they were there; `calls`: how many coaches of that part
    still wait for our call.
    """
    if state not in LIVE:
        return [Problem(Obstacle.WRONG_STATE)]
    if ends_at > now:
        return [Problem(Obstacle.DAY_NOT_OVER)]
    found = [Problem(Obstacle.ATTENDANCE_MISSING, count=unmarked)] if unmarked else []
    return [*found, Problem(Obstacle.CALLS_OPEN)] if calls else found


def obstacles_to_call_off(state: EditionState, ends_on: date | None, *, today: date) -> list[Obstacle]:
    """What stands in the way of calling off: what was sure and has been given stays given."""
    if EditionState.CANCELLED not in NEXT_STATES[state]:
        return [Obstacle.WRONG_STATE]
    given = state is EditionState.CONFIRMED and ends_on is not None and ends_on < today
    return [Obstacle.IS_OVER] if given else []
