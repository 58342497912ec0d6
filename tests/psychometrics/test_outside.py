"""Beside R and mirt where few values came from outside: oracle/more.csv, mirt_more.csv, and their scripts."""

from collections.abc import Iterable

import numpy as np
import pytest

from tegenstroom.engines.psychometrics.changes.effects import difference
from tegenstroom.engines.psychometrics.changes.rci import Reliability, Source, reliable_change
from tegenstroom.engines.psychometrics.changes.shift import response_shift
from tegenstroom.engines.psychometrics.changes.trajectories import trajectory
from tegenstroom.engines.psychometrics.data.answers import Answers, answers
from tegenstroom.engines.psychometrics.data.scoring import Combine, Scale, score
from tegenstroom.engines.psychometrics.factors.suitability import suitability
from tegenstroom.engines.psychometrics.irt.dif import dif_by_likelihood
from tegenstroom.engines.psychometrics.irt.information import information, marginal_reliability
from tegenstroom.engines.psychometrics.irt.items import ItemParameters
from tegenstroom.engines.psychometrics.reliability.agreement import agreement, group_icc
from tegenstroom.engines.psychometrics.reliability.categorical_omega import categorical_omega
from tests.psychometrics.oracle import data, kept, table

ITEMS = tuple(f"i{place}" for place in range(1, 7))


def said(prefix: str) -> list[float]:
    """What R said under this key and a dot, in the order of the file."""
    return [value for key, value in kept("more").items() if key.startswith(f"{prefix}.")]


def column(name: str) -> np.ndarray:
    return table("waves").answers([name]).values[:, 0]


def in_groups(rows: np.ndarray, labels: Iterable[int]) -> Answers:
    return answers(rows, groups=list(labels))


@pytest.mark.parametrize(
    ("name", "key", "scale"),
    [
        ("likert", "mean", Scale("s", ITEMS, reverse=("i4",))),
        ("likert", "sum", Scale("s", ITEMS, reverse=("i4",), combine=Combine.SUM)),
        ("skipped", "skipped", Scale("s", ITEMS, minimum=1)),
    ],
)
def test_scores_are_those_of_psych(name: str, key: str, scale: Scale) -> None:
    bounds = {"low": 1, "high": 5} if name == "likert" else {}
    assert score(data(name), [scale], **bounds).values[:5, 0] == pytest.approx(said(f"scoring.{key}"), abs=1e-10)


@pytest.mark.parametrize("places", ["1_2_3", "2_3_4_5", "3_4_5_6_7_8", "1_3_5_7"])
def test_omega_of_ordered_answers_is_that_of_semtools(places: str) -> None:
    seen = data("model_ordered")
    found = categorical_omega(seen.select(seen.items[int(place) - 1] for place in places.split("_")))
    assert found.value == pytest.approx(kept("more")[f"categorical_omega.{places}"], abs=2e-6)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_even_teams_resemble_one_another_as_much_as_multilevel_says(place: int) -> None:
    scores = data("whole").values[:, place]
    teams = len(scores) // 8
    found = group_icc(in_groups(scores[: teams * 8, None], np.repeat(range(teams), 8)))
    f, icc1, icc2 = (kept("more")[f"group_icc.{what}.i{place + 1}"] for what in ("f", "icc1", "icc2"))
    assert (found.f, found.icc1, found.icc2) == pytest.approx((f, icc1, icc2), rel=1e-9)


def test_teams_agree_as_much_as_multilevel_says() -> None:
    found = agreement(in_groups(data("likert").values[:60], np.repeat(range(5), 12)), options=5)
    assert [each.value for each in found.groups] == pytest.approx(said("agreement.lindell"), abs=1e-10)
    assert [each.james for each in found.groups] == pytest.approx(said("agreement.james"), abs=1e-10)


@pytest.mark.parametrize("name", ["likert", "whole"])
def test_bartlett_and_the_eigenvalues_are_those_of_r(name: str) -> None:
    found = suitability(data(name), draws=5)
    assert found.chi2 == pytest.approx(kept("more")[f"bartlett.chi2.{name}"], rel=1e-9)
    assert found.df == kept("more")[f"bartlett.df.{name}"]
    assert found.eigenvalues == pytest.approx(said(f"eigenvalues.{name}"), abs=1e-9)


def test_looking_back_is_two_paired_tests_of_r() -> None:
    found = response_shift(column("before"), column("looking_back"), column("after"))
    for key, part in (("shift", found.shift), ("shift.change", found.adjusted)):
        expected = [kept("more")[f"{key}.{what}"] for what in ("t", "p", "low", "high")]
        assert [part.t, part.p, part.interval.low, part.interval.high] == pytest.approx(expected, rel=1e-8)


def test_two_groups_differ_as_r_and_psych_say() -> None:
    found = difference(column("before")[:15], column("later")[:15])
    assert [found.t, found.p] == pytest.approx(said("two_groups"), rel=1e-9)
    for key in ("before_after", "before_later", "after_later"):
        first, second = (column(name) for name in key.split("_"))
        assert difference(first, second).d_n == pytest.approx(kept("more")[f"cohen_d.{key}"], abs=1e-9)


@pytest.mark.parametrize("place", [1, 2, 3])
def test_the_trend_of_one_person_is_that_of_r(place: int) -> None:
    points = data("whole").values[place - 1 :: 9, 0][:8]
    found = trajectory(np.arange(1.0, 9), points, sd=1, reliability=Reliability(0.8, Source.ALPHA)).trend
    assert found is not None
    expected = [kept("more")[f"trend.{what}.{place}"] for what in ("tau", "p", "slope")]
    assert [found.tau, found.p, found.slope] == pytest.approx(expected, abs=1e-10)


def test_items_tell_what_the_second_derivative_says() -> None:
    cuts = [(-1.5, 0, 1), (-0.5, 0.5, 1.5), (-2, -1, 0.3)]
    items = ItemParameters.known(["1", "2", "3"], [range(4)] * 3, [0.8, 1.3, 2.2], cuts)
    found = information(items, np.array([-2.0, 0, 1]))
    assert found.items.ravel() == pytest.approx(said("information"), rel=1e-5)  # R differentiates by steps
    assert marginal_reliability(items) == pytest.approx(kept("more")["marginal_reliability"], abs=1e-6)


@pytest.mark.slow
def test_dif_by_likelihood_ratio_is_that_of_mirt() -> None:
    names = [f"item{place}" for place in range(1, 6)]
    found = dif_by_likelihood(table("differing").answers(names, group="group")).items
    theirs = kept("mirt_more")
    assert [each.statistic for each in found] == pytest.approx(
        [theirs[f"dif_ratio.chi2.{place}"] for place in range(1, 6)], abs=1e-5
    )
    assert [each.df for each in found] == [theirs[f"dif_ratio.df.{place}"] for place in range(1, 6)]


def test_reliable_change_is_that_of_mirt() -> None:
    found = reliable_change(column("before"), column("after"), Reliability(0.8, Source.ALPHA))
    theirs = [kept("mirt_more")[f"rci.{place}"] for place in range(1, 11)]
    assert found.index[:10] == pytest.approx(theirs, rel=1e-8)
