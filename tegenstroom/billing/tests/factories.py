"""Money that we owe people, and their accounts; all of it invented."""

from datetime import date
from decimal import Decimal
from itertools import count

from stdnum import iban

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.billing.actions import accounts, dues, payruns
from tegenstroom.billing.models import BankAccount, Due, PayRun

DAY = date(2026, 3, 12)
_numbers = count(1)


def belgian_iban(number: int) -> str:
    """A Belgian account number with the right check digits, at a bank that exists."""
    account = f"539{number:07d}"
    bban = f"{account}{int(account) % 97 or 97:02d}"
    return f"BE{iban.calc_check_digits(f'BE00{bban}')}{bban}"


def due(
    person: Person | None = None,
    amount: str = "44.02",
    *,
    day: date = DAY,
    label: str = "Groepswerk",
    kind: str = "test",
) -> Due:
    """Something that we owe someone since now."""
    return dues.owe(
        person=person or PersonFactory(),
        day=day,
        amount=Decimal(amount),
        kind=kind,
        label=label,
        once_key=f"test:{next(_numbers)}",
        by=None,
    )


def account(person: Person, number: str = "", holder: str = "") -> BankAccount:
    """An account of hers; without a number one that nobody else has."""
    return accounts.keep(
        person=person, iban=number or belgian_iban(next(_numbers)), holder=holder or person.name, by=person
    )


def run(*, by: Person | None = None, pay_on: date = date(2026, 4, 1), once_key: str = "") -> PayRun:
    """A run of everything that can be paid now."""
    return payruns.make(pay_on=pay_on, once_key=once_key or f"run:{next(_numbers)}", by=by or PersonFactory())
