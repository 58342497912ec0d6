"""Exploratory factor analysis and what goes before it, beside psych and factanal."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tegenstroom.engines.psychometrics import (
    Extraction,
    Factors,
    Impossible,
    Kind,
    Missing,
    NotEnough,
    Refusal,
    Rotation,
    answers,
    efa,
    omega_hierarchical,
    suitability,
)
from tests.psychometrics.makers import few_answers, is_finite, rows, tried
from tests.psychometrics.oracle import data, series, values

ITEMS = tuple(f"i{place}" for place in range(1, 9))


def test_kmo_and_bartlett_are_those_of_psych() -> None:
    found = suitability(data("model").select(ITEMS))
    assert found.kmo == pytest.approx(values()["kmo"], abs=1e-8)
    assert found.kmo_items == pytest.approx(series("kmo.item"), abs=1e-8)
    assert found.chi2 == pytest.approx(values()["bartlett.chi2"], abs=1e-6)
    assert found.df == values()["bartlett.df"]


def test_parallel_analysis_finds_the_two_factors_and_none_in_noise() -> None:
    assert suitability(data("model").select(ITEMS)).factors == 2
    assert suitability(data("model_ordered").select(ITEMS), kind=Kind.POLYCHORIC).factors == 2
    noise = suitability(answers(np.random.default_rng(5).normal(size=(300, 8))))
    assert noise.factors <= 1
    assert noise.chance.sum() > 8  # quantiles of each, so together more than the trace


def test_chance_is_what_random_answers_give() -> None:
    """The Wishart draws beside plain random data."""
    random = np.random.default_rng(8)
    plain = [np.linalg.eigvalsh(np.corrcoef(random.normal(size=(60, 5)).T))[::-1] for _draw in range(1_000)]
    drawn = suitability(answers(random.normal(size=(60, 5))), draws=1_000).chance
    assert drawn == pytest.approx(np.quantile(plain, 0.95, axis=0), abs=0.03)


@pytest.mark.parametrize("extraction", Extraction)
@pytest.mark.parametrize("rotation", [Rotation.NONE, Rotation.VARIMAX, Rotation.OBLIMIN])
def test_loadings_are_those_of_psych(extraction: Extraction, rotation: Rotation) -> None:
    found = efa(data("model").select(ITEMS), 2, extraction=extraction, rotation=rotation)
    name = f"efa.{extraction.value}.{rotation.value}"
    said = np.array(series(f"{name}.loading")).reshape(8, 2)
    if rotation is not Rotation.NONE:  # psych leaves turned factors as they fall
        order = np.argmax(np.abs(said.T @ found.loadings), axis=0)
        said = said[:, order]
        said = said * np.sign(np.sum(said * found.loadings, axis=0))
    # psych stops searching at 1e-4 or so.
    assert np.abs(found.loadings - said).max() < 5e-4
    assert found.uniquenesses == pytest.approx(series(f"{name}.uniqueness"), abs=5e-4)
    assert found.chi2 == pytest.approx(values()[f"{name}.chi2"], abs=5e-3)
    assert found.rmsr == pytest.approx(values()[f"{name}.rmsr"], abs=1e-5)
    if rotation is Rotation.OBLIMIN:
        assert abs(found.factor_correlations[0, 1]) == pytest.approx(values()[f"{name}.phi"], abs=5e-4)


def test_maximum_likelihood_is_that_of_factanal() -> None:
    found = efa(data("model").select(ITEMS), 2, extraction=Extraction.ML)
    assert found.chi2 == pytest.approx(values()["efa.ml.factanal.chi2"], abs=1e-5)
    assert found.uniquenesses == pytest.approx(series("efa.ml.factanal.uniqueness"), abs=2e-5)


@settings(max_examples=15)
@given(st.permutations(range(8)), st.sampled_from(Extraction), st.sampled_from(Rotation))
def test_the_order_of_items_says_nothing(order: list[int], extraction: Extraction, rotation: Rotation) -> None:
    seen = data("model").select(ITEMS)
    once = efa(seen, 2, extraction=extraction, rotation=rotation)
    other = efa(seen.select([ITEMS[place] for place in order]), 2, extraction=extraction, rotation=rotation)
    assert np.abs(other.loadings - once.loadings[order]).max() < 1e-4


def test_turning_changes_nothing_of_what_is_explained() -> None:
    seen = data("model").select(ITEMS)
    explained = []
    for rotation in Rotation:
        found = efa(seen, 2, rotation=rotation)
        explained.append(found.loadings @ found.factor_correlations @ found.loadings.T)
        assert found.explained.sum() == pytest.approx(1 - found.uniquenesses.mean(), abs=1e-6)
    assert explained[1] == pytest.approx(explained[0], abs=1e-8)
    assert explained[2] == pytest.approx(explained[0], abs=1e-8)


def test_everyone_twice_changes_no_loading() -> None:
    seen = data("model").select(ITEMS)
    assert efa(rows(seen, 2), 2).loadings == pytest.approx(efa(seen, 2).loadings, abs=1e-5)


@settings(max_examples=40)
@given(few_answers(missing=True), st.integers(1, 3), st.sampled_from(Kind), st.sampled_from(Missing))
def test_any_answers_give_numbers_or_a_reason(seen: Any, factors: int, kind: Kind, missing: Missing) -> None:
    for procedure in (lambda: efa(seen, factors, kind=kind, missing=missing), lambda: suitability(seen, draws=5)):
        found = tried(procedure)
        assert isinstance(found, Refusal) or is_finite(found)


@pytest.mark.parametrize("rotation", [Rotation.PROMAX, Rotation.OBLIMIN])
def test_factors_of_items_that_say_the_same_are_turned_or_refused(rotation: Rotation) -> None:
    levels = np.array([5, 4, 4, 3, 3, 2, 2, 1, 3, 3, 3])
    alike = np.column_stack([levels, 6 - levels, levels, levels, 6 - levels, levels])
    alike[8, 0] = 4
    found = tried(
        lambda: efa(answers(alike), 3, extraction=Extraction.ML, rotation=rotation, kind=Kind.POLYCHORIC)
    )
    assert isinstance(found, Refusal) or is_finite(found)


def test_what_cannot_be_said_is_refused_with_the_reason() -> None:
    seen = data("model").select(ITEMS)
    with pytest.raises(Impossible, match="hoogstens 4"):
        efa(seen, 5)
    with pytest.raises(NotEnough, match="minstens 9 personen"):
        efa(answers(seen.values[:8]), 1)
    assert isinstance(efa(seen, 4), Factors)


def test_factors_of_a_dozen_people_are_said_to_be_chance() -> None:
    """Twelve people give factors, and even a TLI above one; fifty are the least that anyone advises."""
    few = answers(np.random.default_rng(4).normal(size=(12, 8)) + np.random.default_rng(5).normal(size=(12, 1)))
    assert "few-for-factors" in [said.code for said in efa(few, 3).warnings]
    assert "few-for-factors" in [said.code for said in omega_hierarchical(few, anyway=True).warnings]
    many = answers(np.tile(few.values, (10, 1)) + np.random.default_rng(6).normal(size=(120, 8)))
    assert "few-for-factors" not in [said.code for said in efa(many, 3).warnings]
