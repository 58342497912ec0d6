"""Sending the form of an enrolment, and places that were taken, for tests of pages."""

from typing import Any

from django.test import Client

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.training.actions import enrolment as actions
from tegenstroom.training.models import Edition, Enrolment
from tegenstroom.training.tests.factories import EditionFactory

SOMEBODY = {"given_name": "An", "family_name": "Peeters", "email": "an@example.org", "kind": "professional"}


def key_of(client: Client, url: str) -> str:
    return client.get(url).context["form"]["form_key"].value()


def send(client: Client, edition: Edition, url: str = "", **typed: Any) -> Any:
    url = url or f"/vormingen/{edition.pk}/inschrijven/"
    return client.post(url, {"form_key": key_of(client, url), **SOMEBODY, **typed}, follow=True)


def seat_for(person: Person, edition: Edition | None = None, **choices: Any) -> Enrolment:
    edition = edition or EditionFactory()
    return actions.enrol(edition=edition, person=person, by=person, kind="professional", **choices)


def an_offer() -> Enrolment:
    edition = EditionFactory(maximum=1)
    placed, offered = seat_for(PersonFactory(), edition), seat_for(PersonFactory(), edition)
    actions.cancel(enrolment=placed, by=placed.person)
    offered.refresh_from_db()
    return offered
