"""What a late cancellation costs: tiers that the network sets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Tier:
    """From `days_before` days before the first day, and later, `percent` of the price is due."""

    days_before: int
    percent: Decimal


@dataclass(frozen=True, slots=True)
class Term:
    """A tier in the set of rules that holds for enrolments from `valid_from` on, until a later set."""

    valid_from: date
    tier: Tier


def tiers_on(day: date, terms: Iterable[Term]) -> list[Tier]:
    """The tiers that hold for someone who enrolled on `day`: one whole set, never a mix of two."""
    begun = [term for term in terms if term.valid_from <= day]
    latest = max((term.valid_from for term in begun), default=None)
    return [term.tier for term in begun if term.valid_from == latest]


def percent_due(days_left: int, tiers: Iterable[Tier]) -> Decimal:
    """The share of the price, 0 to 100, for someone who cancels `days_left` days before the start.

    The tier with the smallest `days_before` that still covers the day decides; outside all tiers nothing is due.
    """
    covering = [tier for tier in tiers if days_left <= tier.days_before]
    return min(covering, key=lambda tier: tier.days_before).percent if covering else Decimal(0)


def fee(price: Decimal, percent: Decimal) -> Decimal:
    """`percent` of `price`, to the cent, half a cent up."""
    return (price * percent / 100).quantize(CENT, rounding=ROUND_HALF_UP)
