"""A heavy case is a heavy day: it counts in the month of who gets it, and comes to nobody whose month is full.

And whom coaches meet in a circle: one another as well.
"""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.coaches.actions import dependencies, heavy_days
from tegenstroom.coaches.models import AvoidedTheme, CoachProfile
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.rules.dependencies import Depended, Kind
from tegenstroom.coaches.tests.factories import AssignmentFactory, coach
from tegenstroom.dialogue.actions import circles, dialogues, fitting, leaving, reading, seats
from tegenstroom.dialogue.models import Dialogue, Seat
from tegenstroom.dialogue.rules.phases import LeftHow, Part, Phase, Refusal, RefusedError
from tegenstroom.dialogue.tests.factories import Group, case, dialogue, group

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_month() -> object:
    with time_machine.travel("2030-03-10 10:00+01:00", tick=False):
        yield


@pytest.fixture
def who() -> Group:
    return group(coaches=3)


def takes(person: Person, most: int) -> None:
    CoachProfile.objects.filter(person=person).update(heavy_a_month=most)


def is_full(person: Person, *, days: int = 0) -> bool:
    """Whether one more heavy day, so many days from now, would be too many."""
    return person.pk in heavy_days.full({person: [timezone.localdate() + timedelta(days=days)]})


def opened(who: Group, *, heavy: bool = True, coaches: list[Person] | None = None) -> Dialogue:
    brought = case(who, is_heavy=heavy)
    return dialogues.open_dialogue(
        circle=who.circle, case=brought, facilitator=who.guide, coaches=coaches, by=who.trainer
    )


def here(of: Dialogue) -> set[Person]:
    return {seat.person for seat in of.seats.filter(part=Part.COACH, left_at=None)}


def test_a_heavy_case_is_not_brought_to_whose_month_is_full(who: Group) -> None:
    she = who.coaches[0]
    takes(she, 1)
    AssignmentFactory(coach=she, is_heavy=True, days=5, state=State.YES)
    heavy = case(who, is_heavy=True)
    assert she not in {member.person for member in fitting.who_may_sit(heavy)}
    of = opened(who)
    assert here(of) == set(who.coaches[1:])
    assert seats.unasked(of) == []
    with pytest.raises(RefusedError, match=Refusal.NOT_FOR_YOU):
        seats.ask_along(dialogue=of, coach=she, by=who.trainer)
    assert here(opened(who, heavy=False)) == set(who.coaches)


def test_nobody_reads_which_of_hers_it_is(who: Group) -> None:
    full, avoids = who.coaches[:2]
    takes(full, 0)
    AvoidedTheme.objects.create(coach=avoids, slug="schulden", name="Schulden")
    heavy = case(who, is_heavy=True, themes=[{"slug": "schulden", "name": "Schulden"}])
    assert fitting.for_case(who.circle, heavy) == {who.coaches[2].pk}


def test_a_heavy_case_fills_her_month_for_whatever_else_she_is_asked(who: Group) -> None:
    she = who.coaches[0]
    takes(she, 1)
    opened(who, heavy=False)
    assert not is_full(she)
    opened(who)
    assert is_full(she)
    assert not is_full(she, days=31)
    # And for another heavy case.
    assert here(opened(who)) == set(who.coaches[1:])


def test_a_case_that_is_hers_stays_hers_when_her_month_fills_up(who: Group) -> None:
    she = who.coaches[0]
    of = opened(who)
    dialogues.start_preparation(dialogue=of, by=who.trainer)
    AssignmentFactory(coach=she, is_heavy=True, days=5, state=State.YES)
    takes(she, 0)
    circles.gather(circle=who.circle, by=None)
    assert she in here(of)
    # Also when a list took her out and brings her back.
    member = who.circle.members.get(person=she)
    circles.remove(member=member, by=who.trainer)
    circles.invite(circle=who.circle, person=she, part=Part.COACH, by=who.trainer)
    assert she in here(of)


