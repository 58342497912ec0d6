"""Standard errors beside a parametric bootstrap: samples drawn from what was fitted, and fitted again.

Each procedure that gives a standard error says how far its estimate would swing over samples of that size. Here
they are really drawn. The graded response model has the same test in `test_grm`.
"""

from collections.abc import Callable

import numpy as np
import pytest

from tegenstroom.engines.psychometrics import (
    Answers,
    Estimate,
    Estimator,
    FactorModel,
    Missing,
    Polychoric,
    alpha,
    answers,
    categorical_omega,
    cfa,
    omega,
    one_factor,
    polychoric,
    two_level_cfa,
)
from tegenstroom.engines.psychometrics.growth.mixed import Growth, growth
from tegenstroom.engines.psychometrics.structure.layout import Matrix
from tests.psychometrics.makers import parallel_items
from tests.support.depth import at_depth, only_thorough

pytestmark = pytest.mark.slow

type Draw = Callable[[np.random.Generator], Answers]

DRAWS = at_depth(100, 150)
# The spread of so many draws swings by this share of itself; four times that is not met by chance.
SWING = 4 / np.sqrt(2 * DRAWS)
# Errors are right for many persons; over all parameters together they may be off by this share.
OFF = 0.08
ITEMS = [f"q{place}" for place in range(1, 7)]
TWO = {"a": ITEMS[:3], "b": ITEMS[3:]}


def spread(draw: Draw, estimate: Callable[[Answers], object]) -> np.ndarray:
    """Standard deviations of the estimates over the draws, (parameters,)."""
    found = [np.atleast_1d(np.asarray(estimate(draw(np.random.default_rng(seed))))) for seed in range(DRAWS)]
    return np.std(found, axis=0, ddof=1)


def agree(said: object, drawn: np.ndarray) -> None:
    """Each error is near what was drawn, and all of them together nearer."""
    ratio = np.atleast_1d(np.asarray(said)) / drawn
    assert ratio == pytest.approx(1, abs=SWING + OFF)
    assert ratio.mean() == pytest.approx(1, abs=SWING / np.sqrt(len(ratio)) + OFF)


def normal(covariance: np.ndarray, n: int, mean: float = 3.0) -> Draw:
    root = np.linalg.cholesky(covariance)
    return lambda random: answers(mean + random.normal(size=(n, len(root))) @ root.T, ITEMS[: len(root)])


def cut(correlation: np.ndarray, thresholds: list[np.ndarray], n: int) -> Draw:
    """Normal answers, seen only as in which category they fall."""
    root = np.linalg.cholesky(correlation)

    def draw(random: np.random.Generator) -> Answers:
        seen = random.normal(size=(n, len(root))) @ root.T
        coded = [np.searchsorted(edges, seen[:, place]) + 1 for place, edges in enumerate(thresholds)]
        return answers(np.column_stack(coded), ITEMS[: len(root)])

    return draw


def two_factors(random: np.random.Generator, n: int) -> np.ndarray:
    """Normal answers to six questions on two factors that go together, (n, 6)."""
    factors = random.normal(size=(n, 2)) @ np.array([[1, 0.5], [0, 0.87]])
    return np.repeat(factors, 3, axis=1) * 0.75 + random.normal(size=(n, 6)) * 0.66


def free(estimates: tuple[Estimate, ...]) -> list[Estimate]:
    return [each for each in estimates if each.se is not None]


def values(estimates: tuple[Estimate, ...]) -> list[float]:
    return [each.value for each in free(estimates)]


def errors(estimates: tuple[Estimate, ...]) -> list[float | None]:
    return [each.se for each in free(estimates)]


def implied(estimates: list[Estimate], items: list[str], factors: list[str]) -> np.ndarray:
    """The covariance matrix (k, k) that the loadings, factors and residuals of a model say."""
    loadings, between = np.zeros((len(items), len(factors))), np.zeros((len(factors), len(factors)))
    residual = np.zeros((len(items), len(items)))
    for each in estimates:
        match each.matrix:
            case Matrix.LOADING:
                factor, item = sorted((each.left, each.right), key=lambda name: name in items)
                loadings[items.index(item), factors.index(factor)] = each.value
            case Matrix.FACTOR:
                left, right = factors.index(each.left), factors.index(each.right)
                between[left, right] = between[right, left] = each.value
            case Matrix.RESIDUAL:
                left, right = items.index(each.left), items.index(each.right)
                residual[left, right] = residual[right, left] = each.value
    return loadings @ between @ loadings.T + residual


def ordinal_draw(model: FactorModel, n: int) -> Draw:
    correlation = model.loadings @ model.factor_correlations @ model.loadings.T
    np.fill_diagonal(correlation, 1)
    cuts = [
        np.array([one.value for one in model.estimates if one.matrix is Matrix.THRESHOLD and one.left == item])
        for item in model.items
    ]
    return cut(correlation, cuts, n)


def five_categories(seen: np.ndarray) -> Answers:
    return answers(np.digitize(seen, [-1.2, -0.4, 0.5, 1.3]) + 1, ITEMS[: seen.shape[1]])


def test_alpha_swings_as_far_as_it_says() -> None:
    data = answers(parallel_items(np.random.default_rng(1), 300, 5, 0.6), ITEMS[:5])
    draw = normal(np.cov(data.values.T), 300)
    agree(alpha(data).se, spread(draw, lambda one: alpha(one).value))


def test_omega_swings_as_far_as_it_says() -> None:
    data = answers(parallel_items(np.random.default_rng(2), 300, 5, 0.6), ITEMS[:5])
    draw = normal(one_factor(data).implied, 300)
    agree(omega(data).se, spread(draw, lambda one: omega(one).value))


