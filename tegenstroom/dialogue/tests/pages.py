"""For tests of pages: someone at her browser, and what she sends from it."""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tegenstroom.accounts.models import Person
from tegenstroom.dialogue.models import Dialogue


def at(person: Person | None = None) -> Client:
    """Her browser, logged in."""
    client = Client()
    if person:
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def page(person: Person, name: str, *args: Any) -> str:
    """What she reads at an address of the dialogue; an answer of 400 or more is an error."""
    response = at(person).get(reverse(f"dialogue:{name}", args=args))
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def status(person: Person, name: str, *args: Any) -> int:
    return at(person).get(reverse(f"dialogue:{name}", args=args)).status_code


def send(person: Person, name: str, *args: Any, **data: Any) -> HttpResponse:
    """Press the button of a form."""
    return at(person).post(reverse(f"dialogue:{name}", args=args), data)


def say(
    person: Person, of: Dialogue, phase: str, text: str, *, key: UUID | None = None, **data: Any
) -> HttpResponse:
    """Send the form of the room, as the page of this phase had it."""
    name = "own_group_words" if phase == "own_group" else "room_words"
    return send(person, name, of.pk, key=key or uuid4(), phase=phase, text=text, **data)
