"""The demo network under a browser test: built once in a process of its own, then copied in a blink."""

import fcntl
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
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
from tests.support.browser import Server

ROOT = Path(__file__).resolve().parents[2]
DATABASE, LOGINS, KEYS = "tegenstroom.sqlite3", "demo-logins.json", "keys.json"
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
def demo_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The var folder of a demo that `tegenstroom prepare` made: its database and logins, for this worker alone.

    Whichever worker needs it first makes it; the others wait and take a copy.
    """
    ours = tmp_path_factory.getbasetemp()
    made = (ours if worker_id == "master" else ours.parent) / "demo"
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (made / LOGINS).exists():
            _prepare(made)
    return Path(shutil.copytree(made, ours / "demo-of-this-worker"))


def _prepare(folder: Path) -> None:
    folder.mkdir()
    elsewhere = {"DATABASE_URL", "TEGENSTROOM_KEY_FILE"}
    surroundings = {name: value for name, value in os.environ.items() if name not in elsewhere}
    surroundings |= {
        "DJANGO_SETTINGS_MODULE": "tegenstroom.config.settings_test",
        "TEGENSTROOM_VAR": str(folder),
        "TEGENSTROOM_DEMO": "1",
    }
    program = Path(sys.executable).parent / "tegenstroom"
    subprocess.run([program, "prepare"], cwd=ROOT, env=surroundings, check=True)


@contextmanager
def borrowed(demo_folder: Path, server: Server, blocker: DjangoDbBlocker) -> Iterator[Network]:
    """The demo in the place of the test database; afterwards everything is as it was before."""
    assert connection.vendor == "sqlite"
    changed = override_settings(
        DEMO=True, VAR=demo_folder, KEY_FILE=demo_folder / KEYS, SITE_URL=server.url, TASKS=AT_ONCE
    )
    with blocker.unblock(), closing(sqlite3.connect(":memory:")) as before:
        connection.ensure_connection()
        connection.connection.backup(before)
        with closing(sqlite3.connect(demo_folder / DATABASE)) as demo:
            demo.backup(connection.connection)
        _forget()
        try:
            with changed:
                yield Network(server.url)
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
