"""Django's SQLite, where who waits to write looks again every half millisecond.

SQLite itself keeps no queue: who waits sleeps longer each time, to a tenth of a second, while others go first and
the file lies idle in between.
"""

import sqlite3
import time

from django.db.backends.sqlite3 import base

from tegenstroom.base.sqlite import PATIENCE

NAP = 0.0005


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's, but for how a transaction waits for its turn."""

    def _start_transaction_under_autocommit(self) -> None:
        mode = self.settings_dict["OPTIONS"].get("transaction_mode", "DEFERRED")
        with self.wrap_database_errors:
            if mode == "IMMEDIATE":
                _begin(self.connection)
            else:
                self.connection.execute(f"BEGIN {mode}")


def _begin(connection: sqlite3.Connection) -> None:
    """OperationalError when nobody let us in for PATIENCE seconds."""
    until = time.monotonic() + PATIENCE
    connection.execute("PRAGMA busy_timeout=0")
    try:
        while not _began(connection, until):
            time.sleep(NAP)
    finally:
        # What is written without a transaction waits as SQLite does.
        connection.execute(f"PRAGMA busy_timeout={1000 * PATIENCE}")


def _began(connection: sqlite3.Connection, until: float) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        # The low byte says what, the rest says why.
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
            raise
        return False
    return True
