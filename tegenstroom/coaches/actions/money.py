"""The allowance of an assignment: made with her yes, dropped, kept or corrected; and what others gave her.

All amounts are in euro and whole cents. Every verb locks her profile first, so that two of them never count
the same room; what it posts goes through billing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
from tegenstroom.coaches.models import Allowance, Assignment, CoachProfile, Correction, Kept, OutsideEarning
from tegenstroom.coaches.rules import ceilings as limits
from tegenstroom.coaches.rules import money as rules
from tegenstroom.coaches.rules.assignments import Kind, Obstacle, RefusedError
from tegenstroom.coaches.rules.ceilings import Ceilings, Earned
from tegenstroom.coaches.rules.profiles import Terms

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

    @property
    def shares_its_day(self) -> bool:
        """Whether something else counts for that day already."""
        return self.left_of_day < self.ceilings.day


@dataclass(frozen=True, slots=True)
class Offers:
    """What several moments bring when she says yes to all: the ceilings count for them together.

    `is_cut`: less than what each would bring apart. `left_by_year`: what each year still leaves, in order,
    and `law_by_year` what the law allows in it.
    """

    total: Decimal
    is_cut: bool
    left_by_year: list[tuple[int, Decimal]]
    law_by_year: list[tuple[int, Ceilings]]

    @property
    def several_years(self) -> bool:
        return len(self.law_by_year) > 1


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
    others = _beside(assignment)
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
    law = {row.day.year: row.ceilings for row in offers}
    return Offers(
        total=total,
        is_cut=total < sum((row.amount for row in offers), Decimal(0)),
        left_by_year=sorted(left.items()),
        law_by_year=sorted(law.items(), key=lambda of_year: of_year[0]),
    )


def paid_on(day: date) -> date:
    """When what is due for `day` is expected to be paid."""
    return rules.expected_on(day, timezone.localdate(), int(PAY_DAY.on(timezone.localdate())))


def waits_for_her(assignment: Assignment) -> bool:
    """Whether what this brings waits until she says that she knows of a ceiling."""
    unseen = ceilings.unseen_by([assignment.coach_id]).get(assignment.coach_id, ())
    return limits.is_held(day_of(assignment), unseen)


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

    Part of the transaction that keeps the answer. What she kept of a day that moved too late makes place for it.
    """
    hold_still(assignment.coach)
    made = offer(assignment)
    if made is None:
        lapse(assignment, by=by)
        return None
    wanted = rules.beside_what_she_keeps(day_of(assignment), made.amount, _kept(assignment))
    _let_stand(assignment, wanted, rate=made.rate, reason=AGAIN, by=by)
    return sum(wanted.values(), Decimal(0))


def lapse(assignment: Assignment, *, by: Person | None) -> None:
    """Take back what stands for it: what waits is dropped, what was paid is taken off the next payment.

    What she kept because we moved too late stays, or comes back, as far as the ceilings leave room by now.
    """
    hold_still(assignment.coach)
    _let_stand(assignment, _kept(assignment), rate=None, reason=NOT_GIVEN, by=by)


def keep(assignment: Assignment) -> None:
    """It is moved too late: what stands for it now is hers, whatever she says of the new day.

    Part of the transaction that moves it.
    """
    hold_still(assignment.coach)
    allowance = Allowance.objects.filter(assignment=assignment).first()
    if allowance is not None:
        standing = due_by_day(assignment)
        allowance.kept.all().delete()
        Kept.objects.bulk_create(
            Kept(allowance=allowance, day=day, amount=amount) for day, amount in standing.items() if amount > 0
        )


def kept_of(assignment: Assignment) -> Decimal:
    """What she keeps of it whatever she answers, because we moved it too late."""
    return sum(_kept(assignment).values(), Decimal(0))


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


def against_outside(coach: Person) -> Obstacle | None:
    """Why nothing can be told of what others gave her, None when it can."""
    return rules.against_outside(Terms(CoachProfile.objects.values_list("terms", flat=True).get(person=coach)))


