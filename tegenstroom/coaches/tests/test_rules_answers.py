"""Until when an answer counts, from whom, and what others may read of it."""

from datetime import UTC, datetime, timedelta

import pytest

from tegenstroom.coaches.rules.answers import against_answering, shown_to_others
from tegenstroom.coaches.rules.assignments import Obstacle, State

START = datetime(2027, 3, 1, 9, tzinfo=UTC)
BEFORE, AFTER = START - timedelta(seconds=1), START


def against(
    state: State, answer: State, now: datetime, *, at_desk: bool = False, theme: bool = True
) -> Obstacle | None:
    return against_answering(state, answer, starts_at=START, now=now, at_desk=at_desk, has_theme=theme)


@pytest.mark.parametrize("answer", [State.YES, State.NO, State.RATHER_NOT])
@pytest.mark.parametrize("state", [State.ASKED, State.YES, State.NO, State.RATHER_NOT])
def test_until_it_begins_any_answer_may_follow_any(state: State, answer: State) -> None:
    assert against(state, answer, BEFORE) is None
    assert against(state, answer, AFTER) is Obstacle.IN_THE_PAST


@pytest.mark.parametrize("state", [State.CALLED_OFF, State.DONE])
def test_what_is_over_or_called_off_takes_no_answer(state: State) -> None:
    for at_desk in (True, False):
        assert against(state, State.YES, BEFORE, at_desk=at_desk) is Obstacle.WRONG_STATE


def test_afterwards_the_desk_notes_that_she_came_and_not_that_she_stayed_away() -> None:
    assert against(State.ASKED, State.YES, AFTER, at_desk=True) is None
    assert against(State.YES, State.NO, AFTER, at_desk=True) is Obstacle.IN_THE_PAST


def test_what_is_no_answer_is_a_mistake() -> None:
    for answer, theme in ((State.DONE, True), (State.CALLED_OFF, True), (State.RATHER_NOT, False)):
        with pytest.raises(ValueError, match=answer):
            against(State.ASKED, answer, BEFORE, theme=theme)


def test_others_read_a_no_and_not_which() -> None:
    assert {shown_to_others(state) for state in State} == set(State) - {State.RATHER_NOT}
