"""Writing in the ledger, and checking that it holds."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet, Sum
from django.db.models.functions import Round

from tegenstroom.accounts.models import Person
from tegenstroom.billing.models import Due, Entry, Line, Payout
from tegenstroom.billing.rules.ledger import CENT, Account, EntryKind, Movement, balanced

NOTHING = Decimal(0)
# SQLite adds floating numbers: a sum is true to the cent, and no further.
TOTAL = Round(Sum("amount"), precision=2)


@transaction.atomic
def post(*, kind: EntryKind, once_key: str, movements: Sequence[Movement], by: Person | None) -> Entry:
    """Add one entry. Raises UnbalancedError, and IntegrityError when this movement was posted before."""
    entry = Entry.objects.create(kind=kind, once_key=once_key, by=by)
    Line.objects.bulk_create(
        Line(entry=entry, account=row.account, person_id=row.person, amount=row.amount)
        for row in balanced(movements)
    )
    return entry


def owed_to(person: Person) -> Decimal:
    """What we still owe someone, in euro, with what is in a run but not paid yet; negative when she owes us."""
    return -_sum(Line.objects.filter(account=Account.OWED, person=person))


def check() -> list[str]:
    """What is wrong with the ledger, in a sentence each; empty when it holds. Four queries.

    Each entry sums to zero, and what it says that we owe someone is what waits for her, in a run or before it.
    """
    entries = Line.objects.values_list("entry").annotate(total=TOTAL).exclude(total=0)
    wrong = [f"entry {entry} sums to {total.quantize(CENT)}" for entry, total in entries.order_by("entry")]
    owed = _by_person(Line.objects.filter(account=Account.OWED))
    waiting = Counter(_by_person(Due.objects.unpaid()))
    waiting.update(_by_person(Payout.objects.open()))
    for person in sorted(owed.keys() | waiting.keys()):
        if -owed.get(person, NOTHING) != waiting[person]:
            wrong.append(f"person {person}: {-owed.get(person, NOTHING)} in the ledger, {waiting[person]} waits")
    return wrong


def _sum(rows: QuerySet[Line]) -> Decimal:
    total: Decimal | None = rows.aggregate(total=TOTAL)["total"]
    return (total or NOTHING).quantize(CENT)


def _by_person(rows: QuerySet[Line] | QuerySet[Due] | QuerySet[Payout]) -> dict[int, Decimal]:
    totals = rows.order_by().values_list("person").annotate(total=TOTAL)
    return {person: total.quantize(CENT) for person, total in totals}
