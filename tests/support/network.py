"""The demo network in the place of the test database, copied in a blink."""

import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.core.cache import caches
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from tegenstroom.accounts.models import Person
from tegenstroom.base import clock
from tests.support import beginnings
from tests.support.beginnings import DATABASE, KEYS, LOGINS
from tests.support.browser import Server

LINK = re.compile(r"https?://\S+")
AT_ONCE = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}


@dataclass(frozen=True, slots=True)
class Network:
    """The demo network, for as long as a test borrows it."""

    address: str

    def person(self, name: str) -> Person:
        """Someone of the demo by her given and family name."""
        given, _space, family = name.partition(" ")
        return Person.objects.get(given_name=given, family_name=family)

    def card(self) -> tuple[str, str]:
        """The number and the PIN of the coach who comes in with a card."""
        rows = json.loads((settings.VAR / LOGINS).read_text(encoding="utf-8"))
        return next((row["card"], row["pin"]) for row in rows if "card" in row)

    def letters_to(self, email: str) -> list[mail.EmailMessage]:
        """The mails that one address got since the test began, oldest first."""
        return [letter for letter in mail.outbox if email in " ".join(letter.to)]

    def newest_to(self, email: str) -> mail.EmailMessage:
        """The last mail to that address."""
        return self.letters_to(email)[-1]

    def link_in(self, letter: mail.EmailMessage, part: str) -> str:
        """The path of the link in a letter whose address holds `part`."""
        links = [found.rstrip(".,)") for found in LINK.findall(str(letter.body))]
        return next(link for link in links if part in link).removeprefix(self.address)

    def tick(self) -> None:
        """All that the clock does by itself, now."""
        assert clock.tick(everything=True) == 0

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        """Another moment, for the site as for the test; the clock goes on from there."""
        with time_machine.travel(moment, tick=True):
            yield

    def later(self, **much: float) -> AbstractContextManager[None]:
        """`later(days=2)`: that much later than now."""
        return self.at(timezone.now() + timedelta(**much))


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A var folder as `tegenstroom prepare` leaves it, with its database and logins, for this process alone."""
    return copy_demo(tmp_path_factory.mktemp("demo"))


def copy_demo(folder: Path) -> Path:
    """Fill a folder with a demo of one's own."""
    with beginnings.demo() as made:
        return Path(shutil.copytree(made, folder, dirs_exist_ok=True))


@contextmanager
def borrowed(demo_folder: Path, server: Server, blocker: DjangoDbBlocker) -> Iterator[Network]:
    """The demo in the place of the test database, seen through that server."""
    with instead(demo_folder, blocker), override_settings(SITE_URL=server.url, TASKS=AT_ONCE):
        yield Network(server.url)


@contextmanager
def instead(demo_folder: Path, blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo in the place of the test database, which is SQLite; afterwards everything is as it was before."""
    assert connection.vendor == "sqlite"
    with blocker.unblock(), closing(sqlite3.connect(":memory:")) as before:
        connection.ensure_connection()
        connection.connection.backup(before)
        with closing(sqlite3.connect(demo_folder / DATABASE)) as demo:
            demo.backup(connection.connection)
        _forget()
        try:
            with override_settings(DEMO=True, VAR=demo_folder, KEY_FILE=demo_folder / KEYS):
                yield
        finally:
            before.backup(connection.connection)
            _forget()
            shutil.rmtree(demo_folder / "mail", ignore_errors=True)


@pytest.fixture
def network(
    demo_folder: Path, site: Server, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Network]:
    """The demo network, fresh for this test."""
    with borrowed(demo_folder, site, django_db_blocker) as network:
        yield network


def _forget() -> None:
    """Kept pages belong to the database that was there before."""
    mail.outbox = []
    for cache in caches.all():
        cache.clear()
