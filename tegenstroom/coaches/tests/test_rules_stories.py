"""How long a yes stands."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.coaches.rules.stories import HowLong, day_for, last_day, months_after

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2026, 12, 10), 1, date(2027, 1, 10)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 6, 15), 6, date(2026, 12, 15)),
    ],
)
def test_months_are_counted_as_people_do(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


@given(day=DAYS, months=st.integers(0, 60))
def test_so_many_months_later_it_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int) -> None:
    then = months_after(day, months)
    assert (then.year - day.year) * 12 + then.month - day.month == months
    assert then.day == day.day or (then.day < day.day and (then + timedelta(days=1)).day == 1)


@given(day=DAYS, years=st.integers(1, 5), wanted=st.none() | DAYS)
def test_no_yes_stands_longer_than_the_network_says_nor_longer_than_she_wants(
    day: date, years: int, wanted: date | None
) -> None:
    if wanted and wanted < day:
        with pytest.raises(ValueError, match=str(wanted)):
            last_day(day, years=years, wanted=wanted)
        return
    last = last_day(day, years=years, wanted=wanted)
    assert day <= last <= months_after(day, 12 * years)
    assert wanted is None or last <= wanted


def test_the_longest_yes_has_no_day_of_its_own() -> None:
    today = date(2026, 3, 1)
    assert day_for(HowLong.HALF_YEAR, given_on=today) == date(2026, 9, 1)
    assert day_for(HowLong.YEAR, given_on=today) == date(2027, 3, 1)
    assert day_for(HowLong.LONGEST, given_on=today) is None
