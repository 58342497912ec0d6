"""Growth over waves, beside lme4 and lmerTest."""

from typing import Any

import numpy as np
import pytest

from tegenstroom.engines.psychometrics import Impossible, NoSolution, NotEnough, Unusable
from tegenstroom.engines.psychometrics.growth import Growth, growth
from tests.psychometrics.oracle import kept, table
from tests.psychometrics.oracle.simulate_irt import waves
from tests.support.depth import only_thorough

MODELS: dict[str, dict[str, Any]] = {
    "two": {"covariates": ["woman"]},
    "start": {"slope": False},
    "three": {"covariates": ["woman"], "group": "group"},
    "groups": {"group": "group", "slope": False},
}


def columns() -> dict[str, Any]:
    found = table("growth")
    return {name: found.numbers(name) for name in ("y", "time", "person", "group", "woman")}


def modelled(name: str, reml: bool) -> Growth:
    given, model = columns(), MODELS[name]
    return growth(
        given["y"],
        given["time"],
        given["person"],
        group=given[model["group"]] if "group" in model else None,
        covariates={each: given[each] for each in model.get("covariates", [])},
        slope=model.get("slope", True),
        reml=reml,
    )


@pytest.mark.parametrize("reml", [True, False])
@pytest.mark.parametrize("name", list(MODELS))
def test_every_value_is_that_of_lme4(name: str, reml: bool) -> None:
    found, said = modelled(name, reml), kept("growth_values")
    head = f"{name}.{'reml' if reml else 'ml'}"
    assert found.log_likelihood == pytest.approx(said[f"{head}.log_likelihood"], abs=1e-4)
    assert found.residual == pytest.approx(said[f"{head}.residual"], rel=1e-3)
    for place, effect in enumerate(found.effects, 1):
        assert effect.estimate == pytest.approx(said[f"{head}.estimate.{place}"], abs=1e-4)
        assert effect.error == pytest.approx(said[f"{head}.error.{place}"], rel=1e-3)
        assert effect.df == pytest.approx(said[f"{head}.df.{place}"], rel=5e-3)
    for spread in found.spreads:
        assert spread.start == pytest.approx(said[f"{head}.{spread.level}.1"], rel=2e-3)
        if spread.pace is not None:
            assert spread.pace == pytest.approx(said[f"{head}.{spread.level}.2"], rel=2e-3)


def test_the_order_of_rows_and_the_names_of_people_do_not_matter() -> None:
    given = columns()
    order = np.random.default_rng(1).permutation(len(given["y"]))
    names = np.array([f"code {900 - each:g}" for each in given["person"]])
    before = growth(given["y"], given["time"], given["person"])
    after = growth(given["y"][order], given["time"][order], names[order])
    assert after.log_likelihood == pytest.approx(before.log_likelihood, abs=1e-6)
    assert after.effect("time").estimate == pytest.approx(before.effect("time").estimate, abs=1e-5)


def test_other_units_give_the_same_answer_in_those_units() -> None:
    given = columns()
    before = growth(given["y"], given["time"], given["person"])
    after = growth(1_000 + 50 * given["y"], given["time"] * 30, given["person"])
    assert after.effect("time").estimate * 30 / 50 == pytest.approx(before.effect("time").estimate, rel=1e-4)
    assert after.effect("start").estimate == pytest.approx(1_000 + 50 * before.effect("start").estimate, rel=1e-6)
    assert after.spreads[0].start == pytest.approx(50 * before.spreads[0].start, rel=1e-3)


def test_the_same_people_twice_make_the_errors_a_root_of_two_smaller() -> None:
    given = columns()
    twice = {name: np.tile(each, 2) for name, each in given.items()}
    twice["person"][len(given["y"]) :] += 10_000
    once = growth(given["y"], given["time"], given["person"], reml=False)
    more = growth(twice["y"], twice["time"], twice["person"], reml=False)
    assert more.log_likelihood == pytest.approx(2 * once.log_likelihood, abs=1e-4)
    assert more.effect("time").error * np.sqrt(2) == pytest.approx(once.effect("time").error, rel=1e-3)


