from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.training.rules.editions import (
    NEXT_STATES,
    Day,
    EditionState,
    Obstacle,
    Problem,
    Readiness,
    Standing,
    Wish,
    obstacles_to_call_off,
    obstacles_to_close,
    obstacles_to_close_day,
    obstacles_to_confirm,
    obstacles_to_open,
    problems_with,
)

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
TODAY = NOW.date()
READY = Readiness(EditionState.OPEN, TODAY + timedelta(30), True, 1, 1, 2, 2)


def day(offset: int, start: int = 9, end: int = 16, session: int | None = None) -> Day:
    midnight = NOW.replace(hour=0) + timedelta(days=offset)
    return Day(midnight.replace(hour=start), midnight.replace(hour=end), session)


def found(wish: Wish, standing: Standing | None = None) -> list[Obstacle]:
    return [problem.obstacle for problem in problems_with(wish, standing or Standing(), now=NOW)]


def test_a_sound_wish_has_no_problems() -> None:
    assert found(Wish([day(10), day(24)], 8, 16, TODAY + timedelta(8))) == []


def test_each_fault_is_named_at_its_row() -> None:
    wish = Wish([day(10), day(-1), day(12, 16, 9), day(10, 12, 18)], 8, 16)
    problems = {(problem.obstacle, problem.day) for problem in problems_with(wish, Standing(), now=NOW)}
    assert problems == {
        (Obstacle.DATES_PAST, 1),
        (Obstacle.ENDS_TOO_EARLY, 2),
        (Obstacle.DAYS_OVERLAP, 3),
    }


def test_a_past_day_that_stands_may_stay_but_not_move() -> None:
    past = day(-7, session=1)
    standing = Standing(days=(past,), announced=True)
    assert found(Wish([past, day(7)], 1, 16), standing) == []
    assert found(Wish([day(-6, session=1), day(7)], 1, 16), standing) == [Obstacle.DATES_PAST]


def test_a_day_with_attendance_cannot_be_struck() -> None:
    past = day(-7, session=1)
    assert found(Wish([day(7)], 1, 16), Standing(days=(past,), attended=(1,))) == [Obstacle.DAY_WITH_ATTENDANCE]


def test_a_day_with_attendance_keeps_its_date_but_may_change_its_hours() -> None:
    today = day(0, 13, session=1)
    standing = Standing(days=(today,), attended=(1,))
    assert found(Wish([day(0, 14, 17, session=1)], 1, 16), standing) == []
    assert problems_with(Wish([day(8), day(7, session=1)], 1, 16), standing, now=NOW) == [
        Problem(Obstacle.DAY_WITH_ATTENDANCE, day=1)
    ]


def test_a_year_too_far_is_a_slip_of_the_finger() -> None:
    assert found(Wish([day(365)], 1, 16)) == []
    assert found(Wish([day(3660)], 1, 16)) == [Obstacle.DATES_FAR]


def test_an_announced_edition_keeps_a_place() -> None:
    nowhere = Wish([day(10)], 1, 16, has_place=False)
    assert found(nowhere) == []
    assert found(nowhere, Standing(announced=True)) == [Obstacle.NO_PLACE]


def test_an_announced_edition_keeps_at_least_one_day() -> None:
    assert found(Wish([], 1, 16), Standing(announced=True)) == [Obstacle.NO_DATES]
    assert found(Wish([], 1, 16)) == []


def test_the_numbers_must_fit_one_another_and_those_who_are_in() -> None:
    problems = problems_with(Wish([day(10)], 17, 11, TODAY + timedelta(11)), Standing(seated=12), now=NOW)
    assert [(problem.obstacle, problem.count) for problem in problems] == [
        (Obstacle.MINIMUM_TOO_HIGH, None),
        (Obstacle.BELOW_SEATED, 12),
        (Obstacle.ENROLS_TOO_LATE, None),
    ]


@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(0, 20), st.integers(1, 3)), max_size=6),
    st.integers(1, 30),
    st.integers(1, 30),
)
def test_a_wish_without_problems_really_has_none(rows: list[tuple[int, int, int]], low: int, high: int) -> None:
    days = [day(offset, start, start + hours) for offset, start, hours in rows]
    if problems_with(Wish(days, low, high), Standing(), now=NOW):
        return
    assert low <= high
    in_order = sorted(days, key=lambda one: one.starts_at)
    assert all(one.ends_at <= other.starts_at for one, other in pairwise(in_order))
    assert all(one.starts_at >= NOW for one in days)


@pytest.mark.parametrize(
    ("change", "obstacle"),
    [
        ({"coaches_confirmed": 1}, Obstacle.COACHES_MISSING),
        ({"trainers_confirmed": 0}, Obstacle.TRAINERS_MISSING),
        ({"has_place": False}, Obstacle.NO_PLACE),
        ({"starts_on": None}, Obstacle.NO_DATES),
        ({"state": EditionState.DRAFT}, Obstacle.WRONG_STATE),
    ],
)
def test_no_tandem_no_training(change: dict[str, object], obstacle: Obstacle) -> None:
    values = {name: getattr(READY, name) for name in Readiness.__slots__}
    assert obstacles_to_confirm(READY) == []
    assert obstacles_to_confirm(Readiness(**{**values, **change})) == [obstacle]


