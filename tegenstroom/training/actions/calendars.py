"""Days in people's own calendars: a file for one enrolment, a feed for all that someone follows and gives."""

import hashlib
import secrets
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.training.models import CalendarEntry, CalendarFeed, CoachDay, Enrolment, Session, TandemMember
from tegenstroom.training.papers.calendars import Entry
from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.rules.places import EnrolmentState
from tegenstroom.training.rules.tandem import COMES

FINAL = {EnrolmentState.CANCELLED, EnrolmentState.REFUSED, EnrolmentState.LAPSED, EnrolmentState.REPLACED}


@transaction.atomic
def new_feed(*, person: Person) -> CalendarFeed:
    """A personal calendar address, or a new one that makes the old one worthless."""
    feed, created = CalendarFeed.objects.update_or_create(
        person=person, defaults={"salt": secrets.token_urlsafe(12)}
    )
    audit.record("training.calendar_feed", by=person, about=feed, first=created)
    return feed


def entries_of_enrolment(enrolment: Enrolment) -> list[Entry]:
    """The days of one enrolment. Once it ended, they say that they are cancelled."""
    sessions = _sessions().filter(edition=enrolment.edition_id)
    return _entries(sessions, ended=enrolment.state in FINAL)


def entries_of_person(person: Person) -> list[Entry]:
    """All days that she follows with a place, or said yes to as trainer or coach."""
    follows = Enrolment.objects.placed().filter(person=person)
    part, answer = TandemMember.Part.TRAINER, TandemMember.Answer.YES
    trains = TandemMember.objects.filter(person=person, part=part, answer=answer)
    comes = CoachDay.objects.filter(member__person=person, assignment__state__in=COMES)
    editions = Q(edition__in=follows.values("edition")) | Q(edition__in=trains.values("edition"))
    mine = editions | Q(pk__in=comes.values("session"))
    return _entries(_sessions().filter(mine), ended=False)


def _sessions() -> QuerySet[Session]:
    announced = Session.objects.exclude(edition__state=EditionState.DRAFT)
    return announced.select_related(
        "edition__version", "edition__place", "place", "part", "calendar_entry"
    ).order_by("starts_at")


def _entries(sessions: Iterable[Session], *, ended: bool) -> list[Entry]:
    rows = list(sessions)
    stands = _kept_up(rows)
    return [_entry(session, stands[session.pk], ended=ended) for session in rows]


def _entry(session: Session, stands: CalendarEntry, *, ended: bool) -> Entry:
    return Entry(
        session=session.pk,
        # Who cancels must see a higher number than the one that said she would come.
        sequence=stands.sequence + ended,
        changed_at=stands.changed_at,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        title=session.edition.version.title,
        place=_place(session),
        words=_words(session),
        cancelled=ended or session.edition.state == EditionState.CANCELLED,
    )


def _place(session: Session) -> str:
    return f"{session.where.name}, {session.where.address}" if session.where else ""


def _words(session: Session) -> str:
    return session.part.title if session.part else ""


def _kept_up(sessions: list[Session]) -> dict[int, CalendarEntry]:
    """How each part stands in calendars, counted up for those that changed since anyone last looked.

    Counted here and not where parts are changed: so a change counts, whoever made it and by whatever way.
    """
    stands: dict[int, CalendarEntry] = {}
    fresh: list[CalendarEntry] = []
    changed: list[CalendarEntry] = []
    for session in sessions:
        now = _fingerprint(session)
        entry = getattr(session, "calendar_entry", None)
        if entry is None:
            entry = CalendarEntry(session=session, fingerprint=now)
            fresh.append(entry)
        elif entry.fingerprint != now:
            entry.fingerprint, entry.sequence, entry.changed_at = now, entry.sequence + 1, timezone.now()
            changed.append(entry)
        stands[session.pk] = entry
    CalendarEntry.objects.bulk_create(fresh, ignore_conflicts=True)
    CalendarEntry.objects.bulk_update(changed, ["fingerprint", "sequence", "changed_at"])
    return stands


def _fingerprint(session: Session) -> str:
    """The same for as long as nothing changes that a calendar shows."""
    shown = [
        session.starts_at.isoformat(),
        session.ends_at.isoformat(),
        session.edition.version.title,
        _place(session),
        _words(session),
        session.edition.state == EditionState.CANCELLED,
    ]
    return hashlib.sha256(repr(shown).encode()).hexdigest()
