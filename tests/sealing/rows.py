"""Rows with sealed fields, as the apps have them: one row an owner, and several rows an owner."""

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.sealing import seal, unseal
from tegenstroom.billing.models import BankAccount
from tegenstroom.coaches.models import Dependency

IBAN, HOLDER = "BE68 5390 0754 7034", "Élise Vandenbroucke-Ñúñez"


def account(person: Person | None = None, *, iban: str = IBAN, holder: str = HOLDER) -> BankAccount:
    """Somebody's account, in the database."""
    row = BankAccount(person=person or PersonFactory())
    row.sealed_iban = seal(iban, row=row, field="sealed_iban", owner=row.person)
    row.sealed_holder = seal(holder, row=row, field="sealed_holder", owner=row.person)
    row.save()
    return row


def dependency(person: Person, text: str) -> Dependency:
    """Something she depends on, in the database."""
    row = Dependency(coach=person)
    row.sealed = seal(text, row=row, field="sealed", owner=person)
    row.save()
    return row


def iban_of(row: BankAccount) -> str:
    """What stands in the database now."""
    row = BankAccount.objects.get(pk=row.pk)
    return unseal(row.sealed_iban, row=row, field="sealed_iban", owner=row.person)
