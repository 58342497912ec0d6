"""Who earned a certificate, and the code by which anyone can check it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from tegenstroom.base.typed_codes import LENGTH, TypedCodes

# Digits and letters that are not mistaken for one another by eye or on the phone: no 0 O, 1 I L, 5 S.
# There are 29, a prime: that makes the check character catch every single slip and every swap of two.
ALPHABET = "2346789ABCDEFGHJKMNPQRTUVWXYZ"


class Verdict(StrEnum):
    """Where someone stands after (part of) an edition."""

    QUALIFIES = "qualifies"
    NOT_OVER = "not_over"
    NOT_MARKED = "not_marked"
    TOO_LITTLE = "too_little"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an edition for one person: `present` is None while nobody marked her."""

    minutes: int
    present: bool | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What she attended, in minutes, and what follows from it."""

    verdict: Verdict
    minutes_present: int
    minutes_total: int

    @property
    def percent(self) -> Decimal:
        """The share attended, to the whole percent below: 79,9 is never shown as 80."""
        return Decimal(self.minutes_present * 100 // self.minutes_total) if self.minutes_total else Decimal(0)

    @property
    def hours(self) -> Decimal:
        """The hours attended, to a quarter of an hour."""
        return (Decimal(self.minutes_present) / 15).quantize(Decimal(1), rounding=ROUND_HALF_UP) / 4


def enough(present: int, total: int, *, needed: Decimal) -> bool:
    """Whether `present` of `total` minutes is at least `needed` percent. Exactly the share is enough."""
    return total > 0 and present * 100 >= needed * total


def standing(parts: Sequence[Part], *, needed: Decimal, over: bool) -> Standing:
    """Where one person stands. While a missing mark could still change the outcome, nothing is decided."""
    total = sum(part.minutes for part in parts)
    present = sum(part.minutes for part in parts if part.present)
    unmarked = sum(part.minutes for part in parts if part.present is None)
    if not over:
        verdict = Verdict.NOT_OVER
    elif enough(present, total, needed=needed):
        verdict = Verdict.QUALIFIES
    elif enough(present + unmarked, total, needed=needed):
        verdict = Verdict.NOT_MARKED
    else:
        verdict = Verdict.TOO_LITTLE
    return Standing(verdict, present, total)


def new_code() -> str:
    """A fresh random code: eleven characters (53 bits) and one that checks them, as XXXX-XXXX-XXXX."""
    return CODES.complete("".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1)))


def check_character(body: str) -> str:
    """The last character: with it the sum of place times value is a multiple of 29."""
    rest = sum(place * ALPHABET.index(character) for place, character in enumerate(body, start=1))
    # 12 × 17 = 204 = 7 × 29 + 1: seventeen undoes the weight of the twelfth place.
    return ALPHABET[-rest * 17 % len(ALPHABET)]


CODES = TypedCodes(ALPHABET, check_character)


def read_code(typed: str) -> str:
    """The code in its one form, from however it was typed. Raises CodeError."""
    return CODES.read(typed)
