"""Rates, late calling off, and the day on which it is paid."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.billing.rules.bankdays import is_open, open_on_or_before
from tegenstroom.coaches.rules.assignments import Kind, Obstacle
from tegenstroom.coaches.rules.money import (
    Rates,
    against_outside,
    beside_what_she_keeps,
    cents,
    expected_on,
    rate,
    stays_due,
)
from tegenstroom.coaches.rules.profiles import Terms

RATES = Rates(Decimal(40), Decimal(22), timedelta(hours=4), {Kind.DEBRIEF: Decimal(15)})


def test_a_half_day_lasts_up_to_its_last_minute() -> None:
    assert rate(Kind.TRAINING, timedelta(hours=4), RATES) == 22
    assert rate(Kind.TRAINING, timedelta(hours=4, minutes=1), RATES) == 40


def test_looking_back_has_a_rate_of_its_own_however_long_it_takes() -> None:
    assert rate(Kind.DEBRIEF, timedelta(hours=8), RATES) == 15


def test_what_others_gave_counts_for_a_volunteer_and_never_for_who_is_paid_a_wage() -> None:
    assert against_outside(Terms.VOLUNTEER) is None
    assert against_outside(Terms.PAID) is Obstacle.PAID_A_WAGE


def test_half_a_cent_goes_up() -> None:
    assert cents(Decimal("4.445")) == Decimal("4.45")


@pytest.mark.parametrize(
    ("before", "due"), [(8, False), (7, True), (0, True), (-1, True)], ids=["early", "late", "the day", "after"]
)
def test_called_off_late_it_is_still_due(before: int, due: bool) -> None:
    day = date(2028, 2, 29)
    assert stays_due(day, day - timedelta(days=before), late_days=7) is due


@pytest.mark.parametrize(
    ("day", "today", "paid"),
    [
        (date(2027, 5, 4), date(2027, 5, 1), date(2027, 5, 25)),
        (date(2027, 5, 24), date(2027, 5, 1), date(2027, 5, 25)),
        (date(2027, 5, 25), date(2027, 5, 1), date(2027, 6, 25)),
        # It was not paid in May: the next pay day counts.
        (date(2027, 5, 4), date(2027, 5, 26), date(2027, 6, 25)),
        (date(2027, 12, 28), date(2027, 12, 1), date(2027, 12, 31)),
        (date(2027, 12, 31), date(2027, 12, 31), date(2027, 12, 31)),
        (date(2027, 12, 28), date(2028, 1, 2), date(2028, 1, 25)),
    ],
)
def test_it_is_paid_on_the_next_pay_day_and_in_the_year_itself(day: date, today: date, paid: date) -> None:
    assert expected_on(day, today, 25) == paid


def test_a_short_month_pays_on_its_last_day() -> None:
    assert expected_on(date(2028, 2, 3), date(2028, 2, 3), 31) == date(2028, 2, 29)


DAYS = st.dates(date(2008, 1, 1), date(2100, 12, 31))


@given(day=DAYS, today=DAYS, pay_day=st.integers(1, 31))
def test_a_pay_day_is_never_past_nor_before_the_day_itself(day: date, today: date, pay_day: int) -> None:
    paid = expected_on(day, today, pay_day)
    assert paid >= max(day, today)
    assert (paid - max(day, today)).days <= 62
    assert is_open(paid)
    end = date(day.year, 12, 31)
    if today <= end and max(day, today) <= open_on_or_before(end):
        assert paid.year == day.year


@given(day=DAYS, later=st.integers(0, 500), today=DAYS, pay_day=st.integers(1, 31))
def test_what_was_given_first_is_never_paid_last(day: date, later: int, today: date, pay_day: int) -> None:
    assert expected_on(day, today, pay_day) <= expected_on(day + timedelta(days=later), today, pay_day)


@given(day=DAYS, today=DAYS, later=st.integers(0, 500), pay_day=st.integers(1, 31))
def test_as_time_goes_by_a_day_is_never_promised_sooner(day: date, today: date, later: int, pay_day: int) -> None:
    assert expected_on(day, today, pay_day) <= expected_on(day, today + timedelta(days=later), pay_day)


@pytest.mark.parametrize(
    ("day", "paid"),
    [
        # A Friday that is Christmas, a Saturday, a Sunday.
        (date(2026, 12, 19), date(2026, 12, 24)),
        (date(2027, 9, 20), date(2027, 9, 24)),
        (date(2027, 4, 20), date(2027, 4, 23)),
        # Good Friday and Easter Monday lie around a weekend.
        (date(2024, 3, 4), date(2024, 3, 25)),
        (date(2005, 3, 4), date(2005, 3, 24)),
        # The last bank day of 2027 is a Friday, of 2028 the Friday before a Sunday.
        (date(2027, 12, 28), date(2027, 12, 31)),
        (date(2028, 12, 28), date(2028, 12, 29)),
        (date(2028, 12, 30), date(2029, 1, 2)),
    ],
)
def test_where_banks_are_closed_money_comes_the_bank_day_before(day: date, paid: date) -> None:
    assert expected_on(day, day, 25) == paid


AMOUNTS = st.decimals("0.01", 60, places=2)
DAYS_KEPT = st.dictionaries(st.dates(date(2026, 3, 1), date(2026, 3, 4)), AMOUNTS, max_size=3)


@given(DAYS_KEPT, st.dates(date(2026, 3, 1), date(2026, 3, 4)), AMOUNTS)
def test_a_yes_to_a_day_that_moved_brings_no_less_than_she_kept_and_nothing_twice(
    kept: dict[date, Decimal], day: date, amount: Decimal
) -> None:
    stands = beside_what_she_keeps(day, amount, kept)
    assert sum(stands.values()) == max(amount, sum(kept.values()))
    assert stands.get(day, 0) <= max(amount, kept.get(day, 0))
    assert all(stands[on] <= kept[on] for on in stands.keys() - {day})
