"""What the desk reads before it asks a coach for one more moment on a day that is nearly full.

Only what she gets here counts: what others gave her is hers, and must not show in what the desk is told.
"""

from dataclasses import dataclass
from decimal import Decimal

from tegenstroom.base.figures import NoFigureError
from tegenstroom.coaches.actions import ceilings, money
from tegenstroom.coaches.models import Assignment, CoachProfile
from tegenstroom.coaches.rules import ceilings as rules
from tegenstroom.coaches.rules.ceilings import Earned, Short
from tegenstroom.coaches.rules.profiles import Terms


@dataclass(frozen=True, slots=True)
class ShortDay:
    """How little of the rate would be paid, and what the day still leaves, in euro."""

    short: Short
    left: Decimal
    # What goes along with the form, so that another day is warned of anew.
    mark: str


def short_day(assignment: Assignment) -> ShortDay | None:
    """What is short on the day of a question, kept or only thought of; None when all of it has room.

    None too while a number of that year is missing: asking stops at that by itself.
    """
    if not CoachProfile.objects.filter(person=assignment.coach_id, terms=Terms.VOLUNTEER).exists():
        return None
    day = money.day_of(assignment)
    try:
        law, rate = ceilings.ceilings_on(day), money.rate_of(assignment)
    except NoFigureError:
        return None
    left = rules.room(law, day, _here_beside(assignment))
    short = rules.short_of(rate, left)
    return ShortDay(short, left, f"{day.isoformat()} {left} {short}") if short else None


def _here_beside(assignment: Assignment) -> list[Earned]:
    """What she gets here for all else: what this one brought her does not stand in its own way."""
    here = [row for row in ceilings.earned_by([assignment.coach_id])[assignment.coach_id] if row.here]
    own = money.due_by_day(assignment) if assignment.pk else {}
    return [*here, *(Earned(day, -amount) for day, amount in own.items())]
