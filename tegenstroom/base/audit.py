"""Writing and checking the audit rows."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from django.db import connection, models, transaction
from django.utils import timezone

from tegenstroom.base.models import AuditEvent
from tegenstroom.base.models.letters import subject_of

# One number for one lock: writers of the chain wait for one another on PostgreSQL.
CHAIN_LOCK = 7_300_001

# The triggers of migration 0002. SQLite knows no TRUNCATE.
GUARDS = {
    "sqlite": {"audit_rows_stay_as_they_are", "audit_rows_stay"},
    "postgresql": {"audit_rows_stay_as_they_are", "audit_rows_stay", "audit_is_never_emptied"},
}


_by_link = ContextVar("by_link", default=False)


class Actor(Protocol):
    """Whoever acts: all that the audit keeps of a person is her id."""

    pk: Any


def record(verb: str, *, by: Actor | None, about: models.Model, **details: Any) -> AuditEvent:
    """Add one act to the chain, inside the transaction of the act itself.

    `by` is the person who acts; None for the clock, and for whoever came with the link of a letter: then the row
    says `by_link`. `details` must be JSON and hold no texts of people.
    """
    if by is None and is_by_link():
        details["by_link"] = True
    with transaction.atomic():
        take_turn()
        hashes = AuditEvent.objects.order_by("-pk").values_list("hash", flat=True)
        event = AuditEvent(
            at=timezone.now(),
            actor=by.pk if by else None,
            verb=verb,
            subject=subject_of(about),
            details=details,
            previous_hash=hashes.first() or "",
        )
        event.hash = digest(event)
        event.save(force_insert=True)
    return event


@contextmanager
def by_link(opened: bool = True) -> Iterator[None]:
    """What happens in here was asked with the link of a letter; with `opened=False` it only follows from that.

    A letter may have been passed on: who held it is not known.
    """
    before = _by_link.set(opened)
    try:
        yield
    finally:
        _by_link.reset(before)


def is_by_link() -> bool:
    """Whether what happens now was asked with the link of a letter."""
    return _by_link.get()


def take_turn() -> None:
    """Wait until no other transaction writes acts; then none does before this one ends.

    A verb that looks for a row and makes it when it is missing calls this first: two at once make one row, and
    neither waits for the row of the other while the other waits for her turn.
    """
    # SQLite's IMMEDIATE transactions already write one after another.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


def last() -> AuditEvent | None:
    """The newest row of the chain; its hash stands for all rows up to there."""
    return AuditEvent.objects.order_by("-pk").first()


def digest(event: AuditEvent) -> str:
    """SHA-256 over the row's content and the hash of the row before."""
    content = [
        event.previous_hash,
        event.at.isoformat(),
        event.actor,
        event.verb,
        event.subject,
        event.details,
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def first_broken_row() -> int | None:
    """The id of the first row that does not follow from the one before, or None when the chain holds."""
    previous = ""
    for event in AuditEvent.objects.order_by("pk").iterator():
        if event.previous_hash != previous or event.hash != digest(event):
            return int(event.pk)
        previous = event.hash
    return None


def is_guarded() -> bool:
    """True while the database itself refuses to change or remove audit rows."""
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(catalogue, [AuditEvent._meta.db_table])
        return GUARDS[connection.vendor].issubset(name for (name,) in cursor.fetchall())
