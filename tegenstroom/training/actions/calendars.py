"""Days in people's own calendars: a file for one enrolment, a feed for all that someone follows and gives."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.assignments import Kind
from tegenstroom.organisations.models import Place
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
    """All that she follows with a place, or said yes to as trainer or coach; named in the language of now."""
    follows = Enrolment.objects.placed().filter(person=person)
    part, answer = TandemMember.Part.TRAINER, TandemMember.Answer.YES
    trains = TandemMember.objects.filter(person=person, part=part, answer=answer)
    comes = CoachDay.objects.filter(member__person=person, assignment__state__in=COMES)
    editions = Q(edition__in=follows.values("edition")) | Q(edition__in=trains.values("edition"))
    mine = editions | Q(pk__in=comes.values("session"))
    entries = [*_entries(_sessions().filter(mine), ended=False), *_beside_the_days(person)]
    return sorted(entries, key=lambda entry: entry.starts_at)


def _sessions() -> QuerySet[Session]:
    announced = Session.objects.exclude(edition__state=EditionState.DRAFT)
    return announced.select_related(
        "edition__version", "edition__place", "place", "part", "calendar_entry"
    ).order_by("starts_at")


def _entries(sessions: Iterable[Session], *, ended: bool) -> list[Entry]:
    rows = list(sessions)
    known: dict[int | None, CalendarEntry] = {
        row.pk: row.calendar_entry for row in rows if hasattr(row, "calendar_entry")
    }
    stands = _kept_up({row.pk: _shown(row) for row in rows}, known, "session_id")
    return [_entry(session, stands[session.pk], ended=ended) for session in rows]


def _entry(session: Session, stands: CalendarEntry, *, ended: bool) -> Entry:
    return Entry(
        name=f"session-{session.pk}",
        # Who cancels must see a higher number than the one that said she would come.
        sequence=stands.sequence + ended,
        changed_at=stands.changed_at,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        title=session.edition.version.title,
        place=_place(session.where),
        words=_words(session),
        cancelled=ended or session.edition.state == EditionState.CANCELLED,
    )


def _beside_the_days(coach: Person) -> list[Entry]:
    """Preparing, looking back, supervision: what she said yes to, and what stood in her calendar and is off."""
    rows = Assignment.objects.of(coach).exclude(kind=Kind.TRAINING).select_related("place")
    known = {entry.assignment_id: entry for entry in CalendarEntry.objects.filter(assignment__in=rows)}
    shown = [row for row in rows if row.state in COMES or row.pk in known]
    stands = _kept_up({row.pk: _shown_beside(row) for row in shown}, known, "assignment_id")
    return [_entry_beside(row, stands[row.pk]) for row in shown]


def _entry_beside(row: Assignment, stands: CalendarEntry) -> Entry:
    return Entry(
        name=f"assignment-{row.pk}",
        sequence=stands.sequence,
        changed_at=stands.changed_at,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        title=f"{row.title} ({row.kind_to_her})",
        place=_place(row.place),
        words=row.room,
        # Moved and asked anew is off as well, until she says yes again.
        cancelled=row.state not in COMES,
    )


def _place(place: Place | None) -> str:
    return f"{place.name}, {place.address}" if place else ""


def _words(session: Session) -> str:
    return session.part.title if session.part else ""


def _kept_up(
    fingerprints: Mapping[int, str], known: Mapping[int | None, CalendarEntry], column: str
) -> dict[int, CalendarEntry]:
    """How each moment stands in calendars, counted up for those that changed since anyone last looked.

    Counted here and not where they are changed: so a change counts, whoever made it and by whatever way.
    """
    stands: dict[int, CalendarEntry] = {}
    fresh: list[CalendarEntry] = []
    changed: list[CalendarEntry] = []
    for pk, now in fingerprints.items():
        entry = known.get(pk)
        if entry is None:
            entry = CalendarEntry(fingerprint=now, **{column: pk})
            fresh.append(entry)
        elif entry.fingerprint != now:
            entry.fingerprint, entry.sequence, entry.changed_at = now, entry.sequence + 1, timezone.now()
            changed.append(entry)
        stands[pk] = entry
    CalendarEntry.objects.bulk_create(fresh, ignore_conflicts=True)
    CalendarEntry.objects.bulk_update(changed, ["fingerprint", "sequence", "changed_at"])
    return stands


def _shown(session: Session) -> str:
    is_off = session.edition.state == EditionState.CANCELLED
    return _fingerprint(session, session.edition.version.title, _place(session.where), _words(session), is_off)


def _shown_beside(row: Assignment) -> str:
    return _fingerprint(row, row.title, row.kind, _place(row.place), row.room, row.state in COMES)


def _fingerprint(moment: Session | Assignment, *shown: object) -> str:
    """The same for as long as nothing changes that a calendar shows."""
    whole = [moment.starts_at.isoformat(), moment.ends_at.isoformat(), *shown]
    return hashlib.sha256(repr(whole).encode()).hexdigest()
