"""What of her own stands in the way of her yes. For her own pages; others hear that she is not available."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.coaches.actions import heavy_days, hours, money
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.answers import against_yes
from tegenstroom.coaches.rules.assignments import NOES, Obstacle, State


@dataclass(frozen=True, slots=True)
class InTheWay:
    """Why her yes cannot be kept: the `other` to which she comes at these hours, or a month that holds no more.

    `most`: how many heavy days she takes in that month; `may_lift`: that is a limit of her own.
    """

    obstacle: Obstacle
    other: Assignment | None = None
    most: int = 0
    may_lift: bool = False


def of_yes(assignment: Assignment) -> InTheWay | None:
    """What stands in the way of a yes to this now, None when nothing does."""
    return of_each(assignment.coach, [assignment]).get(assignment.pk)


def of_each(coach: Person, assignments: Sequence[Assignment]) -> dict[int, InTheWay]:
    """By number, those of these questions to her to which a yes cannot be kept now, and why.

    As many queries for one question as for a hundred.
    """
    coming = [row for row in assignments if row.starts_at > timezone.now()]
    others = hours.said_yes_to(coach, coming)
    # What she is asked for fills her month already.
    new = {row.pk: money.day_of(row) for row in coming if row.is_heavy and State(row.state) in NOES}
    full = heavy_days.full_on(coach, set(new.values()))
    found = {}
    for row in coming:
        other, most = others.get(row.pk), full.get(new[row.pk]) if row.pk in new else None
        obstacle = against_yes(
            State(row.state), has_begun=False, month_is_full=most is not None, is_taken=other is not None
        )
        if obstacle is Obstacle.TAKEN:
            found[row.pk] = InTheWay(obstacle, other=other)
        elif obstacle and most:
            found[row.pk] = InTheWay(obstacle, most=most.days, may_lift=most.may_lift)
    return found
