"""Measurement invariance beside lavaan and semTools, and what must hold whatever the answers."""

from collections.abc import Callable

import numpy as np
import pytest

from tegenstroom.engines.psychometrics import (
    Answers,
    Estimator,
    Impossible,
    Invariance,
    Level,
    Missing,
    NotEnough,
    Unusable,
    answers,
    invariance,
    invariance_of_waves,
)
from tests.psychometrics.oracle import data, table, values

ITEMS = tuple(f"i{place}" for place in range(1, 9))
TWO = {"kracht": ITEMS[:4], "steun": ITEMS[4:]}
WAVES = ("before", "after")
PANEL = {"kracht": [[f"{item}_{wave}" for item in "abcd"] for wave in WAVES]}


def grouped(name: str) -> Answers:
    return table(name).answers(ITEMS, group="group")


def of_groups(name: str, estimator: Estimator) -> Callable[[], Invariance]:
    return lambda: invariance(grouped(name), TWO, estimator=estimator)


def of_waves(name: str, estimator: Estimator) -> Callable[[], Invariance]:
    return lambda: invariance_of_waves(data(name), PANEL, WAVES, estimator=estimator)


CASES = {
    "groups_ml": of_groups("model", Estimator.ML),
    "groups_mlr": of_groups("model", Estimator.MLR),
    "groups_ordered": of_groups("model_ordered", Estimator.WLSMV),
    "waves_ml": of_waves("panel", Estimator.ML),
    "waves_ordered": of_waves("panel_ordered", Estimator.WLSMV),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_every_level_and_every_difference_is_that_of_lavaan(name: str) -> None:
    said = values()
    for step in CASES[name]().steps:
        key = f"cfa.{name}.{step.level.value}"
        plain, scaled = step.model.fit, step.model.scaled
        assert plain.test.df == said[f"{key}.df"]
        assert plain.test.chi2 == pytest.approx(said[f"{key}.chisq"], abs=5e-3)
        assert plain.cfi == pytest.approx(said[f"{key}.cfi"], abs=1e-4)
        assert plain.rmsea == pytest.approx(said[f"{key}.rmsea"], abs=1e-4)
        assert step.model.srmr == pytest.approx(said[f"{key}.srmr"], abs=1e-4)
        if scaled is not None:
            assert scaled.test.chi2 == pytest.approx(said[f"{key}.chisq.scaled"], abs=2e-2)
            assert scaled.cfi == pytest.approx(said[f"{key}.cfi.scaled"], abs=1e-4)
            assert scaled.rmsea == pytest.approx(said[f"{key}.rmsea.scaled"], abs=1e-4)
        if step.level is not Level.CONFIGURAL:
            assert step.difference is not None
            assert step.difference.chi2 == pytest.approx(
                said[f"invariance.{name}.{step.level.value}.diff"], abs=2e-2
            )
            assert step.difference.df == said[f"invariance.{name}.{step.level.value}.df"]


@pytest.mark.slow
def test_an_item_that_reads_differently_is_found_at_the_intercepts() -> None:
    """Item 3 stands .35 higher in group 2 than its factor says."""
    found = CASES["groups_ml"]()
    assert [step.level for step in found.steps if not step.holds] == [Level.SCALAR]
    assert found.reached is Level.METRIC
    assert found.sizes == (360, 240)
    assert found.occasions == ("1", "2")


def test_the_names_of_groups_say_nothing() -> None:
    once = grouped("model")
    assert once.groups is not None
    turned = answers(once.values, ITEMS, groups=["b" if each == "1" else "a" for each in once.groups])
    for one, other in zip(invariance(once, TWO).steps, invariance(turned, TWO).steps, strict=True):
        assert other.model.fit.test.chi2 == pytest.approx(one.model.fit.test.chi2, abs=1e-5)


def test_who_has_no_group_does_not_count() -> None:
    once = grouped("model")
    assert once.groups is not None
    some = answers(
        once.values, ITEMS, groups=["" if place < 10 else each for place, each in enumerate(once.groups)]
    )
    found = invariance(some, TWO)
    assert (found.n, found.n_all) == (590, 600)


def test_what_cannot_be_said_is_refused_with_the_reason() -> None:
    whole = data("model").select(ITEMS)
    with pytest.raises(NotEnough, match="maar één groep"):
        invariance(whole, TWO)
    lonely = answers(whole.values, ITEMS, groups=["a"] * 595 + ["b"] * 5)
    with pytest.raises(NotEnough, match="“b” telt 5 personen"):
        invariance(lonely, TWO)
    few = answers(data("panel").values[:6], data("panel").items)
    with pytest.raises(NotEnough, match=r"Om rondes te vergelijken zijn er minstens .* Het aantal is hier 6"):
        invariance_of_waves(few, PANEL, WAVES)
    for estimator in Estimator:
        with pytest.raises(NotEnough, match="minstens 2 vragen"):
            invariance(grouped("model_ordered"), {"kracht": ITEMS[:1]}, estimator=estimator)
    with pytest.raises(Impossible, match="dezelfde"):
        invariance_of_waves(data("panel"), {"kracht": [["a_before", "b_before"], ["a_after"]]}, WAVES)
    with pytest.raises(Impossible, match="full-information"):
        invariance(grouped("model_ordered"), TWO, estimator=Estimator.WLSMV, missing=Missing.FULL)
    ordered = grouped("model_ordered")
    two = answers(np.minimum(ordered.values, 2), ITEMS, groups=ordered.groups)
    with pytest.raises(Unusable, match="twee antwoorden"):
        invariance(two, TWO, estimator=Estimator.WLSMV)
    lacking = ordered.values.copy()
    lacking[(np.array(ordered.groups) == "2") & (lacking[:, 0] == 5), 0] = 4
    with pytest.raises(Unusable, match="koos in “2” niemand deze antwoorden: 5"):
        invariance(answers(lacking, ITEMS, groups=ordered.groups), TWO, estimator=Estimator.WLSMV)
    panel = data("panel_ordered")
    unused = panel.values.copy()
    unused[unused[:, 0] == panel.values[:, 0].max(), 0] -= 1
    with pytest.raises(Unusable, match=f"Bij “{panel.items[0]}” koos niemand deze antwoorden"):
        invariance_of_waves(answers(unused, panel.items), PANEL, WAVES, estimator=Estimator.WLSMV)
