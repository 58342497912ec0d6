import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.coaches.rules.assignments import State
from tegenstroom.training.rules.tandem import COMES, Says, fewest, may_ask, says

STATES = st.lists(st.sampled_from(State))


@given(STATES)
def test_one_day_on_which_she_comes_is_a_yes_and_an_open_question_is_no_answer(days: list[State]) -> None:
    comes, waits = any(state in COMES for state in days), State.ASKED in days
    assert says(days) is (Says.YES if comes else Says.ASKED if waits else Says.NO)


@given(STATES, st.randoms())
def test_the_order_of_the_days_says_nothing(days: list[State], chance: object) -> None:
    before = says(days)
    chance.shuffle(days)
    assert says(days) is before


@given(STATES)
def test_a_day_that_we_called_off_counts_for_nothing(days: list[State]) -> None:
    assert says([*days, State.CALLED_OFF]) is says(days)


@pytest.mark.parametrize(
    ("standing", "may"),
    [
        (None, True),
        (State.CALLED_OFF, True),
        (State.NO, False),
        (State.RATHER_NOT, False),
        (State.ASKED, False),
        (State.YES, False),
        (State.DONE, False),
    ],
)
def test_who_is_asked_or_agreed_is_not_asked_twice(standing: State | None, may: bool) -> None:
    assert may_ask(standing) is may


@given(st.lists(st.integers(0, 5)))
def test_a_tandem_is_as_strong_as_its_weakest_day(coming: list[int]) -> None:
    assert all(fewest(coming) <= number for number in coming)
    assert fewest(coming) in coming or not coming
