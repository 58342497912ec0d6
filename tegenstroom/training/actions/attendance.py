"""Saying who is there."""

import secrets

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.training.models import Attendance, Enrolment, Session
from tegenstroom.training.models.attendance import AttendanceQuerySet
from tegenstroom.training.rules.attendance import may_be_excused, may_be_marked
from tegenstroom.training.rules.places import EnrolmentState


class NotOnTheListError(ValueError):
    """This enrolment holds no place in the group of this part, or it is too early or too late to say so."""


@transaction.atomic
def mark(*, session: Session, enrolment: Enrolment, mark: str, by: Person | None) -> Attendance:
    """Set or correct the mark of one person in one part. `by` is None when she marked herself in the room.

    The same mark again changes nothing. NotOnTheListError for who holds no place, or before the day.
    """
    _check(session, enrolment)
    now = timezone.now()
    # Locked, so that what stood before is what the audit says stood before.
    row, fresh = Attendance.objects.select_for_update().get_or_create(
        session=session, enrolment=enrolment, defaults={"mark": mark, "marked_at": now, "marked_by": by}
    )
    before = "" if fresh else row.mark
    if before == mark:
        return row
    if not fresh:
        row.mark, row.marked_at, row.marked_by = mark, now, by
        row.save(update_fields=["mark", "marked_at", "marked_by"])
    _record(row, before=before, by=by)
    return row


@transaction.atomic
def mark_the_rest(*, session: Session, by: Person) -> int:
    """Everyone who has no mark yet was there; how many that were."""
    rest = unmarked(session)
    for enrolment in rest:
        mark(session=session, enrolment=enrolment, mark=Attendance.Mark.PRESENT, by=by)
    return len(rest)


@transaction.atomic
def check_in(*, session: Session, enrolment: Enrolment) -> bool:
    """“That is me”, tapped in the room. False when she was marked already: a tap never overrules the trainer."""
    _check(session, enrolment)
    # Not `mark`, which corrects: in the same blink the trainer may say otherwise.
    row, fresh = Attendance.objects.get_or_create(
        session=session, enrolment=enrolment, defaults={"mark": Attendance.Mark.PRESENT}
    )
    if fresh:
        _record(row, before="", by=None)
    return fresh


@transaction.atomic
def excuse(*, session: Session, enrolment: Enrolment, by: Person | None) -> bool:
    """“That day I cannot come”, said before it begins. False when she was marked already.

    `by` is None when she came with the link of a letter. NotOnTheListError when she holds no place or it began.
    """
    _check_before(session, enrolment)
    row, fresh = Attendance.objects.get_or_create(
        session=session, enrolment=enrolment, defaults={"mark": Attendance.Mark.EXCUSED, "marked_by": by}
    )
    if fresh:
        _record(row, before="", by=by)
    return fresh


@transaction.atomic
def come_after_all(*, session: Session, enrolment: Enrolment, by: Person | None) -> bool:
    """Take back an excuse of her own. False when there is none, or when somebody else noted it."""
    _check_before(session, enrolment)
    own = excuses_of(enrolment).filter(session=session)
    taken_back = own.delete()[0] > 0
    if taken_back:
        audit.record(
            "training.attendance",
            by=by,
            about=enrolment,
            session=session.pk,
            before=Attendance.Mark.EXCUSED,
            after="",
        )
    return taken_back


def excuses_of(enrolment: Enrolment) -> AttendanceQuerySet:
    """The excuses that she gave herself."""
    herself = Q(marked_by=None) | Q(marked_by=enrolment.person_id)
    return Attendance.objects.filter(herself, enrolment=enrolment, mark=Attendance.Mark.EXCUSED)


def unmarked(session: Session) -> list[Enrolment]:
    """Who holds a place and has no mark in this part yet."""
    placed = Enrolment.objects.placed().filter(edition=session.edition_id).exclude(attendance__session=session)
    return list(placed.select_related("person").order_by("person__given_name", "person__family_name"))


@transaction.atomic
def new_room_code(*, session: Session, by: Person) -> None:
    """Make the code on the screen worthless and draw another."""
    session.checkin_salt = secrets.token_urlsafe(12)
    session.save(update_fields=["checkin_salt"])
    audit.record("training.room_code", by=by, about=session)


def _record(row: Attendance, *, before: str, by: Person | None) -> None:
    audit.record(
        "training.attendance", by=by, about=row.enrolment, session=row.session_id, before=before, after=row.mark
    )


def _check(session: Session, enrolment: Enrolment) -> None:
    day = timezone.localdate(session.starts_at)
    if not _placed(session, enrolment) or not may_be_marked(day, today=timezone.localdate()):
        raise NotOnTheListError


def _check_before(session: Session, enrolment: Enrolment) -> None:
    if not _placed(session, enrolment) or not may_be_excused(session.starts_at, now=timezone.now()):
        raise NotOnTheListError


def _placed(session: Session, enrolment: Enrolment) -> bool:
    return enrolment.edition_id == session.edition_id and enrolment.state == EnrolmentState.PLACED
