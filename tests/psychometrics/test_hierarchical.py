"""ω hierarchical beside psych, and not given where there is one thing only."""

import numpy as np
import pytest

from tegenstroom.engines.psychometrics import Refusal, answers, omega_hierarchical
from tests.psychometrics.makers import parallel_items, tried
from tests.psychometrics.oracle import data, series, values
from tests.psychometrics.oracle.simulate import bifactor


def test_omega_and_the_general_factor_are_those_of_psych() -> None:
    found = omega_hierarchical(data("bifactor"))
    assert found.value == pytest.approx(values()["hierarchical.omega_h"], abs=5e-6)
    assert found.total == pytest.approx(values()["hierarchical.omega_t"], abs=5e-6)
    assert list(found.general) == pytest.approx(series("hierarchical.general"), abs=1e-5)


def test_the_order_of_items_changes_nothing() -> None:
    order = [8, 1, 5, 3, 0, 7, 2, 6, 4]
    shuffled = answers(data("bifactor").values[:, order])
    assert omega_hierarchical(shuffled).value == pytest.approx(
        omega_hierarchical(data("bifactor")).value, abs=1e-5
    )


@pytest.mark.slow
def test_items_that_measure_one_thing_get_no_groups() -> None:
    """Twenty samples without groups, of which chance may let a few through; twenty with, which all get their
    figure."""
    random = np.random.default_rng(1)
    without = [tried(lambda: omega_hierarchical(answers(parallel_items(random, 200, 9, 0.7)))) for _ in range(20)]
    having = [
        tried(lambda seed=seed: omega_hierarchical(answers(bifactor(seed, 400, 0.6, 0.45)))) for seed in range(20)
    ]
    assert sum(isinstance(each, Refusal) for each in without) >= 17
    assert not any(isinstance(each, Refusal) for each in having)


def test_groups_that_go_against_one_another_share_nothing() -> None:
    random = np.random.default_rng(2)
    groups = random.multivariate_normal(np.zeros(3), [[1, 0.5, -0.5], [0.5, 1, 0.5], [-0.5, 0.5, 1]], 400)
    items = np.repeat(groups, 3, axis=1) * 0.8 + random.normal(size=(400, 9)) * 0.6
    with pytest.raises(Refusal) as refused:
        omega_hierarchical(answers(items))
    assert refused.value.code == "flipped"
    anyway = omega_hierarchical(answers(items), anyway=True)
    assert "flipped" in {said.code for said in anyway.warnings}
    assert 0 <= anyway.value < anyway.total <= 1


@pytest.mark.parametrize(
    ("items", "factors", "code"), [(5, 3, "too-few-items"), (9, 1, "two-factors"), (7, 4, "too-few-items")]
)
def test_what_has_no_groups_by_design_is_refused(items: int, factors: int, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        omega_hierarchical(answers(data("bifactor").values[:, :items]), factors=factors)
    assert refused.value.code == code
