"""Who gets a place: a fair order that nobody passes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from tegenstroom.training.rules.editions import LIVE, EditionState


class EnrolmentState(StrEnum):
    """PLACED and OFFERED hold a seat; WAITING holds a turn; the others hold nothing."""

    PLACED = "placed"
    WAITING = "waiting"
    OFFERED = "offered"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    LAPSED = "lapsed"
    REPLACED = "replaced"


class Why(StrEnum):
    """Why an enrolment took a step, where the rules say so; what the desk types stays in its own words."""

    LEADER_SAID_NO = "leader_said_no"
    LEADER_SAID_NOTHING = "leader_said_nothing"
    OFFER_DECLINED = "offer_declined"
    OFFER_LAPSED = "offer_lapsed"
    NO_PLACE = "no_place"
    CALLED_OFF = "called_off"
    FROM_A_COLLEAGUE = "from_a_colleague"


SEATED = (EnrolmentState.PLACED, EnrolmentState.OFFERED)
ACTIVE = (*SEATED, EnrolmentState.WAITING)

NEXT_STATES = {
    EnrolmentState.PLACED: {EnrolmentState.CANCELLED, EnrolmentState.REFUSED, EnrolmentState.REPLACED},
    EnrolmentState.WAITING: {EnrolmentState.OFFERED, EnrolmentState.CANCELLED, EnrolmentState.REFUSED},
    EnrolmentState.OFFERED: {
        EnrolmentState.PLACED,
        EnrolmentState.CANCELLED,
        EnrolmentState.REFUSED,
        EnrolmentState.LAPSED,
    },
    EnrolmentState.CANCELLED: set(),
    EnrolmentState.REFUSED: set(),
    EnrolmentState.LAPSED: set(),
    EnrolmentState.REPLACED: set(),
}


def may_become(now: EnrolmentState, then: EnrolmentState) -> bool:
    """Whether an enrolment in state `now` may move to `then`."""
    return then in NEXT_STATES[now]


def needs_may_change(state: EnrolmentState, edition: EditionState, *, ends_on: date | None, today: date) -> bool:
    """Whether what makes it easier for someone can still change: as long as she takes part or waits."""
    return state in ACTIVE and edition in LIVE and (ends_on is None or today <= ends_on)


class Closed(StrEnum):
    """Why an edition takes no enrolments."""

    NOT_ANNOUNCED = "not_announced"
    CALLED_OFF = "called_off"
    OVER = "over"
    TOO_LATE = "too_late"
    STARTED = "started"


CLOSED_STATES = {
    EditionState.DRAFT: Closed.NOT_ANNOUNCED,
    EditionState.CANCELLED: Closed.CALLED_OFF,
    EditionState.CLOSED: Closed.OVER,
}


def closed_because(
    state: EditionState, *, starts_on: date | None, enrol_until: date | None, today: date
) -> Closed | None:
    """What keeps a new enrolment out, or None while the edition takes them; the last day itself still counts."""
    if state in CLOSED_STATES:
        return CLOSED_STATES[state]
    if starts_on is None:
        return Closed.NOT_ANNOUNCED
    if today >= starts_on:
        return Closed.STARTED
    if enrol_until is not None and today > enrol_until:
        return Closed.TOO_LATE
    return None


# An offer shorter than a night would cost someone her turn while she sleeps.
SHORTEST_OFFER = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Turn:
    """Someone on the waiting list: `number` is her row, `since` when she came."""

    number: int
    since: datetime


def free_seats(maximum: int, taken: Collection[int]) -> list[int]:
    """Seat numbers from 1 to `maximum` that nobody holds, lowest first."""
    return [seat for seat in range(1, maximum + 1) if seat not in taken]


def place(maximum: int, taken: Collection[int], waiting: int) -> int | None:
    """The seat for someone who comes now, or None: then she waits.

    While anyone waits, whoever comes later waits too, even when a seat is free: the seat is for the first in line.
    """
    if waiting:
        return None
    seats = free_seats(maximum, taken)
    return seats[0] if seats else None


def cut_off(starts_on: date, *, days: int, zone: tzinfo) -> datetime:
    """The moment from which no freed seat is offered any more: midnight, `days` days before the first day."""
    return datetime.combine(starts_on - timedelta(days=days), time.min, tzinfo=zone)


def promotions(
    maximum: int, taken: Collection[int], waiting: Iterable[Turn], *, now: datetime, cut_off: datetime
) -> list[tuple[Turn, int]]:
    """Which waiting people are offered which seat: first come, first served, until the cut-off, then nobody."""
    if now >= cut_off:
        return []
    in_line = sorted(waiting, key=lambda turn: (turn.since, turn.number))
    return list(zip(in_line, free_seats(maximum, taken), strict=False))


def offer_deadline(now: datetime, *, hours: int, cut_off: datetime) -> datetime:
    """Until when an offer stands: `hours` to think it over, but never past the cut-off."""
    return min(now + timedelta(hours=hours), cut_off)


def offer_after_a_move(until: datetime, *, cut_off_was: datetime, cut_off: datetime, start: datetime) -> datetime:
    """Until when an offer stands once the first day has moved: never longer than it did, nor past the new cut-off.

    What the desk offered past the old cut-off, by phone, stands until the day begins (`start`), as it did.
    """
    return min(until, cut_off if until <= cut_off_was else start)


def leaves_time_to_think(now: datetime, *, hours: int, cut_off: datetime) -> bool:
    """Whether an offer that goes out by itself now would stand long enough to be one."""
    return offer_deadline(now, hours=hours, cut_off=cut_off) - now >= min(timedelta(hours=hours), SHORTEST_OFFER)
