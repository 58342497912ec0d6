"""Whose screen a test looks at."""

from django.conf import settings
from django.test import Client

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory


def of(person: Person) -> Client:
    """Her own."""
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def desk() -> Client:
    """That of some coordinator."""
    return of(PersonFactory(roles=[COORDINATOR]))