def test_announcing_asks_days_to_come_and_a_place() -> None:
    draft = Readiness(EditionState.DRAFT, TODAY, True, 0, 1, 0, 2)
    assert obstacles_to_open(draft, today=TODAY) == []
    assert obstacles_to_open(draft, today=TODAY + timedelta(1)) == [Obstacle.DATES_PAST]
    nothing = Readiness(EditionState.DRAFT, None, False, 0, 1, 0, 2)
    assert obstacles_to_open(nothing, today=TODAY) == [Obstacle.NO_DATES, Obstacle.NO_PLACE]


@pytest.mark.parametrize(
    ("state", "ends_at", "expected"),
    [
        (EditionState.CONFIRMED, NOW, []),
        (EditionState.CONFIRMED, NOW + timedelta(minutes=1), [Obstacle.NOT_OVER]),
        (EditionState.CONFIRMED, None, [Obstacle.NOT_OVER]),
        (EditionState.OPEN, NOW - timedelta(99), [Obstacle.WRONG_STATE]),
    ],
)
def test_closing_waits_for_the_end_of_the_last_part(
    state: EditionState, ends_at: datetime | None, expected: list[Obstacle]
) -> None:
    assert obstacles_to_close(state, ends_at, now=NOW) == expected


@pytest.mark.parametrize(
    ("ended", "calls", "days", "expected"),
    [
        (True, 0, 0, []),
        (True, 0, 2, [Obstacle.DAYS_OPEN]),
        # A day whose coach waits for a call is not closed either: the call is the news.
        (True, 1, 1, [Obstacle.CALLS_OPEN]),
        (False, 0, 2, [Obstacle.NOT_OVER]),
        (False, 1, 2, [Obstacle.NOT_OVER, Obstacle.CALLS_OPEN]),
    ],
)
def test_closing_waits_for_each_part(ended: bool, calls: int, days: int, expected: list[Obstacle]) -> None:
    end = NOW - timedelta(minutes=1) if ended else NOW + timedelta(minutes=1)
    assert obstacles_to_close(EditionState.CONFIRMED, end, now=NOW, calls=calls, days=days) == expected


@pytest.mark.parametrize(
    ("state", "minutes", "unmarked", "calls", "expected"),
    [
        (EditionState.CONFIRMED, 0, 0, 0, []),
        # Nobody ever said that it would be given, and it was.
        (EditionState.OPEN, 0, 0, 0, []),
        (EditionState.CONFIRMED, 1, 3, 0, [Obstacle.DAY_NOT_OVER]),
        (EditionState.CONFIRMED, 0, 3, 0, [Obstacle.ATTENDANCE_MISSING]),
        (EditionState.CONFIRMED, 0, 0, 1, [Obstacle.CALLS_OPEN]),
        (EditionState.CONFIRMED, 0, 3, 1, [Obstacle.ATTENDANCE_MISSING, Obstacle.CALLS_OPEN]),
        (EditionState.DRAFT, 0, 0, 0, [Obstacle.WRONG_STATE]),
        (EditionState.CANCELLED, 0, 0, 0, [Obstacle.WRONG_STATE]),
    ],
)
def test_a_day_is_closed_once_it_is_over_everyone_is_marked_and_every_coach_is_called(
    state: EditionState, minutes: int, unmarked: int, calls: int, expected: list[Obstacle]
) -> None:
    end = NOW + timedelta(minutes=minutes)
    found = obstacles_to_close_day(state, end, now=NOW, unmarked=unmarked, calls=calls)
    assert [problem.obstacle for problem in found] == expected


@pytest.mark.parametrize(
    ("state", "ends_in", "expected"),
    [
        (EditionState.DRAFT, -9, []),
        (EditionState.OPEN, -9, []),
        (EditionState.CONFIRMED, 0, []),
        (EditionState.CONFIRMED, None, []),
        (EditionState.CONFIRMED, -1, [Obstacle.IS_OVER]),
        (EditionState.CLOSED, -9, [Obstacle.WRONG_STATE]),
        (EditionState.CANCELLED, 9, [Obstacle.WRONG_STATE]),
    ],
)
def test_what_was_given_cannot_be_called_off(
    state: EditionState, ends_in: int | None, expected: list[Obstacle]
) -> None:
    ends_on = None if ends_in is None else TODAY + timedelta(days=ends_in)
    assert obstacles_to_call_off(state, ends_on, today=TODAY) == expected


def test_no_road_leads_out_of_cancelled_or_closed() -> None:
    assert NEXT_STATES[EditionState.CANCELLED] == NEXT_STATES[EditionState.CLOSED] == set()
