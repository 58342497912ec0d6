"""No order of answering and taking back gives two readings of a report that differ by a few people."""

from collections.abc import Collection
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.measurement.rules.release import leaving, may_join, pictures

SMALLEST = 5
ROUNDS = ("before", "end", "later")
PEOPLE = st.integers(0, 17)
# Someone hands in her answers of a round, the clock lets in what waits, someone takes everything back.
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("answers"), st.sampled_from(ROUNDS), st.sets(PEOPLE, min_size=1, max_size=9)),
        st.tuples(st.just("clock"), st.sampled_from(ROUNDS), st.just(frozenset())),
        st.tuples(st.just("leaves"), st.just(""), st.sets(PEOPLE, min_size=1, max_size=1)),
    ),
    max_size=30,
)


def drawn(people: Collection[int], count: int) -> list[int]:
    return Random(1).sample(sorted(people), count)


class Report:
    """A report in memory, with all readings of each of its pictures."""

    def __init__(self, *, careful: bool = True) -> None:
        self.careful = careful
        self.standing: dict[str, set[int]] = {name: set() for name in ROUNDS}
        self.waiting: dict[str, set[int]] = {name: set() for name in ROUNDS}
        self.out: set[int] = set()
        self.readings: list[set[frozenset[int]]] = [set() for _picture in pictures(self.standing)]

    def act(self, kind: str, name: str, people: Collection[int]) -> None:
        match kind:
            case "answers":
                self.waiting[name] |= set(people) - self.out - self.standing[name]
            case "clock" if self.waiting[name] and may_join(
                self.standing, name, self.waiting[name], smallest=SMALLEST
            ):
                self.standing[name] |= self.waiting[name]
                self.waiting[name] = set()
            case "leaves":
                self._leave(next(iter(people)))
        self._read()

    def _leave(self, person: int) -> None:
        out = {person}
        if self.careful:
            out = leaving(
                self.standing, person, smallest=SMALLEST, lot=lambda rest, n: Random(1).sample([*rest], n)
            )
        self.out |= out
        for codes in (*self.standing.values(), *self.waiting.values()):
            codes.difference_update(out)

    def _read(self) -> None:
        for readings, picture in zip(self.readings, pictures(self.standing), strict=True):
            if len(picture) >= SMALLEST:
                readings.add(picture)

    def gives_away(self) -> bool:
        return any(
            0 < len(one ^ other) < SMALLEST for readings in self.readings for one in readings for other in readings
        )


@given(ACTS)
def test_two_readings_of_a_picture_differ_by_nobody_or_by_a_group(acts: list[tuple[str, str, set[int]]]) -> None:
    report = Report()
    for act in acts:
        report.act(*act)
    assert not report.gives_away()


def test_who_leaves_is_out_at_once_whatever_stands() -> None:
    report = Report()
    report.act("answers", "before", range(12))
    report.act("clock", "before", ())
    report.act("leaves", "", [3])
    assert 3 not in report.standing["before"]
    assert len(report.standing["before"]) == 12 - SMALLEST


def test_a_change_that_too_few_would_leave_takes_people_with_it() -> None:
    report = Report()
    for name, people in (("before", range(12)), ("end", range(6, 18))):
        report.act("answers", name, people)
        report.act("clock", name, ())
    report.act("leaves", "", [6])
    both = report.standing["before"] & report.standing["end"]
    assert len(both) in {0, 1}
    assert not report.gives_away()


@pytest.mark.parametrize("late", [1, 4])
def test_few_that_come_late_wait_for_each_other(late: int) -> None:
    report = Report()
    report.act("answers", "before", range(8))
    report.act("clock", "before", ())
    report.act("answers", "before", range(8, 8 + late))
    report.act("clock", "before", ())
    assert report.standing["before"] == set(range(8))
    report.act("answers", "before", range(8, 13))
    report.act("clock", "before", ())
    assert len(report.standing["before"]) == 13


def test_without_company_one_who_leaves_is_seen() -> None:
    """The negative control: a reader who lays two readings side by side has eyes."""
    report = Report(careful=False)
    report.act("answers", "before", range(12))
    report.act("clock", "before", ())
    report.act("leaves", "", [3])
    assert report.gives_away()
