"""On whom a coach depends: her own sealed list, and the one answer that others may get from it."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.sealing import SealError, seal, unseal_each
from tegenstroom.coaches.figures import HEAVY_PER_MONTH
from tegenstroom.coaches.models import Assignment, AvoidedTheme, CoachProfile, Dependency
from tegenstroom.coaches.rules import dependencies as rules
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.rules.dependencies import Depended, Group, Kind
from tegenstroom.coaches.words import WHOM

# What fills her month: also what she has not answered yet.
COUNTS = (State.ASKED, State.YES, State.DONE)


class NotHersError(Exception):
    """Only she herself writes on her list: nobody does that for her, not by phone either."""


@transaction.atomic
def add(*, coach: Person, depended: Depended, by: Person) -> Dependency:
    """Put a person or a service on her list. The audit row says that she did, not whom. Raises NotHersError."""
    _hers(coach, by)
    audit.take_turn()
    row = Dependency(coach=coach)
    content = {"kind": depended.kind, "name": depended.name, "organisation": depended.organisation}
    row.sealed = seal(json.dumps(content), row=row, field="sealed", owner=coach)
    row.save(force_insert=True)
    audit.record("coaches.list_change", by=by, about=CoachProfile(person=coach))
    return row


@transaction.atomic
def remove(*, dependency: Dependency, by: Person) -> None:
    """Take one off her list. Raises NotHersError."""
    _hers(dependency.coach, by)
    audit.take_turn()
    dependency.delete()
    audit.record("coaches.list_change", by=by, about=CoachProfile(person_id=dependency.coach_id))


def listed(coach: Person) -> list[tuple[Dependency, Depended | SealError]]:
    """Her list in the order in which she wrote it; in place of a line that cannot be opened, why. For her eyes."""
    rows = list(Dependency.objects.filter(coach=coach).order_by("added_at", "pk"))
    opened = unseal_each(rows, field="sealed")
    return [(row, _read(opened[row.pk])) for row in rows]


def said(content: str) -> str:
    """A line of her list, unsealed, as she reads it: `een dienst: OCMW Nergens`."""
    line = _line(content)
    return f"{WHOM[line.kind]}: {line.name}"


def clashes(coach: Person, group: Group) -> bool:
    """True when someone on whom she depends sits in the group. For her own page only: nobody else may know."""
    return _clash([line for _row, line in listed(coach)], group)


def available(
    coaches: Iterable[Person],
    *,
    group: Group,
    themes: Iterable[Mapping[str, str]],
    heavy: bool,
    day: date,
) -> list[Person]:
    """Those of these coaches who may be asked for a group, in the same order.

    Who may not is simply not there, whatever it is: someone in the group on whom she depends, a theme
    (`{"slug": …, "name": …}`) that she avoids, or enough heavy days in the month of `day`. As many queries for
    one coach as for a hundred. NoFigureError when the network's limit for heavy days is not known.
    """
    candidates = list(coaches)
    numbers = [coach.pk for coach in candidates]
    lines = _lines(numbers)
    avoiding = _avoiding(numbers, {theme["slug"] for theme in themes})
    days, most = _heavy(numbers, day) if heavy else ({}, {})
    return [
        coach
        for coach in candidates
        if rules.may_be_asked(
            clash=_clash(lines[coach.pk], group),
            avoids=coach.pk in avoiding,
            is_heavy=heavy,
            heavy_days=days.get(coach.pk, 0),
            most_heavy_days=most.get(coach.pk, 0),
        )
    ]


def _lines(coaches: Collection[int]) -> dict[int, list[Depended | SealError]]:
    rows = list(Dependency.objects.filter(coach__in=coaches))
    opened = unseal_each(rows, field="sealed")
    found = defaultdict(list)
    for row in rows:
        found[row.coach_id].append(_read(opened[row.pk]))
    return found


def _avoiding(coaches: Collection[int], slugs: Collection[str]) -> set[int]:
    avoided = AvoidedTheme.objects.filter(coach__in=coaches, slug__in=slugs)
    return set(avoided.values_list("coach", flat=True))


def _heavy(coaches: Collection[int], day: date) -> tuple[dict[int, int], dict[int, int]]:
    """By coach: how many heavy assignments she has in that month, and how many she may have."""
    month = Assignment.objects.filter(
        coach__in=coaches, is_heavy=True, state__in=COUNTS, starts_at__year=day.year, starts_at__month=day.month
    )
    days = dict(month.order_by().values_list("coach").annotate(Count("pk")))
    network = int(HEAVY_PER_MONTH.on(day))
    own = dict(CoachProfile.objects.filter(pk__in=coaches).values_list("pk", "heavy_a_month"))
    return days, {coach: rules.most_heavy_days(own.get(coach), network) for coach in coaches}


def _clash(lines: Collection[Depended | SealError], group: Group) -> bool:
    readable = [line for line in lines if isinstance(line, Depended)]
    # Whatever stands on a line that nobody can open now, she is not sent to meet it.
    return len(readable) < len(lines) or rules.clashes(readable, group)


def _read(content: str | SealError) -> Depended | SealError:
    return content if isinstance(content, SealError) else _line(content)


def _line(content: str) -> Depended:
    line: dict[str, Any] = json.loads(content)
    return Depended(Kind(line["kind"]), line["name"], line["organisation"])


def _hers(coach: Person, by: Person) -> None:
    if by.pk != coach.pk:
        raise NotHersError