@only_thorough
def test_omega_of_ordered_answers_swings_as_far_as_it_says() -> None:
    data = five_categories(parallel_items(np.random.default_rng(3), 400, 5, 0.7))
    fit = categorical_omega(data)
    agree(fit.se, spread(ordinal_draw(fit.model, 400), lambda one: categorical_omega(one).value))


@pytest.mark.parametrize("estimator", [Polychoric.TWO_STEP, pytest.param(Polychoric.JOINT, marks=only_thorough)])
def test_polychoric_correlations_and_thresholds_swing_as_far_as_they_say(estimator: Polychoric) -> None:
    fit = polychoric(five_categories(two_factors(np.random.default_rng(4), 500)[:, 1:5]), estimator=estimator)
    pairs = np.triu_indices(4, 1)
    draw = cut(fit.correlations, list(fit.thresholds), 500)

    def found(data: Answers) -> np.ndarray:
        one = polychoric(data, estimator=estimator)
        return np.concatenate([one.correlations[pairs], *one.thresholds])

    agree(np.concatenate([fit.errors[pairs], *fit.threshold_errors]), spread(draw, found))


@pytest.mark.parametrize("missing", [Missing.LISTWISE, pytest.param(Missing.FULL, marks=only_thorough)])
def test_what_a_factor_model_estimates_swings_as_far_as_it_says(missing: Missing) -> None:
    seen = two_factors(np.random.default_rng(5), 400)
    holes = np.random.default_rng(6).random(seen.shape) < (0.15 if missing is Missing.FULL else 0)
    fit = cfa(answers(np.where(holes, np.nan, seen), ITEMS), TWO, missing=missing)
    whole = normal(implied(list(fit.estimates), ITEMS, ["a", "b"]), 400)

    def draw(random: np.random.Generator) -> Answers:
        return answers(np.where(holes, np.nan, whole(random).values), ITEMS)

    agree(errors(fit.estimates), spread(draw, lambda one: values(cfa(one, TWO, missing=missing).estimates)))


@only_thorough
def test_what_a_model_of_ordered_answers_estimates_swings_as_far_as_it_says() -> None:
    def fitted(data: Answers) -> FactorModel:
        return cfa(data, TWO, estimator=Estimator.WLSMV)

    fit = fitted(five_categories(two_factors(np.random.default_rng(7), 600)))
    agree(errors(fit.estimates), spread(ordinal_draw(fit, 600), lambda one: values(fitted(one).estimates)))


@only_thorough
def test_robust_errors_hold_where_answers_are_not_normal_and_plain_ones_do_not() -> None:
    """Answers with heavy tails: drawn from the truth itself, for no fitted normal model has them."""

    def draw(random: np.random.Generator) -> Answers:
        heavy = np.sqrt(7 / random.chisquare(7, size=(500, 1)))
        return answers(two_factors(random, 500) * heavy, ITEMS)

    def fitted(data: Answers, estimator: Estimator) -> FactorModel:
        return cfa(data, TWO, estimator=estimator)

    drawn = spread(draw, lambda one: values(fitted(one, Estimator.ML).estimates))
    several = [draw(np.random.default_rng(seed)) for seed in range(10_000, 10_030)]
    robust, plain = (
        np.mean([np.asarray(errors(fitted(one, which).estimates), float) for one in several], axis=0)
        for which in (Estimator.MLR, Estimator.ML)
    )
    agree(robust, drawn)
    assert (plain / drawn).mean() < 1 - OFF


@only_thorough
def test_both_levels_of_a_two_level_model_swing_as_far_as_they_say() -> None:
    names, groups, each = ITEMS[:4], 150, 6
    group = np.repeat(np.arange(groups), each)
    random = np.random.default_rng(8)
    low = parallel_items(random, groups * each, 4, 0.75)
    high = 0.8 * parallel_items(random, groups, 4, 0.7)

    def fitted(data: Answers) -> tuple[Estimate, ...]:
        return two_level_cfa(data, {"w": names}, {"b": names}).estimates

    fit = fitted(answers(low + high[group], names, groups=group.tolist()))
    within, between = (
        implied([one for one in fit if one.group == level], names, [factor])
        for level, factor in (("within", "w"), ("between", "b"))
    )

    def draw(dice: np.random.Generator) -> Answers:
        own, shared = normal(within, groups * each, 0.0)(dice), normal(between, groups, 0.0)(dice)
        return answers(own.values + shared.values[group], names, groups=group.tolist())

    agree(errors(fit), spread(draw, lambda one: values(fitted(one))))


def test_growth_swings_as_far_as_it_says() -> None:
    people, waves = 120, 4
    person, time = np.repeat(np.arange(people), waves), np.tile(np.arange(waves), people)

    def rows(
        random: np.random.Generator, start: float, pace: float, covariance: np.ndarray, noise: float
    ) -> np.ndarray:
        own = random.multivariate_normal([start, pace], covariance, people)
        return np.asarray(own[person, 0] + own[person, 1] * time + random.normal(0, noise, len(person)))

    fit = growth(rows(np.random.default_rng(9), 2, 0.3, np.array([[1, 0.1], [0.1, 0.2]]), 0.8), time, person)
    [own] = fit.spreads
    assert own.pace is not None
    assert own.correlation is not None
    shared = own.start * own.pace * own.correlation
    covariance = np.array([[own.start**2, shared], [shared, own.pace**2]])
    start, pace = (fit.effect(name).estimate for name in ("start", "time"))

    def again(seed: int) -> Growth:
        return growth(rows(np.random.default_rng(seed), start, pace, covariance, fit.residual), time, person)

    drawn = [[effect.estimate for effect in again(seed).effects] for seed in range(DRAWS)]
    agree([effect.error for effect in fit.effects], np.std(drawn, axis=0, ddof=1))
