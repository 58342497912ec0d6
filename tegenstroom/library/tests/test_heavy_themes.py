"""The desk says which themes are heavy; readers see nothing of it."""

import pytest
from django.test import Client
from django.urls import reverse

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR, EDITOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent
from tegenstroom.library.models import Theme
from tegenstroom.library.tests.factories import ThemeFactory

pytestmark = pytest.mark.django_db


def logged_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_the_coordinator_says_that_a_theme_is_heavy_and_takes_it_back() -> None:
    theme, desk = ThemeFactory(name="Kwetsuren"), logged_in(PersonFactory(roles=[COORDINATOR]))
    button = reverse("library:desk_theme_weight", args=[theme.slug])
    assert "Dit is zwaar" in desk.post(button, {"heavy": "0"}, follow=True).content.decode()
    assert "Dit is niet zwaar" in desk.post(button, {"heavy": "1"}, follow=True).content.decode()
    desk.post(button, {"heavy": "1"})
    assert Theme.objects.get().is_heavy
    desk.post(button, {"heavy": "0"})
    assert not Theme.objects.get().is_heavy
    assert AuditEvent.objects.filter(verb="library.set_heavy").count() == 2


def test_nobody_else_decides_it(client: Client) -> None:
    theme, editor = ThemeFactory(), logged_in(PersonFactory(roles=[EDITOR]))
    assert editor.get(reverse("library:desk_themes")).status_code == 404
    assert editor.post(reverse("library:desk_theme_weight", args=[theme.slug]), {"heavy": "1"}).status_code == 404
    assert not Theme.objects.get().is_heavy


def test_who_reads_about_a_theme_does_not_see_it(client: Client) -> None:
    ThemeFactory(slug="kwetsuren", is_heavy=True)
    for address in (reverse("library:themes"), reverse("library:theme", args=["kwetsuren"])):
        assert "zwaar" not in client.get(address).content.decode().lower()
