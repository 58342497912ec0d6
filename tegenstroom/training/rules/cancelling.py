"""What a late cancellation costs: tiers that the network sets."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Tier:
    """From `days_before` days before the first day, and later, `percent` of the price is due."""

    days_before: int
    percent: Decimal


def percent_due(days_left: int, tiers: Iterable[Tier]) -> Decimal:
    """The share of the price, 0 to 100, for someone who cancels `days_left` days before the start.

    The tier with the smallest `days_before` that still covers the day decides; outside all tiers nothing is due.
    """
    covering = [tier for tier in tiers if days_left <= tier.days_before]
    return min(covering, key=lambda tier: tier.days_before).percent if covering else Decimal(0)


def fee(price: Decimal, percent: Decimal) -> Decimal:
    """`percent` of `price`, to the cent, half a cent up."""
    return (price * percent / 100).quantize(CENT, rounding=ROUND_HALF_UP)
