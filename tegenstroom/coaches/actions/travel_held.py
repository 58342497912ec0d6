"""Roads that pass what is usual: a task of the desk until someone looked at them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from tegenstroom.coaches.actions.money import day_of
from tegenstroom.coaches.figures import PAY_DAY
from tegenstroom.coaches.models import Travel
from tegenstroom.coaches.rules.money import expected_on


@dataclass(frozen=True, slots=True)
class Held:
    """A road at which the desk must look before `look_by`: the pay day on which she counts."""

    road: Travel
    look_by: date


def held() -> QuerySet[Travel]:
    """Roads at which nobody of the desk looked yet, the first told first."""
    rows = Travel.objects.filter(to_look_at=True).select_related("assignment__coach")
    return rows.order_by("told_at", "pk")


def held_of(assignments: Collection[int]) -> list[Held]:
    """Those of these assignments, by number, whose road is held; in two queries."""
    rows = list(held().filter(assignment__in=assignments))
    if not rows:
        return []
    pay_day = int(PAY_DAY.on(timezone.localdate()))
    return [
        Held(row, expected_on(day_of(row.assignment), timezone.localdate(row.told_at), pay_day)) for row in rows
    ]
