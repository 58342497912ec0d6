"""What the road cost: told by the coach herself, paid beside her allowance as far as the law lets.

What she tells is kept whatever we know: while a number of that day misses, her road waits without a due
(`travel_waiting` works it out). Nothing is paid at the rate of another period.
"""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.figures import Declaration, NoFigureError, together
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
    USUAL_COST,
    USUAL_KM,
)
from tegenstroom.coaches.models import Assignment, CoachProfile, Travel
from tegenstroom.coaches.rules import travel as rules
from tegenstroom.coaches.rules.assignments import Obstacle, RefusedError, State
from tegenstroom.coaches.rules.profiles import Terms
from tegenstroom.coaches.rules.travel import Cap, Mode, Trip, Usual

NOTHING = Decimal(0)


def is_paid_on_top(day: date) -> bool:
    """Whether the network pays the road beside the allowance on this day, or counts it as part of it."""
    return bool(TRAVEL_ON_TOP.on(day))


def numbers_for(mode: Mode, *, yearly: bool) -> tuple[Declaration, ...]:
    """What a road is worked out with: the rate by car, of the year or the quarter, the cap, and that by bicycle.

    Tickets need the rate by car too: the law pays them beside the allowance as far as so many kilometres by car.
    """
    car = CAR_BY_YEAR if yearly else CAR_BY_QUARTER
    return (car, COMBINED_KM, BICYCLE) if mode is Mode.BICYCLE else (car, COMBINED_KM)


def obstacle_for(assignment: Assignment) -> Obstacle | None:
    """Why she cannot tell of the road to this assignment, None when she can: it has begun and she was there."""
    if assignment.state not in {State.YES, State.DONE} or assignment.starts_at > timezone.now():
        return Obstacle.WRONG_STATE
    if not CoachProfile.objects.filter(person=assignment.coach_id, terms=Terms.VOLUNTEER).exists():
        return Obstacle.WRONG_STATE
    return None if is_paid_on_top(day_of(assignment)) else Obstacle.WRONG_STATE


def is_far(assignment: Assignment, trip: Trip) -> bool:
    """Whether this passes what is usual on that day; never where the network set no number for it."""
    try:
        usual = Usual(*together(day_of(assignment), USUAL_KM, USUAL_COST))
    except NoFigureError:
        return False
    return rules.is_far(trip, usual)


@transaction.atomic
def tell(
    *, assignment: Assignment, mode: Mode, km: Decimal = NOTHING, cost: Decimal = NOTHING, by: Person
) -> Travel:
    """Keep how she came: `km` there and back by car or bicycle, `cost` of tickets in euro. Again replaces.

    What she tells herself above what is usual waits for a yes of the desk; by another hand that yes is given.
    Raises RefusedError when it is in a pay run already or she was not there. Without a rate of that day it waits.
    """
    hold_still(assignment.coach)
    assignment = Assignment.objects.select_related("coach").get(pk=assignment.pk)
    if obstacle := obstacle_for(assignment):
        raise RefusedError(obstacle)
    trip = rules.told(mode, km=km, cost=cost)
    amount = amount_if_known(assignment, trip)
    to_look_at = by.pk == assignment.coach_id and is_far(assignment, trip)
    old = Travel.objects.select_related("due").filter(assignment=assignment).first()
    if old and _says(old, trip, amount):
        if old.to_look_at and not to_look_at:
            _let_through(old, by)
        return old
    if old and old.due and old.due.payout_id:
        raise RefusedError(Obstacle.WRONG_STATE)
    if old and old.due:
        dues.drop(due=old.due, by=by)
    due = owe(assignment, amount, by=by) if amount else None
    kept = {"mode": mode, "km": trip.km, "cost": trip.amount, "due": due, "waits": amount is None}
    kept |= {"to_look_at": to_look_at, "cut": cut_of(assignment, trip, amount)}
    travel, _is_new = Travel.objects.update_or_create(
        assignment=assignment, defaults={**kept, "told_at": timezone.now()}
    )
    audit.record("coaches.travel", by=by, about=assignment, mode=str(mode))
    _give_room(assignment, by=by)
    return travel


