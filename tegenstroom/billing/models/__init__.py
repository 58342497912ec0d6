"""What we owe people, how it was paid, and the ledger under it."""

from tegenstroom.billing.models.accounts import BankAccount
from tegenstroom.billing.models.dues import Due
from tegenstroom.billing.models.ledger import Entry, Line
from tegenstroom.billing.models.names import BookName
from tegenstroom.billing.models.payruns import Payout, PayRun

__all__ = ["BankAccount", "BookName", "Due", "Entry", "Line", "PayRun", "Payout"]
