"""Polychoric correlations beside lavaan and polycor, and what must hold whatever the answers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import multivariate_normal

from tegenstroom.engines.psychometrics import (
    Impossible,
    Missing,
    NotEnough,
    Polychoric,
    Polychorics,
    Refusal,
    Unusable,
    answers,
    polychoric,
)
from tegenstroom.engines.psychometrics.correlations.bivariate import distribution
from tests.psychometrics.makers import few_answers, is_finite, rows, tried
from tests.psychometrics.oracle import data, series, values

ITEMS = [f"i{place}" for place in range(1, 9)]
CASES = [
    ("model_ordered", Missing.LISTWISE),
    ("model_ordered_skipped", Missing.PAIRWISE),
    ("binary", Missing.LISTWISE),
]


def upper(matrix: np.ndarray) -> np.ndarray:
    return matrix[np.triu_indices(len(matrix), 1)]


@pytest.mark.parametrize("rho", [-0.9999, -0.95, -0.9, -0.3, 0.0, 0.5, 0.919, 0.921, 0.97, 0.9999])
def test_the_bivariate_normal_is_that_of_scipy(rho: float) -> None:
    points = np.array([-2.1, -0.4, 0.0, 0.7, 1.9])
    ours = distribution(points[None, :, None], points[None, None, :], np.array([rho]))[0]
    theirs = multivariate_normal([0, 0], [[1, rho], [rho, 1]])
    for i, a in enumerate(points):
        for j, b in enumerate(points):
            assert ours[i, j] == pytest.approx(theirs.cdf([a, b]), abs=1e-9)


@pytest.mark.parametrize(("name", "missing"), CASES)
def test_correlations_thresholds_and_errors_are_those_of_lavaan(name: str, missing: Missing) -> None:
    asked = data(name)
    found = polychoric(asked.select([item for item in asked.items if item != "group"]), missing=missing)
    assert upper(found.correlations) == pytest.approx(series(f"polychoric.{name}"), abs=1e-5)
    # lavaan divides by n − 1 here.
    within_one = np.sqrt(found.n / (found.n - 1))
    assert upper(found.errors) * within_one == pytest.approx(series(f"polychoric.se.{name}"), abs=1e-5)
    assert np.concatenate(found.thresholds) == pytest.approx(series(f"polychoric.cut.{name}"), abs=1e-7)


def test_thresholds_and_correlation_together_are_those_of_polycor() -> None:
    found = polychoric(data("model_ordered").select(["i1", "i4"]), estimator=Polychoric.JOINT)
    assert found.correlations[0, 1] == pytest.approx(values()["polychoric.joint"], abs=1e-4)  # stops early
    assert found.errors[0, 1] == pytest.approx(values()["polychoric.joint.se"], rel=2e-3)


def test_a_table_with_an_empty_corner_keeps_its_margins() -> None:
    """Without the half the tetrachoric correlation would be −1."""
    cells = {(0, 0): 0, (0, 1): 20, (1, 0): 15, (1, 1): 25}
    persons = [pair for pair, times in cells.items() for _time in range(times)]
    found = polychoric(answers(persons))
    assert -0.95 < found.correlations[0, 1] < -0.5


def test_items_that_always_agree_are_said_to_hang_together_fully() -> None:
    column = np.tile([1.0, 2.0, 3.0, 4.0], 20)
    found = polychoric(answers(np.column_stack([column, column]), ["a", "b"]))
    assert [said.code for said in found.warnings] == ["correlation-at-one"]
    assert is_finite(found)


def test_a_category_that_nobody_chose_is_named_and_changes_nothing() -> None:
    seen = data("model_ordered").select(["i1", "i2", "i4"])
    more = answers(seen.values, seen.items, categories=[1, 2, 3, 4, 5, 6])
    found = polychoric(more)
    assert {said.code for said in found.warnings} == {"empty-category"}
    assert found.correlations == pytest.approx(polychoric(seen).correlations, abs=1e-12)


@settings(max_examples=20)
@given(st.permutations(range(8)), st.integers(0, 2**32 - 1))
def test_the_order_of_items_and_persons_says_nothing(order: list[int], seed: int) -> None:
    seen = data("model_ordered").select(ITEMS)
    shuffled = np.random.default_rng(seed).permutation(seen.n)
    found = polychoric(answers(seen.values[np.ix_(shuffled, order)]))
    assert found.correlations == pytest.approx(polychoric(seen).correlations[np.ix_(order, order)], abs=1e-8)


def test_everyone_twice_halves_the_variances() -> None:
    seen = data("model_ordered").select(ITEMS)
    once, twice = polychoric(seen), polychoric(rows(seen, 2))
    assert twice.correlations == pytest.approx(once.correlations, abs=1e-8)
    assert twice.errors * np.sqrt(2) == pytest.approx(once.errors, abs=1e-8)


def test_turning_an_item_round_turns_its_correlations() -> None:
    seen = data("model_ordered").select(ITEMS)
    turned = seen.values * np.array([-1, 1, 1, 1, 1, 1, 1, 1])
    once, other = polychoric(seen).correlations, polychoric(answers(turned)).correlations
    assert other[0, 1:] == pytest.approx(-once[0, 1:], abs=1e-8)
    assert other[1:, 1:] == pytest.approx(once[1:, 1:], abs=1e-8)


@settings(max_examples=40)
@given(few_answers(missing=True), st.sampled_from(Missing), st.sampled_from(Polychoric))
def test_any_answers_give_numbers_or_a_reason(seen, missing, estimator) -> None:  # type: ignore[no-untyped-def]
    found = tried(lambda: polychoric(seen, missing=missing, estimator=estimator))
    assert isinstance(found, Refusal) or (isinstance(found, Polychorics) and is_finite(found))


def test_a_pair_of_which_one_is_answered_alike_is_refused_when_thresholds_are_its_own() -> None:
    who_answers_both = [[2.0, 1.0]] * 6
    seen = answers([*who_answers_both, [1, np.nan], [1, np.nan], [np.nan, 2], [np.nan, 2]], ["a", "b"])
    with pytest.raises(Unusable, match="a × b"):
        polychoric(seen, missing=Missing.PAIRWISE, estimator=Polychoric.JOINT)
    assert "correlation-at-one" in {said.code for said in polychoric(seen, missing=Missing.PAIRWISE).warnings}


def test_what_cannot_be_said_is_refused_with_the_reason() -> None:
    seen = data("model_ordered").select(ITEMS)
    with pytest.raises(Impossible, match="full-information"):
        polychoric(seen, missing=Missing.FULL)
    with pytest.raises(NotEnough, match="minstens 5 personen"):
        polychoric(answers(seen.values[:4]))
    with pytest.raises(Unusable, match="verschillende antwoorden"):
        polychoric(data("model").select(["i1", "i2"]))
