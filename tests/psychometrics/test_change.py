"""Change of persons and of a group: published figures, R, and what must hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tegenstroom.engines.psychometrics import (
    Refusal,
    Reliability,
    Source,
    Verdict,
    change,
    difference,
    limits,
    reliable_change,
    response_shift,
    trajectory,
    wilcoxon,
)
from tegenstroom.engines.psychometrics.changes.effects import correction
from tests.psychometrics.makers import is_finite, tried
from tests.psychometrics.oracle import table, values

# Extra hours of sleep by two drugs, ten persons: Student (1908).
DRUG_1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
DRUG_2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
RETEST = Reliability(0.8, Source.RETEST)
UNTIED = [n**1.5 * (-1 if n in {3, 7, 11} else 1) / 7 for n in range(1, 16)]
SCORES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=14)


def test_the_example_of_jacobson_and_truax() -> None:
    found = reliable_change([32.5], [47.5], RETEST, sd=7.5)
    assert found.index[0] == pytest.approx(3.16, abs=5e-3)
    assert found.verdicts == (Verdict.UP,)
    assert "retest ICC = 0.8" in found.method


def test_which_reliability_decides_how_many_changed() -> None:
    """The figures of the Nederlandse Empowerment Lijst: .68 SD with α = .94, 1.27 SD with the retest ICC = .79."""
    alpha, retest = Reliability(0.94, Source.ALPHA), Reliability(0.79, Source.RETEST)
    assert limits(1, alpha).in_sd == pytest.approx(0.68, abs=5e-3)
    assert limits(1, retest).in_sd == pytest.approx(1.27, abs=5e-3)
    before, after = [0.0, 0.0, 0.0, None], [0.5, 1.0, 1.5, 2.0]
    by_alpha, by_retest = (reliable_change(before, after, each, sd=1) for each in (alpha, retest))
    assert (by_alpha.up, by_retest.up) == (2, 1)
    assert by_alpha.verdicts[3] is None
    assert [said.code for said in by_alpha.warnings] == ["left-out", "alpha-not-retest"]
    assert [said.code for said in by_retest.warnings] == ["left-out"]


def test_students_sleep() -> None:
    found = change(DRUG_1, DRUG_2)
    assert (found.t, found.df) == (pytest.approx(4.0621, abs=5e-5), 9)
    assert found.p == pytest.approx(0.00283, abs=5e-6)
    assert found.d_z.value == pytest.approx(1.2846, abs=5e-5)
    assert found.g_z.value == pytest.approx(1.1745, abs=5e-5)
    ranked = wilcoxon(DRUG_1, DRUG_2)
    assert (ranked.w, ranked.zeros) == (0, 1)


def test_the_change_of_a_group_is_that_of_r() -> None:
    waves, said = table("waves"), values()
    found = change(waves.numbers("before"), waves.numbers("after"))
    assert (found.t, found.p) == (
        pytest.approx(said["t.paired"], rel=1e-9),
        pytest.approx(said["t.paired.p"], rel=1e-8),
    )
    assert found.interval.low == pytest.approx(said["t.paired.low"], abs=1e-9)
    assert found.interval.high == pytest.approx(said["t.paired.high"], abs=1e-9)
    assert found.d_z.value == pytest.approx(said["d_z"], abs=1e-10)
    assert found.d_z.interval.low == pytest.approx(said["d_z.low"], abs=1e-7)
    assert found.d_z.interval.high == pytest.approx(said["d_z.high"], abs=1e-7)


def test_signed_ranks_are_those_of_r() -> None:
    said = values()
    found = wilcoxon(np.zeros(15), UNTIED)
    assert (found.w_plus, found.exact) == (said["wilcoxon.exact.v"], True)
    assert found.p == pytest.approx(said["wilcoxon.exact.p"], rel=1e-10)
    assert found.estimate == pytest.approx(said["wilcoxon.exact.estimate"], abs=1e-9)
    assert found.interval.low == pytest.approx(said["wilcoxon.exact.low"], abs=1e-9)
    assert found.interval.high == pytest.approx(said["wilcoxon.exact.high"], abs=1e-9)


def test_with_ties_p_is_exact_where_r_takes_the_normal_distribution() -> None:
    waves, said = table("waves"), values()
    found = wilcoxon(waves.numbers("before"), waves.numbers("after"))
    assert found.w_plus == said["wilcoxon.ties.v"]
    assert found.p == pytest.approx(said["wilcoxon.ties.p_untied"], rel=0.15)
    assert said["wilcoxon.ties.p_normal"] > 2 * found.p
    assert "ties" in [warning.code for warning in found.warnings]


@given(st.lists(st.integers(-4, 4), min_size=6, max_size=11).filter(any))
def test_the_exact_p_counts_every_way_to_give_signs(differences: list[int]) -> None:
    found = wilcoxon([0] * len(differences), differences)
    changed = np.array([each for each in differences if each])
    ranks = stats.rankdata(np.abs(changed))
    signs = (np.arange(2 ** len(changed))[:, None] >> np.arange(len(changed))) & 1
    sums = signs @ ranks
    mine = float(ranks[changed > 0].sum())
    tails = min((sums <= mine + 1e-9).mean(), (sums >= mine - 1e-9).mean())
    assert found.p == pytest.approx(min(1.0, 2 * tails), abs=1e-12)


@given(st.lists(st.integers(-9, 9), min_size=6, max_size=20).filter(any))
def test_the_estimate_is_the_median_of_all_averages_of_two(differences: list[int]) -> None:
    found = wilcoxon([0] * len(differences), differences)
    rows, places = np.triu_indices(len(differences))
    each = np.array(differences, float)
    assert found.estimate == pytest.approx(np.median((each[rows] + each[places]) / 2), abs=1e-12)
    assert found.interval.low <= found.estimate <= found.interval.high


@pytest.mark.parametrize(("df", "exact"), [(9, 0.91387), (30, 0.97475)])
def test_the_correction_for_small_groups_is_near_its_exact_form(df: int, exact: float) -> None:
    assert correction(df, exact=True) == pytest.approx(exact, abs=5e-5)
    assert correction(df) == pytest.approx(correction(df, exact=True), abs=1e-3)


def test_two_groups_of_other_persons() -> None:
    found = difference(DRUG_1, [*DRUG_2, None])
    theirs = stats.ttest_ind(DRUG_2, DRUG_1)
    assert (found.t, found.p) == (pytest.approx(theirs.statistic), pytest.approx(theirs.pvalue))
    assert (found.n, found.n_all, found.n_first, found.n_second) == (20, 21, 10, 10)
    assert found.g.value == pytest.approx(found.d.value * (1 - 3 / 71))


def test_the_difference_of_two_means_has_the_interval_of_the_t_test() -> None:
    found = difference(DRUG_1, DRUG_2)
    expected = stats.ttest_ind(DRUG_2, DRUG_1).confidence_interval(0.95)
    assert (found.interval.low, found.interval.high) == pytest.approx((expected.low, expected.high))


def test_looking_back_shows_that_the_measure_moved() -> None:
    waves = table("waves")
    found = response_shift(*(waves.numbers(name) for name in ("before", "looking_back", "after")))
    assert found.adjusted.mean == pytest.approx(found.plain.mean - found.shift.mean)
    assert found.shift.mean < 0 < found.plain.mean < found.adjusted.mean
    assert "memory" in [said.code for said in found.warnings]


def test_one_person_over_time() -> None:
    found = trajectory([3, 0, 6, 12, None], [24, 20, 30, 29, 50], sd=4, reliability=RETEST)
    assert [moment.time for moment in found.moments] == [0, 3, 6, 12]
    assert found.limits.detectable == pytest.approx(1.96 * 4 * np.sqrt(2 * 0.2), abs=1e-3)
    assert [moment.from_first for moment in found.moments] == [None, Verdict.SAME, Verdict.UP, Verdict.UP]
    assert [moment.from_previous for moment in found.moments] == [None, Verdict.SAME, Verdict.UP, Verdict.SAME]
    assert found.trend is None
    assert "few-moments" in [said.code for said in found.warnings]


def test_a_direction_from_five_moments_on() -> None:
    found = trajectory([0, 1, 2, 3, 4], [10, 12, 11, 14, 18], sd=4, reliability=RETEST)
    assert found.trend.slope == pytest.approx(2.0, abs=0.51)
    assert found.trend.tau == pytest.approx(0.8)
    assert trajectory(range(5), [3] * 5, sd=4, reliability=RETEST).trend.tau == 0


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: change([1, 2], [2, 3]), "too-few-persons"),
        (lambda: change([1, 2, 3], [2, 3, 4]), "same-change"),
        (lambda: change([1, 2, 3], [2, 3]), "lengths-differ"),
        (lambda: change(["a", 2, 3], [2, 3, 4]), "no-number"),
        (lambda: change([], []), "nobody"),
        (lambda: wilcoxon([1, 2, 3, 4], [2, 3, 4, 9]), "too-few-for-level"),
        (lambda: wilcoxon([1] * 8, [1] * 8), "nobody-changed"),
        (lambda: difference([1, 1, 1], [2, 2, 2]), "no-spread-in-groups"),
        (lambda: reliable_change([1, 1, 1], [2, 3, 4], RETEST), "no-spread"),
        (lambda: Reliability(1.0, Source.ALPHA), "reliability-range"),
        (lambda: Reliability(float("nan"), Source.ALPHA), "reliability-range"),
        (lambda: limits(0, RETEST), "spread-range"),
        (lambda: trajectory([1], [2], sd=1, reliability=RETEST), "one-moment"),
        (lambda: trajectory([1, 1], [2, 3], sd=1, reliability=RETEST), "same-moment"),
    ],
)
def test_what_cannot_be_said_is_refused(call: object, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        call()
    assert refused.value.code == code


@given(SCORES)
def test_whatever_the_scores_numbers_or_a_refusal(scores: list[tuple[int, int]]) -> None:
    first, second = [one for one, _ in scores], [two for _, two in scores]
    for procedure in (change, difference, wilcoxon):
        found = tried(lambda procedure=procedure: procedure(first, second))
        assert isinstance(found, Refusal) or is_finite(found)


@given(SCORES, st.floats(-1000, 1000))
def test_another_zero_changes_no_effect_and_the_other_way_turns_its_sign(
    scores: list[tuple[int, int]], zero: float
) -> None:
    first, second = (np.array([pair[place] for pair in scores], float) for place in (0, 1))
    found = tried(lambda: change(first, second))
    if isinstance(found, Refusal):
        return
    assert change(first + zero, second + zero).d_z.value == pytest.approx(found.d_z.value, abs=1e-6)
    assert change(second, first).d_z.value == pytest.approx(-found.d_z.value)
