"""Marks and findings that meet: as wide as both, and nothing that either covers falls away."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.dialogue.rules.together import Span, together

spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 10)).map(lambda place: (place[0], sum(place))),
    max_size=8,
    unique=True,
)


@pytest.mark.parametrize(
    ("hers", "found", "places"),
    [
        ([(4, 8)], [], [(4, 8)]),
        ([(4, 8)], [(4, 8)], [(4, 8)]),
        ([(4, 8)], [(5, 7)], [(4, 8)]),
        ([(4, 8)], [(2, 10)], [(2, 10)]),
        ([(4, 8)], [(6, 12)], [(4, 12)]),
        ([(4, 8)], [(2, 5), (7, 12)], [(2, 12)]),
        ([(4, 8), (10, 14)], [(6, 11)], [(4, 14)]),
        # Beside each other is no meeting.
        ([(4, 8)], [(2, 4), (8, 12)], [(2, 4), (4, 8), (8, 12)]),
        ([], [(2, 6), (4, 8)], [(2, 8)]),
    ],
)
def test_what_meets_is_one_place(hers: list[Span], found: list[Span], places: list[Span]) -> None:
    assert [one.span for one in together(hers, found)] == places


def test_each_place_says_what_stands_in_it() -> None:
    alone, met = together([(4, 8)], [(0, 2), (6, 12)])
    assert (alone.hers, alone.found) == ([], [(0, 2)])
    assert (met.hers, met.found) == ([(4, 8)], [(6, 12)])


@given(spans, spans)
def test_all_that_either_covers_stays_covered_and_nothing_else(hers: list[Span], found: list[Span]) -> None:
    groups = together(hers, found)
    covered = {sign for start, end in (*hers, *found) for sign in range(start, end)}
    assert {sign for group in groups for sign in range(*group.span)} == covered
    assert all(before.end <= after.start for before, after in pairwise(groups))
    assert sorted(span for group in groups for span in group.hers) == sorted(hers)
