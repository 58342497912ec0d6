from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.training.rules.evaluation import (
    Change,
    Wave,
    change,
    due_at,
    due_on,
    may_be_invited,
    may_be_released,
    may_be_reminded,
    shown_of,
    tally,
)

BRUSSELS = ZoneInfo("Europe/Brussels")
answers = st.lists(st.integers(1, 5), max_size=40)


def test_the_waves_come_on_the_last_day_after_six_weeks_and_after_three_months() -> None:
    last = date(2027, 11, 30)
    assert [due_on(wave, last) for wave in Wave] == [last, date(2028, 1, 11), date(2028, 2, 29)]


def test_the_first_question_comes_while_people_still_sit_together() -> None:
    ends = datetime(2026, 12, 10, 16, 30, tzinfo=BRUSSELS)
    assert due_at(Wave.LAST_DAY, ends) == datetime(2026, 12, 10, 16, tzinfo=BRUSSELS)


def test_six_weeks_later_it_is_nine_in_the_morning_also_when_the_clock_moved() -> None:
    ends = datetime(2027, 3, 1, 16, 30, tzinfo=BRUSSELS)
    due = due_at(Wave.SIX_WEEKS, ends)
    assert (due.hour, due.utcoffset()) == (9, timedelta(hours=2))


@pytest.mark.parametrize(("days", "invited"), [(-1, False), (0, True), (13, True), (14, False), (400, False)])
def test_nobody_is_asked_early_and_nobody_months_late(days: int, invited: bool) -> None:
    ends = datetime(2026, 12, 10, 16, 30, tzinfo=BRUSSELS)
    now = due_at(Wave.SIX_WEEKS, ends) + timedelta(days=days)
    assert may_be_invited(Wave.SIX_WEEKS, ends, now=now) is invited


@pytest.mark.parametrize(("days", "reminded"), [(6, False), (7, True), (20, True), (21, False)])
def test_a_reminder_comes_after_a_week_and_never_after_the_time_to_answer(days: int, reminded: bool) -> None:
    asked = datetime(2026, 12, 10, tzinfo=BRUSSELS)
    assert may_be_reminded(asked, now=asked + timedelta(days=days)) is reminded


def _released(**changes: int) -> bool:
    values = {"waiting": 0, "released": 0, "asked": 12, "days": 0} | changes
    asked_on = date(2026, 12, 10)
    days = values.pop("days")
    return may_be_released(
        **values, last_asked_on=asked_on, today=asked_on + timedelta(days=days), smallest_group=5
    )


def test_the_first_release_waits_for_everyone_or_for_the_end_of_the_time_to_answer() -> None:
    assert not _released(waiting=11)
    assert _released(waiting=12)
    assert not _released(waiting=11, days=21)
    assert _released(waiting=11, days=22)


def test_four_answers_are_never_released_whatever_the_time() -> None:
    assert not _released(waiting=4, asked=4)
    assert not _released(waiting=4, days=400)


def test_later_answers_wait_until_they_are_with_a_whole_group() -> None:
    assert not _released(waiting=1, released=7, days=40)
    assert not _released(waiting=4, released=8, asked=12, days=40)
    assert _released(waiting=5, released=7, days=40)


def test_a_wave_is_released_at_most_once_a_day() -> None:
    day = date(2027, 1, 20)
    values = {"waiting": 5, "released": 7, "asked": 12, "last_asked_on": date(2026, 12, 10), "smallest_group": 5}
    assert not may_be_released(**values, today=day, last_released_on=day)
    assert may_be_released(**values, today=day + timedelta(days=1), last_released_on=day)


@given(st.lists(st.lists(st.integers(1, 5), max_size=9), max_size=9), st.integers(2, 8))
def test_a_question_that_people_passed_shows_wholes_only(releases: list[list[int]], smallest: int) -> None:
    before: list[int] = []
    for count in range(len(releases) + 1):
        now = shown_of(releases[:count], smallest_group=smallest)
        assert now[: len(before)] == before
        assert len(now) == len(before) or len(now) - len(before) >= smallest
        before = now
    assert len(before) + smallest > sum(map(len, releases))


@given(st.lists(st.integers(0, 4), max_size=60), st.integers(5, 12), st.integers(5, 60))
def test_two_pictures_differ_by_nobody_or_by_a_whole_group(arriving: list[int], smallest: int, asked: int) -> None:
    """Whatever the rhythm in which answers come in: no reader can subtract a few people from a picture."""
    start, waiting, shown = date(2026, 12, 10), 0, 0
    for day, newcomers in enumerate(arriving):
        waiting += min(newcomers, asked - waiting - shown)
        if may_be_released(
            waiting=waiting,
            released=shown,
            asked=asked,
            last_asked_on=start,
            today=start + timedelta(days=day),
            smallest_group=smallest,
        ):
            assert waiting >= smallest
            shown, waiting = shown + waiting, 0
    assert shown == 0 or shown >= smallest


@given(answers, st.integers(1, 10))
def test_a_tally_counts_everyone_or_shows_nothing(values: list[int], smallest: int) -> None:
    counted = tally(values, smallest_group=smallest)
    if len(values) < smallest:
        assert counted is None
    else:
        assert counted is not None
        assert counted.answers == len(values)
        assert 1 <= counted.middle <= 5
        assert counted.high == sum(value >= 4 for value in values)


def test_what_is_no_value_of_the_scale_is_not_counted() -> None:
    assert tally([0, 6, 3, 3, 3, 3], smallest_group=5) is None


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=20))
def test_change_counts_each_pair_once_or_shows_nothing(pairs: list[tuple[int, int]]) -> None:
    counted = change(pairs, smallest_group=5)
    assert (counted is None) == (len(pairs) < 5)
    if counted:
        assert counted.pairs == len(pairs)


def test_change_says_who_went_up_and_down() -> None:
    assert change([(1, 2), (3, 3), (5, 4), (2, 5), (4, 4)], smallest_group=5) == Change(2, 2, 1)