def test_times_that_nobody_shares_give_the_same_as_the_whole_covariance() -> None:
    """Against the definition: the multivariate normal density of all rows at the estimates."""
    random = np.random.default_rng(7)
    person = np.repeat(np.arange(30), 4)
    time = random.uniform(0, 5, 120)
    own = random.normal(size=(30, 2)) * [1.0, 0.4]
    y = 2 + 0.3 * time + own[person, 0] + own[person, 1] * time + random.normal(0, 0.5, 120)
    found = growth(y, time, person, reml=False)
    spread = found.spreads[0]
    assert spread.pace is not None
    assert spread.correlation is not None
    between = spread.correlation * spread.start * spread.pace
    covariance = np.array([[spread.start**2, between], [between, spread.pace**2]])
    design = np.column_stack([np.ones(120), time])
    whole = np.where(person[:, None] == person, design @ covariance @ design.T, 0) + found.residual**2 * np.eye(
        120
    )
    rest = y - design @ [effect.estimate for effect in found.effects]
    _sign, size = np.linalg.slogdet(whole)
    density = -0.5 * (size + rest @ np.linalg.solve(whole, rest) + 120 * np.log(2 * np.pi))
    assert found.log_likelihood == pytest.approx(density, abs=1e-6)


@only_thorough
@pytest.mark.slow
def test_intervals_of_the_pace_hold_the_truth_as_often_as_they_say_in_a_group_of_twelve() -> None:
    inside = 0
    for seed in range(200):
        random = np.random.default_rng(seed)
        person, time = np.repeat(np.arange(12), 4), np.tile([0.0, 1.0, 2.0, 3.0], 12)
        own = random.normal(size=(12, 2)) * [1.0, 0.4]
        y = own[person, 0] + (0.5 + own[person, 1]) * time + random.normal(0, 0.5, 48)
        interval = growth(y, time, person).effect("time").interval
        inside += interval.low < 0.5 < interval.high
    assert 0.92 < inside / 200 < 0.98


def test_rows_with_something_missing_drop_out_and_that_is_said() -> None:
    given = columns()
    y = given["y"].copy()
    y[given["person"] == 3] = np.nan
    found = growth(y, given["time"], given["person"])
    assert (found.n, found.n_all) == (149, 150)
    assert found.warnings[0].code == "rows-out"


def test_no_differences_between_people_lie_on_the_edge_and_that_is_said() -> None:
    random = np.random.default_rng(4)
    person, time = np.repeat(np.arange(40), 3), np.tile([0.0, 1.0, 2.0], 40)
    noise = random.normal(size=(40, 3))
    noise -= noise.mean(axis=1, keepdims=True)  # everyone has the same mean: less spread than chance gives
    found = growth(0.5 * time + noise.ravel(), time, person, slope=False)
    assert {"on-the-edge"} <= {said.code for said in found.warnings}
    assert np.isfinite(found.log_likelihood)


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"person": np.arange(15)}, NotEnough),
        ({"time": np.ones(15)}, Unusable),
        ({"y": np.ones(15)}, Unusable),
        ({"y": np.ones(14)}, Impossible),
        ({"covariates": {"time": np.arange(15.0)}}, Impossible),
        ({"covariates": {"start": np.arange(15.0)}}, Impossible),
        ({"person": np.repeat([0, 1], [7, 8])}, NotEnough),
        ({"group": np.zeros(15)}, NotEnough),
        ({"group": np.arange(15) // 2}, Unusable),
        ({"group": np.arange(15) % 5, "person": np.tile(np.arange(7), 3)[:15]}, Unusable),
        ({"covariates": {"again": np.tile([0.0, 1.0, 2.0], 5)}, "person": np.arange(15) % 7}, Unusable),
        ({"y": np.tile([0.0, 1.0, 2.0], 5), "person": np.arange(15) // 2, "slope": False}, NoSolution),
    ],
)
def test_what_cannot_be_said_is_refused(changed: dict[str, Any], kind: type[Exception]) -> None:
    given: dict[str, Any] = {
        "y": np.random.default_rng(1).normal(size=15),
        "time": np.tile([0.0, 1.0, 2.0], 5),
        "person": np.arange(15) // 2,
        "slope": False,
    }
    with pytest.raises(kind):
        growth(**given | changed)


@pytest.mark.slow
def test_twenty_thousand_people_take_no_more_cells_than_two_hundred() -> None:
    rows = waves(20_000, 10, 2)
    found = growth(rows[:, 0], rows[:, 1], rows[:, 2])
    assert found.n > 19_000
    assert found.effect("time").estimate == pytest.approx(0.4, abs=0.2)
