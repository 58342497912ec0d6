"""ω of ordered answers beside semTools, and against the truth of a simulation."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from tegenstroom.engines.psychometrics import NotEnough, Refusal, answers, categorical_omega
from tests.psychometrics.makers import few_answers, is_finite, parallel_items, rows, tried
from tests.psychometrics.oracle import data, values
from tests.support.depth import only_thorough

ITEMS = tuple(f"i{place}" for place in range(1, 9))


@pytest.mark.parametrize(("count", "key"), [(8, "omega.categorical"), (4, "omega.categorical.four")])
def test_it_is_that_of_semtools(count: int, key: str) -> None:
    found = categorical_omega(data("model_ordered").select(ITEMS[:count]))
    assert found.value == pytest.approx(values()[key], abs=1e-6)
    assert found.interval.low < found.value < found.interval.high < 1


def test_it_is_the_reliability_of_the_sum_that_people_get() -> None:
    """Two sums of the same persons, whose answers differ by chance alone, correlate by it."""
    random = np.random.default_rng(4)
    factor, cuts = random.normal(size=(40_000, 1)) * 0.7, [-1.0, 0.2, 1.1]
    once, again = (1.0 + np.digitize(factor + random.normal(size=(40_000, 6)) * np.sqrt(0.51), cuts) for _ in "ab")
    truth = np.corrcoef(once.sum(axis=1), again.sum(axis=1))[0, 1]
    assert categorical_omega(answers(once)).value == pytest.approx(truth, abs=0.005)


@only_thorough
@pytest.mark.slow
def test_its_standard_error_is_how_it_varies_among_samples() -> None:
    random = np.random.default_rng(6)
    found = [
        categorical_omega(answers(np.digitize(parallel_items(random, 300, 5, 0.7), [-0.8, 0.3, 1.0])))
        for _sample in range(200)
    ]
    spread = np.std([each.value for each in found], ddof=1)
    assert np.mean([each.se for each in found]) == pytest.approx(spread, rel=0.15)


def test_everyone_twice_changes_only_the_error() -> None:
    seen = data("model_ordered").select(ITEMS)
    once, twice = categorical_omega(seen), categorical_omega(rows(seen, 2))
    assert twice.value == pytest.approx(once.value, abs=1e-6)
    assert twice.se * np.sqrt(2) == pytest.approx(once.se, rel=1e-3)


@settings(max_examples=30)
@given(few_answers())
def test_any_answers_give_numbers_or_a_reason(seen: Any) -> None:
    found = tried(lambda: categorical_omega(seen))
    assert isinstance(found, Refusal) or is_finite(found)


def test_answers_that_leave_nothing_to_correct_have_no_corrected_indices() -> None:
    turned = answers([[2, 2, 1, 2], *[[2, 2, 2, 2]] * 5, [1, 3, 2, 3]])
    found = categorical_omega(turned)
    assert found.model.robust is None
    assert is_finite(found)


def test_two_items_are_refused() -> None:
    with pytest.raises(NotEnough, match="3 vragen"):
        categorical_omega(data("model_ordered").select(["i1", "i2"]))
