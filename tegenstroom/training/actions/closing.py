"""Saying that a day is done with: who was there is noted, and every coach who had to be was called."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.training.actions import coach_days
from tegenstroom.training.actions.attendance import unmarked
from tegenstroom.training.models import DayClosing, Edition, Session
from tegenstroom.training.rules.editions import EditionState, RefusedError, obstacles_to_close_day


@transaction.atomic
def close_day(*, session: Session, by: Person | None, now: datetime | None = None) -> DayClosing:
    """Close a day that is over. Said twice is said once.

    Raises RefusedError while someone is not marked, or a coach of that day waits for our call.
    """
    edition = Edition.objects.locked(session.edition_id)
    audit.take_turn()
    if closed := DayClosing.objects.filter(session=session).first():
        return closed
    session.refresh_from_db(fields=["starts_at", "ends_at"])
    moment = now or timezone.now()
    problems = obstacles_to_close_day(
        EditionState(edition.state),
        session.ends_at,
        now=moment,
        unmarked=len(unmarked(session)),
        calls=coach_days.calls_open_after(session),
    )
    if problems:
        raise RefusedError(*problems)
    closed = DayClosing.objects.create(session=session, ended_at=session.ends_at, closed_at=moment, closed_by=by)
    audit.record("training.close_day", by=by, about=session, edition=edition.pk)
    return closed


def may_close(session: Session) -> bool:
    """Whether the button is there: the day is over and not closed, whatever else is still to be done for it."""
    is_open = not obstacles_to_close_day(
        EditionState(session.edition.state), session.ends_at, now=timezone.now(), unmarked=0, calls=0
    )
    return is_open and not DayClosing.objects.filter(session=session).exists()
