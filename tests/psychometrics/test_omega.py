"""ω of one factor beside lavaan, with and without missing answers."""

import numpy as np
import pytest
from hypothesis import given, settings

from tegenstroom.engines.psychometrics import Answers, Missing, Refusal, answers, omega
from tegenstroom.engines.psychometrics.reliability.omega import DELTA
from tests.psychometrics.makers import few_answers, is_finite, rows, tried
from tests.psychometrics.oracle import data, series, values

FILES = [("whole", Missing.LISTWISE), ("likert", Missing.LISTWISE), ("skipped", Missing.FULL)]


@pytest.mark.parametrize(("name", "missing"), FILES)
def test_omega_and_its_delta_interval_are_those_of_lavaan(name: str, missing: Missing) -> None:
    found = omega(data(name), missing=missing)
    plain = next(each for each in found.intervals if each.method == DELTA)
    assert found.value == pytest.approx(values()[f"omega.{name}"], abs=1e-6)
    assert found.se == pytest.approx(values()[f"omega.se.{name}"], rel=1e-4)
    assert plain.low == pytest.approx(values()[f"omega.low.{name}"], abs=5e-6)
    assert plain.high == pytest.approx(values()[f"omega.high.{name}"], abs=5e-6)


@pytest.mark.parametrize(("name", "missing"), FILES)
def test_the_model_behind_it_is_that_of_lavaan(name: str, missing: Missing) -> None:
    model = omega(data(name), missing=missing).model
    errors = np.sqrt(np.diag(model.covariance))[: len(model.items)]
    assert list(model.loadings) == pytest.approx(series(f"factor.loading.{name}"), abs=1e-5)
    assert list(errors) == pytest.approx(series(f"factor.se.{name}"), rel=1e-4)
    assert model.chi2 == pytest.approx(values()[f"factor.chi2.{name}"], abs=1e-4)
    assert model.p == pytest.approx(values()[f"factor.p.{name}"], abs=1e-5)
    assert model.log_likelihood == pytest.approx(values()[f"factor.log_likelihood.{name}"], abs=1e-4)


def test_full_information_on_complete_answers_is_plain_maximum_likelihood() -> None:
    whole = data("whole")
    assert omega(whole, missing=Missing.FULL).value == pytest.approx(omega(whole).value, abs=1e-9)


def test_two_things_in_one_scale_are_noticed() -> None:
    random = np.random.default_rng(1)
    two = np.repeat(random.normal(size=(300, 2)), 3, axis=1) + random.normal(size=(300, 6)) * 0.7
    found = omega(answers(two + random.normal(size=(300, 1)) * 0.5))
    assert "more-than-one" in [said.code for said in found.warnings]
    assert "more-than-one" not in [said.code for said in omega(data("whole")).warnings]


@pytest.mark.parametrize(
    ("table", "missing", "code"),
    [
        (data("whole").values[:, :2], Missing.LISTWISE, "too-few-items"),
        (data("whole").values[:6], Missing.LISTWISE, "more-persons-than-items"),
        (data("skipped").values, Missing.PAIRWISE, "no-pairwise-model"),
        (np.repeat(data("whole").values[:, :2], 2, axis=1), Missing.LISTWISE, "singular"),
    ],
)
def test_what_carries_no_omega_is_refused(table: np.ndarray, missing: Missing, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        omega(answers(table), missing=missing)
    assert refused.value.code == code


@pytest.mark.slow
@settings(max_examples=60)
@given(few_answers(missing=True))
def test_whatever_comes_a_number_or_a_refusal(few: Answers) -> None:
    for missing in (Missing.LISTWISE, Missing.FULL):
        found = tried(lambda missing=missing: omega(few, missing=missing))
        if isinstance(found, Refusal):
            assert "{" not in str(found)
            continue
        assert 0 <= found.value < 1
        assert is_finite(found)


def test_everyone_twice_gives_the_same_omega() -> None:
    whole = data("likert")
    once, twice = omega(whole), omega(rows(whole, 2))
    assert twice.value == pytest.approx(once.value, abs=1e-6)
    assert twice.se == pytest.approx(once.se / np.sqrt(2), rel=1e-4)
