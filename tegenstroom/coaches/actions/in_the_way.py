"""What of her own stands in the way of her yes. For her own pages; others hear that she is not available."""

from dataclasses import dataclass

from django.utils import timezone

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
    other, day = hours.said_yes_to(assignment), money.day_of(assignment)
    before = State(assignment.state)
    # What she is asked for fills her month already.
    is_new = assignment.is_heavy and before in NOES
    obstacle = against_yes(
        before,
        has_begun=assignment.starts_at <= timezone.now(),
        month_is_full=is_new and bool(heavy_days.full({assignment.coach: [day]})),
        is_taken=other is not None,
    )
    if obstacle is None:
        return None
    if obstacle is Obstacle.TAKEN:
        return InTheWay(obstacle, other=other)
    most, may_lift = heavy_days.most_of(assignment.coach, day)
    return InTheWay(obstacle, most=most, may_lift=may_lift)
