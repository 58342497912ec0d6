"""The allowance of an assignment: made with her yes, dropped, kept or corrected; and what others gave her.

All amounts are in euro and whole cents. Every verb locks her profile first, so that two of them never count
the same room; what it posts goes through billing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.figures import together
from tegenstroom.billing.actions import dues
from tegenstroom.billing.models import Due
from tegenstroom.coaches.actions import ceilings
from tegenstroom.coaches.actions.ceilings import ALLOWANCE, CORRECTION, hold_still
from tegenstroom.coaches.figures import DAY_RATE, HALF_DAY_HOURS, HALF_DAY_RATE, LATE_DAYS, OTHER_RATES, PAY_DAY
from tegenstroom.coaches.models import Allowance, Assignment, CoachProfile, Correction, OutsideEarning
from tegenstroom.coaches.rules import ceilings as limits
from tegenstroom.coaches.rules import money as rules
from tegenstroom.coaches.rules.assignments import Kind, Obstacle, RefusedError
from tegenstroom.coaches.rules.ceilings import Ceilings
from tegenstroom.coaches.rules.profiles import Terms
from tegenstroom.coaches.words import KINDS

# Why an amount changed by itself, as she reads it.
AGAIN = _("Je zei opnieuw ja.")
NOT_GIVEN = _("Dit ging niet door.")


@dataclass(frozen=True, slots=True)
class Offer:
    """What she gets when she says yes now: the network's rate as far as the ceilings leave room, and when."""

    day: date
    rate: Decimal
    amount: Decimal
    ceilings: Ceilings
    left_of_day: Decimal
    left_of_year: Decimal
    paid_on: date

    @property
    def is_cut(self) -> bool:
        return self.amount < self.rate


@dataclass(frozen=True, slots=True)
class Offers:
    """What several moments bring when she says yes to all: the ceilings count for them together.

    `is_cut`: less than what each would bring apart. `left_by_year`: what each year still leaves, in order.
    """

    total: Decimal
    is_cut: bool
    left_by_year: list[tuple[int, Decimal]]


def day_of(assignment: Assignment) -> date:
    """The day that counts for the law: the one on which it begins, here."""
    return timezone.localdate(assignment.starts_at)


def rate_of(assignment: Assignment) -> Decimal:
    """The network's rate for this assignment on its day, before any ceiling; NoFigureError when there is none."""
    figures = (DAY_RATE, HALF_DAY_RATE, HALF_DAY_HOURS, *OTHER_RATES.values())
    day, half_day, hours, *others = together(day_of(assignment), *figures)
    known = rules.Rates(day, half_day, timedelta(hours=float(hours)), dict(zip(OTHER_RATES, others, strict=True)))
    return rules.cents(rules.rate(Kind(assignment.kind), assignment.ends_at - assignment.starts_at, known))


def offer(assignment: Assignment) -> Offer | None:
    """What a yes brings her now, or None when her wage comes from elsewhere.

    NoFigureError for a year of which the ceilings are not known.
    """
    if not CoachProfile.objects.filter(person=assignment.coach_id, terms=Terms.VOLUNTEER).exists():
        return None
    day = day_of(assignment)
    law, rate = ceilings.ceilings_on(day), rate_of(assignment)
    # What this assignment brought her already does not stand in its own way.
    own = due_by_day(assignment)
    earned = ceilings.earned_by([assignment.coach_id])[assignment.coach_id]
    others = [*earned, *(limits.Earned(on, -amount) for on, amount in own.items())]
    of_year = sum((row.amount for row in others if row.day.year == day.year), Decimal(0))
    of_day = sum((row.amount for row in others if row.day == day), Decimal(0))
    return Offer(
        day=day,
        rate=rate,
        amount=limits.allowance(rate, limits.room(law, day, others)),
        ceilings=law,
        left_of_day=max(Decimal(0), law.day - of_day),
        left_of_year=max(Decimal(0), law.year - of_year),
        paid_on=paid_on(day),
    )


def all_of(offers: Sequence[Offer]) -> Offers | None:
    """What these come to together, None for no offer at all."""
    if not offers:
        return None
    total = limits.together(offers)
    left: dict[int, Decimal] = {}
    for row in offers:
        left[row.day.year] = min(row.left_of_year, left.get(row.day.year, row.left_of_year))
    return Offers(total, total < sum((row.amount for row in offers), Decimal(0)), sorted(left.items()))


def paid_on(day: date) -> date:
    """When what is due for `day` is expected to be paid."""
    return rules.expected_on(day, timezone.localdate(), int(PAY_DAY.on(timezone.localdate())))


def dues_of(assignment: Assignment) -> list[Due]:
    """All that stands for this assignment: its allowance and what was corrected on it."""
    allowance = Allowance.objects.select_related("due").filter(assignment=assignment).first()
    if allowance is None:
        return []
    rows = [allowance.due, *(row.due for row in allowance.corrections.select_related("due"))]
    return [due for due in rows if due.dropped_at is None]


def due_by_day(assignment: Assignment) -> dict[date, Decimal]:
    """What stands for this assignment, by the day that it counts for. More than one after it was moved."""
    return _by_day(dues_of(assignment))


