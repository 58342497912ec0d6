"""Cronbach's α beside R, a published figure, and what must hold whatever the answers."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tegenstroom.engines.psychometrics import Answers, Missing, NoSolution, Refusal, alpha, answers
from tegenstroom.engines.psychometrics.reliability.alpha import DELTA, DUHACHEK, FELDT
from tests.psychometrics.lsat import lsat6
from tests.psychometrics.makers import few_answers, is_finite, rows, tried
from tests.psychometrics.oracle import data, series, values


def test_lsat6_has_the_published_alpha_and_interval() -> None:
    tested = lsat6()
    assert tested.values.sum(axis=0).tolist() == [924, 709, 553, 763, 870]
    found = alpha(tested)
    assert found.value == pytest.approx(0.2950, abs=5e-5)
    assert (found.interval.low, found.interval.high) == pytest.approx((0.2235, 0.3618), abs=5e-5)


@pytest.mark.parametrize("name", ["whole", "likert", "small"])
def test_alpha_and_its_items_are_those_of_psych(name: str) -> None:
    found = alpha(data(name))
    said = values()
    assert found.value == pytest.approx(said[f"alpha.{name}"], abs=1e-10)
    assert found.standardised == pytest.approx(said[f"alpha.standardised.{name}"], abs=1e-10)
    assert found.mean_correlation == pytest.approx(said[f"alpha.mean_r.{name}"], abs=1e-10)
    assert [item.alpha_without for item in found.items] == pytest.approx(
        series(f"alpha.without.{name}"), abs=1e-10
    )
    assert [item.rest for item in found.items] == pytest.approx(series(f"alpha.rest.{name}"), abs=1e-10)


@pytest.mark.parametrize("name", ["whole", "likert", "small"])
def test_both_intervals_are_those_of_psych(name: str) -> None:
    feldt, duhachek = alpha(data(name)).intervals
    assert (feldt.method, duhachek.method) == (FELDT, DUHACHEK)
    assert feldt.low == pytest.approx(values()[f"alpha.feldt.low.{name}"], abs=1e-10)
    assert feldt.high == pytest.approx(values()[f"alpha.feldt.high.{name}"], abs=1e-10)
    assert alpha(data(name)).se == pytest.approx(values()[f"alpha.se.{name}"], abs=1e-10)


def test_the_three_ways_with_missing_answers_differ_and_each_says_how_many() -> None:
    skipped = data("skipped")
    found = {missing: alpha(skipped, missing=missing) for missing in Missing}
    assert found[Missing.LISTWISE].value == pytest.approx(values()["alpha.listwise.skipped"], abs=1e-10)
    assert found[Missing.PAIRWISE].value == pytest.approx(values()["alpha.pairwise.skipped"], abs=1e-10)
    assert found[Missing.FULL].value == pytest.approx(values()["alpha.full.skipped"], abs=1e-6)
    assert found[Missing.FULL].se == pytest.approx(values()["alpha.full.se.skipped"], rel=1e-4)
    assert found[Missing.FULL].interval.method == DELTA
    complete = int((~np.isnan(skipped.values)).all(axis=1).sum())
    assert [found[missing].n for missing in Missing] == [complete, 200, 200]
    assert {each.missing for each in found.values()} == set(Missing)
    assert [str(said) for said in found[Missing.LISTWISE].warnings] == [
        f"Van 200 personen tellen er {complete} mee. De anderen lieten een vraag open."
    ]


def test_items_that_say_exactly_the_same_have_alpha_one() -> None:
    found = alpha(answers([[1, 1, 1], [2, 2, 2], [4, 4, 4], [4, 4, 4]]))
    assert (found.value, found.se) == (pytest.approx(1), pytest.approx(0, abs=1e-7))
    assert is_finite(found)


def test_an_item_that_goes_against_the_others_is_named() -> None:
    turned = data("whole").values.copy()
    turned[:, 2] *= -1
    assert [str(said) for said in alpha(answers(turned, data("whole").items)).warnings] == [
        "Deze vragen gaan tegen de andere in: i3. Kijk na of ze omgekeerd gesteld zijn."
    ]


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ([[1, 2]], "one-person"),
        ([[1, 2], [2, 2], [3, 2]], "constant-item"),
        ([[1, None], [2, None], [3, None]], "nobody"),
        ([[1], [2], [3]], "too-few-items"),
        ([[1, 2], [2, 3]], "too-few-persons"),
        ([[1, 2], [3, None], [None, 3]], "one-person"),
    ],
)
def test_what_carries_no_alpha_is_refused(table: list[list[float | None]], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        alpha(answers(table))
    assert refused.value.code == code


def test_items_of_which_the_sum_never_varies_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        alpha(answers([[1, 5], [2, 4], [3, 3], [4, 2]]))
    assert refused.value.code == "constant-sum"


@given(few_answers(), st.randoms(use_true_random=False))
def test_the_order_of_persons_and_items_changes_nothing(data: Answers, random: object) -> None:
    value = alpha_or_skip(data)
    persons, items = list(range(data.n)), list(range(data.k))
    random.shuffle(persons)
    random.shuffle(items)
    shuffled = answers(data.values[persons][:, items], [data.items[place] for place in items])
    assert alpha(shuffled).value == pytest.approx(value, abs=1e-9)


@given(few_answers(), st.floats(-100, 100), st.floats(0.1, 50))
def test_another_zero_and_another_unit_change_nothing(data: Answers, zero: float, unit: float) -> None:
    value = alpha_or_skip(data)
    assert alpha(answers(data.values * unit + zero)).value == pytest.approx(value, abs=1e-6)


@given(few_answers())
def test_everyone_twice_gives_the_same_alpha_and_a_narrower_interval(data: Answers) -> None:
    value = alpha_or_skip(data)
    assume(value < 0.999)
    once, twice = alpha(data), alpha(rows(data, 2))
    assert twice.value == pytest.approx(value, abs=1e-9)
    assert twice.interval.high - twice.interval.low < once.interval.high - once.interval.low


@given(few_answers(missing=True), st.sampled_from(Missing))
def test_whatever_comes_a_number_or_a_refusal(data: Answers, missing: Missing) -> None:
    found = tried(lambda: alpha(data, missing=missing))
    if isinstance(found, Refusal):
        assert "{" not in str(found)
        return
    assert is_finite(found)
    assert found.value <= 1 + 1e-9
    assert found.interval.low <= found.value <= found.interval.high


def alpha_or_skip(data: Answers) -> float:
    found = tried(lambda: alpha(data))
    assume(not isinstance(found, Refusal))
    return found.value


def test_when_too_few_answered_everything_full_information_says_how_many_and_pairs_still_can() -> None:
    """Six persons or fewer lie in one plane of six questions: the likelihood has no top."""
    random = np.random.default_rng(5)
    values = 0.7 * random.normal(size=(12, 1)) + 0.7 * random.normal(size=(12, 6))
    values[np.arange(9), np.arange(9) % 6] = np.nan
    with pytest.raises(NoSolution, match="Alle 6 vragen samen kregen antwoord van 3 personen") as refused:
        alpha(answers(values), missing=Missing.FULL)
    assert refused.value.code == "full-information-no-top"
    assert alpha(answers(values), missing=Missing.PAIRWISE).n == 12
