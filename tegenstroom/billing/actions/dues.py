"""What we come to owe someone, and how that changes until it is in a pay run.

Each verb takes its turn before it locks a due: a run and a coach who answers never wait for each other.
"""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.billing.actions import ledger
from tegenstroom.billing.models import Due, Entry
from tegenstroom.billing.rules.ledger import EntryKind, owed
from tegenstroom.billing.rules.payruns import Refusal, RefusedError


@transaction.atomic
def owe(
    *, person: Person, day: date, amount: Decimal, kind: str, label: str, once_key: str, by: Person | None
) -> Due:
    """We owe someone an amount, in euro and whole cents, for something on a day; negative takes something back.

    `kind` is a slug and `label` the words of the asker; she reads them. The same `once_key` (at most 80 signs)
    gives the due that is there, as it is. Raises UnbalancedError for a part of a cent.
    """
    audit.take_turn()
    asked = {"person": person, "day": day, "amount": amount, "kind": kind, "label": label}
    due, is_new = Due.objects.get_or_create(once_key=once_key, defaults=asked)
    if is_new:
        _post(due, amount, EntryKind.DUE if amount >= 0 else EntryKind.CORRECTION, by)
        audit.record("billing.owe", by=by, about=due)
    return due


@transaction.atomic
def change(*, due: Due, amount: Decimal, by: Person | None) -> Due:
    """Set another amount, in euro and whole cents. The same amount changes nothing.

    Raises RefusedError once the due lapsed or is in a run: then the difference is a due of its own.
    """
    _lock(due)
    if due.dropped_at:
        raise RefusedError(Refusal.LAPSED)
    if due.payout_id:
        raise RefusedError(Refusal.IN_A_RUN)
    difference = amount - due.amount
    if difference:
        due.amount = amount
        due.save(update_fields=["amount"])
        _post(due, difference, EntryKind.CORRECTION, by)
        audit.record("billing.change", by=by, about=due)
    return due


@transaction.atomic
def drop(*, due: Due, by: Person | None) -> Due:
    """Let a due lapse; one that lapsed stays so. Raises RefusedError once it is in a run."""
    _lock(due)
    if due.payout_id:
        raise RefusedError(Refusal.IN_A_RUN)
    if due.dropped_at is None:
        due.dropped_at = timezone.now()
        due.save(update_fields=["dropped_at"])
        _post(due, -due.amount, EntryKind.DROPPED, by)
        audit.record("billing.drop", by=by, about=due)
    return due


def _lock(due: Due) -> None:
    """Read the row anew, and hold it: a run that takes it up meanwhile waits, or comes first."""
    audit.take_turn()
    due.refresh_from_db(from_queryset=Due.objects.select_for_update())


def _post(due: Due, amount: Decimal, kind: EntryKind, by: Person | None) -> None:
    if not amount:
        return
    step = Entry.objects.filter(once_key__startswith=f"due:{due.pk}:").count()
    movements = owed(amount, due.person_id)
    ledger.post(kind=kind, once_key=f"due:{due.pk}:{step}", movements=movements, by=by)
