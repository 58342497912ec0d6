"""In a table for research nobody stands alone, and nobody is found by who is missing from the next one."""

from collections import Counter
from collections.abc import Hashable, Mapping
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.measurement.rules.crowds import Traits, companions, crowds
from tegenstroom.measurement.rules.waves import Moment

SMALLEST = 5
BEFORE, END, LATER = Moment.BEFORE, Moment.END, Moment.LATER
BOTH = (BEFORE, END)
TRAITS = st.builds(
    Traits,
    st.integers(1, 3),
    st.sampled_from([BOTH, (BEFORE,), (END,), (BEFORE, END, LATER)]),
    st.sampled_from(["nl", "fr"]),
    st.sampled_from(["screen", "paper"]),
)


def first(those: list[int], n: int) -> list[int]:
    return those[:n]


def group(*traits: Traits) -> dict[int, Traits]:
    return dict(enumerate(traits))


def test_what_many_share_is_said() -> None:
    same = Traits(1, BOTH, "nl", "screen")
    assert crowds(group(*[same] * 5), smallest=SMALLEST) == dict.fromkeys(range(5), same)


def test_the_only_one_who_answered_on_paper_is_not_pointed_at() -> None:
    people = group(*[Traits(1, BOTH, "nl", "screen")] * 4, Traits(1, BOTH, "nl", "paper"))
    assert set(crowds(people, smallest=SMALLEST).values()) == {Traits(1, BOTH, "nl")}


def test_groups_that_are_too_small_stand_together_without_a_group() -> None:
    people = group(*[Traits(1, BOTH, "nl", "screen")] * 3, *[Traits(2, BOTH, "nl", "screen")] * 2)
    assert set(crowds(people, smallest=SMALLEST).values()) == {Traits(None, BOTH)}


def test_who_alone_answered_in_these_rounds_gives_the_first_one_only() -> None:
    people = group(*[Traits(1, (BEFORE,))] * 4, Traits(1, (BEFORE, LATER)))
    assert set(crowds(people, smallest=SMALLEST).values()) == {Traits(None, (BEFORE,))}


def test_who_is_still_alone_is_left_out() -> None:
    people = group(*[Traits(1, BOTH)] * 5, Traits(1, (LATER,)))
    assert set(crowds(people, smallest=SMALLEST)) == {0, 1, 2, 3, 4}


@given(st.lists(TRAITS, max_size=40))
def test_everyone_shares_what_is_said_of_her_with_enough_others(those: list[Traits]) -> None:
    placed = crowds(group(*those), smallest=SMALLEST)
    assert all(n >= SMALLEST for n in Counter(placed.values()).values())
    for person, said in placed.items():
        own = those[person]
        assert said.group in {None, own.group}
        assert said.language in {"", own.language}
        assert own.rounds[: len(said.rounds)] == said.rounds


def views(crowd_of: Mapping[int, Hashable], leaving: list[int], *, together: bool) -> list[dict[int, Hashable]]:
    """What someone has who made a table each time after one person left."""
    found, inside = [dict(crowd_of)], dict(crowd_of)
    for person in leaving:
        gone = {person} & set(inside)
        along = companions(inside, gone, smallest=SMALLEST, choose=first) if together else set()
        inside = {each: crowd for each, crowd in inside.items() if each not in gone | along}
        found.append(inside)
    return found


def smallest_difference(tables: list[dict[int, Hashable]]) -> int:
    """The fewest people of one crowd who are in one table and not in a later one; of who stays, too."""
    sizes: list[int] = []
    for before, after in [(tables[0], tables[-1]), *pairwise(tables)]:
        sizes += Counter(crowd for person, crowd in before.items() if person not in after).values()
        sizes += Counter(after.values()).values()
    return min(sizes, default=SMALLEST)


CROWDS = st.lists(st.integers(SMALLEST, 14), min_size=1, max_size=4).map(
    lambda sizes: dict(enumerate(crowd for crowd, size in enumerate(sizes) for _each in range(size)))
)


@given(CROWDS, st.lists(st.integers(0, 40), max_size=12))
def test_no_two_tables_differ_by_a_few(crowd_of: dict[int, int], leaving: list[int]) -> None:
    assert smallest_difference(views(crowd_of, leaving, together=True)) >= SMALLEST


def test_the_same_look_finds_who_leaves_alone() -> None:
    """The negative control: without companions one person is the difference."""
    assert smallest_difference(views(dict.fromkeys(range(12), "a"), [3], together=False)) == 1


def test_of_a_crowd_that_would_be_too_small_nobody_stays() -> None:
    crowd_of = dict.fromkeys(range(9), "a") | dict.fromkeys(range(9, 20), "b")
    assert companions(crowd_of, {0}, smallest=SMALLEST, choose=first) == set(range(1, 9))
    assert len(companions(crowd_of, {9}, smallest=SMALLEST, choose=first)) == SMALLEST - 1
