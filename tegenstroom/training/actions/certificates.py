"""Issuing certificates, and taking one back."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.training.emails import after as emails
from tegenstroom.training.figures import ATTENDANCE_NEEDED
from tegenstroom.training.models import Attendance, Certificate, Edition, Enrolment, Session
from tegenstroom.training.papers.certificates import certificate_pdf
from tegenstroom.training.rules.certificates import Part, Standing, Verdict, new_code, standing


@dataclass(frozen=True, slots=True)
class Row:
    """One person of an edition: where she stands, and the certificates she got."""

    enrolment: Enrolment
    standing: Standing
    certificates: list[Certificate]

    @property
    def valid(self) -> Certificate | None:
        """Her certificate that still holds."""
        return next((one for one in self.certificates if one.revoked_at is None), None)

    @property
    def revoked(self) -> Certificate | None:
        """Her certificate that was taken back, when none holds."""
        return self.certificates[-1] if self.certificates and not self.valid else None

    @property
    def is_doubtful(self) -> bool:
        """Her certificate holds, but a mark that was corrected since says that she was not there enough."""
        return self.valid is not None and self.standing.verdict is Verdict.TOO_LITTLE

    @property
    def awaits(self) -> bool:
        """She earned a certificate and never got one."""
        return self.standing.verdict is Verdict.QUALIFIES and not self.certificates


def standings(edition: Edition) -> list[Row]:
    """Where everyone with a place stands, by name. Four queries, whatever the size of the group."""
    sessions = list(edition.sessions.all())
    placed = edition.enrolments.placed().select_related("person").prefetch_related("attendance", "certificates")
    over = bool(sessions) and max(session.ends_at for session in sessions) <= timezone.now()
    needed = ATTENDANCE_NEEDED.on(edition.ends_on or timezone.localdate())
    return [
        Row(
            enrolment,
            standing(_parts(enrolment, sessions), needed=needed, over=over),
            sorted(enrolment.certificates.all(), key=lambda one: one.issued_at),
        )
        for enrolment in placed.order_by("person__family_name", "person__given_name")
    ]


def awaiting_in(editions: Sequence[Edition]) -> dict[int, list[str]]:
    """By edition the names of who earned a certificate and never got one, in four queries; for days gone by."""
    if not editions:
        return {}
    without = Enrolment.objects.placed().filter(edition__in=editions, certificates=None)
    needed = ATTENDANCE_NEEDED.on_each({edition.ends_on for edition in editions if edition.ends_on})
    sessions, names = defaultdict(list), defaultdict(list)
    for session in Session.objects.filter(edition__in=editions):
        sessions[session.edition_id].append(session)
    ends = {edition.pk: edition.ends_on for edition in editions}
    for enrolment in (
        without.select_related("person").prefetch_related("attendance").order_by("person__given_name")
    ):
        share = needed.get(ends[enrolment.edition_id] or date.max)
        parts = _parts(enrolment, sessions[enrolment.edition_id])
        if share is not None and standing(parts, needed=share, over=True).verdict is Verdict.QUALIFIES:
            names[enrolment.edition_id].append(enrolment.person.name)
    return dict(names)


def issue(*, edition: Edition, by: Person) -> list[Certificate]:
    """A certificate for everyone who earned one and never got one, each with a letter.

    Safe to run twice. Each person is a transaction of her own: her paper is made outside it.
    """
    earned = [row for row in standings(edition) if row.awaits]
    issued = (_issue_one(row.enrolment, row.standing, edition, by) for row in earned)
    return [certificate for certificate in issued if certificate]


def issue_again(*, enrolment: Enrolment, by: Person) -> Certificate | None:
    """A new certificate, with a new code, for someone whose first one was revoked; None when nothing is due."""
    mine = [row for row in standings(enrolment.edition) if row.enrolment.pk == enrolment.pk and not row.valid]
    if not mine or mine[0].standing.verdict is not Verdict.QUALIFIES:
        return None
    return _issue_one(mine[0].enrolment, mine[0].standing, enrolment.edition, by)


@transaction.atomic
def revoke(*, certificate: Certificate, by: Person, reason: str) -> bool:
    """Take a certificate back, with a reason that only the desk reads. False when it was revoked before."""
    changed = (
        Certificate.objects.valid()
        .filter(pk=certificate.pk)
        .update(revoked_at=timezone.now(), revoked_by=by, revoked_reason=reason)
    )
    if changed:
        audit.record("training.revoke_certificate", by=by, about=certificate)
    return bool(changed)


def _parts(enrolment: Enrolment, sessions: list[Session]) -> list[Part]:
    marks = {row.session_id: row.mark for row in enrolment.attendance.all()}
    return [
        Part(
            minutes=_minutes(session.starts_at, session.ends_at),
            present=None if session.pk not in marks else marks[session.pk] == Attendance.Mark.PRESENT,
        )
        for session in sessions
    ]


def _minutes(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds() // 60)


def _issue_one(enrolment: Enrolment, standing: Standing, edition: Edition, by: Person) -> Certificate | None:
    assert edition.starts_on is not None  # it has parts, and they are over
    assert edition.ends_on is not None
    certificate = Certificate(
        enrolment=enrolment,
        code=new_code(),
        name=enrolment.person.name,
        title=edition.version.title,
        hours=standing.hours,
        first_day=edition.starts_on,
        last_day=edition.ends_on,
        issued_by=by,
    )
    paper = certificate_pdf(certificate)
    try:
        with transaction.atomic():
            certificate.save(force_insert=True)
            audit.record("training.issue_certificate", by=by, about=certificate)
            emails.certificate(certificate, paper)
    except IntegrityError:
        # Someone else pressed the same button: she has hers.
        return None
    return certificate
