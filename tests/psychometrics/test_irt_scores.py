"""Scores on known items, information, and how well an item fits."""

import numpy as np
import pytest
from scipy import integrate, stats

from tegenstroom.engines.psychometrics import Impossible, Unusable, answers
from tegenstroom.engines.psychometrics.irt.grm import grm
from tegenstroom.engines.psychometrics.irt.information import information, marginal_reliability
from tegenstroom.engines.psychometrics.irt.item_fit import item_fit, sum_scores
from tegenstroom.engines.psychometrics.irt.items import ItemParameters
from tegenstroom.engines.psychometrics.irt.scores import Score, score, score_fitted
from tests.psychometrics.oracle import kept, table
from tests.psychometrics.oracle.simulate_irt import graded

KNOWN = ItemParameters.known(
    ["a", "b", "c"], [[1, 2, 3], [1, 2, 3], [0, 1]], [1.5, 0.9, 2.1], [[-1.0, 0.8], [-0.2, 1.1], [0.3]]
)


def test_scores_are_those_of_mirt() -> None:
    data = table("graded").answers([f"q{place}" for place in range(1, 9)])
    fit, said = grm(data, errors=False), kept("irt_values")
    mean, top = score(data, fit.parameters), score(data, fit.parameters, how=Score.MAP)
    for person in range(0, 600, 60):
        assert mean.theta[person] == pytest.approx(said[f"eap.{person}"], abs=5e-5)
        assert mean.error[person] == pytest.approx(said[f"eap.error.{person}"], abs=5e-5)
        assert top.theta[person] == pytest.approx(said[f"map.{person}"], abs=5e-5)


def likelihood(theta: float, given: list[int]) -> float:
    found = 1.0
    for item, category in enumerate(given):
        bounds = KNOWN.difficulties[item][~np.isnan(KNOWN.difficulties[item])]
        above = [1.0, *(1 / (1 + np.exp(-KNOWN.slopes[item] * (theta - bound))) for bound in bounds), 0.0]
        found *= above[category] - above[category + 1]
    return found


def test_one_person_is_scored_on_imported_items_as_the_integral_says() -> None:
    def weighed(power: int) -> float:
        return integrate.quad(lambda x: x**power * likelihood(x, [2, 1, 1]) * stats.norm.pdf(x), -9, 9)[0]

    found = score(answers([[3, 2, 1]], ["a", "b", "c"]), KNOWN)
    mean = weighed(1) / weighed(0)
    assert found.theta[0] == pytest.approx(mean, abs=1e-7)
    assert found.error[0] == pytest.approx(np.sqrt(weighed(2) / weighed(0) - mean**2), abs=1e-7)
    assert found.reliability is None


def test_map_is_the_top_and_its_error_the_curvature_there() -> None:
    def low(x: float) -> float:
        return -np.log(likelihood(x, [2, 1, 1]) * stats.norm.pdf(x, 0.4, 1.3))

    found = score(answers([[3, 2, 1]], ["a", "b", "c"]), KNOWN, how=Score.MAP, mean=0.4, sd=1.3)
    top, step = found.theta[0], 1e-4
    assert (low(top + step) - low(top - step)) / (2 * step) == pytest.approx(0, abs=1e-6)
    bend = (low(top + step) - 2 * low(top) + low(top - step)) / step**2
    assert found.error[0] == pytest.approx(1 / np.sqrt(bend), rel=1e-5)


def test_a_group_of_twelve_is_scored_and_who_answered_nothing_gets_the_mean_and_a_warning() -> None:
    given = np.array([[3, 2, 1]] * 11 + [[np.nan] * 3])
    found = score(answers(given, ["a", "b", "c"]), KNOWN)
    assert found.theta[-1] == pytest.approx(0, abs=1e-9)
    assert found.error[-1] == pytest.approx(1, abs=1e-6)
    assert [said.code for said in found.warnings] == ["empty-persons"]


def test_an_answer_or_an_item_without_parameters_is_refused() -> None:
    with pytest.raises(Unusable, match="bestaat niet"):
        score(answers([[3, 2, 7]], ["a", "b", "c"]), KNOWN)
    with pytest.raises(Impossible, match="geen waarden"):
        score(answers([[3, 2]], ["a", "z"]), KNOWN)
    with pytest.raises(Impossible):
        ItemParameters.known(["a"], [[1, 2, 3]], [1.0], [[1.0, -1.0]])


def test_each_group_is_scored_from_its_own_mean() -> None:
    found = graded(600, [4] * 5, 8)
    found[300:] = np.minimum(found[300:] + 1, 3)
    data = answers(found, groups=["a"] * 300 + ["b"] * 300)
    scored = score_fitted(data, grm(data, errors=False))
    assert scored.theta[300:].mean() > scored.theta[:300].mean() + 0.5


def test_information_is_the_curvature_that_the_model_expects() -> None:
    told = information(KNOWN, np.array([0.4]))
    step = 1e-4

    def logs(x: float) -> np.ndarray:
        return np.log([likelihood(x, [a, b, c]) for a in range(3) for b in range(3) for c in range(2)])

    slope = (logs(0.4 + step) - logs(0.4 - step)) / (2 * step)
    assert told.test[0] == pytest.approx(np.exp(logs(0.4)) @ slope**2, rel=1e-6)
    assert told.error[0] == pytest.approx(told.test[0] ** -0.5)
    assert 0.4 < marginal_reliability(KNOWN) < 0.6


def test_sum_scores_follow_from_their_items() -> None:
    first, second = np.array([[0.2], [0.8]]), np.array([[0.5], [0.3], [0.2]])
    assert sum_scores([first, second])[:, 0] == pytest.approx([0.1, 0.46, 0.28, 0.16])


def test_items_that_fit_are_found_to_fit_and_one_that_does_not_is_seen() -> None:
    """Cells are joined in our own way, so that only the size of the statistic is held beside mirt's."""
    data = table("graded").answers([f"q{place}" for place in range(1, 9)])
    found, said = item_fit(data, grm(data, errors=False)), kept("irt_values")
    for item in range(8):
        assert found.s_x2[item] / found.df[item] == pytest.approx(
            said[f"fit.S_X2.{item}"] / said[f"fit.df.{item}"], abs=0.15
        )
    random = graded(2_000, [4] * 8, 6)
    middle = np.abs(random[:, 1:].sum(axis=1) - 10) < 4
    random[:, 0] = np.where(
        middle, 3 - random[:, 0] // 2, random[:, 0] // 2
    )  # high in the middle, low at both ends
    worse = item_fit(answers(random), grm(answers(random), errors=False))
    assert worse.p[0] < 1e-6
