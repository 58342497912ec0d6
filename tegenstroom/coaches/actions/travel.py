"""What the road cost: told by the coach herself, paid beside her allowance as far as the law lets."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.billing.actions import dues
from tegenstroom.billing.models import Due
from tegenstroom.coaches.actions.ceilings import TRAVEL, hold_still
from tegenstroom.coaches.actions.money import day_of
from tegenstroom.coaches.figures import (
    BICYCLE,
    CAR_BY_QUARTER,
    CAR_BY_YEAR,
    CAR_YEARLY,
    COMBINED_KM,
    TRAVEL_ON_TOP,
)
from tegenstroom.coaches.models import Assignment, CoachProfile, Travel
from tegenstroom.coaches.rules import travel as rules
from tegenstroom.coaches.rules.assignments import Obstacle, RefusedError, State
from tegenstroom.coaches.rules.profiles import Terms
from tegenstroom.coaches.rules.travel import Cap, Mode, Trip

NOTHING = Decimal(0)


def is_paid_on_top(day: date) -> bool:
    """Whether the network pays the road beside the allowance on this day, or counts it as part of it."""
    return bool(TRAVEL_ON_TOP.on(day))


def car_rate(day: date) -> Decimal:
    """Euro a kilometre by car, by quarter or by year as the network chose; NoFigureError when not known."""
    return (CAR_BY_YEAR if CAR_YEARLY.on(day) else CAR_BY_QUARTER).on(day)


def obstacle_for(assignment: Assignment) -> Obstacle | None:
    """Why she cannot tell of the road to this assignment, None when she can: it has begun and she was there."""
    if assignment.state not in {State.YES, State.DONE} or assignment.starts_at > timezone.now():
        return Obstacle.WRONG_STATE
    if not CoachProfile.objects.filter(person=assignment.coach_id, terms=Terms.VOLUNTEER).exists():
        return Obstacle.WRONG_STATE
    return None if is_paid_on_top(day_of(assignment)) else Obstacle.WRONG_STATE


@transaction.atomic
def tell(
    *, assignment: Assignment, mode: Mode, km: Decimal = NOTHING, cost: Decimal = NOTHING, by: Person
) -> Travel:
    """Keep how she came: `km` there and back by car or bicycle, `cost` of tickets in euro. Again replaces.

    Raises RefusedError when it is in a pay run already or she was not there, NoFigureError without a rate.
    """
    hold_still(assignment.coach)
    assignment = Assignment.objects.select_related("coach").get(pk=assignment.pk)
    if obstacle := obstacle_for(assignment):
        raise RefusedError(obstacle)
    old = Travel.objects.select_related("due").filter(assignment=assignment).first()
    amount = comes_to(assignment, mode, km=km, cost=cost)
    if old and (Mode(old.mode), old.km, old.due.amount if old.due else NOTHING) == (mode, km, amount):
        return old
    if old and old.due and old.due.payout_id:
        raise RefusedError(Obstacle.WRONG_STATE)
    if old and old.due:
        dues.drop(due=old.due, by=by)
    due = _owe(assignment, amount, by=by) if amount else None
    kept = {"mode": mode, "km": km, "due": due, "told_at": timezone.now()}
    travel, _is_new = Travel.objects.update_or_create(assignment=assignment, defaults=kept)
    audit.record("coaches.travel", by=by, about=assignment, mode=str(mode))
    return travel


def comes_to(assignment: Assignment, mode: Mode, *, km: Decimal = NOTHING, cost: Decimal = NOTHING) -> Decimal:
    """What this road would be paid, in euro; NoFigureError when a rate of that day is not known."""
    day = day_of(assignment)
    if mode is Mode.NONE:
        return NOTHING
    car = car_rate(day)
    rate = {Mode.CAR: car, Mode.BICYCLE: BICYCLE.on(day) if mode is Mode.BICYCLE else NOTHING}.get(mode, NOTHING)
    cap = Cap(COMBINED_KM.on(day), car)
    return rules.comes_to(Trip(mode, km, cost), rate, cap, _trips(assignment, day.year))


def _trips(assignment: Assignment, year: int) -> list[Trip]:
    """What she told of the other roads in that year."""
    hers = Travel.objects.filter(assignment__coach=assignment.coach_id, assignment__starts_at__year=year)
    others = hers.exclude(assignment=assignment).select_related("due")
    return [Trip(Mode(row.mode), row.km, row.due.amount if row.due else NOTHING) for row in others]


def _owe(assignment: Assignment, amount: Decimal, *, by: Person) -> Due:
    before = f"coaches-road:{assignment.pk}:"
    with translation.override(assignment.coach.language):
        label = _("de weg: %(title)s") % {"title": assignment.title}
    return dues.owe(
        person=assignment.coach,
        day=day_of(assignment),
        amount=amount,
        kind=TRAVEL,
        label=label[:200],
        once_key=f"{before}{Due.objects.filter(once_key__startswith=before).count()}",
        by=by,
    )
