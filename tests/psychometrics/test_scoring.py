"""From answers to scores: what is reversed, what is open, what is weighed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.engines.psychometrics import Answers, Combine, Refusal, Scale, answers, reverse, score
from tests.psychometrics.makers import few_answers

NONE = float("nan")
# Pearlin's mastery scale: seven items of 1 to 4, five of them worded the other way.
MASTERY = Scale(
    "mastery",
    tuple(f"m{place}" for place in range(1, 8)),
    reverse=("m1", "m2", "m3", "m5", "m7"),
    minimum=7,
    combine=Combine.SUM,
)


def test_mastery_runs_from_seven_to_twenty_eight() -> None:
    most, least = [1, 1, 1, 4, 1, 4, 1], [4, 4, 4, 1, 4, 1, 4]
    found = score(answers([most, least], MASTERY.items), [MASTERY], low=1, high=4)
    assert found.values[:, 0].tolist() == [28, 7]
    assert found.ranges == ((7, 28),)


@pytest.mark.parametrize(
    ("row", "expected"),
    [([4, 2, NONE, NONE], 3.0), ([4, NONE, NONE, NONE], NONE), ([1, 2, 3, 4], 2.5)],
    ids=["half is enough", "less is not", "all"],
)
def test_half_of_the_items_must_be_answered(row: list[float], expected: float) -> None:
    scale = Scale("s", ("item1", "item2", "item3", "item4"))
    found = score(answers([row, [1, 1, 1, 1]]), [scale])
    assert found.values[0, 0] == pytest.approx(expected, nan_ok=True)
    assert found.answered[0, 0] == int(np.isfinite(row).sum())
    assert found.scored == (1 + np.isfinite(expected),)
    assert ("no-score" in [said.code for said in found.warnings]) == bool(np.isnan(expected))


def test_a_sum_counts_what_is_open_as_the_persons_own_mean() -> None:
    scale = Scale("s", ("item1", "item2", "item3", "item4"), combine=Combine.SUM)
    assert score(answers([[4, 2, NONE, NONE]]), [scale]).values[0, 0] == 12


def test_weights_weigh_only_what_was_answered() -> None:
    scale = Scale("s", ("item1", "item2"), weights=(3, 1), minimum=1)
    found = score(answers([[4, 2], [NONE, 2]]), [scale])
    assert found.values[:, 0].tolist() == [3.5, 2]


def test_several_scales_at_once_each_with_its_own_count() -> None:
    scales = [Scale("a", ("item1", "item2")), Scale("b", ("item3",))]
    found = score(answers([[1, 3, NONE], [2, 4, 5]]), scales)
    assert (found.scales, found.scored, found.n) == (("a", "b"), (2, 1), 2)


@given(few_answers(missing=True), st.data())
def test_reversing_twice_gives_back_what_it_was(few: Answers, chosen: st.DataObject) -> None:
    items = chosen.draw(st.sets(st.sampled_from(few.items)))
    twice = reverse(reverse(few, items, low=1, high=5), items, low=1, high=5)
    assert np.array_equal(twice.values, few.values, equal_nan=True)


@given(few_answers())
def test_reversing_all_items_mirrors_the_score(few: Answers) -> None:
    scale = Scale("s", few.items)
    straight, turned = score(few, [scale]), score(reverse(few, few.items, low=1, high=5), [scale])
    assert turned.values == pytest.approx(6 - straight.values)


def test_categories_turn_along() -> None:
    uneven = answers([[0], [1], [4]], categories=[0, 1, 4])
    turned = reverse(uneven, ["item1"])
    assert turned.categories == ((0, 3, 4),)
    assert turned.values[:, 0].tolist() == [4, 3, 0]


@pytest.mark.parametrize(
    ("scale", "code"),
    [
        (Scale("s", ("item1", "x")), "unknown-item"),
        (Scale("s", ("item1", "item1")), "item-twice"),
        (Scale("s", ("item1",), reverse=("item2",)), "not-in-scale"),
        (Scale("s", ("item1", "item2"), weights=(1,)), "weights-differ"),
        (Scale("s", ("item1",), weights=(0,)), "weight-sign"),
        (Scale("s", ("item1",), minimum=2), "minimum-answered"),
        (Scale("s", ()), "too-few-items"),
        (Scale("s", ("item1",), reverse=("item1",)), "no-range"),
    ],
)
def test_a_scale_that_cannot_be_is_refused(scale: Scale, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        score(answers([[1, 2], [3, 4]]), [scale])
    assert refused.value.code == code


def test_an_answer_out_of_range_is_named() -> None:
    with pytest.raises(Refusal, match=r"Bij “item1” staat 7. Het antwoord ligt tussen 1 en 5."):
        reverse(answers([[7], [3]]), ["item1"], low=1, high=5)


@pytest.mark.parametrize(
    ("low", "high"), [(5, 1), (3, 3), (float("nan"), 5), (1, float("inf")), (float("-inf"), None)]
)
@pytest.mark.parametrize("turned", [(), ("item1",)])
def test_what_is_no_range_is_refused_whether_an_item_turns_or_not(
    low: float, high: float | None, turned: tuple[str, ...]
) -> None:
    data = answers([[1.0, 2.0], [3.0, 4.0]])
    with pytest.raises(Refusal, match="ligt niet onder het hoogste"):
        score(data, [Scale("s", ("item1", "item2"), reverse=turned)], low=low, high=high)
