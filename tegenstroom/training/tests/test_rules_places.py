"""The rules of places, offers, cancelling and approval, on plain values."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.training.rules import approval, cancelling, places
from tegenstroom.training.rules.cancelling import Term, Tier
from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.rules.places import Closed, EnrolmentState, Turn

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
MOMENTS = st.datetimes(NOW.replace(tzinfo=None), LATER.replace(tzinfo=None))


def test_who_comes_first_gets_the_lowest_free_seat() -> None:
    assert places.place(3, {1, 3}, waiting=0) == 2


def test_who_comes_when_all_is_taken_waits() -> None:
    assert places.place(2, {1, 2}, waiting=0) is None


def test_a_free_seat_is_not_for_a_newcomer_while_someone_waits() -> None:
    assert places.place(3, {1}, waiting=1) is None


def test_freed_seats_go_to_the_first_in_line() -> None:
    line = [Turn(7, NOW), Turn(5, NOW - timedelta(hours=1)), Turn(6, NOW)]
    assert [turn.number for turn, _ in places.promotions(4, {1, 3}, line, now=NOW, cut_off=LATER)] == [5, 6]


def test_nobody_is_offered_a_seat_from_the_cut_off_on() -> None:
    assert places.promotions(4, set(), [Turn(1, NOW)], now=NOW, cut_off=NOW) == []


@given(MOMENTS, MOMENTS, MOMENTS, st.timedeltas(timedelta(0), timedelta(days=9)))
def test_a_move_never_lengthens_an_offer(until, was, cut_off, days) -> None:
    after = places.offer_after_a_move(until, cut_off_was=was, cut_off=cut_off, start=cut_off + days)
    assert after <= until
    assert after <= cut_off or until > was


def test_the_cut_off_is_midnight_in_brussels_also_over_a_change_of_clock() -> None:
    # The clock goes forward on 29 March 2026: midnight before and after are an hour apart in UTC.
    assert places.cut_off(date(2026, 3, 28), days=0, zone=BRUSSELS).astimezone(UTC).hour == 23
    assert places.cut_off(date(2026, 3, 31), days=1, zone=BRUSSELS).astimezone(UTC).hour == 22


def test_an_offer_never_stands_past_the_cut_off() -> None:
    soon = NOW + timedelta(hours=5)
    assert places.offer_deadline(NOW, hours=48, cut_off=soon) == soon
    assert places.offer_deadline(NOW, hours=48, cut_off=LATER) == NOW + timedelta(hours=48)


@pytest.mark.parametrize(
    ("hours_left", "hours", "enough"),
    [(48, 48, True), (12, 48, True), (11, 48, False), (0, 48, False), (7, 6, True)],
)
def test_an_offer_that_would_lapse_overnight_is_not_made(hours_left: int, hours: int, enough: bool) -> None:
    end = NOW + timedelta(hours=hours_left)
    assert places.leaves_time_to_think(NOW, hours=hours, cut_off=end) is enough


@pytest.mark.parametrize(
    ("state", "starts_in", "until_in", "closed"),
    [
        (EditionState.OPEN, 1, 0, None),
        (EditionState.CONFIRMED, 10, None, None),
        (EditionState.OPEN, 10, -1, Closed.TOO_LATE),
        (EditionState.OPEN, 0, None, Closed.STARTED),
        (EditionState.OPEN, None, None, Closed.NOT_ANNOUNCED),
        (EditionState.DRAFT, 10, None, Closed.NOT_ANNOUNCED),
        (EditionState.CANCELLED, 10, None, Closed.CALLED_OFF),
        (EditionState.CLOSED, 10, None, Closed.OVER),
    ],
)
def test_an_edition_takes_enrolments_or_says_why_not(
    state: EditionState, starts_in: int | None, until_in: int | None, closed: Closed | None
) -> None:
    today = NOW.date()
    starts_on = None if starts_in is None else today + timedelta(days=starts_in)
    until = None if until_in is None else today + timedelta(days=until_in)
    assert places.closed_because(state, starts_on=starts_on, enrol_until=until, today=today) == closed


def test_what_has_ended_stays_ended() -> None:
    ended = set(EnrolmentState) - set(places.ACTIVE)
    assert all(not places.NEXT_STATES[state] for state in ended)


TERMS = [
    Term(date(2026, 1, 1), Tier(14, Decimal(50))),
    Term(date(2026, 1, 1), Tier(2, Decimal(100))),
    Term(date(2026, 6, 1), Tier(7, Decimal(25))),
]


@pytest.mark.parametrize(
    ("enrolled", "days_left", "percent"),
    [
        (date(2025, 12, 31), 1, 0),
        (date(2026, 1, 1), 15, 0),
        (date(2026, 1, 1), 14, 50),
        (date(2026, 5, 31), 3, 50),
        (date(2026, 5, 31), 2, 100),
        (date(2026, 5, 31), -1, 100),
        (date(2026, 6, 1), 8, 0),
        (date(2026, 6, 1), 1, 25),
    ],
)
def test_the_terms_of_the_day_of_enrolling_decide_what_cancelling_costs(
    enrolled: date, days_left: int, percent: int
) -> None:
    assert cancelling.percent_due(days_left, cancelling.tiers_on(enrolled, TERMS)) == percent


money = st.decimals(min_value=0, max_value=10_000, places=2)
percents = st.decimals(min_value=0, max_value=100, places=2)


@given(money, percents)
def test_a_fee_is_in_cents_and_between_nothing_and_the_price(price: Decimal, percent: Decimal) -> None:
    due = cancelling.fee(price, percent)
    assert 0 <= due <= price
    assert due == due.quantize(cancelling.CENT)
    assert abs(due - price * percent / 100) <= cancelling.CENT / 2


def test_a_leader_has_so_many_days_but_no_longer_than_the_evening_before_the_first_day() -> None:
    far, near = date(2026, 5, 1), date(2026, 3, 4)
    assert approval.deadline(NOW, days=10, starts_on=far, zone=BRUSSELS) == NOW + timedelta(days=10)
    evening = datetime(2026, 3, 3, 18, tzinfo=BRUSSELS)
    assert approval.deadline(NOW, days=10, starts_on=near, zone=BRUSSELS) == evening
    midnight = datetime(2026, 3, 4, tzinfo=BRUSSELS)
    assert approval.deadline(evening, days=10, starts_on=near, zone=BRUSSELS) == midnight


def test_a_leader_is_reminded_half_way() -> None:
    assert approval.reminder_at(NOW, NOW + timedelta(days=10)) == NOW + timedelta(days=5)
