"""No more heavy days than she takes, nobody in two places, and a silent no that tells nothing."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tegenstroom.coaches.rules.answers import LATEST, against_yes, says_no_at, told_to_others
from tegenstroom.coaches.rules.assignments import NEXT_STATES, NOES, Obstacle, State
from tegenstroom.coaches.rules.dependencies import has_room, may_be_asked, month_of
from tegenstroom.coaches.rules.hours import Hours, is_taken, overlap
from tests.support.depth import at_depth

BEGIN = datetime(2027, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Moment:
    """A moment as rules see it; `state` None before she was asked."""

    hours: Hours
    is_heavy: bool
    state: State | None = None

    @property
    def day(self) -> date:
        return self.hours.starts_at.date()


def hours(start: int, length: int) -> Hours:
    return Hours(BEGIN + start * HOUR, BEGIN + (start + length) * HOUR)


some_hours = st.builds(hours, st.integers(0, 60 * 24), st.integers(1, 30))
near_hours = st.builds(hours, st.integers(0, 20), st.integers(1, 12))
# Few, so that runs of asking and answering meet: each is asked, refused and taken up again.
moments = st.lists(st.builds(Moment, near_hours | some_hours, st.booleans()), min_size=2, max_size=3)
acts = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from([None, State.YES, State.NO, State.RATHER_NOT])),
    min_size=10,
    max_size=40,
)


def share_an_instant(one: Hours, other: Hours) -> bool:
    return max(one.starts_at, other.starts_at) < min(one.ends_at, other.ends_at)


def heavy_days(of: list[Moment]) -> Counter[tuple[int, int]]:
    counts = (State.ASKED, State.YES)
    return Counter(month_of(one.day) for one in of if one.is_heavy and one.state in counts)


def may_ask(one: Moment, others: list[Moment], most: int) -> bool:
    room = has_room([one.day], has=heavy_days(others), most={month_of(one.day): most})
    taken = [other.hours for other in others if other.state in {State.ASKED, State.YES}]
    return may_be_asked(
        clash=False,
        avoids=False,
        has_room=room or not one.is_heavy,
        is_taken=is_taken([one.hours], has=taken),
    )


def may_come(one: Moment, others: list[Moment], most: int) -> bool:
    assert one.state is not None
    room = has_room([one.day], has=heavy_days(others), most={month_of(one.day): most})
    agreed = [other.hours for other in others if other.state is State.YES]
    against = against_yes(
        one.state,
        has_begun=False,
        month_is_full=one.is_heavy and not room,
        is_taken=is_taken([one.hours], has=agreed),
    )
    return against is None


@settings(max_examples=at_depth(100, 400))
@given(moments, acts, st.integers(0, 1))
def test_whatever_she_is_asked_and_says_she_passes_no_cap_and_is_in_one_place(
    rows: list[Moment], said: list[tuple[int, State | None]], most: int
) -> None:
    for number, answer in said:
        at = number % len(rows)
        one, others = rows[at], [*rows[:at], *rows[at + 1 :]]
        if answer is None:
            if one.state is None and may_ask(one, others, most):
                rows[at] = replace(one, state=State.ASKED)
        elif one.state is None or answer not in NEXT_STATES[one.state]:
            continue
        elif answer is not State.YES or may_come(one, others, most):
            rows[at] = replace(one, state=answer)
        assert all(count <= most for count in heavy_days(rows).values())
        agreed = [row.hours for row in rows if row.state is State.YES]
        for first, hers in enumerate(agreed):
            assert not any(share_an_instant(hers, other) for other in agreed[first + 1 :])


@given(some_hours, some_hours)
def test_two_moments_overlap_when_some_instant_lies_in_both(one: Hours, other: Hours) -> None:
    assert overlap(one, other) is overlap(other, one) is share_an_instant(one, other)


def test_what_touches_does_not_overlap() -> None:
    assert not overlap(hours(8, 1), hours(9, 7))
    assert not overlap(hours(16, 1), hours(9, 7))
    assert overlap(hours(9, 7), hours(10, 1))


@pytest.mark.parametrize("before", [State.ASKED, *NOES])
@pytest.mark.parametrize(("full", "taken"), [(True, False), (False, True), (True, True), (False, False)])
def test_only_what_she_said_no_to_can_fill_her_month_too_far(before: State, full: bool, taken: bool) -> None:
    against = against_yes(before, has_begun=False, month_is_full=full, is_taken=taken)
    expected = Obstacle.MONTH_IS_FULL if full and before in NOES else None
    assert against is (Obstacle.TAKEN if taken else expected)
    # What was given is a fact.
    assert against_yes(before, has_begun=True, month_is_full=full, is_taken=taken) is None


def test_others_hear_only_that_she_is_not_available() -> None:
    for hers in (Obstacle.MONTH_IS_FULL, Obstacle.TAKEN):
        assert told_to_others(hers) is Obstacle.NOT_AVAILABLE
    for theirs in (Obstacle.NO_AGREEMENT, Obstacle.IN_THE_PAST, Obstacle.SAID_NO):
        assert told_to_others(theirs) is theirs


@given(st.floats(0, 1), st.timedeltas(timedelta(minutes=1), timedelta(days=300)))
def test_a_silent_no_comes_later_than_the_first_and_in_time(chance: float, left: timedelta) -> None:
    said = says_no_at(BEGIN, starts_at=BEGIN + left, chance=chance)
    assert BEGIN < said <= BEGIN + min(LATEST, left / 2)