def amount_of(assignment: Assignment) -> Decimal:
    """What she gets for this assignment, all corrections counted."""
    return sum((due.amount for due in dues_of(assignment)), Decimal(0))


def agree(assignment: Assignment, *, by: Person | None) -> Decimal | None:
    """Make the allowance that belongs to her yes, within what the ceilings leave; None when she gets none here.

    Part of the transaction that keeps the answer. What was kept for a day that moved lapses first.
    """
    hold_still(assignment.coach)
    lapse(assignment, by=by)
    made = offer(assignment)
    if made is None:
        return None
    due = _owe(assignment, made.amount, ALLOWANCE, day=day_of(assignment), by=by)
    allowance = Allowance.objects.select_related("due").filter(assignment=assignment).first()
    if allowance is None:
        Allowance.objects.create(assignment=assignment, due=due, rate=made.rate)
    elif allowance.due.dropped_at:
        allowance.due, allowance.rate = due, made.rate
        allowance.save(update_fields=["due", "rate"])
    else:
        # The first one is in a pay run and was taken back there: this one comes beside it.
        Correction.objects.create(allowance=allowance, due=due, reason=_in_her_language(assignment, AGAIN))
    return made.amount


def lapse(assignment: Assignment, *, by: Person | None) -> None:
    """Take back all that stands for it: what waits is dropped, what was paid is taken off the next payment."""
    hold_still(assignment.coach)
    standing = dues_of(assignment)
    for due in standing:
        if due.payout_id is None:
            dues.drop(due=due, by=by)
    reason = _in_her_language(assignment, NOT_GIVEN)
    for day, amount in _by_day(due for due in standing if due.payout_id is not None).items():
        if amount:
            _correct_by(assignment, -amount, day=day, reason=reason, by=by)


def stays_due(assignment: Assignment) -> bool:
    """Whether calling it off now comes too late to take her allowance away."""
    today = timezone.localdate()
    return rules.stays_due(day_of(assignment), today, int(LATE_DAYS.on(today)))


@transaction.atomic
def correct(*, assignment: Assignment, amount: Decimal, reason: str, by: Person) -> Correction | None:
    """Bring what she gets for an assignment to `amount`, zero or more; the difference is a due of its own.

    None when it is that already. Raises RefusedError when a ceiling would be passed, or when she never said yes.
    """
    hold_still(assignment.coach)
    if not Allowance.objects.filter(assignment=assignment).exists():
        raise RefusedError(Obstacle.WRONG_STATE)
    day = day_of(assignment)
    difference = amount - amount_of(assignment)
    if not difference:
        return None
    if difference > 0 and difference > ceilings.room_on(assignment.coach, day):
        raise RefusedError(Obstacle.OVER_THE_CEILING)
    row = _correct_by(assignment, difference, day=day, reason=reason, by=by)
    audit.record("coaches.correct", by=by, about=assignment)
    return row


@transaction.atomic
def tell_outside(*, coach: Person, day: date, amount: Decimal, by: Person) -> OutsideEarning:
    """Keep what others gave her on a day, all together; told again for that day it replaces the first.

    NoFigureError for a year of which the ceilings are not known.
    """
    hold_still(coach)
    ceilings.ceilings_on(day)
    row, _is_new = OutsideEarning.objects.update_or_create(coach=coach, day=day, defaults={"amount": amount})
    audit.record("coaches.tell_outside", by=by, about=coach)
    return row


@transaction.atomic
def forget_outside(*, earning: OutsideEarning, by: Person) -> None:
    """Take away what she told of a day."""
    hold_still(earning.coach)
    coach = earning.coach
    earning.delete()
    audit.record("coaches.forget_outside", by=by, about=coach)


def label_of(assignment: Assignment, reason: str = "") -> str:
    """What it was for, as she reads it on a statement, in her own language; and why it changed, where it did."""
    with translation.override(assignment.coach.language):
        what = f"{assignment.title} ({KINDS[Kind(assignment.kind)]})"
    return (f"{what}: {reason.rstrip('.')}" if reason else what)[:200]


def _in_her_language(assignment: Assignment, sentence: Promise) -> str:
    """Whoever acts: what is kept is hers to read."""
    with translation.override(assignment.coach.language):
        return str(sentence)


def _by_day(rows: Iterable[Due]) -> dict[date, Decimal]:
    found: dict[date, Decimal] = defaultdict(Decimal)
    for due in rows:
        found[due.day] += due.amount
    return dict(found)


def _correct_by(
    assignment: Assignment, difference: Decimal, *, day: date, reason: str, by: Person | None
) -> Correction:
    due = _owe(assignment, difference, CORRECTION, day=day, reason=reason, by=by)
    return Correction.objects.create(
        allowance=Allowance.objects.get(assignment=assignment), due=due, reason=reason[:200]
    )


def _owe(
    assignment: Assignment, amount: Decimal, kind: str, *, day: date, by: Person | None, reason: str = ""
) -> Due:
    before = f"coaches:{assignment.pk}:"
    return dues.owe(
        person=assignment.coach,
        day=day,
        amount=amount,
        kind=kind,
        label=label_of(assignment, reason),
        # Her profile is locked: nobody else takes the same number.
        once_key=f"{before}{Due.objects.filter(once_key__startswith=before).count()}",
        by=by,
    )
