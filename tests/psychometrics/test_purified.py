"""Items that differ are found without dragging the honest ones along."""

import numpy as np
import pytest

from tegenstroom.engines.psychometrics import Answers, Impossible, NoSolution, NotEnough, Unusable, answers
from tegenstroom.engines.psychometrics.irt import Criterion, Matching, dif_by_regression, purified, purified_dif
from tests.psychometrics.oracle import kept, table
from tests.psychometrics.oracle.simulate_irt import HARDER, differing
from tests.support.depth import only_thorough


def groups(seed: int = 0, *, n: int = 600, harder: tuple[str, ...] = HARDER, apart: float = 0.0) -> Answers:
    """Ten items of five answers; `harder` are .8 harder for group b, who stands `apart` higher."""
    return answers(differing(seed, n, harder, apart), groups=["ab"[place % 2] for place in range(n)])


def test_rounds_and_chi_squares_are_those_of_polr() -> None:
    """R goes the same rounds with proportional odds of its own; the data are those of `groups()`."""
    said = kept("purified_values")
    data = table("differing").answers([f"item{place}" for place in range(1, 11)], group="group")
    assert np.array_equal(data.values, groups().values)
    found = purified_dif(data, matching=Matching.MEAN)
    assert len(found.rounds) == said["rounds"] == 3
    for number, flagged in enumerate(found.rounds, 1):
        assert [said[f"round.{number}.found.{name}"] for name in data.items] == [
            name in flagged for name in data.items
        ]
    for each in found.items:
        assert each.uniform is not None
        assert each.statistic == pytest.approx(said[f"round.3.both.{each.item}"], abs=1e-4)
        assert each.uniform[0] == pytest.approx(said[f"round.3.uniform.{each.item}"], abs=1e-4)


@pytest.mark.slow
@pytest.mark.parametrize("matching", list(Matching))
def test_the_honest_items_that_a_first_round_accuses_are_cleared(matching: Matching) -> None:
    found = purified_dif(groups(), matching=matching)
    assert set(found.rounds[0]) > set(HARDER)
    assert set(found.flagged) == set(HARDER)
    assert found.converged
    assert found.rounds[-1] == found.rounds[-2] == found.flagged
    assert set(found.anchors) | set(HARDER) == {each.item for each in found.items}
    assert len(found.anchors) == 7


@only_thorough
@pytest.mark.slow
@pytest.mark.parametrize("matching", list(Matching))
@pytest.mark.parametrize("apart", [0.0, 0.5])
def test_power_and_false_alarms_in_twenty_samples(matching: Matching, apart: float) -> None:
    """Three tests at .01 accuse one honest item in forty; a first round accuses one in three. 140 honest items."""
    results = [purified_dif(groups(seed, apart=apart), matching=matching) for seed in range(20)]
    hits = sum(len(set(HARDER) & set(each.flagged)) for each in results)
    false = sum(len(set(each.flagged) - set(HARDER)) for each in results)
    at_first = sum(len(set(each.rounds[0]) - set(HARDER)) for each in results)
    assert hits == 60
    assert false <= 9
    assert at_first > 30  # the negative control: one round is not enough
    assert all(each.converged for each in results)


def test_where_nothing_differs_one_round_is_all_and_equals_the_plain_regression() -> None:
    data = groups(seed=3, harder=())
    found = purified_dif(data, matching=Matching.MEAN)
    assert found.rounds == ((),)
    assert found.converged
    assert found.items == dif_by_regression(data).items


@pytest.mark.parametrize("criterion", [Criterion.R2, Criterion.BETA])
def test_a_criterion_of_size_finds_only_what_is_that_large(criterion: Criterion) -> None:
    found = purified_dif(groups(), matching=Matching.MEAN, criterion=criterion)
    assert found.converged
    assert set(found.flagged) <= set(HARDER)
    assert purified_dif(groups(), matching=Matching.MEAN, criterion=criterion, bound=0.99).flagged == ()


@pytest.mark.slow
def test_the_reference_decides_nothing_about_what_is_found() -> None:
    one, other = (purified_dif(groups(), matching=Matching.MEAN, reference=name) for name in "ab")
    assert one.groups == other.groups[::-1] == ("a", "b")
    assert one.rounds == other.rounds


@pytest.mark.slow
def test_persons_in_another_order_change_nothing() -> None:
    data = groups()
    order = np.random.default_rng(1).permutation(data.n)
    turned = answers(data.values[order], groups=[(data.groups or ())[place] for place in order])
    assert purified_dif(data, matching=Matching.MEAN).rounds == purified_dif(turned, matching=Matching.MEAN).rounds


def test_when_rounds_run_out_it_says_so_and_names_what_wavered() -> None:
    found = purified_dif(groups(), matching=Matching.MEAN, most_rounds=1)
    assert not found.converged
    assert [each.code for each in found.warnings] == ["dif-not-at-rest", "dif-few-anchors"][: len(found.warnings)]
    assert set(HARDER) <= set(found.warnings[0].values["items"])


def test_rounds_that_return_to_an_earlier_one_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = iter([("item1",), ("item2",), ("item1",)])
    real = purified._is_found
    found_now: list[tuple[str, ...]] = []

    def by_turns(item: purified.ItemDif, criterion: Criterion, bound: float) -> bool:
        real(item, criterion, bound)
        if item.item == "item1":
            found_now.append(next(turns))
        return item.item in found_now[-1]

    monkeypatch.setattr(purified, "_is_found", by_turns)
    found = purified_dif(groups(), matching=Matching.MEAN)
    assert found.rounds == (("item1",), ("item2",), ("item1",))
    assert not found.converged
    assert found.warnings[0].values["items"] == ("item1", "item2")


def test_when_every_item_differs_nothing_is_left_to_measure_by() -> None:
    with pytest.raises(NoSolution, match="blijft er geen vraag over"):
        purified_dif(groups(), matching=Matching.MEAN, bound=0.9999)


@pytest.mark.slow
def test_what_it_cannot_carry_is_refused() -> None:
    with pytest.raises(NotEnough, match="40 personen"):
        purified_dif(groups(n=80), matching=Matching.MEAN)
    with pytest.raises(NotEnough, match="somscores"):
        purified_dif(groups(n=120))
    assert purified_dif(groups(n=120), matching=Matching.MEAN).n == 120
    with pytest.raises(Impossible, match="tussen 0 en 1"):
        purified_dif(groups(), bound=1.0)
    with pytest.raises(Impossible, match="één ronde"):
        purified_dif(groups(), most_rounds=0)
    data = groups()
    same = data.values.copy()
    same[1::2, 3] = 2
    with pytest.raises(Unusable, match="“b” gaf iedereen hetzelfde antwoord op “item4”"):
        purified_dif(answers(same, groups=data.groups))


@pytest.mark.slow
def test_open_answers_count_for_theta_and_the_regression_is_listwise() -> None:
    values = groups().values.copy()
    values[np.random.default_rng(1).random(values.shape) < 0.01] = np.nan
    data = answers(values, groups=["", *(groups().groups or ())[1:]])
    found = purified_dif(data)
    assert found.n == int(data.answered[1:].all(axis=1).sum()) < found.n_all == 600
    assert set(found.flagged) >= set(HARDER)
    assert all(np.isfinite([each.p, each.effect]).all() for each in found.items)
