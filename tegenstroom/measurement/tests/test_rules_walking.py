"""One question after another, whatever is answered, skipped or changed on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.measurement.rules.walking import (
    NoSuchAnswerError,
    asked,
    counted,
    first_open,
    minutes_for,
    number_after,
    number_before,
    with_answer,
)
from tegenstroom.measurement.tests.factories import questionnaire

ASKED = questionnaire()
CODES = st.sampled_from([1, 2, 3, 4, 5, 9])
GIVEN = st.dictionaries(st.sampled_from(["vrij", "sterk", "moe", "slaap"]), CODES)


def keys(answers: dict[str, int]) -> list[str]:
    return [item.key for item in asked(ASKED, answers)]


def test_a_question_waits_for_the_answer_that_leads_to_it() -> None:
    assert keys({}) == ["vrij", "sterk", "moe"]
    assert keys({"moe": 4}) == ["vrij", "sterk", "moe", "slaap"]
    assert keys({"moe": 2, "slaap": 3}) == ["vrij", "sterk", "moe"]


def test_an_answer_to_a_question_that_is_no_longer_asked_does_not_count() -> None:
    assert counted(ASKED, {"moe": 2, "slaap": 3}) == {"moe": 2}
    assert counted(ASKED, {"moe": 5, "slaap": 3}) == {"moe": 5, "slaap": 3}


def test_who_comes_back_goes_on_after_her_last_answer() -> None:
    assert first_open(ASKED, {}) == 1
    assert first_open(ASKED, {"sterk": 3}) == 3
    assert first_open(ASKED, {"moe": 1}) is None


def test_a_code_that_was_not_offered_is_refused() -> None:
    with pytest.raises(NoSuchAnswerError):
        with_answer(ASKED, {}, ASKED.item("vrij"), 7)
    assert with_answer(ASKED, {"vrij": 2}, ASKED.item("vrij"), None) == {}


@given(GIVEN)
def test_going_on_and_going_back_walk_the_same_road(answers: dict[str, int]) -> None:
    road, number = [], number_after(ASKED, answers, 0)
    while number is not None:
        road.append(number)
        number = number_after(ASKED, answers, number)
    back, number = [], number_before(ASKED, answers, len(ASKED.items) + 1)
    while number is not None:
        back.append(number)
        number = number_before(ASKED, answers, number)
    assert road == back[::-1]
    assert [ASKED.items[each - 1].key for each in road] == keys(answers)


@given(GIVEN)
def test_what_counts_is_what_is_asked_and_counting_twice_is_once(answers: dict[str, int]) -> None:
    kept = counted(ASKED, answers)
    assert set(kept) <= set(keys(kept)) <= {item.key for item in ASKED.items}
    assert counted(ASKED, kept) == kept


def test_how_long_it_takes_is_said_in_whole_fives_and_never_too_short() -> None:
    assert [minutes_for(number) for number in (1, 12, 15, 16, 40)] == [5, 5, 5, 10, 15]
