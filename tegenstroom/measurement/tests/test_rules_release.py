"""No order of answering and taking back lets anyone see one person, or a few, in the readings of a report."""

from collections.abc import Callable, Collection, Hashable, Iterable
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.measurement.rules.release import (
    counts_shown,
    leaving,
    may_join,
    pair_shown,
    with_release,
)

SMALLEST = 5
ROUNDS = ("before", "end", "later")
PEOPLE = st.integers(0, 23)
MANY = st.sets(PEOPLE, min_size=5, max_size=16)
FEW = st.sets(PEOPLE, min_size=1, max_size=4)
# Someone hands in her answers of a round, the clock lets in what waits, someone takes everything back.
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("answers"), st.sampled_from(ROUNDS), st.one_of(MANY, FEW)),
        st.tuples(st.just("clock"), st.sampled_from(ROUNDS), st.just(frozenset())),
        st.tuples(st.just("leaves"), st.just(""), st.sets(PEOPLE, min_size=1, max_size=1)),
    ),
    max_size=24,
)
type Leave = Callable[[dict[str, dict[int, int]], int, Random], set[int]]


def with_company(standing: dict[str, dict[int, int]], person: int, chance: Random) -> set[int]:
    return leaving(
        standing, person, smallest=SMALLEST, lot=lambda people, count: chance.sample(sorted(people), count)
    )


def alone(_standing: dict[str, dict[int, int]], person: int, _chance: Random) -> set[int]:
    return {person}


def with_anyone(standing: dict[str, dict[int, int]], person: int, chance: Random) -> set[int]:
    """Company drawn from a whole round, whoever joined it when, and whatever is left."""
    out = {person}
    for joined in standing.values():
        rest = sorted(joined.keys() - out)
        if lost := len(joined.keys() & out):
            out |= set(chance.sample(rest, min(len(rest), max(0, SMALLEST - lost))))
    return out


class Report:
    """A report in memory, with everything that was ever read in it."""

    def __init__(self, leave: Leave = with_company, seed: int = 1) -> None:
        self.leave, self.chance = leave, Random(seed)
        self.standing: dict[str, dict[int, int]] = {name: {} for name in ROUNDS}
        self.waiting: dict[str, set[int]] = {name: set() for name in ROUNDS}
        self.out: set[int] = set()
        self.readings: dict[str, set[frozenset[int]]] = {name: set() for name in ROUNDS}
        self.readings |= {f"{one} to {other}": set() for one, other in combinations(ROUNDS, 2)}

    def act(self, kind: str, name: str, people: Iterable[int]) -> None:
        match kind:
            case "answers":
                self.waiting[name] |= set(people) - self.out - self.standing[name].keys()
            case "clock" if may_join(self.standing, name, self.waiting[name], smallest=SMALLEST):
                self.standing[name] = with_release(self.standing[name], self.waiting[name])
                self.waiting[name] = set()
            case "leaves":
                self._leave(next(iter(people)))
        self._read()

    def _leave(self, person: int) -> None:
        out = self.leave(self.standing, person, self.chance)
        assert person in out
        self.out |= out
        for name in ROUNDS:
            self.standing[name] = {code: at for code, at in self.standing[name].items() if code not in out}
            self.waiting[name] -= out

    def _read(self) -> None:
        """Each round says something of who stands in it; a change and a count something of who stands in both."""
        for name, joined in self.standing.items():
            if len(joined) >= SMALLEST:
                self.readings[name].add(frozenset(joined))
        for one, other in combinations(ROUNDS, 2):
            if pair_shown(self.standing[one], self.standing[other], smallest=SMALLEST):
                both = frozenset(self.standing[one].keys() & self.standing[other].keys())
                self.readings[one].add(both)
                self.readings[other].add(both)
            if counts_shown(self.standing[one], self.standing[other], smallest=SMALLEST):
                both = frozenset(self.standing[one].keys() & self.standing[other].keys())
                self.readings[f"{one} to {other}"].add(both)

    def told_apart(self) -> list[set[int]]:
        """By adding and subtracting readings of a round one reaches these groups, and nothing smaller."""
        return [group for readings in self.readings.values() for group in grouped(readings)]

    def gives_away(self) -> bool:
        return any(len(group) < SMALLEST for group in self.told_apart())


