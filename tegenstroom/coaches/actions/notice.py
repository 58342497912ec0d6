"""How long beforehand a coach is asked: she reads and thinks first, and arranges her day."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from tegenstroom.coaches.figures import ASK_DAYS
from tegenstroom.coaches.rules.assignments import is_short_notice


def days_ahead() -> int | None:
    """How many days beforehand the network asks her today; None where it set no number, and nothing is late."""
    today = timezone.localdate()
    found = ASK_DAYS.on_each([today]).get(today)
    return None if found is None else int(found)


def is_short(moments: Iterable[datetime]) -> bool:
    """Whether one of these is asked for later than the network wants to ask. It is said, never refused."""
    today, least = timezone.localdate(), days_ahead()
    if least is None:
        return False
    return any(is_short_notice(timezone.localdate(at), today=today, least=least) for at in moments)
