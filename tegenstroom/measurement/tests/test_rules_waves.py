"""When people are asked, and how often at most."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.measurement.rules.waves import (
    Moment,
    PlanFault,
    Round,
    Stage,
    Terms,
    fault_of,
    is_after_start,
    may_be_reminded,
    months_before,
    proposed,
    stage_of,
    week_of,
)

TERMS = Terms(before_days=10, later_days=120, open_days=21)
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def test_the_rounds_follow_the_days_of_the_group() -> None:
    before, end, later = proposed(date(2027, 3, 1), date(2027, 4, 12), TERMS)
    assert (before.opens_on, before.closes_on) == (date(2027, 2, 19), date(2027, 3, 1))
    assert (end.opens_on, end.closes_on) == (date(2027, 4, 12), date(2027, 5, 3))
    assert (later.opens_on, later.closes_on) == (date(2027, 8, 10), date(2027, 8, 31))


@given(DAYS, st.integers(0, 200), st.integers(0, 60), st.integers(2, 400), st.integers(1, 90))
def test_what_is_proposed_can_be_planned(first: date, length: int, before: int, later: int, opened: int) -> None:
    rounds = proposed(first, first + timedelta(days=length), Terms(before, later, opened))
    assert [each.moment for each in rounds] == list(Moment)
    assert fault_of(rounds) is None


def test_a_plan_that_cannot_be_says_why() -> None:
    day = date(2027, 3, 1)
    turned = Round(Moment.BEFORE, day, day - timedelta(days=1))
    first, second = Round(Moment.BEFORE, day, day), Round(Moment.END, day, day)
    assert fault_of([]) is PlanFault.NONE
    assert fault_of([turned]) is PlanFault.TURNED
    assert fault_of([second, first]) is PlanFault.OVERLAP


@pytest.mark.parametrize(
    ("waited", "since", "reminders", "expected"),
    [(6, None, 0, False), (7, None, 0, True), (20, 6, 1, False), (20, 7, 1, True), (90, 30, 2, False)],
)
def test_reminders_come_some_days_apart_and_end(
    waited: int, since: int | None, reminders: int, expected: bool
) -> None:
    today = date(2027, 3, 1)
    found = may_be_reminded(
        asked_on=today - timedelta(days=waited),
        reminded_on=None if since is None else today - timedelta(days=since),
        reminders=reminders,
        today=today,
        days_between=7,
        most=2,
    )
    assert found is expected


@given(DAYS)
def test_a_sheet_bears_the_monday_of_its_week(day: date) -> None:
    assert week_of(day).weekday() == 0
    assert timedelta(0) <= day - week_of(day) < timedelta(days=7)


def test_months_are_counted_back_from_the_last_of_a_long_one() -> None:
    assert months_before(date(2028, 3, 31), 1) == date(2028, 2, 29)
    assert months_before(date(2027, 1, 15), 12) == date(2026, 1, 15)
    assert months_before(date(2027, 1, 15), 60) == date(2022, 1, 15)


def test_a_round_before_the_start_that_runs_on_after_it_is_late() -> None:
    start = date(2027, 3, 1)
    before = Round(Moment.BEFORE, date(2027, 2, 19), start)
    assert not is_after_start(before, start)
    assert is_after_start(Round(Moment.BEFORE, start, date(2027, 3, 2)), start)
    assert not is_after_start(Round(Moment.END, start, date(2027, 3, 2)), start)
    assert not is_after_start(before, None)


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (9, Stage.PLANNED),
        (10, Stage.RUNS),
        (12, Stage.RUNS),
        (15, Stage.PLANNED),
        (22, Stage.RUNS),
        (23, Stage.OVER),
    ],
)
def test_a_measurement_runs_while_someone_can_answer_and_is_over_after_its_last_round(
    day: int, stage: Stage
) -> None:
    rounds = [(date(2027, 3, 10), date(2027, 3, 12)), (date(2027, 3, 20), date(2027, 3, 22))]
    assert stage_of(rounds, date(2027, 3, day), is_ended=False) is stage
    assert stage_of(rounds, date(2027, 3, day), is_ended=True) is Stage.OVER
