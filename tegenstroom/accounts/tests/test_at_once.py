"""Two people at the desk at the same moment. SQLite lets one write at a time; PostgreSQL needs our locks."""

import time
from threading import Event

import pytest
from django.db import connection, transaction

from tegenstroom.accounts.actions import (
    LastAdministratorError,
    change_person,
    end_role,
    find_or_add_person,
    print_card,
)
from tegenstroom.accounts.models import Person, RoleGrant
from tegenstroom.accounts.roles import ADMINISTRATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import audit
from tegenstroom.base.tests.helpers import together

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]

ROUNDS = 10


def test_two_administrators_who_end_each_others_role_leave_one():
    for _ in range(ROUNDS):
        ann, bea = PersonFactory(roles=[ADMINISTRATOR]), PersonFactory(roles=[ADMINISTRATOR])
        errors = together(
            lambda ann=ann, bea=bea: end_role(person=bea, role=ADMINISTRATOR, by=ann),
            lambda ann=ann, bea=bea: end_role(person=ann, role=ADMINISTRATOR, by=bea),
        )
        assert errors == [LastAdministratorError.__name__]
        assert Person.objects.with_role(ADMINISTRATOR).count() == 1
        Person.objects.all().delete()


def test_two_cards_printed_at_once_leave_one_that_is_valid():
    for _ in range(ROUNDS):
        person = PersonFactory()
        print_card(person=person, by=None)
        works = [lambda person=person: print_card(person=person, by=None)] * 2
        assert together(*works) == []
        assert person.cards.valid().count() == 1


def test_the_same_new_address_in_two_forms_is_one_person():
    for number in range(ROUNDS):
        email = f"ann{number}@example.org"
        assert together(*[lambda email=email: find_or_add_person(given_name="Ann", email=email)] * 3) == []
        assert Person.objects.filter(email=email).count() == 1


def test_a_form_for_several_and_a_form_for_one_of_them_never_wait_for_each_other():
    wrote = Event()

    @transaction.atomic
    def several() -> None:
        find_or_add_person(given_name="Els")
        wrote.set()
        time.sleep(0.3)  # the other form has begun meanwhile
        find_or_add_person(given_name="Ann", email="ann@example.org")

    def one() -> None:
        wrote.wait()
        find_or_add_person(given_name="Ann", email="ann@example.org")

    assert together(several, one) == []
    assert Person.objects.filter(email="ann@example.org").count() == 1


@pytest.mark.parametrize(
    "verb",
    [
        lambda person: print_card(person=person, by=None),
        lambda person: change_person(person=person, by=person, email="ann@example.org"),
    ],
    ids=["print_card", "change_person"],
)
def test_what_changes_her_never_waits_for_what_is_written_of_her(verb):
    person, wrote = PersonFactory(), Event()

    @transaction.atomic
    def something_of_hers() -> None:
        audit.record("test.act", by=None, about=person)
        wrote.set()
        time.sleep(0.3)  # the other verb has begun meanwhile
        RoleGrant.objects.create(person=person, role=ADMINISTRATOR.key)

    def other() -> None:
        wrote.wait()
        verb(person)

    assert together(something_of_hers, other) == []
