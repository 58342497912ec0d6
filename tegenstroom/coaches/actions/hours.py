"""At which hours a coach is needed already: nobody can be in two places."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.assignments import OPEN, State
from tegenstroom.coaches.rules.hours import Hours, is_taken, overlap


def hours_of(assignment: Assignment) -> Hours:
    """From when until when it lasts."""
    return Hours(assignment.starts_at, assignment.ends_at)


def taken(wanted: Mapping[int, Collection[Hours]], *, apart: Collection[int] = ()) -> set[int]:
    """By number, those who said yes to something else at any of these hours, or are asked for it; in one query.

    `apart`: assignments that do not count.
    """
    every = [one for each in wanted.values() for one in each]
    if not every:
        return set()
    near = Assignment.objects.filter(
        coach__in=wanted.keys(),
        state__in=OPEN,
        starts_at__lt=max(one.ends_at for one in every),
        ends_at__gt=min(one.starts_at for one in every),
    )
    has: dict[int, list[Hours]] = defaultdict(list)
    for coach, *hours in near.exclude(pk__in=apart).order_by().values_list("coach", "starts_at", "ends_at"):
        has[coach].append(Hours(*hours))
    return {coach for coach, each in wanted.items() if is_taken(each, has=has[coach])}


def said_yes_to(coach: Person, assignments: Sequence[Assignment]) -> dict[int, Assignment]:
    """By number of these assignments, the first other one to which she said yes at the same hours; in one query.

    What is over is left out, and so is what falls together with nothing.
    """
    if not assignments:
        return {}
    near = Assignment.objects.of(coach).filter(
        state=State.YES,
        ends_at__gt=max(timezone.now(), min(row.starts_at for row in assignments)),
        starts_at__lt=max(row.ends_at for row in assignments),
    )
    found: dict[int, Assignment] = {}
    for other in near:
        for row in assignments:
            if row.pk != other.pk and overlap(hours_of(row), hours_of(other)):
                found.setdefault(row.pk, other)
    return found
