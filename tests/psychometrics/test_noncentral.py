"""The noncentral t, on which intervals of effects stand: R's values, and an answer everywhere."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.engines.psychometrics.changes.noncentral import below, noncentrality
from tests.psychometrics.oracle import series

ASKED = list(itertools.product((2, 11, 199), (-1.2, 0, 0.3, 2.2, 30), (-3, 0.4, 4, 28)))


def test_chances_are_those_of_r() -> None:
    ours = [below(t, df, delta) for df, t, delta in ASKED]
    assert ours == pytest.approx(series("noncentral"), abs=1e-11)


@given(st.floats(-300, 300), st.integers(1, 5000), st.sampled_from([0.005, 0.025, 0.5, 0.975, 0.995]))
def test_there_is_a_noncentrality_for_every_t(t: float, df: int, tail: float) -> None:
    assert below(t, df, noncentrality(t, df, tail)) == pytest.approx(tail, abs=1e-9)


@given(st.floats(-50, 50), st.integers(2, 500))
def test_the_other_way_round_it_is_the_mirror(t: float, df: int) -> None:
    assert noncentrality(-t, df, 0.025) == pytest.approx(-noncentrality(t, df, 0.975), abs=1e-8)
