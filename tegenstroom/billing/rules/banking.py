"""Bank account numbers, and the letters that banks accept."""

import re

from stdnum import iban
from stdnum.be import iban as belgian
from stdnum.exceptions import ValidationError
from text_unidecode import unidecode

# Where a SEPA transfer reaches an account, by the first two letters of its number (EPC409-09).
COUNTRIES = """
    AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO
    RS SE SI SK SM VA
"""
SEPA_COUNTRIES = frozenset(COUNTRIES.split())
LONGEST_NAME = 70
# The letters of EPC217-08; a slash stays out, because a reference may not begin with one.
OTHER_THAN_BANK_LETTERS = re.compile(r"[^A-Za-z0-9?:().,'+ -]+")


class WrongNumberError(ValueError):
    """This is no account number: a digit is wrong, missing or too many."""


class OutsideSepaError(ValueError):
    """This is an account number, but a SEPA transfer does not reach it."""


def checked_iban(typed: str) -> str:
    """The number without spaces, in capitals. Raises WrongNumberError or OutsideSepaError."""
    try:
        # Not its list of Belgian banks: a bank that opened since the list was made would be refused.
        number: str = iban.validate(typed, check_country=not iban.compact(typed).startswith("BE"))
    except ValidationError as error:
        raise WrongNumberError from error
    if number.startswith("BE") and int(number[-2:]) != (int(number[4:-2]) % 97 or 97):
        raise WrongNumberError
    if number[:2] not in SEPA_COUNTRIES:
        raise OutsideSepaError
    return number


def grouped(number: str) -> str:
    """The number as on a bank card: groups of four."""
    written: str = iban.format(number)
    return written


def ending(number: str) -> str:
    """The last four characters: enough to know one's own account by."""
    return number[-4:]


def belgian_bic(number: str) -> str:
    """The BIC of the bank of a Belgian account; empty for an account elsewhere."""
    return str(belgian.to_bic(number) or "").replace(" ", "") if number.startswith("BE") else ""


def bank_letters(text: str, most: int = LONGEST_NAME) -> str:
    """The text in the letters that every bank accepts, without accents; at most so many of them."""
    plain = OTHER_THAN_BANK_LETTERS.sub(" ", unidecode(text))
    return " ".join(plain.split())[:most].strip()
