"""When a case has reached its last day: its words go, lessons stay.

Nobody reads them from the first minute after that day on (`Case.is_gone`): here they are destroyed.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from tegenstroom.base import audit
from tegenstroom.dialogue.actions import wiping
from tegenstroom.dialogue.figures import CASE_DAYS
from tegenstroom.dialogue.models import Case, Circle
from tegenstroom.dialogue.rules.phases import Gone


def last_day(circle: Circle, today: date) -> date:
    """The last day of a case in this circle: so many days after the series, or after today when it has no end."""
    after = max(circle.ends_on or today, today)
    return after + timedelta(days=int(CASE_DAYS.on(today)))


def follow_circle(circle: Circle) -> None:
    """The series got another last day: its cases follow."""
    for case in circle.cases.standing():
        case.expires_on = last_day(circle, timezone.localdate(case.confirmed_at))
        case.save(update_fields=["expires_on"])


def expire_cases(now: datetime) -> int:
    """Take away the words of every case whose last day is over, and of what was said about it; how many."""
    over = list(Case.objects.overdue(timezone.localdate(now)))
    return sum(_expire(case) for case in over)


@transaction.atomic
def _expire(case: Case) -> bool:
    audit.take_turn()
    gone = wiping.wipe_case(case, Gone.EXPIRED)
    if gone:
        audit.record("dialogue.case_expire", by=None, about=case)
    return gone
