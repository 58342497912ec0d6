"""Someone with a browser, and the addresses of dialogues, for tests of pages."""

from django.test import Client
from django.urls import reverse

from tegenstroom.accounts.models import Person


def logged_in(person: Person) -> Client:
    """Her browser."""
    client = Client()
    client.force_login(person)
    return client


def at(name: str, *args: object) -> str:
    """The address of a page of the dialogue."""
    return reverse(f"dialogue:{name}", args=args)
