"""The first page: the same for everyone, with the next dates and the ways in."""

import pytest
from django.test import Client
from django.urls import reverse

from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.tests.factories import EditionFactory

pytestmark = pytest.mark.django_db


def page(client: Client) -> str:
    return client.get(reverse("front:home")).content.decode()


def test_lived_experience_speaks_first(client: Client):
    shown = page(client)
    assert shown.index("voice--lived") < shown.index("voice--practice") < shown.index("voice--research")


def test_the_three_next_dates_are_shown(client: Client):
    editions = [EditionFactory(days=(offset,)) for offset in (40, 10, 30, 20)]
    shown = page(client)
    assert editions[0].version.title not in shown
    assert shown.index(editions[1].version.title) < shown.index(editions[3].version.title)


def test_a_draft_is_nobodys_business(client: Client):
    draft = EditionFactory(state=EditionState.DRAFT)
    assert draft.version.title not in page(client)


def test_the_first_page_knows_nobody(client: Client):
    response = client.get(reverse("front:home"))
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()
