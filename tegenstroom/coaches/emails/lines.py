"""What a letter to a coach says of one moment, and of several together: where, how much, how she answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tegenstroom.accounts.models import Person
from tegenstroom.base.models import Letter
from tegenstroom.coaches.actions.company import company_of
from tegenstroom.coaches.doors import own_questions_url, questions_url
from tegenstroom.coaches.models import Assignment

if TYPE_CHECKING:
    from datetime import date

    from tegenstroom.coaches.actions.money import Offer


@dataclass(frozen=True, slots=True)
class Line:
    """One moment in a letter. Of what was `agreed` she gets `amount`, in euro; `kept` stays hers anyway.

    `waits`: it is paid when she said that she knows of a ceiling. `rate`: the network's, where the law let less.
    """

    assignment: Assignment
    offer: "Offer | None" = None
    amount: Decimal | None = None
    paid_on: "date | None" = None
    agreed: Decimal = Decimal(0)
    kept: Decimal = Decimal(0)
    waits: bool = False
    rate: Decimal | None = None

    @property
    def with_whom(self) -> list[Person]:
        """With whom she gives it, as known when the letter is written."""
        return company_of(self.assignment)

    @property
    def theme(self) -> str:
        """What it is about; empty where it has no theme."""
        return self.assignment.themes[0]["name"] if self.assignment.themes else ""

    @property
    def pay_day(self) -> "date | None":
        """When she is paid for it; None where there is nothing to pay."""
        if self.offer:
            return self.offer.paid_on if self.offer.amount else None
        return self.paid_on if self.amount and not self.waits else None


def in_order(lines: Iterable[Line]) -> list[Line]:
    """The first moment first, whatever became of it."""
    return sorted(lines, key=lambda line: (line.assignment.starts_at, line.assignment.pk))


def answering(to: Person, lines: Sequence[Line]) -> dict[str, Any]:
    """One address for all of them. On paper one that can be typed, and boxes to tick."""
    if not to.email or to.reached_by == Letter.Channel.PAPER:
        return {"on_paper": True, "link": own_questions_url()}
    return {"on_paper": False, "link": questions_url([line.assignment for line in lines]) if lines else ""}


def where(lines: Sequence[Line]) -> dict[str, Any]:
    """Each place once; said at each moment only where they differ."""
    rows = [line.assignment for line in lines]
    places = {row.place_id: row.place for row in rows if row.place}
    return {"places": list(places.values()), "same_place": len({(row.place_id, row.room) for row in rows}) < 2}


def paid_once(lines: Sequence[Line]) -> "date | None":
    """The day on which all of several moments are paid; None when each says its own."""
    days = {line.pay_day for line in lines if line.pay_day}
    return days.pop() if len(lines) > 1 and len(days) == 1 else None
