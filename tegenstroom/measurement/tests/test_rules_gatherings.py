"""Several groups with the same people in them: no sum or difference of their reports is of fewer than a group."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations, product
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.measurement.rules.gatherings import Days, reach, shared, span
from tegenstroom.measurement.rules.release import leaving, may_join, stays, with_release

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


def test_rounds_that_lie_a_margin_apart_are_not_asked_at_the_same_time() -> None:
    begins, ends = reach(date(2030, 3, 10), date(2030, 3, 20), margin=30)
    assert (begins, ends) == (date(2030, 4, 19), date(2030, 2, 8))


# --- rounds that are moved afterwards

MARGIN = 30
FIRST = date(2030, 1, 1)
DAYS = st.integers(0, 4).map(lambda step: step * 20)


class MovedReports(Reports):
    """The same, with for each group the day on which it is asked. It may be moved, also when some answered."""

    def __init__(self, *, guards: bool = True, remembers: bool = True, seed: int = 1) -> None:
        super().__init__(seed=seed)
        self.guards, self.remembers = guards, remembers
        self.asked: list[set[int]] = []
        self.day: list[int] = []
        self.past: list[set[int]] = []
        self.answered_on: list[set[int]] = []

    def plan_on(self, people: Iterable[int], day: int) -> None:
        self.asked.append(set(people))
        self.day.append(day)
        for kept in (self.past, self.answered_on, self.answered):
            kept.append(set())
        self.standing.append({})

    def answer(self, place: int, part: int | None = None) -> None:
        """Everyone answers who did not yet, or every second one; what may join the report, joins it."""
        chosen = {person for person in self.asked[place] if part is None or person % 2 == part}
        waiting = chosen - self.answered[place]
        self.answered[place] |= waiting
        self.answered_on[place].add(self.day[place])
        here = self.standing[place]
        known = {"end": self._known(waiting, place)}
        if waiting and may_join({"end": here}, "end", waiting, smallest=SMALLEST, elsewhere=known):
            self.standing[place] = with_release(here, waiting)

    def move(self, place: int, day: int) -> bool:
        """Whether it may: not so near to another group that a report of either could be subtracted."""
        was, past, before = self.day[place], set(self.past[place]), self._beside(place)
        if self.remembers and self.answered_on[place]:
            self.past[place].add(was)
        self.day[place] = day
        giving_way = {max(place, other) for other in self._beside(place) - before}
        if self.guards and not all(self._stays(each) for each in giving_way):
            self.day[place], self.past[place] = was, past
            return False
        return True

    def told(self) -> Iterator[set[int]]:
        """Only of reports of answers that were given at the same time."""
        places = range(len(self.standing))
        everything = self.standing
        for many in range(1, len(everything) + 1):
            for chosen in combinations(places, many):
                pairs = combinations(chosen, 2)
                if all(_at_once(self.answered_on[one], self.answered_on[other]) for one, other in pairs):
                    self.standing = [everything[each] for each in chosen]
                    yield from super().told()
        self.standing = everything

    def _known(self, people: set[int], place: int) -> int:
        earlier = [self.asked[other] for other in self._beside(place) if other < place]
        return len(people & set().union(*earlier))

    def _beside(self, place: int) -> set[int]:
        days = [{day, *past} for day, past in zip(self.day, self.past, strict=True)]
        return {other for other in range(len(days)) if other != place and _at_once(days[place], days[other])}

    def _stays(self, place: int) -> bool:
        known = {"end": self._known(self.answered[place], place)}
        return stays({"end": self.standing[place]}, smallest=SMALLEST, elsewhere=known)


def _at_once(ones: Iterable[int], others: Iterable[int]) -> bool:
    def near(one: date, other: date) -> bool:
        begins, ends = reach(one, one, margin=MARGIN)
        return ends < other < begins

    return any(near(FIRST + timedelta(one), FIRST + timedelta(other)) for one, other in product(ones, others))


# Often nearly the same people: there is most to find.
NEARLY = st.builds(
    lambda many, but: set(range(many)) - but, st.integers(8, 14), st.sets(st.integers(0, 7), max_size=2)
)
PLANS = st.lists(st.tuples(NEARLY | st.sets(PEOPLE, min_size=5), DAYS), min_size=2, max_size=3)
MANY = range(3)
# Each round is moved and answered in some order, and then others do what they like.
IN_ORDER = st.permutations(
    [*(("answer", place, None) for place in MANY), *(("move", place, 10) for place in MANY)]
)
ACTS = st.one_of(
    st.tuples(st.just("answer"), st.sampled_from(MANY), st.sampled_from([0, 1])),
    st.tuples(st.just("move"), st.sampled_from(MANY), DAYS),
    st.tuples(st.just("leave"), st.sampled_from(MANY), PEOPLE),
)


@given(PLANS, IN_ORDER, st.lists(ACTS, max_size=4), st.integers(0, 99))
def test_whenever_rounds_are_moved_a_group_is_the_least_that_reports_show(
    plans: list[tuple[set[int], int]],
    first: list[tuple[str, int, int]],
    acts: list[tuple[str, int, int]],
    seed: int,
) -> None:
    reports = MovedReports(seed=seed)
    for people, day in plans:
        reports.plan_on(people, day)
    for act, place, what in [*first, *acts]:
        getattr(reports, act)(place % len(plans), what)
        assert not reports.gives_away()


def moved_beside(*, guards: bool) -> MovedReports:
    """A project with its report; later its edition, but for one the same people, is moved to the same weeks."""
    reports = MovedReports(guards=guards)
    reports.plan_on(range(12), 80)
    reports.plan_on(range(11), 0)
    reports.answer(1)
    reports.move(0, 10)
    reports.answer(0)
    return reports


def test_a_move_that_lets_reports_be_subtracted_is_refused() -> None:
    assert not moved_beside(guards=True).gives_away()


def test_without_a_guard_a_move_is_seen_through() -> None:
    """The negative control: an edition less its project is one person."""
    assert {11} in moved_beside(guards=False).told()


def moved_away(*, remembers: bool) -> MovedReports:
    """An edition answers, is moved away, and then its project answers in the weeks where the edition was."""
    reports = MovedReports(remembers=remembers)
    reports.plan_on(range(12), 0)
    reports.plan_on(range(11), 10)
    reports.answer(0)
    reports.move(0, 80)
    reports.answer(1)
    return reports


def test_a_round_that_was_moved_away_is_remembered_where_it_was() -> None:
    assert not moved_away(remembers=True).gives_away()
    # The negative control: who looks at the days of now alone, sees two groups that lie months apart.
    assert {11} in moved_away(remembers=False).told()
