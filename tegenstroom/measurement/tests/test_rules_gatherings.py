"""Several groups with the same people in them: no sum or difference of their reports is of fewer than a group."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import product
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.measurement.rules.gatherings import Days, shared, span
from tegenstroom.measurement.rules.release import leaving, may_join, with_release

SMALLEST = 5
PEOPLE = st.integers(0, 23)
GROUPS = st.lists(
    st.tuples(st.sets(PEOPLE, min_size=5, max_size=22), st.sets(PEOPLE, max_size=3)), min_size=2, max_size=4
)


class Reports:
    """The reports of groups in the order of planning: who answered in each, and who stands in each."""

    def __init__(self, *, counts: bool = True, seed: int = 1) -> None:
        self.counts, self.chance = counts, Random(seed)
        self.answered: list[set[int]] = []
        self.standing: list[Mapping[int, int]] = []

    def plan(self, people: Iterable[int], no: Iterable[int] = ()) -> None:
        """All of these answer; some of them say no to the report, and nobody who counts can tell."""
        everyone = set(people)
        known = self._known(everyone, len(self.answered))
        yes = everyone - set(no)
        self.answered.append(everyone)
        joins = may_join({"end": {}}, "end", yes, smallest=SMALLEST, elsewhere={"end": known})
        self.standing.append(with_release({}, yes) if joins else {})

    def leave(self, place: int, person: int) -> None:
        """Someone takes back what she answered in one of the groups."""
        here = self.standing[place]
        if person in here:
            known = self._known(self.answered[place], place)
            out = leaving({"end": here}, person, smallest=SMALLEST, lot=self._lot, elsewhere=known)
            self.standing[place] = {code: at for code, at in here.items() if code not in out}

    def told(self) -> Iterator[set[int]]:
        """Of whom something is known after adding and subtracting the reports in every way."""
        for weights in product((-2, -1, 0, 1, 2), repeat=len(self.standing)):
            sums: dict[int, int] = {}
            for weight, joined in zip(weights, self.standing, strict=True):
                for person in joined:
                    sums[person] = sums.get(person, 0) + weight
            yield {person for person, weight in sums.items() if weight}

    def gives_away(self) -> bool:
        return any(0 < len(people) < SMALLEST for people in self.told())

    def _known(self, people: set[int], place: int) -> int:
        return len(people & set().union(*self.answered[:place])) if self.counts else 0

    def _lot(self, people: Iterable[int], count: int) -> list[int]:
        return self.chance.sample(sorted(people), count)


@given(GROUPS, st.lists(st.tuples(st.integers(0, 3), PEOPLE), max_size=4), st.integers(0, 99))
def test_whatever_reports_are_added_and_subtracted_a_group_is_the_least_they_show(
    groups: list[tuple[set[int], set[int]]], gone: list[tuple[int, int]], seed: int
) -> None:
    reports = Reports(seed=seed)
    for people, no in groups:
        reports.plan(people, no)
    assert not reports.gives_away()
    for place, person in gone:
        reports.leave(place % len(groups), person)
        assert not reports.gives_away()


def two_editions_and_their_track(*, counts: bool) -> Reports:
    """Someone is in both editions, and once in the track of both."""
    reports = Reports(counts=counts)
    for people in (range(12), range(11, 23), range(23)):
        reports.plan(people)
    return reports


def test_without_counting_one_who_is_in_two_editions_of_a_track_is_computed() -> None:
    """The negative control: both editions less their track are her answers."""
    reports = two_editions_and_their_track(counts=False)
    assert {11} in reports.told()


def test_a_track_whose_editions_were_measured_in_the_same_weeks_has_no_report_of_its_own() -> None:
    reports = two_editions_and_their_track(counts=True)
    assert [len(each) for each in reports.standing] == [12, 12, 0]


def test_a_project_that_lacks_one_of_an_edition_has_no_report() -> None:
    reports = Reports()
    reports.plan(range(12))
    reports.plan(range(11))
    assert [len(each) for each in reports.standing] == [12, 0]


def test_one_person_in_two_groups_silences_neither() -> None:
    reports = Reports()
    reports.plan(range(12))
    reports.plan(range(11, 23))
    assert [len(each) for each in reports.standing] == [12, 12]


def test_without_counting_what_is_left_after_leaving_is_seen_through() -> None:
    """The negative control for leaving: those who stay are then people of the other group alone, but one."""

    def seen(*, counts: bool) -> int:
        found = 0
        for seed in range(40):
            reports = Reports(counts=counts, seed=seed)
            reports.plan(range(8))
            reports.plan(range(1, 13))
            reports.leave(1, 12)
            found += reports.gives_away()
        return found

    assert seen(counts=True) == 0
    assert seen(counts=False) > 0


def test_a_change_rests_on_a_group_whom_no_other_report_holds() -> None:
    before, waiting = dict.fromkeys(range(13), 1), set(range(8))
    rounds = {"before": before, "end": {}}

    def joins(elsewhere: dict[str, int]) -> bool:
        return may_join(rounds, "end", waiting, smallest=SMALLEST, elsewhere=elsewhere)

    assert joins({})
    assert joins({"end": 3})
    assert not joins({"end": 4})
    assert not joins({"before": 4})


def test_someone_goes_by_several_names_and_counts_once() -> None:
    people = [{"An", "an@example.org"}, {"Bea"}, {"Cis", "cis@example.org"}]
    assert shared(people, {"An", "an@example.org", "Cis"}) == 2


def test_a_track_lasts_from_its_first_first_day_to_its_last_last_day() -> None:
    one = Days(date(2030, 3, 1), date(2030, 5, 1))
    other = Days(date(2030, 2, 1), date(2030, 2, 20))
    assert span([one, other, Days(None, None)]) == Days(date(2030, 2, 1), date(2030, 5, 1))
    assert span([]) == Days(None, None)
