"""Who of her list comes to the days of a coach. For her own pages only: whoever holds a letter would learn it."""

from collections.abc import Mapping, Sequence

from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.coaches.actions import dependencies
from tegenstroom.coaches.actions.assignments import groups_of
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.assignments import OPEN, State
from tegenstroom.coaches.rules.dependencies import Group


def that_meet(coach: Person, assignments: Sequence[Assignment]) -> dict[int, bool]:
    """By number, those of her days to come in whose group someone on whom she depends sits by now.

    True where she decided to come all the same. Never a reason to write to her. What she said no to is no day of
    hers.
    """
    return dependencies.meeting(coach, _met_on(coach, _to_come(assignments)))


def shown_marks(coach: Person, assignments: Sequence[Assignment]) -> dict[int, str]:
    """By number, a mark of what her page tells of these days: it goes along with her answer. It names nobody."""
    coming = _to_come(assignments)
    groups = _met_on(coach, coming)
    return dependencies.marks(coach, {row.pk: groups.get(row.pk, Group()) for row in coming})


def changed_since(shown: Mapping[int, str], assignments: Sequence[Assignment], *, coach: Person) -> bool:
    """Whether someone else of her list came into a group after the page was made on which she now says yes."""
    now = shown_marks(coach, [row for row in assignments if row.pk in shown])
    return any(shown[number] != mark for number, mark in now.items())


def comes_all_the_same(*, assignments: Sequence[Assignment], shown: Mapping[int, str], by: Person) -> None:
    """She said yes on a page of her own that told her who of her list comes: it is not told as news again.

    Only of what she was `shown`: who came in after her page was made is still told.
    """
    said_yes = Assignment.objects.of(by).filter(pk__in=[row.pk for row in assignments], state=State.YES)
    groups = _met_on(by, _to_come(list(said_yes)))
    marks = dependencies.marks(by, groups)
    for number in dependencies.meeting(by, groups):
        if marks[number] == shown.get(number):
            dependencies.come_to(coach=by, number=number, group=groups[number], by=by)


def _to_come(assignments: Sequence[Assignment]) -> list[Assignment]:
    now = timezone.now()
    return [row for row in assignments if row.state in OPEN and row.starts_at > now]


def _met_on(coach: Person, coming: Sequence[Assignment]) -> dict[int, Group]:
    """The groups of these days; nobody is asked for them when nothing stands on her list."""
    return groups_of(coming) if coming and dependencies.has_list(coach) else {}
