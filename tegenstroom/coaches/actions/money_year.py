"""A calendar year of one coach in money: what she got, what she still gets and when, and what others gave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base.figures import NoFigureError
from tegenstroom.billing.models import Due
from tegenstroom.coaches.actions import ceilings, cut, holding, late_pay, money
from tegenstroom.coaches.actions.ceilings import COUNTED, TRAVEL
from tegenstroom.coaches.actions.travel_waiting import waiting_of
from tegenstroom.coaches.figures import PAY_DAY, TRAVEL_ON_TOP
from tegenstroom.coaches.models import Assignment, CoachProfile, OutsideEarning, Travel
from tegenstroom.coaches.rules import money as rules
from tegenstroom.coaches.rules.ceilings import Ceilings, Over, is_held
from tegenstroom.coaches.rules.late_pay import Late
from tegenstroom.coaches.rules.profiles import Terms
from tegenstroom.coaches.rules.travel import Mode

NOTHING = Decimal(0)
# Who never says how she comes is not asked for years back.
MOST_ROADS = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One amount: for what, and when it was or will be paid. `waits` until she knows of a ceiling.

    `late_since`: the pay day on which it should have been there, None as long as it is not late.
    `rate`: the network's, where the law let less of it; then the amount may be nothing at all.
    """

    day: date
    label: str
    amount: Decimal
    paid_on: date | None
    expected_on: date
    waits: bool
    late_since: date | None = None
    # In a run whose day must still come: late, and under way.
    comes: bool = False
    rate: Decimal | None = None
    # A road that passes what is usual: the desk looks first.
    is_looked_at: bool = False


@dataclass(frozen=True, slots=True)
class YearOfCoach:
    """How her year stands, in euro. `ceilings` and `left` are None in a year of which the law's numbers miss."""

    year: int
    lines: list[Line]
    outside: list[OutsideEarning]
    earned: Decimal
    travel: Decimal
    ceilings: Ceilings | None
    missing: str
    overs: list[Over]
    unseen: list[Over]
    # Told, and not worked out yet: a number of that day misses.
    roads: list[Travel]
    # Told, and not paid in full: the law leaves no more for the road of this year.
    cut: list[Travel]
    # Of whatever year: what is late today is late on each of her pages.
    late: Late | None = None

    @property
    def elsewhere(self) -> Decimal:
        return sum((row.amount for row in self.outside), NOTHING)

    @property
    def told_twice(self) -> set[date]:
        """The days of which she wrote something herself, and the desk something that she said by phone."""
        by_phone = {row.day for row in self.outside if row.noted_at_desk}
        return by_phone & {row.day for row in self.outside if not row.noted_at_desk}

    @property
    def left(self) -> Decimal | None:
        if self.ceilings is None:
            return None
        return max(NOTHING, self.ceilings.year - self.earned - self.elsewhere)

    @property
    def waits(self) -> bool:
        """Whether anything of hers waits until she says that she knows."""
        return any(line.waits for line in self.lines)

    @property
    def tickets_wait(self) -> bool:
        """Whether she wonders why a ticket, of which the price is known, is not paid yet."""
        return any(row.mode == Mode.PUBLIC for row in self.roads)

    @property
    def paid(self) -> Decimal:
        return sum((line.amount for line in self.lines if line.paid_on), NOTHING)

    @property
    def to_be_paid(self) -> Decimal:
        """Without what the desk must still look at: that may become less."""
        return sum((line.amount for line in self.lines if not line.paid_on and not line.is_looked_at), NOTHING)

    @property
    def looked_at(self) -> Decimal:
        return sum((line.amount for line in self.lines if not line.paid_on and line.is_looked_at), NOTHING)


