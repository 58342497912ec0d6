"""A coach may depend on another coach: who comes on the same day is someone whom she would meet."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tegenstroom.accounts.models import Person
from tegenstroom.coaches.actions import assignments, dependencies, her_list
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules import assignments as asking
from tegenstroom.coaches.rules.assignments import Kind, State
from tegenstroom.coaches.rules.dependencies import Depended
from tegenstroom.coaches.rules.dependencies import Kind as Whom
from tegenstroom.coaches.tests.factories import coach
from tegenstroom.organisations.tests.factories import MembershipFactory
from tegenstroom.training.actions import coach_days, company, moments
from tegenstroom.training.models import Edition, TandemMember
from tegenstroom.training.tests.coach_days import first_day_of, says
from tegenstroom.training.tests.factories import EditionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_years")]


@pytest.fixture
def edition() -> Edition:
    return EditionFactory(days=(20, 30))


def bea() -> Person:
    return coach(person__given_name="Bea", person__family_name="Buurvrouw")


def depends_on_bea(**profile: Any) -> Person:
    who = coach(**profile)
    dependencies.add(coach=who, depended=Depended(Whom.PERSON, "Buurvrouw Bea"), by=who)
    return who


def asked(edition: Edition, who: Person, *numbers: int) -> TandemMember:
    """For these days, counted from the first; for all of them without any."""
    days = [list(edition.sessions.all())[number].pk for number in numbers]
    return coach_days.ask(edition=edition, coach=who, sessions=days or None, by=None).member


def asked_beside(edition: Edition, who: Person, starts_at: datetime) -> Assignment:
    """For a supervision with the group of this edition, which she does not give."""
    return moments.ask(
        coach=who,
        edition=edition,
        kind=Kind.SUPERVISION,
        title="Hoe ging het?",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        by=None,
    )


def refused(verb: Any, *args: Any) -> tuple[asking.Obstacle, ...]:
    with pytest.raises(asking.RefusedError) as error:
        verb(*args)
    return error.value.obstacles


@pytest.mark.parametrize("said", [None, State.YES])
def test_she_is_not_asked_for_a_group_that_someone_of_her_list_gives(edition: Edition, said: State | None) -> None:
    she, other = depends_on_bea(), bea()
    assert she in company.candidates(edition).free
    member = asked(edition, other)
    if said:
        for row in Assignment.objects.of(other):
            says(row, said)
    assert she not in company.candidates(edition).free
    assert refused(asked, edition, she) == (asking.Obstacle.NOT_AVAILABLE,)
    on_a_day = first_day_of(member).starts_at + timedelta(hours=8)
    assert refused(asked_beside, edition, she, on_a_day) == (asking.Obstacle.NOT_AVAILABLE,)
    # On another day nobody of her list is there.
    assert asked_beside(edition, she, on_a_day + timedelta(days=3)).state == State.ASKED


@pytest.mark.parametrize("said", [State.NO, State.CALLED_OFF])
def test_a_coach_who_does_not_come_is_not_met(edition: Edition, said: State) -> None:
    she, other = depends_on_bea(), bea()
    asked(edition, other)
    for row in Assignment.objects.of(other):
        if said is State.NO:
            says(row, said)
        else:
            assignments.call_off(assignment=row, by=None)
    assert she in company.candidates(edition).free


def test_a_coach_who_came_for_one_moment_is_met_there(edition: Edition) -> None:
    she, other = depends_on_bea(), bea()
    starts_at = edition.sessions.first().ends_at + timedelta(hours=1)
    asked_beside(edition, other, starts_at)
    assert she not in company.candidates(edition).free


def test_the_house_for_which_a_coach_works_is_met_with_her(edition: Edition) -> None:
    she, other = coach(), coach()
    house = MembershipFactory(person=other).organisation
    dependencies.add(coach=she, depended=Depended(Whom.SERVICE, house.name, house.pk), by=she)
    asked(edition, other)
    assert she not in company.candidates(edition).free


def test_she_never_meets_herself(edition: Edition) -> None:
    """Her mother bears her name and one more: they are taken for each other, too wide is safe."""
    she = coach(person__given_name="An", person__family_name="Peeters")
    dependencies.add(coach=she, depended=Depended(Whom.PERSON, "An Maria Peeters"), by=she)
    member = asked(edition, she, 0)
    assert she in company.candidates(edition).free
    assert her_list.that_meet(she, [first_day_of(member)]) == {}
    asked(edition, coach(person__given_name="An", person__family_name="Peeters"), 0)
    assert set(her_list.that_meet(she, [first_day_of(member)])) == {first_day_of(member).pk}


def test_when_the_other_is_asked_after_her_her_own_page_tells_her_of_the_days_on_which_she_comes(
    edition: Edition,
) -> None:
    she, other = depends_on_bea(), bea()
    asked(edition, she)
    first, second = Assignment.objects.of(she).order_by("starts_at")
    beside = asked_beside(edition, she, second.ends_at + timedelta(hours=1))
    rows = [first, second, beside]
    assert her_list.that_meet(she, rows) == {}
    before = her_list.shown_marks(she, rows)
    member = asked(edition, other, 1)
    assert her_list.changed_since(before, [second], coach=she)
    assert her_list.that_meet(she, rows) == {second.pk: False, beside.pk: False}
    says(second, State.YES)
    # What she was shown before the other was asked, does not count.
    her_list.comes_all_the_same(assignments=rows, shown=before, by=she)
    assert her_list.that_meet(she, rows)[second.pk] is False
    her_list.comes_all_the_same(assignments=rows, shown=her_list.shown_marks(she, rows), by=she)
    assert her_list.that_meet(she, rows)[second.pk] is True
    says(first_day_of(member), State.NO)
    assert her_list.that_meet(she, rows) == {}


def test_each_of_two_may_keep_the_other_on_her_list(edition: Edition) -> None:
    she, other = depends_on_bea(person__given_name="Ann", person__family_name="Overbuur"), bea()
    dependencies.add(coach=other, depended=Depended(Whom.PERSON, "Ann Overbuur"), by=other)
    asked(edition, other)
    assert refused(asked, edition, she) == (asking.Obstacle.NOT_AVAILABLE,)
    assert her_list.that_meet(other, list(Assignment.objects.of(other))) == {}


def test_the_groups_of_many_days_cost_as_many_queries_as_of_one(
    edition: Edition, django_assert_max_num_queries: Any
) -> None:
    for _number in range(4):
        asked(edition, coach())
    rows = list(Assignment.objects.all())
    with django_assert_max_num_queries(8):
        assert len(company.groups_of_assignments(rows)) == 8