def grouped[Member: Hashable](readings: Collection[frozenset[Member]]) -> list[set[Member]]:
    found: dict[frozenset[frozenset[Member]], set[Member]] = {}
    for member in frozenset().union(*readings):
        found.setdefault(frozenset(each for each in readings if member in each), set()).add(member)
    return list(found.values())


@given(ACTS, st.integers(0, 99))
def test_whatever_readings_are_laid_together_a_group_is_the_least_they_show(
    acts: list[tuple[str, str, set[int]]], seed: int
) -> None:
    report = Report(seed=seed)
    for act in acts:
        report.act(*act)
    assert not report.gives_away()


def of(*rounds: tuple[str, Iterable[int]], **options: object) -> Report:
    """A report that these joined, one after the other."""
    report = Report(**options)
    for name, people in rounds:
        report.act("answers", name, people)
        report.act("clock", name, ())
    return report


def test_who_leaves_is_out_at_once_and_a_group_goes_with_her() -> None:
    report = of(("before", range(12)))
    report.act("leaves", "", [3])
    assert 3 not in report.standing["before"]
    assert len(report.standing["before"]) == 12 - SMALLEST


def test_when_too_few_would_be_left_nothing_is_shown() -> None:
    report = of(("before", range(9)))
    report.act("leaves", "", [3])
    assert report.standing["before"] == {}


def test_change_is_shown_of_the_same_people_or_with_whole_groups_beside_them() -> None:
    def shown(first: Iterable[int], second: Iterable[int]) -> bool:
        return pair_shown(dict.fromkeys(first, 1), dict.fromkeys(second, 1), smallest=SMALLEST)

    assert shown(range(8), range(8))
    assert shown(range(8), range(13))
    assert not shown(range(8), range(9))
    assert not shown(range(9), range(8))
    assert not shown(range(4), range(4))


def test_who_changed_is_counted_though_one_did_not_come_back_but_never_of_a_few_who_joined_later() -> None:
    def shown(first: dict[int, int], second: dict[int, int]) -> bool:
        return counts_shown(first, second, smallest=SMALLEST)

    ten, nine = dict.fromkeys(range(10), 1), dict.fromkeys(range(9), 1)
    assert shown(ten, nine)
    assert shown(nine, ten)
    assert not shown(ten, dict.fromkeys(range(4), 1))
    assert not shown(ten, {**dict.fromkeys(range(6), 1), 6: 2})
    assert not shown(ten, dict.fromkeys(range(20, 30), 1))


def test_who_leaves_a_change_that_was_shown_leaves_with_a_group_of_it() -> None:
    report = of(("before", range(20)), ("end", range(10)))
    report.act("leaves", "", [2])
    both = report.standing["before"].keys() & report.standing["end"].keys()
    assert len(both) == 5
    assert not report.gives_away()


@pytest.mark.parametrize("late", [1, 4])
def test_few_that_come_late_wait_for_each_other(late: int) -> None:
    report = of(("before", range(8)), ("before", range(8, 8 + late)))
    assert report.standing["before"].keys() == set(range(8))
    report.act("answers", "before", range(8, 13))
    report.act("clock", "before", ())
    assert len(report.standing["before"]) == 13


def test_who_comes_late_waits_when_a_change_that_was_shown_would_have_to_go() -> None:
    report = of(("before", range(15)), ("end", range(10)))
    report.act("answers", "end", {10, 11, 12, 20, 21})
    report.act("clock", "end", ())
    assert report.standing["end"].keys() == set(range(10))


def test_without_company_one_who_leaves_is_seen() -> None:
    """The negative control: whoever lays two readings side by side has eyes."""
    report = of(("before", range(12)), leave=alone)
    report.act("leaves", "", [3])
    assert {3} in report.told_apart()


def test_company_from_the_whole_round_would_be_seen_through() -> None:
    """The second one: five left each time, and still the first reading and the last differ by a few."""
    seen = 0
    for seed in range(20):
        report = of(("before", range(10)), ("before", range(10, 15)), leave=with_anyone, seed=seed)
        report.act("leaves", "", [10])
        seen += report.gives_away()
    assert seen > 10
