"""Days for which coaches are asked: what they say of them, and how days move, for tests."""

from datetime import timedelta
from decimal import Decimal

from tegenstroom.coaches.actions import assignments
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.training.actions.editions import Terms
from tegenstroom.training.models import CoachDay, Edition, TandemMember
from tegenstroom.training.rules.editions import Day

# What the network gives for a day of training, as first proposed.
A_DAY = Decimal(40)


def states(member: TandemMember) -> list[str]:
    """What she says day by day, in the order of the days."""
    days = CoachDay.objects.filter(member=member).order_by("assignment__starts_at")
    return list(days.values_list("assignment__state", flat=True))


def first_day_of(member: TandemMember) -> Assignment:
    return CoachDay.objects.filter(member=member).order_by("assignment__starts_at").first().assignment


def days_of(edition: Edition) -> list[Day]:
    return [Day(session.starts_at, session.ends_at, session.pk) for session in edition.sessions.all()]


def as_it_stands(edition: Edition, **changes: object) -> Terms:
    return Terms(**{"place": edition.place, "minimum": 1, "maximum": edition.maximum, **changes})


def later(day: Day, **by: float) -> Day:
    return Day(day.starts_at + timedelta(**by), day.ends_at + timedelta(**by), day.session)


def says(assignment: Assignment, answer: State) -> None:
    assignments.answer(assignment=assignment, answer=answer, by=assignment.coach)
