"""Factors of persons and of their groups beside lavaan, and what must hold whatever the answers."""

import numpy as np
import pytest

from tegenstroom.engines.psychometrics import Answers, Impossible, NotEnough, answers, cfa, two_level_cfa
from tegenstroom.engines.psychometrics.structure.layout import Matrix
from tests.psychometrics.oracle import table, values

ITEMS = tuple(f"i{place}" for place in range(1, 6))
SIGN = {Matrix.LOADING: "=~", Matrix.FACTOR: "~~", Matrix.RESIDUAL: "~~", Matrix.INTERCEPT: "~1"}


def teams() -> Answers:
    return table("teams").answers(ITEMS, group="team")


def test_both_levels_are_those_of_lavaan() -> None:
    found, said = two_level_cfa(teams(), {"w": ITEMS}, {"b": ITEMS}), values()
    for each in found.estimates:
        level = 1 if each.group == "within" else 2
        key = f"{level}.{each.left}{SIGN[each.matrix]}{each.right}"
        # lavaan leaves off searching here at 1e-4 or so.
        assert each.value == pytest.approx(said[f"two_level.est.{key}"], abs=3e-4), key
        if each.se is not None:
            assert each.se == pytest.approx(said[f"two_level.se.{key}"], abs=3e-4), key
    assert found.log_likelihood == pytest.approx(said["two_level.logl"], abs=1e-4)
    chi2 = 2 * (said["two_level.unrestricted"] - said["two_level.logl"])
    assert found.fit.test.chi2 == pytest.approx(chi2, abs=2e-3)
    assert found.fit.test.df == said["two_level.df"]
    assert found.fit.baseline.chi2 == pytest.approx(said["two_level.baseline.chisq"], abs=0.1)
    assert found.fit.baseline.df == said["two_level.baseline.df"]
    assert found.fit.cfi == pytest.approx(said["two_level.cfi"], abs=1e-3)
    assert found.parameters == said["two_level.npar"]
    assert found.aic == pytest.approx(said["two_level.aic"], abs=1e-3)
    assert found.bic == pytest.approx(said["two_level.bic"], abs=1e-3)
    assert found.srmr_within == pytest.approx(said["two_level.srmr_within"], abs=1e-4)
    assert found.srmr_between == pytest.approx(said["two_level.srmr_between"], abs=1e-3)


def test_what_a_team_shares_leaves_the_persons_alone() -> None:
    """What a team shares is added to persons; around their team they are as one level would say."""
    random = np.random.default_rng(9)
    seen = random.normal(size=(1_200, 1)) * 0.8 + random.normal(size=(1_200, 5)) * 0.6
    shared = random.normal(size=(300, 1)) * 0.5 + random.normal(size=(300, 5)) * 0.3
    team = np.arange(1_200) // 4
    found = two_level_cfa(answers(seen + shared[team], ITEMS, groups=team.tolist()), {"w": ITEMS}, {"b": ITEMS})
    plain = cfa(answers(seen, ITEMS), {"w": ITEMS})
    assert found.within_loadings == pytest.approx(plain.loadings, abs=0.05)


def test_the_order_of_persons_and_the_names_of_groups_say_nothing() -> None:
    once = teams()
    assert once.groups is not None
    order = np.random.default_rng(2).permutation(once.n)
    named = [f"team {once.groups[place]}" for place in order]
    other = two_level_cfa(answers(once.values[order], ITEMS, groups=named), {"w": ITEMS}, {"b": ITEMS})
    found = two_level_cfa(once, {"w": ITEMS}, {"b": ITEMS})
    assert other.fit.test.chi2 == pytest.approx(found.fit.test.chi2, abs=1e-6)
    assert other.between_loadings == pytest.approx(found.between_loadings, abs=1e-5)


def test_an_item_with_less_than_nothing_of_its_own_is_named() -> None:
    random = np.random.default_rng(4)
    team = np.repeat(np.arange(60), 8)
    between = random.multivariate_normal(np.zeros(3), [[1, 0.88, 0.88], [0.88, 1, 0.6], [0.88, 0.6, 1]], 60)[team]
    seen = between + random.normal(size=(480, 1)) * 0.6 + random.normal(size=(480, 3)) * 0.8
    found = two_level_cfa(answers(seen, ITEMS[:3], groups=team.tolist()), {"w": ITEMS[:3]}, {"b": ITEMS[:3]})
    assert [(said.code, said.values["items"]) for said in found.warnings] == [("over-explained", ("i1",))]


def test_what_cannot_be_said_is_refused_with_the_reason() -> None:
    once = teams()
    with pytest.raises(Impossible, match="tot welke groep"):
        two_level_cfa(answers(once.values, ITEMS), {"w": ITEMS}, {"b": ITEMS})
    with pytest.raises(Impossible, match="dezelfde vragen"):
        two_level_cfa(once, {"w": ITEMS}, {"b": ITEMS[:4]})
    five = (np.arange(40) // 8).tolist()
    with pytest.raises(NotEnough, match="minstens 6 nodig"):
        two_level_cfa(answers(once.values[:40], ITEMS, groups=five), {"w": ITEMS}, {"b": ITEMS})
    with pytest.raises(NotEnough, match="te klein"):
        two_level_cfa(answers(once.values, ITEMS, groups=(np.arange(once.n)).tolist()), {"w": ITEMS}, {"b": ITEMS})
