"""Nobody is hurried: who reads slowly, or comes back after a night, is still logged in."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tegenstroom.accounts.tests.factories import PersonFactory


@pytest.mark.django_db
def test_twenty_hours_later_she_goes_on_where_she_was() -> None:
    client = Client()
    client.force_login(PersonFactory())
    page = reverse("accounts:ways_in")
    assert client.get(page).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(hours=20)):
        assert client.get(page).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE + 1)):
        assert client.get(page).status_code == 302
