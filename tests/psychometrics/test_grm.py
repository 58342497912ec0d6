"""The graded response model: beside mirt, on a finer grid, and under what must not change anything."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tegenstroom.engines.psychometrics import Answers, NoSolution, NotEnough, Unusable, answers
from tegenstroom.engines.psychometrics.irt.coding import coded
from tegenstroom.engines.psychometrics.irt.curves import curves
from tegenstroom.engines.psychometrics.irt.grm import GradedResponse, fitted, grm, starting
from tegenstroom.engines.psychometrics.irt.louis import observed_information
from tegenstroom.engines.psychometrics.irt.model import Model
from tests.psychometrics.oracle import kept, table
from tests.psychometrics.oracle.simulate_irt import graded

ITEMS = [f"q{place}" for place in range(1, 9)]
FINE = np.linspace(-8, 8, 1_601)


def questions() -> Answers:
    return table("graded").answers(ITEMS)


def fine_log_likelihood(data: Answers, fit: GradedResponse) -> float:
    """By its definition, on a grid of its own: no line of it is shared with the fit but the categories."""
    density = np.exp(-0.5 * FINE**2)
    likelihood = np.ones((data.n, len(FINE)))
    for place, known in enumerate(fit.parameters.categories):
        steep, bounds = fit.parameters.slopes[place], fit.difficulties[place, : len(known) - 1]
        above = 1 / (1 + np.exp(-steep * (FINE - bounds[:, None])))
        chance = -np.diff(np.vstack([np.ones_like(FINE), above, np.zeros_like(FINE)]), axis=0)
        for category, value in enumerate(known):
            likelihood[data.values[:, place] == value] *= chance[category]
    return float(np.log(likelihood @ density / density.sum()).sum())


def test_parameters_and_errors_are_those_of_mirt_with_61_nodes() -> None:
    fit, said = grm(questions()), kept("irt_values")
    assert fit.slope_errors is not None
    assert fit.difficulty_errors is not None
    assert fit.log_likelihood == pytest.approx(said["log_likelihood"], abs=1e-3)
    for item, known in enumerate(fit.parameters.categories):
        assert fit.parameters.slopes[item] == pytest.approx(said[f"discrimination.{item}.0"], abs=2e-4)
        assert fit.slope_errors[item] == pytest.approx(said[f"discrimination.error.{item}.0"], rel=1e-3)
        for place in range(len(known) - 1):
            assert fit.difficulties[item, place] == pytest.approx(said[f"thresholds.{item}.{place}"], abs=2e-4)
            error = said[f"thresholds.error.{item}.{place}"]
            assert fit.difficulty_errors[item, place] == pytest.approx(error, rel=1e-3)


def test_the_log_likelihood_is_that_of_a_fine_grid_and_no_step_from_it_climbs() -> None:
    data = questions()
    fit = grm(data, errors=False)
    assert fit.log_likelihood == pytest.approx(fine_log_likelihood(data, fit), abs=1e-4)
    model = Model(coded(data).layout)
    point = model.at(coded(data).data, fit.parameters.vector)
    information = observed_information(model, coded(data).data, fit.parameters.vector)
    assert 0.5 * point.gradient @ np.linalg.solve(information, point.gradient) < 1e-6


def test_louis_finds_the_derivatives_of_the_gradient_also_for_groups_and_unequal_items() -> None:
    data = table("graded").answers(ITEMS, group="group").persons(np.arange(600) < 120)
    found = coded(data, own=["q2"])
    model = Model(found.layout, 2)
    at = starting(model, found.data) + np.append(np.zeros(model.layout.size), [0.3, 0.2])
    moves = np.eye(model.size) * 1e-5
    gradient = model.at(found.data, at).gradient

    def climbed(move: np.ndarray) -> float:
        return model.at(found.data, at + move).log_likelihood - model.at(found.data, at - move).log_likelihood

    assert gradient == pytest.approx(np.array([climbed(move) for move in moves]) / 2e-5, abs=1e-4)
    differences = [
        (model.at(found.data, at - move).gradient - model.at(found.data, at + move).gradient) / 2e-5
        for move in moves
    ]
    assert observed_information(model, found.data, at) == pytest.approx(np.array(differences), abs=1e-5)


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 2**31))
def test_the_order_of_persons_and_items_does_not_matter(seed: int) -> None:
    random = np.random.default_rng(seed)
    data = questions()
    persons, items = random.permutation(data.n), random.permutation(data.k)
    before = grm(data, errors=False)
    after = grm(answers(data.values[persons][:, items]), errors=False)
    assert after.log_likelihood == pytest.approx(before.log_likelihood, abs=1e-5)
    assert after.parameters.slopes == pytest.approx(before.parameters.slopes[items], abs=2e-3)


def test_reversing_an_item_turns_its_slope_and_nothing_else() -> None:
    data = questions()
    turned = data.values.copy()
    turned[:, 0] = 4 - turned[:, 0]
    before, after = grm(data, errors=False), grm(answers(turned), errors=False)
    assert after.log_likelihood == pytest.approx(before.log_likelihood, abs=1e-5)
    assert after.parameters.slopes[0] == pytest.approx(-before.parameters.slopes[0], abs=2e-3)
    assert after.difficulties[0, ::-1] == pytest.approx(before.difficulties[0], abs=2e-3)
    assert after.parameters.slopes[1:] == pytest.approx(before.parameters.slopes[1:], abs=2e-3)


def test_the_same_people_twice_give_the_same_values_and_errors_a_root_of_two_smaller() -> None:
    data = questions()
    once, twice = grm(data), grm(answers(np.vstack([data.values, data.values])))
    assert once.slope_errors is not None
    assert twice.slope_errors is not None
    assert twice.log_likelihood == pytest.approx(2 * once.log_likelihood, abs=1e-4)
    assert twice.parameters.slopes == pytest.approx(once.parameters.slopes, abs=2e-3)
    assert twice.slope_errors * np.sqrt(2) == pytest.approx(once.slope_errors, rel=5e-3)


def test_two_groups_that_differ_in_ability_get_their_mean_and_spread() -> None:
    random = np.random.default_rng(5)
    theta = np.append(random.normal(0, 1, 1_500), random.normal(0.6, 0.8, 1_500))
    logit = 1.7 * (theta[:, None, None] - np.linspace(-1, 1, 10)[:, None] - np.array([-0.8, 0.0, 0.9]))
    found = (random.random((3_000, 10, 1)) < 1 / (1 + np.exp(-logit))).sum(axis=2)
    fit = grm(answers(found, groups=["a"] * 1_500 + ["b"] * 1_500))
    assert fit.mean_errors is not None
    assert fit.sd_errors is not None
    assert fit.groups == ("a", "b")
    assert abs(fit.means[1] - 0.6) < 3 * fit.mean_errors[1]
    assert abs(fit.sds[1] - 0.8) < 3 * fit.sd_errors[1]
    assert grm(answers(found, groups=["a"] * 1_500 + ["b"] * 1_500), reference="b").means[1] < -0.5


@pytest.mark.slow
@pytest.mark.parametrize("rare", [False, True])
def test_many_people_reach_the_same_top_by_way_of_a_few_also_when_the_few_miss_an_answer(rare: bool) -> None:
    found = graded(9_000, [5] * 6, 3)
    if rare:
        found[:2, 0] = 5
    data = coded(answers(found))
    model = Model(data.layout)
    start = starting(model, data.data)
    assert bool((data.data.some(4_000).matrix.sum(axis=0) <= 3).any()) is rare
    quick = fitted(model, data.data, start)
    slow = [start]
    for _step in range(300):  # plain EM, and no thought of speed
        point = model.at(data.data, slow[-1])
        slow.append(slow[-1] + model.em_step(point, point.gradient))
    assert quick.point.log_likelihood == pytest.approx(model.at(data.data, slow[-1]).log_likelihood, abs=1e-4)
    assert quick.vector == pytest.approx(slow[-1], abs=5e-3)


@pytest.mark.slow
def test_standard_errors_are_what_a_parametric_bootstrap_finds() -> None:
    sizes = [4] * 8
    fit = grm(answers(graded(1_000, sizes, 40)))
    assert fit.slope_errors is not None
    spread = []
    for seed in range(60):
        random = np.random.default_rng(seed)
        theta = random.normal(size=1_000)
        chance = curves(fit.parameters.layout.table(fit.parameters.vector), theta).chance
        above = random.random((8, 1, 1_000)) > np.cumsum(chance, axis=1)
        spread.append(grm(answers(above.sum(axis=1).T), errors=False).parameters.slopes)
    assert np.std(spread, axis=0, ddof=1).mean() == pytest.approx(fit.slope_errors.mean(), rel=0.12)


def test_the_curves_are_sound_far_from_where_people_are() -> None:
    found = curves(np.array([[9.0, 60.0, -60.0]]), np.linspace(-60, 60, 41))
    assert np.isfinite(found.log_chance).all()
    assert found.chance.sum(axis=1) == pytest.approx(np.ones((1, 41)))


def test_under_150_persons_it_points_to_sum_scores() -> None:
    with pytest.raises(NotEnough) as refused:
        grm(answers(graded(149, [5] * 5, 1)))
    assert "omega" in str(refused.value)
    assert grm(answers(graded(150, [3] * 5, 1)), errors=False).warnings[0].code == "grm-rough"


def test_an_item_that_repeats_another_is_too_steep_to_fit() -> None:
    found = graded(400, [4, 4, 4], 1)
    with pytest.raises(NoSolution):
        grm(answers(np.column_stack([found[:, 0], found[:, 0], found[:, 1], found[:, 2]])))


def test_a_number_that_runs_on_is_no_set_of_categories() -> None:
    found = graded(200, [4, 4, 4], 1)
    found[:, 0] = np.linspace(0, 1, 200)
    with pytest.raises(Unusable, match="200 verschillende"):
        grm(answers(found))


def test_an_answer_that_nobody_chose_does_not_count_and_that_is_said() -> None:
    found = graded(300, [4, 4, 4, 4], 1)
    fit = grm(answers(found, categories=[0, 1, 2, 3, 9]), errors=False)
    assert "unused-category" in {said.code for said in fit.warnings}
    assert fit.parameters.categories[0] == (0, 1, 2, 3)