def test_a_case_counts_from_the_day_on_which_she_gets_it(who: Group) -> None:
    she = who.coaches[0]
    takes(she, 1)
    of = opened(who, coaches=who.coaches[1:])
    assert of.seats.get(person=she).left_how == LeftHow.UNASKED
    assert not is_full(she)
    with time_machine.travel("2030-04-02 10:00+02:00", tick=False):
        seats.ask_along(dialogue=of, coach=she, by=who.trainer)
        assert is_full(she)
    assert not is_full(she)


@pytest.mark.parametrize("has_read", [True, False])
def test_a_case_that_she_left_counts_when_she_had_read_it(who: Group, has_read: bool) -> None:
    she = who.coaches[0]
    takes(she, 1)
    of = dialogue(who, phase=Phase.PREPARATION, is_heavy=True)
    if has_read:
        reading.read_case(dialogue=of, by=she)
    leaving.stop(dialogue=of, by=she)
    assert is_full(she) is has_read


def test_a_case_that_was_taken_back_before_she_read_it_fills_no_month(who: Group) -> None:
    she = who.coaches[0]
    takes(she, 1)
    of = dialogue(who, phase=Phase.PREPARATION, is_heavy=True)
    assert is_full(she)
    leaving.withdraw_case(case=of.case, by=who.writer)
    assert not is_full(she)


def test_what_others_in_the_circle_get_fills_no_month_of_theirs(who: Group) -> None:
    also_coach = coach()
    circles.invite(circle=who.circle, person=also_coach, part=Part.PROFESSIONAL, by=who.trainer)
    member = who.circle.members.get(person=also_coach)
    circles.agree(member=member, by=also_coach)
    takes(also_coach, 1)
    assert Seat.objects.filter(dialogue=opened(who), person=also_coach).exists()
    assert not is_full(also_coach)


# --- coaches among the people whom a coach meets


def depends_on(she: Person, other: Person) -> None:
    dependencies.add(coach=she, depended=Depended(Kind.PERSON, other.name), by=she)


def test_a_coach_leaves_when_a_coach_on_whom_she_depends_is_in_the_circle_or_comes_in(who: Group) -> None:
    she, other, third = who.coaches
    assert fitting.confirmed(who.circle, who.coaches) == {she.pk, other.pk, third.pk}
    depends_on(she, other)
    assert fitting.confirmed(who.circle, who.coaches) == {other.pk, third.pk}
    new = coach()
    depends_on(third, new)
    circles.invite(circle=who.circle, person=new, part=Part.COACH, by=who.trainer)
    there = set(who.circle.members.current().filter(part=Part.COACH).values_list("person", flat=True))
    assert there == {other.pk, new.pk}
    with pytest.raises(RefusedError, match=Refusal.NOT_FOR_YOU):
        circles.invite(circle=who.circle, person=she, part=Part.COACH, by=who.trainer)


@pytest.mark.parametrize("listed", ["Mieke Nauwelaers", "Fatima Nauwelaers", "Mieke Vandenhoek"])
def test_someone_is_met_under_each_name_by_which_she_is_known(who: Group, listed: str) -> None:
    she = who.coaches[0]
    called = listed if listed.endswith("hoek") else "Mieke"
    new = PersonFactory(given_name="Fatima", family_name="Nauwelaers", called=called)
    circles.invite(circle=who.circle, person=new, part=Part.PROFESSIONAL, by=who.trainer)
    dependencies.add(coach=she, depended=Depended(Kind.PERSON, listed), by=she)
    assert she.pk not in fitting.confirmed(who.circle, who.coaches)


def test_a_coach_does_not_meet_herself(who: Group) -> None:
    she = who.coaches[0]
    dependencies.add(coach=she, depended=Depended(Kind.PERSON, f"{she.name} Junior"), by=she)
    assert she.pk in fitting.confirmed(who.circle, who.coaches)
