"""A meeting of coaches meets her list too: she is not asked for one to which someone on whom she depends comes."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.coaches.actions import assignments, dependencies, fellows, her_list
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.assignments import Kind, Obstacle, State
from tegenstroom.coaches.rules.dependencies import Depended
from tegenstroom.coaches.rules.dependencies import Kind as Whom
from tegenstroom.coaches.tests.factories import AssignmentFactory, at, coach
from tegenstroom.coaches.tests.screens import of
from tegenstroom.coaches.tests.test_assignments import answer, ask, refused
from tegenstroom.organisations.tests.factories import MembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_years")]

TITLE = "Hoe blijf ik mezelf?"


@pytest.fixture
def day() -> date:
    return timezone.localdate() + timedelta(days=20)


def meeting(who: Person, day: date, **more: Any) -> Assignment:
    return ask(who, day, kind=Kind.MEETING, group=None, **{"title": TITLE, **more})


@pytest.fixture
def bea(day: date) -> Person:
    """She comes to the meeting, and works for a house."""
    she = coach(person__given_name="Bea", person__family_name="Begeleider")
    MembershipFactory(person=she, organisation__name="OCMW Nergens")
    answer(meeting(she, day), State.YES)
    return she


def who_depends_on(kind: Whom, name: str) -> Person:
    her = coach()
    dependencies.add(coach=her, depended=Depended(kind, name), by=her)
    return her


@pytest.mark.parametrize(("kind", "name"), [(Whom.PERSON, "Bea Begeleider"), (Whom.SERVICE, "OCMW Nergens")])
def test_she_is_not_asked_for_a_meeting_to_which_someone_of_her_list_comes(
    bea: Person, day: date, kind: Whom, name: str
) -> None:
    her = who_depends_on(kind, name)
    assert refused(lambda: meeting(her, day)) == (Obstacle.NOT_AVAILABLE,)
    # Nobody ties rows of one meeting together: other words at the same hours may be the same one.
    assert refused(lambda: meeting(her, day, title="Overleg")) == (Obstacle.NOT_AVAILABLE,)
    assert meeting(her, day + timedelta(days=1)).state == State.ASKED
    assert meeting(coach(), day).state == State.ASKED


def test_who_said_no_does_not_come(bea: Person, day: date) -> None:
    answer(Assignment.objects.get(coach=bea), State.NO)
    assert meeting(who_depends_on(Whom.PERSON, "Bea Begeleider"), day).state == State.ASKED


def test_who_is_asked_after_her_is_told_on_her_own_page(day: date) -> None:
    her = who_depends_on(Whom.PERSON, "Bea Begeleider")
    row = answer(meeting(her, day), State.YES)
    assert her_list.that_meet(her, [row]) == {}
    meeting(coach(person__given_name="Bea", person__family_name="Begeleider"), day)
    assert her_list.that_meet(her, [row]) == {row.pk: False}
    assert "Er komt iemand van je lijst." in of(her).get("/mijn/").text


def test_she_herself_is_not_someone_whom_she_meets(day: date) -> None:
    her = coach(person__given_name="Bea", person__family_name="Begeleider")
    dependencies.add(coach=her, depended=Depended(Whom.PERSON, "Bea Begeleider"), by=her)
    assert her_list.that_meet(her, [meeting(her, day)]) == {}


def test_moved_to_the_day_of_another_meeting_it_is_called_off_for_her(bea: Person, day: date) -> None:
    row = meeting(who_depends_on(Whom.PERSON, "Bea Begeleider"), day + timedelta(days=1))
    desk = PersonFactory()
    moved = assignments.move(assignment=row, starts_at=at(day, 9, 30), ends_at=at(day, 16, 30), by=desk)
    assert moved.state == State.CALLED_OFF


def test_many_meetings_cost_as_many_queries_as_one(day: date, django_assert_num_queries: Any) -> None:
    rows = [
        AssignmentFactory(coach=coach(), kind=Kind.MEETING, day=day + timedelta(days=number // 2))
        for number in range(6)
    ]
    for some in (rows[:1], rows):
        with django_assert_num_queries(2):
            assert len(fellows.at_meetings(some)) == len(some)
    with django_assert_num_queries(0):
        assert fellows.at_meetings([AssignmentFactory.build(coach=rows[0].coach, kind=Kind.SUPERVISION)]) == {}
