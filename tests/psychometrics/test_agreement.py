"""r*wg: agreement in a group beside what chance gives."""

import numpy as np
import pytest

from tegenstroom.engines.psychometrics import Refusal, agreement, answers
from tests.psychometrics.oracle import data, values


def test_one_group_has_the_value_of_the_package_multilevel() -> None:
    first_ten = answers(data("likert").values[:10])
    assert agreement(first_ten, options=5).mean == pytest.approx(
        values()["agreement.rwg_star.first_ten"], abs=1e-10
    )


@pytest.mark.parametrize(
    ("scores", "expected"),
    [([3, 3, 3, 3], 1.0), ([1, 1, 5, 5], 1 - (16 / 3) / 2), ([2, 4], 0.0)],
    ids=["all the same", "two camps", "as chance"],
)
def test_one_is_full_agreement_and_below_zero_two_camps(scores: list[float], expected: float) -> None:
    found = agreement(answers([[each] for each in scores]), options=5)
    assert found.mean == pytest.approx(expected)


def test_a_group_of_one_does_not_count_and_is_named() -> None:
    found = agreement(answers([[1], [2], [4], [4], [5]], groups="aabbc"), options=5)
    assert [(each.group, each.n) for each in found.groups] == [("a", 2), ("b", 2)]
    assert [str(said) for said in found.warnings] == ["Te kleine groepen tellen niet mee: c."]


@pytest.mark.parametrize(("options", "groups", "code"), [(1, "aab", "two-options"), (5, "abc", "all-alone")])
def test_what_has_no_agreement_is_refused(options: int, groups: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        agreement(answers(np.array([[1.0], [2.0], [3.0]]), groups=groups), options=options)
    assert refused.value.code == code
