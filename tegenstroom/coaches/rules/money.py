"""What an assignment comes to, when it is paid, and when it stays due although it is not given."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from tegenstroom.billing.rules.bankdays import open_on_or_after, open_on_or_before
from tegenstroom.coaches.rules.assignments import Kind, Obstacle
from tegenstroom.coaches.rules.profiles import Terms

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Rates:
    """What the network gives, in euro; `half_day` is the longest time that counts as one."""

    day: Decimal
    half_day: Decimal
    half_day_lasts: timedelta
    others: dict[Kind, Decimal]


def cents(amount: Decimal) -> Decimal:
    """Rounded to whole cents, half a cent up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def rate(kind: Kind, lasts: timedelta, rates: Rates) -> Decimal:
    """The network's rate for one assignment, before any ceiling."""
    if kind in rates.others:
        return rates.others[kind]
    return rates.half_day if lasts <= rates.half_day_lasts else rates.day


def stays_due(day: date, today: date, late_days: int) -> bool:
    """Whether what was agreed for `day` is still paid when the organiser calls it off today: it is too late."""
    return (day - today).days <= late_days


def against_outside(terms: Terms) -> Obstacle | None:
    """Why what others gave her is not kept, None when it is: it counts for the ceiling of a volunteer alone."""
    return Obstacle.PAID_A_WAGE if terms is Terms.PAID else None


def beside_what_she_keeps(day: date, amount: Decimal, kept: Mapping[date, Decimal]) -> dict[date, Decimal]:
    """By day what stands after a yes that brings `amount` for `day`, when we moved it too late before.

    She gets no less than what she `kept`, and nothing twice: what the new day falls short of stays where it was.
    """
    found, short = {day: amount}, sum(kept.values(), Decimal(0)) - amount
    # The day itself last: never more there than it had room for.
    for on in sorted(kept, key=lambda one: (one == day, one)):
        rest = max(Decimal(0), min(kept[on], short))
        found[on] = found.get(on, Decimal(0)) + rest
        short -= rest
    return {on: due for on, due in found.items() if due} or {day: amount}


def is_cut(rate: Decimal, amounts: Iterable[Decimal], *, by_hand: bool) -> bool:
    """Whether the ceilings left less than the network's `rate`: what someone corrected has a reason of its own."""
    return not by_hand and sum(amounts, Decimal(0)) < rate


def expected_on(day: date, today: date, pay_day: int) -> date:
    """When what is due for `day` will be paid: the first pay day after it that is still to come.

    `pay_day` is a day of the month, 1 to 31; a shorter month pays on its last day. Where banks are closed it is
    the last day before on which they are open: money may come sooner than on the day she is used to, never later.
    What would go over to the next year is paid on the last bank day of the year: the law wants it in the year
    itself. Only what is for a day after that one waits for the first bank day of the new year.
    """
    after = max(day + timedelta(days=1), today)
    paid = _pay_day_of(after, pay_day)
    if paid < after:
        paid = _pay_day_of(after.replace(day=1) + timedelta(days=31), pay_day)
    end = date(day.year, 12, 31)
    if paid > end >= today:
        last = open_on_or_before(end)
        return last if last >= max(day, today) else open_on_or_after(end)
    return paid


def _pay_day_of(within: date, pay_day: int) -> date:
    """The pay day of the month in which this day lies; for an early one it may fall in the month before."""
    last = monthrange(within.year, within.month)[1]
    return open_on_or_before(within.replace(day=min(pay_day, last)))
