"""Reading and moving the stamps of pages that are kept in memory."""

from django.db import connection

from tegenstroom.base.models import Stamp

PROGRAMME = "programme"
# What happens without an audit row: a letter that leaves, answers that nobody may trace to a moment.
UNSEEN = "unseen"


def bump(name: str) -> None:
    """Say that what `name` shows has changed; part of the transaction that changed it."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE base_stamp SET value = value + 1 WHERE name = %s", [name])
        is_there = cursor.rowcount > 0
    if not is_there:
        Stamp.objects.get_or_create(name=name, defaults={"value": 1})


def current(name: str) -> int:
    """The number that a kept page must bear to be still true: one query, by hand: every page asks it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM base_stamp WHERE name = %s", [name])
        row = cursor.fetchone()
    return int(row[0]) if row else 0
