"""What must be true before the server may start."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Caution
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.recorder import MigrationRecorder

from tegenstroom.base import keyring, sealing
from tegenstroom.base.migrating import missing_of_joined
from tegenstroom.base.sqlite import OLDEST_SOUND_VERSION


@register(Tags.database)
def sqlite_is_sound(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuses an SQLite that can lose or corrupt what was written."""
    return [
        problem
        for alias in databases or []
        if connections[alias].vendor == "sqlite"
        for problem in _problems(alias)
    ]


def _problems(alias: str) -> list[CheckMessage]:
    with connections[alias].cursor() as cursor:
        (version,) = cursor.execute("SELECT sqlite_version()").fetchone()
        (journal,) = cursor.execute("PRAGMA journal_mode").fetchone()
        (synchronous,) = cursor.execute("PRAGMA synchronous").fetchone()
    found: list[CheckMessage] = []
    if tuple(map(int, version.split("."))) < OLDEST_SOUND_VERSION:
        wanted = ".".join(map(str, OLDEST_SOUND_VERSION))
        found.append(
            Error(f"SQLite {version} can corrupt a WAL file.", hint=f"Use {wanted} or later.", id="base.E001")
        )
    # An in-memory database of the tests keeps no journal on disk.
    if journal not in {"wal", "memory"}:
        found.append(Error(f"SQLite journals in {journal}, not in WAL.", id="base.E002"))
    if synchronous < 2:
        found.append(Error("SQLite must run with synchronous=FULL.", id="base.E003"))
    return found


@register(Tags.database)
def keys_are_there(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuses to run without the keys of what is sealed, or with keys that others can read."""
    if DEFAULT_DB_ALIAS not in (databases or []):
        return []
    path = settings.KEY_FILE
    try:
        ring = keyring.current()
    except keyring.KeyFileError as error:
        hint = "Restore it from its backup; only a new installation runs `tegenstroom rotate-keys --first`."
        return [Error(str(error), hint=hint, id="base.E004")]
    found: list[CheckMessage] = []
    if not keyring.is_private(path):
        found.append(Error(f"Others can read or change the key file {path}: chmod 600.", id="base.E005"))
    if lost := sealing.masters_in_use() - {key.id for key in ring.keys}:
        names = ", ".join(sorted(lost))
        hint = "What they wrap cannot be read: restore the key file that goes with this database."
        # A warning: when they are lost for good, the rest must still run.
        found.append(Caution(f"Master keys are missing from {path}: {names}.", hint=hint, id="base.W001"))
    return found


@register(Tags.database)
def no_joined_step_is_half_taken(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuses a database that took some of the steps which are one now: the rest of them is gone."""
    hint = (
        "Take them with the code from before they were joined: "
        "`git checkout $(git log --diff-filter=A --format=%h -- tegenstroom/base/migrating.py)^`, "
        "`tegenstroom migrate`, and come back. A demo may begin anew instead, without `var/`."
    )
    return [
        Error(f"This database lacks {len(lacks)} old migrations: {', '.join(lacks)}.", hint=hint, id="base.E007")
        for alias in databases or []
        if (lacks := missing_of_joined(MigrationRecorder(connections[alias]).applied_migrations()))
    ]
