"""Giving and ending network roles."""

import pytest
from django.http import Http404

from tegenstroom.accounts import access
from tegenstroom.accounts.actions import LastAdministratorError, end_role, grant_role
from tegenstroom.accounts.models import Person, RoleGrant
from tegenstroom.accounts.roles import ADMINISTRATOR, COACH, COORDINATOR, ROLES
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent

pytestmark = pytest.mark.django_db


def test_a_role_given_is_borne_at_once():
    person, boss = PersonFactory(), PersonFactory()
    assert not person.has_role(COACH)
    grant_role(person=person, role=COACH, by=boss)
    assert person.has_role(COACH)
    assert list(Person.objects.with_role(COACH)) == [person]


def test_who_no_longer_takes_part_is_not_asked_as_one_who_bears_the_role():
    PersonFactory(roles=[COACH], is_active=False)
    assert not Person.objects.with_role(COACH).exists()


def test_giving_a_role_twice_changes_nothing():
    person = PersonFactory()
    assert grant_role(person=person, role=COACH, by=None) == grant_role(person=person, role=COACH, by=None)
    assert AuditEvent.objects.count() == 1


def test_an_ended_role_stays_in_the_book_and_can_be_given_again():
    person, boss = PersonFactory(), PersonFactory()
    grant_role(person=person, role=COACH, by=boss)
    end_role(person=person, role=COACH, by=boss)
    assert not person.has_role(COACH)
    assert RoleGrant.objects.get(person=person).ended_by == boss
    grant_role(person=person, role=COACH, by=boss)
    assert person.has_role(COACH)
    assert RoleGrant.objects.filter(person=person).count() == 2
    assert [event.verb for event in AuditEvent.objects.order_by("pk")] == [
        "accounts.grant_role",
        "accounts.end_role",
        "accounts.grant_role",
    ]


def test_the_last_administrator_stays():
    person = PersonFactory(roles=[ADMINISTRATOR])
    with pytest.raises(LastAdministratorError):
        end_role(person=person, role=ADMINISTRATOR, by=person)
    PersonFactory(roles=[ADMINISTRATOR], is_active=False)
    with pytest.raises(LastAdministratorError):
        end_role(person=person, role=ADMINISTRATOR, by=person)
    PersonFactory(roles=[ADMINISTRATOR])
    end_role(person=person, role=ADMINISTRATOR, by=person)
    assert not person.has_role(ADMINISTRATOR)


@pytest.mark.parametrize("guard", [access.coordinator, access.administrator, access.people_at_desk])
def test_who_bears_no_role_finds_nothing_at_the_desk(guard):
    with pytest.raises(Http404):
        guard(PersonFactory(roles=[COACH]))


def test_each_guard_lets_its_own_role_through():
    coordinator, administrator = PersonFactory(roles=[COORDINATOR]), PersonFactory(roles=[ADMINISTRATOR])
    assert access.coordinator(coordinator) == coordinator
    assert access.administrator(administrator) == administrator
    assert access.person_at_desk(coordinator, administrator.pk) == administrator
    with pytest.raises(Http404):
        access.administrator(coordinator)
    with pytest.raises(Http404):
        access.person_at_desk(coordinator, 10**9)


def test_every_role_says_what_it_may():
    assert all(role.may and role.name for role in ROLES)
