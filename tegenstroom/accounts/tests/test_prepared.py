"""Questions whose SQL is written once: they answer as the query set does, each time anew."""

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.test.utils import CaptureQueriesContext

from tegenstroom.accounts.models import Person, RoleGrant
from tegenstroom.accounts.roles import COACH, EDITOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.prepared import MARKER, prepared

pytestmark = pytest.mark.django_db


@prepared
def person_with(pk: int) -> QuerySet[Person]:
    """Someone who bears a role."""
    return Person.objects.filter(Exists(RoleGrant.objects.filter(person=OuterRef("pk"))), pk=pk)


@prepared
def grants_of(person: int) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(person=person).select_related("person").order_by("role")


@prepared
def moments_of(person: int) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(person=person).values_list("role", "granted_at")


@prepared
def grants_by_role(person: int, role: str) -> QuerySet[RoleGrant]:
    return RoleGrant.objects.filter(person=person, role=role)


def test_a_key_may_be_letters() -> None:
    person = PersonFactory(roles=[COACH, EDITOR])
    found = [grants_by_role(person.pk, role) for role in (COACH.key, EDITOR.key, "nobody", "' or 1=1")]
    assert [[grant.role for grant in grants] for grants in found] == [[COACH.key], [EDITOR.key], [], []]
    assert grants_by_role(person.pk, str(MARKER)) == []


def test_it_answers_as_the_query_set_does_for_each_number() -> None:
    people = [PersonFactory(roles=[COACH, EDITOR]), PersonFactory(roles=[COACH]), PersonFactory()]
    for person in people:
        assert grants_of(person.pk) == list(grants_of.question(person.pk))
        assert person_with(person.pk) == list(person_with.question(person.pk))
        # Times come out as times on each database.
        assert moments_of(person.pk) == list(moments_of.question(person.pk))
    assert [len(grants_of(person.pk)) for person in people] == [2, 1, 0]


def test_rows_are_read_anew_each_time_in_one_query() -> None:
    person = PersonFactory(roles=[COACH])
    grants_of(person.pk)
    RoleGrant.objects.filter(person=person).delete()
    assert grants_of(person.pk) == []
    RoleGrant.objects.create(person=person, role=EDITOR.key)
    with CaptureQueriesContext(connection) as asked:
        [grant] = grants_of(person.pk)
        assert (grant.role, grant.person) == (EDITOR.key, person)
    assert len(asked) == 1


@pytest.mark.parametrize("number", [MARKER, 10**30])
def test_a_number_that_no_row_can_have_finds_nothing(number: int) -> None:
    assert grants_of(number) == []


def test_a_question_that_drops_its_number_is_refused() -> None:
    """Else everybody would get what the first one got."""

    @prepared
    def forgetful(person: int) -> QuerySet[RoleGrant]:
        return RoleGrant.objects.all()

    @prepared
    def counting(person: int) -> QuerySet[RoleGrant]:
        return RoleGrant.objects.filter(person=person + 1)

    for question in (forgetful, counting):
        with pytest.raises(TypeError):
            question(1)
