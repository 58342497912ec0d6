"""A double-entry ledger: every entry moves money from somewhere to somewhere, and sums to zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

CENT = Decimal("0.01")


class Account(StrEnum):
    """Where an amount stands. A positive line is what we have or spent, a negative one what we owe or gave."""

    COST = "cost"
    OWED = "owed"
    BANK = "bank"
    CASH = "cash"


class EntryKind(StrEnum):
    """Why an amount moved."""

    DUE = "due"
    CORRECTION = "correction"
    DROPPED = "dropped"
    PAID = "paid"
    BOUNCED = "bounced"


@dataclass(frozen=True, slots=True)
class Movement:
    """One side of an entry, in euro and whole cents. `person` is whose money it is, by number."""

    account: Account
    amount: Decimal
    person: int | None = None


class UnbalancedError(ValueError):
    """An entry whose sides do not sum to zero: a mistake of the code that made it."""


def balanced(movements: Sequence[Movement]) -> Sequence[Movement]:
    """The same movements; UnbalancedError when they do not sum to zero or are not in whole cents."""
    if not movements or sum(row.amount for row in movements) != 0:
        raise UnbalancedError(movements)
    if any(row.amount != row.amount.quantize(CENT) for row in movements):
        raise UnbalancedError(movements)
    return movements


def owed(amount: Decimal, person: int) -> Sequence[Movement]:
    """We come to owe someone this much more; less when the amount is negative."""
    return balanced([Movement(Account.COST, amount), Movement(Account.OWED, -amount, person)])


def bounced(amount: Decimal, person: int, into: Account) -> Sequence[Movement]:
    """What we paid someone came back: we owe it again."""
    return balanced([Movement(into, amount), Movement(Account.OWED, -amount, person)])


def paid(amount: Decimal, person: int, out_of: Account) -> Sequence[Movement]:
    """We paid someone from the bank or from the cash box."""
    return balanced([Movement(Account.OWED, amount, person), Movement(out_of, -amount)])
