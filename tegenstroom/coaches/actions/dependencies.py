"""On whom a coach depends: her own sealed list, and the one answer that others may get from it."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit, stamps
from tegenstroom.base.sealing import SealError, seal, unseal_each
from tegenstroom.coaches.actions import heavy_days, hours
from tegenstroom.coaches.models import AvoidedTheme, CoachProfile, Dependency
from tegenstroom.coaches.rules import dependencies as rules
from tegenstroom.coaches.rules.dependencies import Depended, Group, Kind
from tegenstroom.coaches.rules.hours import Hours
from tegenstroom.coaches.words import WHOM

# In a line of her list: the assignments to which she comes all the same.
COMES_TO = "comes_to"
MARK = "coaches.who_of_her_list_sits"


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
    return [(row, _read(content)) for row, content in _opened(coach).items()]


def said(content: str) -> str:
    """A line of her list, unsealed, as she reads it: `een dienst: OCMW Nergens`."""
    line = _line(content)
    return f"{WHOM[line.kind]}: {line.name}"


def has_list(coach: Person) -> bool:
    """Whether anything stands on her list. For her own pages only."""
    return Dependency.objects.filter(coach=coach).exists()


def meeting(coach: Person, groups: Mapping[int, Group]) -> dict[int, bool]:
    """By number of an assignment, those of these groups in which someone sits on whom she depends.

    True where she decided to come all the same, knowing of all who sit there. For her own pages only.
    """
    opened = list(_opened(coach).values())
    found = {}
    for number, known in groups.items():
        group = known.met_by(coach.pk)
        if _clash([_read(content) for content in opened], group):
            # What nobody can open cannot be decided about either.
            found[number] = all(number in line.get(COMES_TO, []) for line in _sitting(opened, group))
    return found


def marks(coach: Person, groups: Mapping[int, Group]) -> dict[int, str]:
    """By number of an assignment, a mark of who of her list sits in its group: it changes when someone else does.

    It goes along with a form of hers and names nobody; it looks the same where nobody sits.
    """
    opened = _opened(coach)
    found = {}
    for number, known in groups.items():
        group = known.met_by(coach.pk)
        sitting = sorted(row.pk for row, content in opened.items() if _sitting([content], group))
        found[number] = salted_hmac(MARK, f"{coach.pk}:{number}:{sitting}", algorithm="sha256").hexdigest()
    return found


@transaction.atomic
def come_to(*, coach: Person, number: int, group: Group, by: Person) -> None:
    """She knows who of her list sits in the group of this assignment, and comes. Raises NotHersError.

    No audit row: that there was something to decide is hers. Nothing is written where nobody sits.
    """
    _hers(coach, by)
    audit.take_turn()
    for row, content in _opened(coach).items():
        if not (sitting := _sitting([content], group.met_by(coach.pk))):
            continue
        [line] = sitting
        line[COMES_TO] = sorted({*line.get(COMES_TO, []), number})
        row.sealed = seal(json.dumps(line), row=row, field="sealed", owner=coach)
        row.save(update_fields=["sealed"])
        # Her own page is kept until something happens, and no audit row says that this did.
        stamps.bump(stamps.UNSEEN)


def available(
    wanted: Mapping[Person, Collection[date]],
    *,
    group: Group,
    themes: Iterable[Mapping[str, str]],
    heavy: bool,
    at: Mapping[int, Collection[Hours]] | None = None,
    apart: Collection[int] = (),
) -> list[Person]:
    """Those of these coaches who may be asked for a group on all the days `wanted` of them, in the same order.

    Who may not is simply not there, whatever it is: someone in the group on whom she depends, a theme
    (`{"slug": …, "name": …}`) that she avoids, too many heavy days in a month, or something else at the hours `at`
    which she is needed, by number of the coach; those `apart` not counted. As many queries for one coach as for a
    hundred. NoFigureError when the network's limit is not known.
    """
    numbers = [coach.pk for coach in wanted]
    lines = _lines(numbers)
    avoiding = _avoiding(numbers, {theme["slug"] for theme in themes})
    full = heavy_days.full(wanted, apart=apart) if heavy else set()
    taken = hours.taken(at or {}, apart=apart)
    return [
        coach
        for coach in wanted
        if rules.may_be_asked(
            clash=bool(lines[coach.pk]) and _clash(lines[coach.pk], group.met_by(coach.pk)),
            avoids=coach.pk in avoiding,
            has_room=coach.pk not in full,
            is_taken=coach.pk in taken,
        )
    ]


def _opened(coach: Person) -> dict[Dependency, str | SealError]:
    rows = list(Dependency.objects.filter(coach=coach).order_by("added_at", "pk"))
    opened = unseal_each(rows, field="sealed")
    return {row: opened[row.pk] for row in rows}


def _sitting(opened: Iterable[str | SealError], group: Group) -> list[dict[str, Any]]:
    """Those of these lines, as they are kept, of whom somebody sits in the group."""
    readable = [content for content in opened if not isinstance(content, SealError)]
    return [json.loads(content) for content in readable if rules.sits_in(_line(content), group)]


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
