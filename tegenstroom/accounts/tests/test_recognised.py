"""Who a request is from: by a session that still runs, and a person who still may log in."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.prepared import MARKER
from tegenstroom.base.sessions import SessionStore

pytestmark = pytest.mark.django_db


def browser_of(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def knows_her(client: Client) -> bool:
    return client.get("/mijn/").status_code == 200


def test_each_browser_is_known_as_its_own_person() -> None:
    people = [PersonFactory() for _each in range(3)]
    clients = [browser_of(person) for person in people]
    for client, person in zip(clients, people, strict=True):
        assert client.get("/mijn/").wsgi_request.user == person


def test_a_session_that_ran_out_knows_nobody() -> None:
    client = browser_of(PersonFactory())
    assert knows_her(client)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not knows_her(client)


def test_who_was_closed_off_is_nobody_from_then_on() -> None:
    person = PersonFactory()
    client = browser_of(person)
    assert knows_her(client)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert not knows_her(client)


def test_who_is_gone_is_nobody() -> None:
    person = PersonFactory()
    client = browser_of(person)
    Person.objects.filter(pk=person.pk).delete()
    assert not knows_her(client)


@pytest.mark.parametrize("key", ["nobodys-key", str(MARKER), "' or 1=1 --", "x" * 400])
def test_a_made_up_key_opens_nothing(key: str) -> None:
    browser_of(PersonFactory())
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    assert not knows_her(client)


def test_what_is_kept_in_a_session_is_read_back_in_one_query() -> None:
    session = SessionStore()
    session["draft"] = "half a sentence"
    session.create()
    with CaptureQueriesContext(connection) as asked:
        assert SessionStore(session.session_key)["draft"] == "half a sentence"
    assert len(asked) == 1
