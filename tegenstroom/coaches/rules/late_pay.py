"""When what we owe a coach should have been paid, whether it is late today, and what is in the way."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from tegenstroom.billing.rules.payruns import Method, RunState
from tegenstroom.coaches.rules.money import expected_on

# A transfer that left in time may be on its way: banks rest from Good Friday to Easter Monday, and then the desk
# has to note that it was paid.
BANK_TAKES = timedelta(days=5)
A_MONTH = 30


class Hold(StrEnum):
    """Why a due may not be paid yet."""

    TO_COME = "to_come"
    OVER = "over"
    NO_CEILING = "no_ceiling"
    TO_LOOK_AT = "to_look_at"


# These wait for her day, or for her word: nobody is late. A ceiling that we did not enter is ours,
# and so is a road at which we did not look.
ON_PURPOSE = (Hold.TO_COME, Hold.OVER)


class InTheWay(StrEnum):
    """What must still be done before late money reaches her; what she can mend herself comes first."""

    NO_ACCOUNT = "no_account"
    CAME_BACK = "came_back"
    NOT_NOTED = "not_noted"
    NOT_IN_HAND = "not_in_hand"
    NO_RUN = "no_run"
    NOT_SENT = "not_sent"
    NO_CEILING = "no_ceiling"
    TO_LOOK_AT = "to_look_at"


@dataclass(frozen=True, slots=True)
class Owed:
    """A due that is not paid: for which day, and since when we owe it (or since when nothing holds it any more).

    `amount` is in euro, negative when it takes something back. `run` and `pay_on` are those of the pay run that
    it is in; without one, `has_account` and `came_back` say what the next run will meet.
    """

    number: int
    person: int
    day: date
    since: date
    amount: Decimal
    pay_day: int
    method: Method = Method.TRANSFER
    hold: Hold | None = None
    run: RunState | None = None
    run_number: int | None = None
    pay_on: date | None = None
    has_account: bool = True
    came_back: bool = False

    @property
    def promised_on(self) -> date:
        """The first pay day after its day, in the year itself; for what came later, the first one after that."""
        return expected_on(self.day, self.since + timedelta(days=1), self.pay_day)

    @property
    def in_the_way(self) -> InTheWay:
        if self.run is not None:
            if self.method is Method.CASH:
                return InTheWay.NOT_IN_HAND
            return InTheWay.NOT_SENT if self.run is RunState.MADE else InTheWay.NOT_NOTED
        if self.hold is Hold.NO_CEILING:
            return InTheWay.NO_CEILING
        if self.hold is Hold.TO_LOOK_AT:
            return InTheWay.TO_LOOK_AT
        if self.method is Method.TRANSFER and not self.has_account:
            return InTheWay.NO_ACCOUNT
        return InTheWay.CAME_BACK if self.came_back else InTheWay.NO_RUN

    def is_late(self, today: date) -> bool:
        """Whether it should have been paid before today. What left in time is believed while the bank takes."""
        if self.amount <= 0 or self.hold in ON_PURPOSE or today <= self.promised_on:
            return False
        if self.in_the_way is not InTheWay.NOT_NOTED or self.pay_on is None:
            return True
        return self.pay_on > self.promised_on or today > self.pay_on + BANK_TAKES


@dataclass(frozen=True, slots=True)
class Late:
    """What one person should have had by now: since the pay day `since`, so many `days` ago.

    `amount` is what she still gets of it once what we take back is off. `last` is the latest pay day that
    passed; `dues` says the pay day by number of the due.
    """

    person: int
    amount: Decimal
    since: date
    last: date
    days: int
    in_the_way: InTheWay
    run_number: int | None
    dues: dict[int, date]

    @property
    def months(self) -> int:
        """How many whole months too late; 0 as long as people count in days."""
        return self.days // A_MONTH if self.days >= 2 * A_MONTH else 0


def late(owed: Iterable[Owed], today: date) -> list[Late]:
    """Who should have had money before today, by number of the person.

    A run takes all of someone's dues together: when nothing is left after what we take back, nothing is late.
    """
    by_person: dict[int, list[Owed]] = defaultdict(list)
    for row in owed:
        by_person[row.person].append(row)
    found = (_late(person, rows, today) for person, rows in sorted(by_person.items()))
    return [one for one in found if one is not None]


def _late(person: int, rows: list[Owed], today: date) -> Late | None:
    found, amount = [], Decimal(0)
    for group in _taken_together(rows):
        left, too_late = (
            sum((row.amount for row in group), Decimal(0)),
            [row for row in group if row.is_late(today)],
        )
        if too_late and left > 0:
            found += too_late
            amount += min(left, sum((row.amount for row in too_late), Decimal(0)))
    if not found:
        return None
    first = min(found, key=lambda row: (list(InTheWay).index(row.in_the_way), row.promised_on, row.number))
    return Late(
        person=person,
        amount=amount,
        since=min(row.promised_on for row in found),
        last=max(row.promised_on for row in found),
        days=(today - min(row.promised_on for row in found)).days,
        in_the_way=first.in_the_way,
        run_number=first.run_number,
        dues={row.number: row.promised_on for row in found},
    )


def _taken_together(rows: Iterable[Owed]) -> Iterable[list[Owed]]:
    """What one payout pays: the dues of a run, those that wait for the next one, and those that are held apart."""
    groups: dict[tuple[int | None, Hold | None], list[Owed]] = defaultdict(list)
    for row in rows:
        groups[row.run_number, row.hold].append(row)
    return groups.values()
