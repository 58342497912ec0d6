"""Puts a sound SQLite under Django, which looks in `base`: pysqlite3 takes the place of the standard module."""

import re
import sys
from functools import lru_cache
from typing import Any

import pysqlite3
import pysqlite3.dbapi2

# The WAL-reset bug (3.7.0 to 3.51.2) can corrupt a file that two processes write.
OLDEST_SOUND_VERSION = (3, 51, 3)

# FULL: no acknowledged commit is lost in a power cut. secure_delete: erased is erased.
PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA secure_delete=ON;"
    "PRAGMA trusted_schema=OFF;"
    "PRAGMA cache_size=-16000;"
)

# SQLite's own numbers of two limits (sqlite3_limit), and their values when built with defaults.
LIMIT_COLUMN, LIMIT_VARIABLE_NUMBER = 2, 9
DEFAULT_LIMITS = {LIMIT_COLUMN: 2_000, LIMIT_VARIABLE_NUMBER: 32_766}


def like(pattern: object, text: object, escape: str = "") -> bool | None:
    """LIKE that knows all letters: "élise" finds "Élise", as on PostgreSQL. SQLite's own knows A to Z.

    NULL where either side is NULL, as in SQL.
    """
    if pattern is None or text is None:
        return None
    return _pattern(str(pattern), escape).fullmatch(str(text).casefold()) is not None


@lru_cache(maxsize=256)
def _pattern(pattern: str, escape: str) -> re.Pattern[str]:
    wild, found, letters = {"%": ".*", "_": "."}, "", iter(pattern)
    for letter in letters:
        if letter == escape:
            found += re.escape(next(letters, "").casefold())
        else:
            found += wild.get(letter) or re.escape(letter.casefold())
    return re.compile(found, re.DOTALL)


class Connection(pysqlite3.dbapi2.Connection):
    """pysqlite3's connection with the one method that Django asks for and it lacks, and a LIKE for all letters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # With and without ESCAPE.
        for count in (2, 3):
            self.create_function("like", count, like, deterministic=True)

    def getlimit(self, category: int) -> int:
        """The default limit of this category."""
        return DEFAULT_LIMITS[category]


# Seconds to wait for another writer.
PATIENCE = 20

OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": PATIENCE,
    "init_command": PRAGMAS,
    "factory": Connection,
}


def take_over() -> None:
    """Make `import sqlite3` give pysqlite3. Call before Django loads a database backend."""
    for module in (pysqlite3, pysqlite3.dbapi2):
        module.SQLITE_LIMIT_COLUMN = LIMIT_COLUMN
        module.SQLITE_LIMIT_VARIABLE_NUMBER = LIMIT_VARIABLE_NUMBER
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