def year_of_coach(coach: Person, year: int) -> YearOfCoach:
    """How her money stands in a calendar year.

    Never stops at a number that misses: her own money stays in sight, and `missing` says what is not known.
    """
    of_year = Assignment.objects.of(coach).filter(allowance__due__day__year=year)
    rates = cut.rates_before(of_year.values_list("pk", flat=True))
    dues = [due for due in _dues(coach, year) if due.amount or due.pk in rates]
    overs = [row for row in ceilings.overs_by([coach.pk]).get(coach.pk, []) if row.year == year]
    unseen = [row for row in ceilings.unseen_by([coach.pk]).get(coach.pk, []) if row.year == year]
    late = late_pay.of_coach(coach)
    try:
        law, missing = ceilings.ceilings_on(date(year, 12, 31)), ""
    except NoFigureError as error:
        law, missing = None, str(error)
    return YearOfCoach(
        year=year,
        lines=_lines(dues, unseen, late, rates),
        outside=list(OutsideEarning.objects.filter(coach=coach, day__year=year).order_by("-day")),
        earned=sum((due.amount for due in dues if due.kind in COUNTED), NOTHING),
        travel=sum((due.amount for due in dues if due.kind == TRAVEL), NOTHING),
        ceilings=law,
        missing=missing,
        overs=overs,
        unseen=unseen,
        roads=list(waiting_of(coach).filter(assignment__starts_at__year=year)),
        cut=list(_cut(coach, year)),
        late=late,
    )


def years_of_coach(coach: Person) -> list[int]:
    """The calendar years in which there is anything about her money, and this one; newest first."""
    found = {day.year for day in Due.objects.standing().filter(person=coach).dates("day", "year")}
    found |= {day.year for day in OutsideEarning.objects.filter(coach=coach).dates("day", "year")}
    found |= {money.day_of(row.assignment).year for row in waiting_of(coach)}
    return sorted(found | {timezone.localdate().year}, reverse=True)


def roads_to_tell(coach: Person, year: int) -> list[Assignment]:
    """What she gave in a year and did not yet say how she came, where the road is paid; the last first."""
    if not CoachProfile.objects.filter(person=coach, terms=Terms.VOLUNTEER).exists():
        return []
    came = Assignment.objects.of(coach).agreed().filter(travel=None)
    came = came.filter(starts_at__lte=timezone.now(), starts_at__year=year)
    rows = list(came.order_by("-starts_at")[:MOST_ROADS])
    on_top = TRAVEL_ON_TOP.on_each({money.day_of(row) for row in rows})
    return [row for row in rows if on_top.get(money.day_of(row))]


def roads_told(coach: Person, year: int) -> list[Assignment]:
    """What she gave in a year and of which she said how she came, as far as that can still be changed."""
    came = Assignment.objects.of(coach).agreed().filter(starts_at__year=year).exclude(travel=None)
    rows = came.select_related("travel__due").order_by("-starts_at")
    return [row for row in rows if not (row.travel.due and row.travel.due.payout_id)]


def _cut(coach: Person, year: int) -> QuerySet[Travel]:
    rows = Travel.objects.filter(assignment__coach=coach, assignment__starts_at__year=year, cut__gt=0)
    return rows.select_related("assignment", "due").order_by("-assignment__starts_at")


def _dues(coach: Person, year: int) -> list[Due]:
    hers = Due.objects.standing().filter(person=coach, kind__in=(*COUNTED, TRAVEL), day__year=year)
    return list(hers.select_related("payout__run").order_by("-day", "-pk"))


def _lines(dues: list[Due], unseen: list[Over], late: Late | None, rates: Mapping[int, Decimal]) -> list[Line]:
    expected, looked_at = _expected(dues), holding.to_look_at(dues)
    return [
        Line(
            day=due.day,
            label=due.label,
            amount=due.amount,
            paid_on=_paid_on(due),
            expected_on=expected[due.pk],
            waits=bool(due.amount) and due.kind in COUNTED and due.payout is None and is_held(due.day, unseen),
            late_since=late.dues.get(due.pk) if late and due.amount else None,
            comes=due.payout is not None and due.payout.run.pay_on >= timezone.localdate(),
            rate=rates.get(due.pk),
            is_looked_at=due.pk in looked_at,
        )
        for due in dues
    ]


def _expected(dues: list[Due]) -> dict[int, date]:
    """By number of the due when its run pays, or the next pay day that is its own."""
    today = timezone.localdate()
    pay_day, promised = int(PAY_DAY.on(today)), late_pay.promised(dues)
    return {
        due.pk: due.payout.run.pay_on
        if due.payout
        else max(promised[due.pk], rules.expected_on(due.day, today, pay_day))
        for due in dues
    }


def _paid_on(due: Due) -> date | None:
    return due.payout.paid_on if due.payout else None
