"""The name of who was erased: out of sight, and in the books for as long as the law wants it there."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.billing.actions import ledger
from tegenstroom.billing.figures import BOOK_YEARS
from tegenstroom.billing.models import BookName, Due, Payout
from tegenstroom.billing.rules.names import kept_until


def last_paid(person: int) -> date | None:
    """The last day of a year in the books in which she got something, None when she never did."""
    paid = Payout.objects.standing().filter(person=person)
    days = [
        paid.aggregate(last=Max("paid_on"))["last"],
        Due.objects.filter(payout__in=paid).aggregate(last=Max("day"))["last"],
    ]
    return max((day for day in days if day), default=None)


def money_waits(person: int) -> bool:
    """Whether we owe her anything, or she us, or it is on its way to her."""
    unpaid = Due.objects.unpaid().filter(person=person).exclude(amount=0)
    on_its_way = Payout.objects.open().filter(person=person)
    owed = Person.objects.filter(pk=person).first()
    return unpaid.exists() or on_its_way.exists() or bool(owed and ledger.owed_to(owed))


@transaction.atomic
def keep(*, person: Person, by: audit.Actor | None) -> BookName | None:
    """Keep her name in the books, before she is erased; None when she is not in them."""
    audit.take_turn()
    last = last_paid(person.pk)
    if last is None:
        return None
    until = kept_until(last, int(BOOK_YEARS.on(timezone.localdate())))
    names = {"given_name": person.given_name, "family_name": person.family_name, "until": until}
    row, _is_new = BookName.objects.update_or_create(person=person, defaults=names)
    audit.record("billing.keep_name", by=by, about=row, until=until.isoformat())
    return row


def known(people: Collection[int]) -> dict[int, BookName]:
    """By number of the person the name in the books of who was erased."""
    return {row.person_id: row for row in BookName.objects.filter(person__in=people)}


def forget_old(today: date) -> int:
    """Erase the names that the books need no longer; how many."""
    return BookName.objects.filter(until__lt=today).delete()[0]
