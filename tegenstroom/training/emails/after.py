"""Letters before, during and after the days: practical, reminder, afterwards, evaluation, certificate."""

from collections.abc import Iterable, Mapping
from typing import Any

from tegenstroom.accounts.models import Person
from tegenstroom.base import letters
from tegenstroom.base.models import Letter
from tegenstroom.training.addresses import certificate_url, evaluation_url
from tegenstroom.training.models import Certificate, Edition, EvaluationInvitation, Session, TandemMember
from tegenstroom.training.models.evaluations import WAVES
from tegenstroom.training.rules.evaluation import Wave


def reminder_key(session: Session, person_id: int) -> str:
    """A part that moves to another day is worth a new reminder."""
    return f"training.reminder:{session.pk}:{session.starts_at.isoformat()}:{person_id}"


def practical_key(edition: Edition, person_id: int) -> str:
    return f"training.practical:{edition.pk}:{person_id}"


def afterwards_key(edition: Edition, person_id: int) -> str:
    return f"training.afterwards:{edition.pk}:{person_id}"


def reminder(session: Session, person: Person, *, gives: bool) -> Letter | None:
    """One part comes near. `gives`: she is of the tandem."""
    return _write(
        "session_reminder",
        person,
        session.edition,
        {"session": session, "place": session.where, "gives": gives},
        once_key=reminder_key(session, person.pk),
    )


def practical(edition: Edition, person: Person) -> Letter | None:
    """Where and when, how to get there and in, and who will be there."""
    tandem = edition.tandem.filter(answer=TandemMember.Answer.YES).select_related("person")
    context = {"sessions": edition.sessions.select_related("place"), "place": edition.place, "tandem": tandem}
    return _write("practical", person, edition, context, once_key=practical_key(edition, person.pk))


def afterwards(edition: Edition, person: Person) -> Letter | None:
    """Thank you, and what still comes."""
    return _write("afterwards", person, edition, {}, once_key=afterwards_key(edition, person.pk))


def evaluation(
    invitation: EvaluationInvitation, *, questions: Iterable[str], again: bool = False
) -> Letter | None:
    """The question to look back, with a personal link. On paper the questions stand in the letter."""
    context = {
        "link": evaluation_url(invitation),
        "questions": questions,
        "again": again,
        "wave": invitation.wave,
        "when": WAVES[Wave(invitation.wave)],
    }
    enrolment = invitation.enrolment
    return _write("evaluation", enrolment.person, enrolment.edition, context)


def certificate(certificate: Certificate, paper: bytes) -> Letter | None:
    """The certificate itself, and where its code can be checked."""
    enrolment = certificate.enrolment
    return _write(
        "certificate",
        enrolment.person,
        enrolment.edition,
        {"certificate": certificate, "link": certificate_url(certificate)},
        attachments=[letters.File(f"attest-{certificate.code}.pdf", "application/pdf", paper)],
    )


def _write(
    letter: str,
    to: Person,
    edition: Edition,
    context: Mapping[str, Any],
    *,
    once_key: str | None = None,
    attachments: Iterable[letters.File] = (),
) -> Letter | None:
    return letters.write(
        kind=letter,
        template=f"training/emails/{letter}",
        to=to,
        about=edition,
        context={"edition": edition, **context},
        once_key=once_key,
        attachments=list(attachments),
    )
