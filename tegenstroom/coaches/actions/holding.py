"""Which dues of coaches wait on purpose, why, and since when nothing holds them any more."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils import timezone

from tegenstroom.billing.models import Due
from tegenstroom.coaches.actions import ceilings
from tegenstroom.coaches.actions.ceilings import COUNTED, TRAVEL
from tegenstroom.coaches.models import KnownOver, Travel
from tegenstroom.coaches.rules.ceilings import is_held
from tegenstroom.coaches.rules.late_pay import Hold


def held(dues: Sequence[Due]) -> Mapping[int, Hold]:
    """By number of the due: its day must come, she must say that she knows of a ceiling, it has none,
    or the desk must look at a road that passes what is usual.
    """
    counted = [due for due in dues if due.kind in COUNTED]
    unseen = ceilings.unseen_by({due.person_id for due in counted})
    known = ceilings.ceilings_of({due.day.year for due in counted})
    today = timezone.localdate()
    found = {due.pk: Hold.TO_COME for due in dues if due.day > today}
    for number in to_look_at(dues):
        found[number] = Hold.TO_LOOK_AT
    for due in counted:
        if is_held(due.day, unseen.get(due.person_id, ())):
            found[due.pk] = Hold.OVER
        elif due.day.year not in known:
            found[due.pk] = Hold.NO_CEILING
    return found


def to_look_at(dues: Iterable[Due]) -> set[int]:
    """The numbers of those dues that are for a road at which the desk must still look."""
    roads = [due.pk for due in dues if due.kind == TRAVEL]
    if not roads:
        return set()
    return set(Travel.objects.filter(due__in=roads, to_look_at=True).values_list("due", flat=True))


def owed_since(dues: Iterable[Due]) -> dict[int, date]:
    """By number of the due since when it may be paid: since it was made, or since she knows of her ceiling."""
    dues = list(dues)
    said: dict[tuple[int, int, date | None], date] = {}
    for row in KnownOver.objects.filter(coach__in={due.person_id for due in dues}).order_by("known_at", "pk"):
        said[row.coach_id, row.year, row.day] = timezone.localdate(row.known_at)
    found = {}
    for due in dues:
        days = [timezone.localdate(due.made_at)]
        if due.kind in COUNTED:
            words = ((due.person_id, due.day.year, day) for day in (due.day, None))
            days += [said[key] for key in words if key in said]
        found[due.pk] = max(days)
    return found
