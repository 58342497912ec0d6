"""People as a coach who meets them knows them, and the other coaches who come to a moment.

A meeting of coaches has no group: they are all whom she meets there.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db.models import Q
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.coaches.actions.hours import hours_of
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.assignments import MEETS_NO_GROUP, OPEN, State
from tegenstroom.coaches.rules.dependencies import Group
from tegenstroom.coaches.rules.hours import overlap
from tegenstroom.organisations.models import Membership

COMES = (*OPEN, State.DONE)


def names_of(person: Person) -> set[str]:
    """Every name by which we know someone: what she is called may be a given name, or a whole one."""
    called = {person.called, f"{person.called} {person.family_name}".strip()} if person.called else set()
    return {person.name} | called


def known_as(people: Collection[Person]) -> dict[int, Group]:
    """By number, each of these people with her own names and the houses for which she works; in one query."""
    works = Membership.objects.current().filter(person__in={person.pk for person in people})
    houses = defaultdict(list)
    for work in works.select_related("organisation") if people else ():
        houses[work.person_id].append(work.organisation)
    return {
        person.pk: Group(
            names_of(person),
            {house.pk for house in houses[person.pk]},
            {house.name for house in houses[person.pk]},
        )
        for person in people
    }


def at_meetings(assignments: Sequence[Assignment]) -> dict[int, Group]:
    """By number, the coaches who come or are asked to these meetings; what is no meeting is left out.

    In two queries whatever their number, in none without a meeting.
    """
    meetings = [row for row in assignments if row.kind in MEETS_NO_GROUP]
    if not meetings:
        return {}
    there = _near(meetings)
    known = known_as(list({row.coach_id: row.coach for row in there}.values()))
    return {
        row.pk: Group(coaches={other.coach_id: known[other.coach_id] for other in there if _is_same(row, other)})
        for row in meetings
    }


def _near(meetings: Sequence[Assignment]) -> list[Assignment]:
    days = Q(starts_at__date__in={timezone.localdate(row.starts_at) for row in meetings})
    hours = Q(
        starts_at__lt=max(row.ends_at for row in meetings), ends_at__gt=min(row.starts_at for row in meetings)
    )
    rows = Assignment.objects.filter(days | hours, kind__in=MEETS_NO_GROUP, state__in=COMES)
    return list(rows.select_related("coach"))


def _is_same(one: Assignment, other: Assignment) -> bool:
    """Whether both may be one meeting. Too wide costs her one question, too narrow a meeting with someone."""
    same_day = timezone.localdate(one.starts_at) == timezone.localdate(other.starts_at)
    return overlap(hours_of(one), hours_of(other)) or (same_day and one.title == other.title)
