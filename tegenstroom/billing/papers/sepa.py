"""The file with which a bank pays many people at once: a SEPA credit transfer, pain.001, checked by its XSD.

The same order gives the same file to the byte, so that a bank can tell a file that comes twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from xml.etree import ElementTree

from sepaxml import SepaTransfer
from sepaxml.validation import try_valid_xml

from tegenstroom.billing.rules.banking import bank_letters

# The version of the ISO standard that the SEPA rulebook of 2023 asks for.
SCHEMA = "pain.001.001.09"
SPACE = f"{{urn:iso:std:iso:20022:tech:xsd:{SCHEMA}}}"


@dataclass(frozen=True, slots=True)
class Debtor:
    """Who pays, from which account."""

    name: str
    iban: str
    bic: str

    @property
    def fingerprint(self) -> str:
        """What a run keeps of it, to know at the next file whether the same account pays under the same name."""
        return f"{self.name} {self.iban} {self.bic}"


@dataclass(frozen=True, slots=True)
class Transfer:
    """What one person gets: an amount in euro, and a reference of at most 35 letters and digits."""

    reference: str
    name: str
    iban: str = field(repr=False)
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Order:
    """All that goes into one file. `message_id`: at most 33 letters, digits and dashes, never used before."""

    message_id: str
    made_at: datetime
    pay_on: date
    debtor: Debtor
    text: str
    transfers: Sequence[Transfer]


def credit_transfer(order: Order) -> bytes:
    """The XML of this order. Raises sepaxml's ValidationError when it does not hold to the standard."""
    debtor = order.debtor
    config = {"name": bank_letters(debtor.name), "IBAN": debtor.iban, "BIC": debtor.bic}
    file = SepaTransfer({**config, "batch": True, "currency": "EUR"}, schema=SCHEMA, clean=False)
    for transfer in order.transfers:
        file.add_payment(
            {
                # A name of nothing but drawings still needs letters.
                "name": bank_letters(transfer.name) or bank_letters(order.text),
                "IBAN": transfer.iban,
                "amount": int(transfer.amount * 100),
                "execution_date": order.pay_on,
                "description": bank_letters(order.text, most=140),
                "endtoend_id": transfer.reference,
            }
        )
    written = _with_our_marks(file.export(validate=False), order)
    try_valid_xml(written, SCHEMA)
    return written


def _with_our_marks(written: bytes, order: Order) -> bytes:
    """Our own message id and moment, in place of the random ones that the library makes each time."""
    root = ElementTree.fromstring(written)  # noqa: S314  the library wrote it a moment ago
    for element in root.iter(f"{SPACE}MsgId"):
        element.text = order.message_id
    for number, element in enumerate(root.iter(f"{SPACE}PmtInfId"), start=1):
        element.text = f"{order.message_id}-{number}"
    for element in root.iter(f"{SPACE}CreDtTm"):
        element.text = order.made_at.strftime("%Y-%m-%dT%H:%M:%S")
    finished: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return finished
