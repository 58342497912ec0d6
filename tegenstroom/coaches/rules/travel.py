"""How a coach travels, and what that comes to.

The law lets the road be paid beside the allowance as far as 2,000 km a year, and never more in euro than that
many kilometres by car (law of 3 July 2005, art. 10): whatever the way she came.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from tegenstroom.coaches.rules.money import cents

NOTHING = Decimal(0)


class Mode(StrEnum):
    """How she comes. A ride with someone else costs her nothing."""

    CAR = "car"
    BICYCLE = "bicycle"
    PUBLIC = "public"
    NONE = "none"


COUNTS_KM = (Mode.CAR, Mode.BICYCLE)


@dataclass(frozen=True, slots=True)
class Trip:
    """A way there and back. `amount` is what it came to or, for a ticket, what it cost, in euro."""

    mode: Mode
    km: Decimal = NOTHING
    amount: Decimal = NOTHING


def told(mode: Mode, *, km: Decimal = NOTHING, cost: Decimal = NOTHING) -> Trip:
    """What she said, with only the number that this way asks for: kilometres, or the price of the tickets."""
    return Trip(mode, km if mode in COUNTS_KM else NOTHING, cost if mode is Mode.PUBLIC else NOTHING)


@dataclass(frozen=True, slots=True)
class Usual:
    """What one day there and back hardly ever passes: kilometres, and the price of tickets in euro."""

    km: Decimal
    cost: Decimal


def is_far(trip: Trip, usual: Usual) -> bool:
    """Whether what she told passes what is usual: a slip of the finger is asked once more before it is money."""
    return trip.km > usual.km or (trip.mode is Mode.PUBLIC and trip.amount > usual.cost)


@dataclass(frozen=True, slots=True)
class Cap:
    """What may be paid beside the allowance in one calendar year; `car` is the rate of a kilometre by car."""

    km: Decimal
    car: Decimal

    @property
    def euro(self) -> Decimal:
        return cents(self.km * self.car)


def km_left(cap_km: Decimal, before: Iterable[Trip]) -> Decimal:
    """Kilometres of the year that were not yet told, never below zero."""
    return max(NOTHING, cap_km - sum((trip.km for trip in before if trip.mode in COUNTS_KM), NOTHING))


def left(cap: Cap, before: Iterable[Trip]) -> Decimal:
    """What may still be paid for the road this year, in euro, never below zero."""
    return max(NOTHING, cap.euro - sum((row.amount for row in before), NOTHING))


def in_full(trip: Trip, rate: Decimal) -> Decimal:
    """What this trip would be paid if the year had no end, in euro: kilometres at their rate, or the ticket."""
    if trip.mode is Mode.PUBLIC:
        return cents(trip.amount)
    return cents(rate * trip.km) if trip.mode in COUNTS_KM else NOTHING


def comes_to(trip: Trip, rate: Decimal, cap: Cap, before: Iterable[Trip]) -> Decimal:
    """What this trip is paid, in euro: kilometres at their rate or the ticket, as far as the year leaves room."""
    before = list(before)
    if trip.mode in COUNTS_KM:
        trip = replace(trip, km=min(trip.km, km_left(cap.km, before)))
    return min(in_full(trip, rate), left(cap, before))