@transaction.atomic
def tell_outside(*, coach: Person, day: date, amount: Decimal, by: Person) -> OutsideEarning:
    """Keep what others gave her on a day, all together; told again for that day it replaces the first.

    `by` is she herself, or who writes down at the desk what she said by phone. The one never replaces the other:
    both count, because the law counts all, until she says that it is the same money.
    Raises RefusedError for who is paid a wage, and NoFigureError for a year of which the ceilings are not known.
    """
    profile = hold_still(coach)
    if obstacle := rules.against_outside(Terms(profile.terms)):
        raise RefusedError(obstacle)
    ceilings.ceilings_on(day)
    row, _is_new = OutsideEarning.objects.update_or_create(
        coach=coach, day=day, noted_at_desk=by != coach, defaults={"amount": amount}
    )
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
        what = f"{assignment.title} ({assignment.kind_to_her})"
    return (f"{what}: {reason.rstrip('.')}" if reason else what)[:200]


def _in_her_language(assignment: Assignment, sentence: Promise) -> str:
    """Whoever acts: what is kept is hers to read."""
    with translation.override(assignment.coach.language):
        return str(sentence)


def _beside(assignment: Assignment) -> list[Earned]:
    """What counts for her ceilings but this assignment: what it brought her does not stand in its own way."""
    earned = ceilings.earned_by([assignment.coach_id])[assignment.coach_id]
    return [*earned, *(Earned(day, -amount) for day, amount in due_by_day(assignment).items())]


def _kept(assignment: Assignment) -> dict[date, Decimal]:
    """By day what she keeps whatever she answers, as far as the ceilings leave room now.

    Of a year whose ceilings are not known (any more) it is what was agreed: that is not paid before they are.
    """
    others, found = _beside(assignment), {}
    for row in Kept.objects.filter(allowance__assignment=assignment):
        law = ceilings.ceilings_of([row.day.year]).get(row.day.year)
        found[row.day] = limits.allowance(row.amount, limits.room(law, row.day, others)) if law else row.amount
        others.append(Earned(row.day, found[row.day]))
    return found


def _let_stand(
    assignment: Assignment,
    wanted: Mapping[date, Decimal],
    *,
    rate: Decimal | None,
    reason: Promise,
    by: Person | None,
) -> None:
    """Bring what stands for it to this, by day: what waits is dropped, what was paid mended by the difference."""
    standing: dict[date, list[Due]] = defaultdict(list)
    for due in dues_of(assignment):
        standing[due.day].append(due)
    for day in sorted(standing.keys() | wanted.keys()):
        rows, aim = standing[day], wanted.get(day)
        paid = sum((due.amount for due in rows if due.payout_id), Decimal(0))
        was_paid, total = any(due.payout_id for due in rows), sum((due.amount for due in rows), Decimal(0))
        if (was_paid or total) and total == (aim or 0):
            continue
        for due in rows:
            if due.payout_id is None:
                dues.drop(due=due, by=by)
        rest = (aim or Decimal(0)) - paid
        if rest or (aim is not None and not was_paid):
            _allow(assignment, rest, day=day, rate=rate, reason=reason, by=by)


def _allow(
    assignment: Assignment, amount: Decimal, *, day: date, rate: Decimal | None, reason: Promise, by: Person | None
) -> None:
    """Owe it as the allowance itself, or beside one that stands: that is in a pay run, or for another day."""
    allowance = Allowance.objects.select_related("due").filter(assignment=assignment).first()
    if allowance and (amount < 0 or allowance.due.dropped_at is None):
        _correct_by(assignment, amount, day=day, reason=_in_her_language(assignment, reason), by=by)
        return
    due = _owe(assignment, amount, ALLOWANCE, day=day, by=by)
    if allowance is None:
        Allowance.objects.create(assignment=assignment, due=due, rate=amount if rate is None else rate)
        return
    allowance.due, allowance.rate = due, allowance.rate if rate is None else rate
    allowance.save(update_fields=["due", "rate"])


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
