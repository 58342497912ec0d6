"""The ceilings of the law: each year of the table, and the days on which years and organisations meet."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.base.figures import NoFigureError, together
from tegenstroom.coaches.figures import DAY_CEILING, YEAR_CEILING
from tegenstroom.coaches.rules.ceilings import (
    Ceilings,
    Earned,
    Over,
    allowance,
    is_held,
    overs,
    room,
    short_of,
    unseen,
)
from tegenstroom.coaches.rules.ceilings import together as all_together

LAW = {2027: Ceilings(Decimal("44.02"), Decimal("1760.83")), 2028: Ceilings(Decimal(45), Decimal(1800))}
DAY = date(2027, 5, 4)


def earned(amount: str, day: date = DAY, *, here: bool = True) -> Earned:
    return Earned(day, Decimal(amount), here)


@pytest.mark.django_db
@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize(
    ("year", "day", "in_a_year"),
    [
        (2008, "29.05", "1161.82"),
        (2009, "30.22", "1208.72"),
        (2010, "30.22", "1208.72"),
        (2011, "30.82", "1232.92"),
        (2012, "31.44", "1257.51"),
        (2013, "32.71", "1308.38"),
        (2014, "32.71", "1308.38"),
        (2015, "32.71", "1308.38"),
        (2016, "32.71", "1308.38"),
        (2017, "33.36", "1334.55"),
        (2018, "34.03", "1361.23"),
        (2019, "34.71", "1388.40"),
        (2020, "34.71", "1388.40"),
        (2021, "35.41", "1416.16"),
        (2022, "36.84", "1473.37"),
        (2023, "40.67", "1626.77"),
        (2024, "41.48", "1659.29"),
        (2025, "42.31", "1692.51"),
        (2026, "44.02", "1760.83"),
    ],
)
def test_the_ceilings_of_each_year_hold_from_its_first_to_its_last_day_and_make_forty_days(
    year: int, day: str, in_a_year: str
) -> None:
    for moment in (date(year, 1, 1), date(year, 12, 31)):
        assert together(moment, DAY_CEILING, YEAR_CEILING) == [Decimal(day), Decimal(in_a_year)]
    ceilings = Ceilings(Decimal(day), Decimal(in_a_year))
    paid: list[Earned] = []
    for number in range(41):
        on = date.fromordinal(date(year, 1, 1).toordinal() + number)
        paid.append(Earned(on, allowance(ceilings.day, room(ceilings, on, paid))))
    # The law makes the year about forty full days: the forty-first is empty or a few cents.
    assert all(row.amount == ceilings.day for row in paid[:39])
    assert paid[40].amount < Decimal("0.50")
    assert sum(row.amount for row in paid) <= ceilings.year
    assert overs(paid, {year: ceilings}) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize("day", [date(2007, 12, 31), date(2027, 1, 1)])
def test_a_year_without_ceilings_stops_and_borrows_none_from_the_year_before(day: date) -> None:
    with pytest.raises(NoFigureError, match=date_format(day, "j F Y")):
        together(day, DAY_CEILING, YEAR_CEILING)


def test_29_february_is_a_day_of_its_own_year() -> None:
    leap = date(2028, 2, 29)
    assert room(LAW[2028], leap, [earned("20", leap)]) == 25
    assert room(LAW[2028], date(2028, 3, 1), [earned("20", leap)]) == 45


def test_a_new_year_begins_with_an_empty_purse() -> None:
    full = [earned("1760.83", date(2027, 12, 31))]
    assert room(LAW[2027], date(2027, 12, 30), full) == 0
    assert room(LAW[2028], date(2028, 1, 1), full) == 45


def test_two_organisations_share_one_day() -> None:
    assert room(LAW[2027], DAY, [earned("30", here=False)]) == Decimal("14.02")
    assert allowance(Decimal(40), Decimal("14.02")) == Decimal("14.02")
    assert room(LAW[2027], DAY, [earned("30"), earned("14.02", here=False)]) == 0


def test_the_end_of_the_year_leaves_less_than_a_day() -> None:
    assert room(LAW[2027], DAY, [earned("1750.83", date(2027, 1, 5))]) == 10


def test_what_passes_a_ceiling_is_named_with_its_day_or_year_and_by_how_much() -> None:
    rows = [earned("40"), earned("10", here=False), earned("1720", date(2027, 1, 5))]
    assert overs(rows, LAW) == [
        Over(2027, None, Decimal("9.17")),
        Over(2027, date(2027, 1, 5), Decimal("1675.98")),
        Over(2027, DAY, Decimal("5.98")),
    ]


def test_a_year_without_ceilings_names_nothing_as_over() -> None:
    assert overs([earned("500", date(2029, 1, 1))], LAW) == []


def test_what_she_knows_is_asked_again_only_when_it_has_grown() -> None:
    over = Over(2027, DAY, Decimal("5.98"))
    assert unseen([over], []) == [over]
    assert unseen([over], [over]) == []
    assert unseen([over], [Over(2027, None, Decimal(100))]) == [over]
    assert unseen([Over(2027, DAY, Decimal(6))], [over]) == [Over(2027, DAY, Decimal(6))]


def test_a_day_over_holds_that_day_and_a_year_over_holds_the_year() -> None:
    day, year = Over(2027, DAY, Decimal(1)), Over(2027, None, Decimal(1))
    assert is_held(DAY, [day])
    assert not is_held(date(2027, 5, 5), [day])
    assert is_held(date(2027, 12, 31), [year])
    assert not is_held(date(2028, 1, 1), [year])


@dataclass(frozen=True)
class Offered:
    day: date
    rate: Decimal
    left_of_day: Decimal
    left_of_year: Decimal


CENTS = st.decimals(0, 60, places=2)
SHORT = st.dates(date(2027, 12, 28), date(2028, 1, 3))


@given(st.lists(st.tuples(SHORT, CENTS), max_size=8), st.lists(st.tuples(SHORT, CENTS), max_size=4))
def test_what_offers_come_to_together_is_what_she_gets_when_she_says_yes_to_one_after_the_other(
    wanted: list[tuple[date, Decimal]], before: list[tuple[date, Decimal]]
) -> None:
    tight = {2027: Ceilings(Decimal(45), Decimal(100)), 2028: Ceilings(Decimal(46), Decimal(90))}
    had = [Earned(day, amount) for day, amount in before]

    def left(day: date) -> tuple[Decimal, Decimal]:
        of_year = sum((row.amount for row in had if row.day.year == day.year), Decimal(0))
        of_day = sum((row.amount for row in had if row.day == day), Decimal(0))
        law = tight[day.year]
        return max(Decimal(0), law.day - of_day), max(Decimal(0), law.year - of_year)

    offered = [Offered(day, rate, *left(day)) for day, rate in wanted]
    got: list[Earned] = []
    for day, rate in wanted:
        got.append(Earned(day, allowance(rate, room(tight[day.year], day, [*had, *got]))))
    assert all_together(offered) == sum((row.amount for row in got), Decimal(0))


@pytest.mark.parametrize(
    ("room", "short"),
    [("44.02", None), ("22", None), ("21.99", "partly"), ("11", "partly"), ("10.99", "hardly"), ("0", "nothing")],
)
def test_how_far_a_question_falls_short_of_its_rate(room: str, short: str | None) -> None:
    assert short_of(Decimal(22), Decimal(room)) == short


def test_what_has_no_rate_falls_short_of_nothing() -> None:
    assert short_of(Decimal(0), Decimal(0)) is None
