"""Intraclass correlations beside the published table of Shrout & Fleiss and beside R."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tegenstroom.engines.psychometrics import Answers, Form, Refusal, answers, group_icc, icc
from tests.psychometrics.makers import few_answers, is_finite, tried
from tests.psychometrics.oracle import data, series, table, values
from tests.support.depth import at_depth

# Table 2 of Shrout & Fleiss (1979): six persons by four judges.
JUDGES = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def test_the_six_forms_are_those_that_shrout_and_fleiss_printed() -> None:
    found = icc(answers(JUDGES))
    printed = [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]
    assert [round(each.value, 2) for each in found.coefficients] == printed
    assert [each.form for each in found.coefficients] == list(Form)
    squares = [found.between, found.within, found.columns, found.error]
    assert [round(each, 2) for each in squares] == [11.24, 6.26, 32.49, 1.02]


def test_values_and_intervals_are_those_of_psych() -> None:
    found = icc(data("raters")).coefficients
    assert [each.value for each in found] == pytest.approx(series("icc"), abs=1e-9)
    assert [each.interval.low for each in found] == pytest.approx(series("icc.low"), abs=1e-9)
    assert [each.interval.high for each in found] == pytest.approx(series("icc.high"), abs=1e-9)
    assert [each.f for each in found] == pytest.approx(series("icc.f"), rel=1e-9)


def test_a_judge_who_is_stricter_lowers_agreement_and_not_consistency() -> None:
    strict = np.array(JUDGES, float)
    strict[:, 0] += 5
    before, after = icc(answers(JUDGES)), icc(answers(strict))
    assert after.of(Form.CONSISTENCY).value == pytest.approx(before.of(Form.CONSISTENCY).value)
    assert after.of(Form.AGREEMENT).value < before.of(Form.AGREEMENT).value


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([[1, 2], [2, 3]], "too-few-persons"),
        ([[1], [2], [3]], "too-few-items"),
        ([[2, 2], [2, 2], [2, 2]], "no-difference"),
        ([[1, 1], [2, 2], [3, 3]], "always-agree"),
        ([[1, 2], [2, 3], [3, 4]], "always-agree"),
        ([[1, 5, 3], [5, 1, 3], [3.1, 3, 3]], "nothing-shared"),
    ],
)
def test_ratings_that_say_nothing_are_refused(rows: list[list[float]], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        icc(answers(rows))
    assert refused.value.code == code


@settings(max_examples=at_depth(100, 400))
@given(few_answers(missing=True))
def test_whatever_the_ratings_numbers_or_a_refusal(few: Answers) -> None:
    found = tried(lambda: icc(few))
    assert isinstance(found, Refusal) or is_finite(found)


@given(few_answers(), st.randoms(use_true_random=False))
def test_the_order_of_persons_and_raters_changes_nothing(few: Answers, random: object) -> None:
    persons, raters = list(range(few.n)), list(range(few.k))
    random.shuffle(persons)
    random.shuffle(raters)
    one, other = tried(lambda: icc(few)), tried(lambda: icc(answers(few.values[persons][:, raters])))
    assert isinstance(one, Refusal) == isinstance(other, Refusal)
    if not isinstance(one, Refusal):
        pairs = zip(one.coefficients, other.coefficients, strict=True)
        assert all(a.value == pytest.approx(b.value, abs=1e-8) for a, b in pairs)


def test_teams_resemble_one_another_as_the_package_multilevel_says() -> None:
    teams = table("grouped").answers(["score"], group="team")
    found = group_icc(teams)
    assert found.f == pytest.approx(values()["groups.f"], rel=1e-10)
    assert found.icc2 == pytest.approx(values()["groups.icc2.multilevel"], abs=1e-10)
    # That package takes the mean size, 7.65; we weigh uneven groups, 7.62: a difference in the third decimal.
    assert found.icc1 == pytest.approx(values()["groups.icc1.multilevel"], abs=2e-3)
    mean_size = (found.f - 1) / (found.f + found.n / found.groups - 1)
    assert mean_size == pytest.approx(values()["groups.icc1.multilevel"], abs=1e-10)


def test_of_even_groups_the_one_way_correlation_is_icc1() -> None:
    """Persons are the groups there: both are the same analysis of variance."""
    ratings = data("raters")
    long = answers(ratings.values.reshape(-1, 1), groups=np.repeat(np.arange(ratings.n), ratings.k))
    by_group, by_person = group_icc(long), icc(ratings).of(Form.ONE_WAY)
    assert by_group.icc1 == pytest.approx(by_person.value, abs=1e-12)
    assert by_group.icc1_interval.low == pytest.approx(by_person.interval.low, abs=1e-12)


@pytest.mark.parametrize(
    ("scores", "groups", "code"),
    [
        ([1, 2, 3], None, "no-groups"),
        ([1, 2, 3], "aaa", "too-few-groups"),
        ([1, 2, 3], "abc", "all-alone"),
        ([1, 1, 2, 2], "aabb", "groups-alike"),
        ([2, 2, 2, 2], "aabb", "constant-item"),
    ],
)
def test_groups_that_say_nothing_are_refused(scores: list[float], groups: str | None, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        group_icc(answers([[each] for each in scores], groups=groups))
    assert refused.value.code == code
