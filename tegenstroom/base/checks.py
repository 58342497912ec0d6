"""What must be true before the server may start."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

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
