"""Confirmatory factor analysis beside lavaan, and what must hold whatever the answers."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tegenstroom.engines.psychometrics import (
    Estimator,
    FactorModel,
    Impossible,
    Missing,
    NoSolution,
    NotEnough,
    Refusal,
    Unit,
    Unusable,
    answers,
    cfa,
)
from tegenstroom.engines.psychometrics.structure import indices
from tegenstroom.engines.psychometrics.structure.layout import Matrix
from tests.psychometrics.makers import few_answers, is_finite, rows, tried
from tests.psychometrics.oracle import data, values

ITEMS = tuple(f"i{place}" for place in range(1, 9))
TWO = {"kracht": ITEMS[:4], "steun": ITEMS[4:]}
WLSMV = {"estimator": Estimator.WLSMV}
CASES: list[tuple[str, str, dict[str, Any]]] = [
    ("ml", "model", {}),
    ("mlr", "model", {"estimator": Estimator.MLR}),
    ("fiml", "model_skipped", {"missing": Missing.FULL}),
    ("mlr_fiml", "model_skipped", {"missing": Missing.FULL, "estimator": Estimator.MLR}),
    ("together", "model", {"covariances": [("i2", "i7")]}),
    ("wlsmv", "model_ordered", WLSMV),
    ("wlsmv_unit", "model_ordered", {**WLSMV, "unit": Unit.FACTOR}),
    ("wlsmv_one", "model_ordered", {**WLSMV, "model": {"kracht": ITEMS}}),
    ("wlsmv_pairwise", "model_ordered_skipped", {**WLSMV, "missing": Missing.PAIRWISE}),
]
SIGN = {
    Matrix.LOADING: "=~",
    Matrix.FACTOR: "~~",
    Matrix.RESIDUAL: "~~",
    Matrix.THRESHOLD: "|t",
    Matrix.INTERCEPT: "~1",
}


def fitted(name: str, source: str, asked: dict[str, Any]) -> FactorModel:
    return cfa(
        data(source), asked.get("model", TWO), **{key: each for key, each in asked.items() if key != "model"}
    )


@pytest.mark.parametrize(("name", "source", "asked"), CASES)
def test_estimates_and_errors_are_those_of_lavaan(name: str, source: str, asked: dict[str, Any]) -> None:
    found = fitted(name, source, asked)
    said = values()
    for each in found.estimates:
        key = f"{each.left}{SIGN[each.matrix]}{each.right}"
        assert each.value == pytest.approx(said[f"cfa.{name}.est.{key}"], abs=2e-5), key
        assert each.standard == pytest.approx(said[f"cfa.{name}.std.{key}"], abs=2e-5), key
        if each.se is not None:
            assert each.se == pytest.approx(said[f"cfa.{name}.se.{key}"], abs=2e-5), key
    assert found.parameters == said[f"cfa.{name}.npar"]


@pytest.mark.parametrize(("name", "source", "asked"), CASES)
def test_tests_and_indices_are_those_of_lavaan(name: str, source: str, asked: dict[str, Any]) -> None:
    found, said = fitted(name, source, asked), values()

    def same(ours: float | None, key: str, within: float = 1e-5) -> None:
        assert ours == pytest.approx(said[f"cfa.{name}.{key}"], abs=within), key

    for fit, scaled in ((found.fit, ""), (found.scaled, ".scaled")):
        if fit is None:
            continue
        same(fit.test.chi2, f"chisq{scaled}", 2e-3)
        same(fit.test.p, f"pvalue{scaled}")
        same(fit.baseline.chi2, f"baseline.chisq{scaled}", 5e-3)
        same(fit.cfi, f"cfi{scaled}")
        same(fit.tli, f"tli{scaled}")
        same(fit.rmsea, f"rmsea{scaled}")
        same(fit.rmsea_interval.low, f"rmsea.ci.lower{scaled}")
        same(fit.rmsea_interval.high, f"rmsea.ci.upper{scaled}")
    same(found.fit.close, "rmsea.pvalue")
    same(found.srmr, "srmr")
    same(float(found.fit.test.df), "df")
    if found.log_likelihood is not None:
        same(found.log_likelihood, "logl", 1e-4)
        same(found.aic, "aic", 1e-3)
        same(found.bic, "bic", 1e-3)


@settings(max_examples=10)
@given(st.integers(0, 2**32 - 1), st.sampled_from([Estimator.ML, Estimator.WLSMV]))
def test_the_order_of_persons_says_nothing(seed: int, estimator: Estimator) -> None:
    seen = data("model_ordered").select(ITEMS)
    shuffled = answers(np.random.default_rng(seed).permutation(seen.values), ITEMS)
    once, other = (cfa(each, TWO, estimator=estimator) for each in (seen, shuffled))
    assert other.loadings == pytest.approx(once.loadings, abs=1e-6)
    assert other.reported.test.chi2 == pytest.approx(once.reported.test.chi2, abs=1e-5)


@pytest.mark.parametrize("estimator", Estimator)
def test_another_marker_or_unit_is_the_same_model(estimator: Estimator) -> None:
    seen = data("model_ordered")
    once = cfa(seen, TWO, estimator=estimator)
    turned = {"kracht": TWO["kracht"][::-1], "steun": TWO["steun"]}
    for other in (cfa(seen, turned, estimator=estimator), cfa(seen, TWO, estimator=estimator, unit=Unit.FACTOR)):
        assert other.reported.test.chi2 == pytest.approx(once.reported.test.chi2, abs=1e-4)
        order = [other.items.index(item) for item in once.items]
        assert other.loadings[order] == pytest.approx(once.loadings, abs=1e-5)


@pytest.mark.parametrize("unit", [1e-6, 1e-10, 1e6])
def test_the_unit_of_the_answers_does_not_touch_what_is_standardised(unit: float) -> None:
    plain = data("model")
    there = cfa(answers(unit * plain.values, plain.items), TWO)
    said = [each.standard for each in cfa(plain, TWO).estimates]
    assert [each.standard for each in there.estimates] == pytest.approx(said, rel=1e-5)
    assert not there.warnings


def test_everyone_twice_halves_the_variances() -> None:
    seen = data("model_ordered").select(ITEMS)
    for estimator in Estimator:
        once, twice = (cfa(each, TWO, estimator=estimator) for each in (seen, rows(seen, 2)))
        for one, two in zip(once.estimates, twice.estimates, strict=True):
            assert two.value == pytest.approx(one.value, abs=1e-5)
            assert (two.se or 0) * np.sqrt(2) == pytest.approx(one.se or 0, rel=1e-3)


def test_full_information_without_holes_is_the_plain_answer() -> None:
    seen = data("model")
    plain, full = cfa(seen, TWO), cfa(seen, TWO, missing=Missing.FULL)
    assert full.loadings == pytest.approx(plain.loadings, abs=1e-7)
    assert full.fit.test.chi2 == pytest.approx(plain.fit.test.chi2, abs=1e-6)


def test_more_than_all_of_an_item_explained_is_a_warning() -> None:
    related = np.array([[1, 0.9, 0.9], [0.9, 1, 0.7], [0.9, 0.7, 1]])
    seen = np.random.default_rng(3).multivariate_normal(np.zeros(3), related, 400)
    found = cfa(answers(seen, ["a", "b", "c"]), {"kracht": ["a", "b", "c"]})
    assert "over-explained" in {said.code for said in found.warnings}
    assert "a" in str(found.warnings[0])


def test_a_group_of_thirty_hears_that_figures_swing() -> None:
    found = cfa(answers(data("model").values[:30, :4], ITEMS[:4]), {"kracht": ITEMS[:4]})
    assert "few-for-cfa" in {said.code for said in found.warnings}


@settings(max_examples=40)
@given(few_answers(missing=True), st.sampled_from(Estimator), st.sampled_from(Missing))
def test_any_answers_give_numbers_or_a_reason(seen: Any, estimator: Estimator, missing: Missing) -> None:
    found = tried(lambda: cfa(seen, {"kracht": seen.items}, estimator=estimator, missing=missing))
    assert isinstance(found, Refusal) or is_finite(found)


def test_what_cannot_be_said_is_refused_with_the_reason() -> None:
    seen = data("model")
    with pytest.raises(NotEnough, match="minstens 9 personen"):
        cfa(answers(seen.values[:8, :8], ITEMS), TWO)
    with pytest.raises(NoSolution, match="meer onbekenden"):
        cfa(seen, {"kracht": ["i1", "i2"]})
    with pytest.raises(Impossible, match="i99"):
        cfa(seen, {"kracht": ["i1", "i2", "i99"]})
    with pytest.raises(Impossible, match="paarsgewijs"):
        cfa(seen, TWO, missing=Missing.PAIRWISE)
    doubled = answers(
        np.column_stack([seen.values[:, :3], seen.values[:, 0] + seen.values[:, 1]]), ["a", "b", "c", "d"]
    )
    with pytest.raises(Unusable, match="volgen volledig"):
        cfa(doubled, {"kracht": ["a", "b", "c", "d"]})


@pytest.mark.parametrize("share", [0.05, 0.95])
@pytest.mark.parametrize("df", [2.0, 35.5])
def test_where_a_chi_square_is_too_large_to_compute_the_normal_distribution_goes_on(
    share: float, df: float
) -> None:
    chi2 = 1e6
    afar = indices._noncentral_afar(chi2, df, share)
    assert stats.ncx2.cdf(chi2, df, afar) == pytest.approx(share, abs=2e-4)
    low, high = indices._noncentral(1e13, df)
    assert 0.999e13 < low < 1e13 < high < 1.001e13
