"""The days on which banks move money."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.billing.rules.bankdays import is_open, open_on_or_after, open_on_or_before

# As the European Central Bank and the banks print them for these years.
CLOSED = [
    date(2008, 3, 21),
    date(2008, 3, 24),
    date(2026, 1, 1),
    date(2026, 4, 3),
    date(2026, 4, 6),
    date(2026, 5, 1),
    date(2026, 12, 25),
    date(2027, 3, 26),
    date(2027, 3, 29),
]
# Holidays here on which banks settle all the same.
OPEN = [date(2026, 7, 21), date(2026, 11, 11), date(2026, 5, 14), date(2026, 5, 25), date(2026, 12, 24)]
DAYS = st.dates(date(2008, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize("day", CLOSED)
def test_banks_are_closed_on_the_six_days(day: date) -> None:
    assert not is_open(day)


@pytest.mark.parametrize("day", OPEN)
def test_and_open_on_what_is_only_a_holiday_here(day: date) -> None:
    assert is_open(day)


@given(DAYS)
def test_the_nearest_open_day_is_open_and_nothing_open_lies_between(day: date) -> None:
    before, after = open_on_or_before(day), open_on_or_after(day)
    assert is_open(before)
    assert is_open(after)
    assert before <= day <= after
    between = [before + timedelta(days=n) for n in range(1, (after - before).days)]
    assert not any(map(is_open, between))
    # Never longer than from Maundy Thursday to the Tuesday after Easter.
    assert (after - before).days <= 5
