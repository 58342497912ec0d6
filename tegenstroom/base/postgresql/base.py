"""Django's PostgreSQL, which asks a kept connection nothing while its line is silent.

Django asks `SELECT 1` before each page: as much as a quiet poll of a room costs altogether.
"""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's, but for how it finds out that the server hung up."""

    def is_usable(self) -> bool:
        """A server that stopped has said so on the line. After an error, or when anything came, it is asked."""
        if self.connection is None:
            return False
        if self.errors_occurred or _something_came(self.connection.fileno()):
            return bool(super().is_usable())
        return True


def _something_came(line: int) -> bool:
    watched = select.poll()
    watched.register(line, select.POLLIN | select.POLLPRI)
    return bool(watched.poll(0))
