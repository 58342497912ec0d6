"""What she was asked before she said *liever niet dit thema* is asked no more, and we say no for her.

Not at that second: several noes at once, and no others, would tell whoever asked that hers was a no to the theme.
To others such a question stays open for some hours or days, as with anyone who answers one letter after another.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.hours import letters_may_go
from tegenstroom.coaches.actions import assignments
from tegenstroom.coaches.models import Assignment, AvoidedTheme
from tegenstroom.coaches.rules.answers import says_no_at
from tegenstroom.coaches.rules.assignments import State

# Four bytes of a keyed digest, as a number from 0 to 1: whoever reads this code does not know when.
DIGITS, MOST = 8, 16**8


def silent_among(coach: Person, rows: Iterable[Assignment]) -> set[int]:
    """By number, those of her open questions that have their answer already. For her own pages only."""
    asked = [row for row in rows if row.state == State.ASKED and row.themes]
    if not asked:
        return set()
    since = dict(AvoidedTheme.objects.filter(coach=coach).values_list("slug", "since"))
    return {row.pk for row in asked if _said_since(row, since)}


def still_asks(coach: Person) -> list[Assignment]:
    """What she is asked and did not answer in any way, in the order of the days."""
    asked = Assignment.objects.of(coach).filter(state=State.ASKED, starts_at__gt=timezone.now())
    rows = list(asked.select_related("coach", "place"))
    silent = silent_among(coach, rows)
    return [row for row in rows if row.pk not in silent]


def say_no(now: datetime) -> int:
    """Say no for her where it is time, by day and to one question a coach; how many. Safe to run twice."""
    if not letters_may_go(timezone.localtime(now)):
        return 0
    since: dict[int, dict[str, datetime]] = defaultdict(dict)
    for theme in AvoidedTheme.objects.all():
        since[theme.coach_id][theme.slug] = theme.since
    asked = Assignment.objects.filter(state=State.ASKED, starts_at__gt=now, coach__in=since)
    due: dict[int, Assignment] = {}
    for row in asked.order_by("starts_at", "pk").select_related("coach"):
        said = _said_since(row, since[row.coach_id])
        if said and says_no_at(said, starts_at=row.starts_at, chance=_chance(row, said)) <= now:
            due.setdefault(row.coach_id, row)
    return sum(_say_no_to(row) for row in due.values())


@transaction.atomic
def _say_no_to(row: Assignment) -> bool:
    audit.take_turn()
    # Anew, inside the turn: she may have answered it a moment ago.
    row.refresh_from_db()
    if row.pk not in silent_among(row.coach, [row]):
        return False
    # As behind the link in her letter: nobody reads who answered.
    assignments.answer(assignment=row, answer=State.RATHER_NOT, by=None)
    return True


def _said_since(row: Assignment, since: Mapping[str, datetime]) -> datetime | None:
    """When she said that she would rather not, after she was asked this."""
    said = since.get(row.themes[0]["slug"]) if row.themes else None
    return said if said and row.asked_at <= said else None


def _chance(row: Assignment, said: datetime) -> float:
    salted = salted_hmac("tegenstroom.coaches.silence", f"{row.pk} {said.isoformat()}", algorithm="sha256")
    return int(salted.hexdigest()[:DIGITS], 16) / MOST
