"""When money should have been there, whether it is late, and what is in the way."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.billing.rules.bankdays import open_on_or_before
from tegenstroom.billing.rules.payruns import Method, RunState
from tegenstroom.coaches.rules.late_pay import BANK_TAKES, Hold, InTheWay, Owed, late

DAY, PAY_DAY = date(2027, 5, 4), date(2027, 5, 25)


def owed(**values: Any) -> Owed:
    known = {"number": 1, "person": 1, "day": DAY, "since": date(2027, 3, 1), "amount": Decimal(40), "pay_day": 25}
    return Owed(**known | values)


def in_a_run(state: RunState = RunState.SENT, pay_on: date = PAY_DAY, **values: Any) -> Owed:
    return owed(run=state, run_number=3, pay_on=pay_on, **values)


@pytest.mark.parametrize(
    ("day", "since", "promised"),
    [
        (DAY, date(2027, 3, 1), PAY_DAY),
        (PAY_DAY, date(2027, 3, 1), date(2027, 6, 25)),
        (date(2027, 12, 28), date(2027, 3, 1), date(2027, 12, 31)),
        (date(2027, 12, 31), date(2027, 3, 1), date(2027, 12, 31)),
        # Told or corrected after that pay day: nobody could have paid it then.
        (DAY, date(2027, 6, 2), date(2027, 6, 25)),
        (DAY, PAY_DAY, date(2027, 6, 25)),
        (DAY, PAY_DAY - timedelta(days=1), PAY_DAY),
        (date(2027, 12, 28), date(2028, 1, 3), date(2028, 1, 25)),
    ],
)
def test_it_should_be_paid_on_the_first_pay_day_after_its_day(day: date, since: date, promised: date) -> None:
    assert owed(day=day, since=since).promised_on == promised


def test_on_the_pay_day_itself_nothing_is_late_and_the_day_after_it_is() -> None:
    assert not owed().is_late(PAY_DAY)
    assert owed().is_late(PAY_DAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("row", "in_the_way"),
    [
        (owed(), InTheWay.NO_RUN),
        (owed(has_account=False), InTheWay.NO_ACCOUNT),
        (owed(has_account=False, method=Method.CASH), InTheWay.NO_RUN),
        (owed(came_back=True), InTheWay.CAME_BACK),
        (owed(came_back=True, has_account=False), InTheWay.NO_ACCOUNT),
        (owed(hold=Hold.NO_CEILING), InTheWay.NO_CEILING),
        (in_a_run(RunState.MADE), InTheWay.NOT_SENT),
        (in_a_run(RunState.MADE, method=Method.CASH), InTheWay.NOT_IN_HAND),
        (in_a_run(method=Method.CASH), InTheWay.NOT_IN_HAND),
        # It came back once and is on its way again.
        (in_a_run(RunState.MADE, came_back=True, has_account=False), InTheWay.NOT_SENT),
        (in_a_run(pay_on=PAY_DAY + timedelta(days=1)), InTheWay.NOT_NOTED),
    ],
)
def test_whatever_is_in_the_way_the_day_after_the_pay_day_it_is_late(row: Owed, in_the_way: InTheWay) -> None:
    [one] = late([row], PAY_DAY + timedelta(days=1))
    assert (one.in_the_way, one.amount, one.since, one.days) == (in_the_way, 40, PAY_DAY, 1)
    assert one.run_number == row.run_number


def test_a_transfer_that_left_in_time_is_believed_while_the_bank_takes_and_no_longer() -> None:
    assert late([in_a_run()], PAY_DAY + BANK_TAKES) == []
    assert late([in_a_run()], PAY_DAY + BANK_TAKES + timedelta(days=1))[0].in_the_way is InTheWay.NOT_NOTED


@pytest.mark.parametrize("hold", [Hold.OVER, Hold.TO_COME])
def test_what_waits_on_purpose_is_never_late(hold: Hold) -> None:
    assert late([owed(hold=hold)], date(2030, 1, 1)) == []


def test_what_we_take_back_is_off_and_with_nothing_left_nothing_is_late() -> None:
    taken = owed(number=2, amount=Decimal(-18), day=date(2027, 4, 2))
    assert late([owed(), taken], PAY_DAY + timedelta(days=1))[0].amount == 22
    assert late([owed(), replace(taken, amount=Decimal(-40))], PAY_DAY + timedelta(days=1)) == []


def test_what_she_can_mend_herself_is_said_first_and_the_longest_wait_counts() -> None:
    before = in_a_run(RunState.MADE, number=2, day=date(2027, 4, 2))
    [one] = late([owed(has_account=False), before], PAY_DAY + timedelta(days=36))
    assert (one.in_the_way, one.amount, one.since, one.last) == (
        InTheWay.NO_ACCOUNT,
        80,
        date(2027, 4, 23),
        PAY_DAY,
    )
    assert one.dues == {1: PAY_DAY, 2: date(2027, 4, 23)}
    assert (one.days, one.months) == (68, 2)


DAYS = st.dates(date(2027, 1, 1), date(2028, 12, 31))
ROWS = st.builds(
    owed,
    number=st.integers(1, 10**6),
    person=st.integers(1, 3),
    day=DAYS,
    since=DAYS,
    amount=st.decimals(-60, 60, places=2),
    pay_day=st.integers(1, 31),
    method=st.sampled_from(Method),
    hold=st.sampled_from([None, *Hold]),
    has_account=st.booleans(),
    came_back=st.booleans(),
)
RUNS = st.builds(in_a_run, st.sampled_from([RunState.MADE, RunState.SENT]), DAYS, day=DAYS, since=DAYS)


@given(st.lists(ROWS | RUNS, max_size=6, unique_by=lambda row: row.number), DAYS)
def test_it_never_says_more_than_we_owe_nor_of_a_pay_day_to_come(rows: list[Owed], today: date) -> None:
    for one in late(rows, today):
        hers = [row for row in rows if row.person == one.person]
        assert 0 < one.amount <= sum(row.amount for row in hers if row.number in one.dues)
        assert one.since <= one.last < today
        assert one.days == (today - one.since).days > 0
        assert not {row.number for row in hers if row.hold in {Hold.OVER, Hold.TO_COME}} & one.dues.keys()


@given(st.lists(ROWS.map(lambda row: replace(row, amount=abs(row.amount), hold=None)), max_size=6), DAYS)
def test_what_is_late_today_is_late_tomorrow_until_it_is_paid(rows: list[Owed], today: date) -> None:
    rows = [replace(row, number=number) for number, row in enumerate(rows)]
    after = {number for one in late(rows, today + timedelta(days=1)) for number in one.dues}
    assert {number for one in late(rows, today) for number in one.dues} <= after


@given(DAYS, DAYS, st.integers(1, 31))
def test_it_is_promised_after_its_day_and_in_the_year_itself(day: date, since: date, pay_day: int) -> None:
    promised = owed(day=day, since=since, pay_day=pay_day).promised_on
    last = open_on_or_before(date(day.year, 12, 31))
    assert promised > since
    assert promised > day or promised == last
    if max(day, since + timedelta(days=1)) <= last:
        assert promised.year == day.year
