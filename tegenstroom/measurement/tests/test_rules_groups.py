"""Nobody can be read in a group: not in a small part, and not by taking what is shown from the whole."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.measurement.rules.groups import hidden, may_be_shown, merged, tells_all

SMALLEST = 5
SIZES = st.dictionaries(st.integers(0, 7), st.integers(0, 30), min_size=1)


@pytest.mark.parametrize(("people", "shown"), [(0, False), (4, False), (5, True), (6, True)])
def test_five_people_are_a_group(people: int, shown: bool) -> None:
    assert may_be_shown(people, smallest=SMALLEST) is shown


def test_a_small_part_takes_the_next_smallest_along() -> None:
    assert hidden({"ocmw": 3, "caw": 6, "school": 9}, smallest=SMALLEST) == {"ocmw", "caw"}


def test_two_small_parts_that_are_enough_together_take_nobody_along() -> None:
    assert hidden({"ocmw": 3, "caw": 2, "school": 9}, smallest=SMALLEST) == {"ocmw", "caw"}


def test_an_empty_part_is_hidden_as_a_small_one() -> None:
    assert hidden({"ocmw": 0, "caw": 6, "school": 9}, smallest=SMALLEST) == {"ocmw", "caw"}


def test_of_a_whole_that_is_too_small_nothing_is_shown() -> None:
    assert hidden({"ocmw": 2, "caw": 2}, smallest=SMALLEST) == {"ocmw", "caw"}
    assert hidden({"ocmw": 6, "caw": 6}, smallest=SMALLEST) == set()


@given(SIZES)
def test_what_is_shown_is_large_and_what_is_hidden_cannot_be_found_by_subtraction(sizes: dict[int, int]) -> None:
    covered = hidden(sizes, smallest=SMALLEST)
    assert all(sizes[part] >= SMALLEST for part in set(sizes) - covered)
    if covered and covered != set(sizes):
        # The whole is known: what is hidden together is its rest, and that is a group of more than one part.
        assert sum(sizes[part] for part in covered) >= SMALLEST
        assert len(covered) > 1


@given(SIZES)
def test_no_more_is_hidden_than_needed(sizes: dict[int, int]) -> None:
    """Without the largest part that went along, something small would be found."""
    covered = hidden(sizes, smallest=SMALLEST)
    small = {part for part, people in sizes.items() if people < SMALLEST}
    along = covered - small
    if along and covered != set(sizes):
        without = covered - {max(along, key=lambda part: sizes[part])}
        assert len(without) < 2 or sum(sizes[part] for part in without) < SMALLEST


@given(SIZES)
def test_the_same_table_is_hidden_in_the_same_way(sizes: dict[int, int]) -> None:
    assert hidden(sizes, smallest=SMALLEST) == hidden(dict(sizes), smallest=SMALLEST)


def test_hiding_the_small_ones_alone_would_not_do() -> None:
    """The negative control: among all small tables there are such that subtraction opens."""
    opened = [
        sizes
        for sizes in combinations(range(12), 3)
        if sum(people < SMALLEST for people in sizes) == 1 and sum(sizes) >= SMALLEST
    ]
    assert len(opened) > 50
    assert all(len(hidden(dict(enumerate(sizes)), smallest=SMALLEST)) > 1 for sizes in opened)


CELL = 3
COUNTS = st.lists(st.integers(0, 8), min_size=2, max_size=6)


def test_neighbours_stand_together_until_no_part_points_at_one_or_two() -> None:
    assert merged([0, 1, 2, 5, 0], smallest=CELL) == [(0, 3), (3, 5)]
    assert merged([3, 3, 3], smallest=CELL) == [(0, 1), (1, 2), (2, 3)]


@pytest.mark.parametrize("sizes", [[0, 0, 0, 1, 7], [8, 0, 0], [1, 1, 2, 1], [0, 0]])
def test_a_whole_in_one_part_tells_what_each_said_and_is_not_shown(sizes: list[int]) -> None:
    assert merged(sizes, smallest=CELL) == []


def test_two_rounds_are_cut_at_the_same_places() -> None:
    assert merged([3, 3, 3], [1, 5, 3], smallest=CELL) == [(0, 2), (2, 3)]


@given(st.lists(COUNTS, min_size=1, max_size=3))
def test_parts_hold_everyone_in_order_and_none_is_small(tables: list[list[int]]) -> None:
    tables = [sizes[: min(map(len, tables))] for sizes in tables]
    parts = merged(*tables, smallest=CELL)
    for sizes in tables if parts else []:
        assert [place for begins, ends in parts for place in range(begins, ends)] == list(range(len(sizes)))
        assert all(sum(sizes[begins:ends]) >= CELL for begins, ends in parts)


@given(COUNTS)
def test_no_finer_cut_would_do(sizes: list[int]) -> None:
    """The most parts that can be: tried by hand for all ways to cut."""
    places = range(1, len(sizes))
    cuts = [cut for many in range(len(sizes)) for cut in combinations(places, many)]
    safe = [
        len(cut) + 1
        for cut in cuts
        if all(sum(sizes[b:e]) >= CELL for b, e in zip((0, *cut), (*cut, len(sizes)), strict=True))
    ]
    most = max(safe, default=0)
    assert len(merged(sizes, smallest=CELL)) == (most if most > 1 else 0)


@pytest.mark.parametrize(
    ("values", "tells"),
    [([4] * 8, True), ([4] * 7 + [3], True), ([4] * 6 + [3, 2], True), ([4] * 5 + [3] * 3, False)],
)
def test_a_mean_of_people_who_all_said_the_same_says_what_each_of_them_said(
    values: list[int], tells: bool
) -> None:
    assert tells_all(values, smallest=CELL) is tells