def _give_room(changed: Assignment, *, by: Person) -> None:
    """Pay what was cut of her other roads of that year as far as there is room now, the oldest day first.

    A slip that took the whole year would otherwise cost her the days after it. What is in a pay run stands.
    """
    hers = Travel.objects.filter(assignment__coach=changed.coach_id, cut__gt=0, due__payout=None)
    hers = hers.filter(assignment__starts_at__year=day_of(changed).year).exclude(assignment=changed)
    for row in hers.select_related("due", "assignment__coach").order_by("assignment__starts_at", "pk"):
        trip = rules.told(Mode(row.mode), km=row.km, cost=row.cost)
        amount = amount_if_known(row.assignment, trip)
        if amount is None or amount <= (row.due.amount if row.due else NOTHING):
            continue
        if row.due:
            dues.drop(due=row.due, by=by)
        row.due, row.cut = owe(row.assignment, amount, by=by), cut_of(row.assignment, trip, amount)
        row.save(update_fields=["due", "cut"])


@transaction.atomic
def let_through(*, assignment: Assignment, said_at: str, by: Person) -> None:
    """The desk looked at a road that passes what is usual: it is right. Again changes nothing.

    Raises RefusedError for her own road, at which another looks, and when she told otherwise than at `said_at`.
    """
    hold_still(assignment.coach)
    if by.pk == assignment.coach_id:
        raise RefusedError(Obstacle.WRONG_STATE)
    row = Travel.objects.filter(assignment=assignment, to_look_at=True).first()
    if row is None:
        return
    if row.said_at != said_at:
        raise RefusedError(Obstacle.WRONG_STATE)
    _let_through(row, by)


def _let_through(row: Travel, by: Person) -> None:
    row.to_look_at = False
    row.save(update_fields=["to_look_at"])
    audit.record("coaches.let_through_travel", by=by, about=row.assignment)


def amount_if_known(assignment: Assignment, trip: Trip) -> Decimal | None:
    """What this road would be paid, in euro; None while a number of that day is not known."""
    try:
        return comes_to(assignment, trip)
    except NoFigureError:
        return None


def comes_to(assignment: Assignment, trip: Trip) -> Decimal:
    """What this road would be paid, in euro; NoFigureError when a number of that day is not known."""
    if trip.mode is Mode.NONE:
        return NOTHING
    rate, cap = _numbers(assignment, trip.mode)
    return rules.comes_to(trip, rate, cap, _trips(assignment, day_of(assignment).year))


def cut_of(assignment: Assignment, trip: Trip, amount: Decimal | None) -> Decimal:
    """What the law leaves unpaid of this road, in euro; nothing while it is not known what it comes to."""
    if amount is None or trip.mode is Mode.NONE:
        return NOTHING
    rate, _cap = _numbers(assignment, trip.mode)
    return rules.in_full(trip, rate) - amount


def left_for(assignment: Assignment, mode: Mode) -> Decimal | None:
    """What may still be paid for the road in that year, in euro, beside this one; None while that is not known.

    Where she counts kilometres, those that are left say it too: the lower of the two is what she can get.
    """
    try:
        rate, cap = _numbers(assignment, mode)
    except NoFigureError:
        return None
    before = _trips(assignment, day_of(assignment).year)
    most = Trip(mode, km=cap.km) if mode in rules.COUNTS_KM else Trip(mode, amount=cap.euro)
    return rules.comes_to(most, rate, cap, before)


def _numbers(assignment: Assignment, mode: Mode) -> tuple[Decimal, Cap]:
    """The rate of a kilometre that way, and the cap of the year, on that day."""
    day = day_of(assignment)
    car, km, *bicycle = together(day, *numbers_for(mode, yearly=bool(CAR_YEARLY.on(day))))
    return (bicycle[0] if bicycle else car), Cap(km, car)


def _trips(assignment: Assignment, year: int) -> list[Trip]:
    """What she told of the other roads in that year. One that waits takes no room: it gets what is left then."""
    hers = Travel.objects.filter(
        assignment__coach=assignment.coach_id, assignment__starts_at__year=year, waits=False
    )
    others = hers.exclude(assignment=assignment).select_related("due")
    return [Trip(Mode(row.mode), row.km, row.due.amount if row.due else NOTHING) for row in others]


def _says(travel: Travel, trip: Trip, amount: Decimal | None) -> bool:
    """Whether this row says the same, and comes to the same."""
    kept = Trip(Mode(travel.mode), travel.km, travel.cost)
    owed = travel.due.amount if travel.due else NOTHING
    return (kept, owed, travel.waits) == (trip, amount or NOTHING, amount is None)


def owe(assignment: Assignment, amount: Decimal, *, by: Person | None) -> Due:
    """A due of its own for the road, in euro. Part of the transaction that holds her profile."""
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
