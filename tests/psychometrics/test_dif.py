"""Whether an item says the same in each group."""

import numpy as np
import pytest

from tegenstroom.engines.psychometrics import Answers, Impossible, NoSolution, NotEnough, answers
from tegenstroom.engines.psychometrics.irt.dif import Size, dif_by_likelihood, dif_by_regression
from tegenstroom.engines.psychometrics.irt.ordinal import ordinal
from tests.psychometrics.oracle import kept, table
from tests.psychometrics.oracle.simulate_irt import graded

ITEMS = [f"q{place}" for place in range(1, 9)]


def questions() -> Answers:
    return table("graded").answers(ITEMS, group="group")


def different() -> Answers:
    """800 persons; six in ten of group b answer the second item one higher than others who stand equally high."""
    found = graded(800, [5] * 8, 31)
    shifted = (np.arange(800) % 2 == 1) & (np.random.default_rng(32).random(800) < 0.6)
    found[shifted, 1] = np.minimum(found[shifted, 1] + 1, 4)
    return answers(found, groups=["a", "b"] * 400)


def test_regression_gives_the_chi_squares_of_polr() -> None:
    said = kept("growth_values")
    found = {each.item: each for each in dif_by_regression(questions()).items}
    compared = [item for item in ITEMS if f"dif.both.{item}" in said]
    assert len(compared) == 7  # polr does not take an item with two answers
    for item in compared:
        uniform = found[item].uniform
        assert uniform is not None
        assert found[item].statistic == pytest.approx(said[f"dif.both.{item}"], abs=1e-4)
        assert uniform[0] == pytest.approx(said[f"dif.uniform.{item}"], abs=1e-4)


def test_both_roads_find_the_item_that_is_easier_in_one_group_and_no_other() -> None:
    for found in (dif_by_likelihood(different()), dif_by_regression(different())):
        assert [each.item for each in found.items if each.p_adjusted < 0.001] == ["item2"]


def test_the_effect_says_who_answers_higher() -> None:
    there = dif_by_likelihood(different(), items=["item2"]).items[0]
    back = dif_by_likelihood(different(), items=["item2"], reference="b").items[0]
    assert there.effect > 0.5 > -0.5 > back.effect
    assert there.statistic == pytest.approx(back.statistic, abs=0.02)
    assert there.size is not Size.NEGLIGIBLE


def test_groups_that_are_copies_of_one_another_do_not_differ() -> None:
    half = graded(200, [4] * 5, 2)
    data = answers(np.vstack([half, half]), groups=["a"] * 200 + ["b"] * 200)
    for found in (dif_by_likelihood(data), dif_by_regression(data)):
        assert max(each.statistic for each in found.items) < 1e-4
        assert max(abs(each.effect) for each in found.items) < 1e-3


def test_small_groups_and_one_group_are_refused() -> None:
    found = graded(200, [4] * 5, 2)
    with pytest.raises(NotEnough, match="“b” zitten 20 personen"):
        dif_by_likelihood(answers(found, groups=["a"] * 180 + ["b"] * 20))
    with pytest.raises(NotEnough, match="“b” zit één persoon"):
        dif_by_likelihood(answers(found, groups=["a"] * 199 + ["b"]))
    with pytest.raises(Impossible):
        dif_by_regression(answers(found))


def test_a_reference_that_is_no_group_is_refused() -> None:
    """The negative control of a typing error: it is not taken for the first group in silence."""
    data = answers(graded(200, [4] * 5, 2), groups=["a", "b"] * 100)
    for compared in (dif_by_likelihood, dif_by_regression):
        with pytest.raises(Impossible, match=r"geen groep “c”.*zijn: a, b"):
            compared(data, reference="c")
        assert compared(data, reference="b").groups == ("b", "a")


def test_an_item_that_the_level_does_not_foretell_has_no_change_of_slope() -> None:
    level = np.tile([0.0, 0.0, 1.0, 1.0], 50)
    items = np.column_stack([np.tile([1.0, 2.0], 100), level + 1, level + 1])
    found = dif_by_regression(answers(items, groups=["a"] * 100 + ["b"] * 100), items=["item1"], matching=level)
    assert found.items[0].slope_change is None


def test_a_column_that_predicts_everything_has_no_slope() -> None:
    with pytest.raises(NoSolution):
        ordinal(np.repeat([0, 1, 2], 20), np.arange(60.0)[:, None])
