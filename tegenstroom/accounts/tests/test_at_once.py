"""Two people at the desk at the same moment. SQLite lets one write at a time; PostgreSQL needs our locks."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from tegenstroom.accounts.actions import LastAdministratorError, end_role, print_card
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import ADMINISTRATOR
from tegenstroom.accounts.tests.factories import PersonFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one write at a time"),
]

ROUNDS = 10


def together(*works: Callable[[], object]) -> list[str]:
    """Start all at once; the names of the errors that came out."""
    start, errors = Barrier(len(works)), []

    def run(work: Callable[[], object]) -> None:
        start.wait()
        try:
            work()
        except Exception as error:
            errors.append(type(error).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


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
