"""The question to a participant's own team leader. The seat is kept while she thinks it over."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.hours import letters_may_go
from tegenstroom.organisations.models import Membership, Organisation
from tegenstroom.training.actions.steps import EnrolmentRefused, lock, move
from tegenstroom.training.actions.waiting import promote
from tegenstroom.training.emails import approval as emails
from tegenstroom.training.figures import APPROVAL_DAYS
from tegenstroom.training.models import Approval, Enrolment
from tegenstroom.training.rules import approval as rules
from tegenstroom.training.rules.places import ACTIVE, EnrolmentState, Why


@dataclass(frozen=True, slots=True)
class Leader:
    """Whoever must agree; she needs no account."""

    name: str
    email: str


def leader_of(organisation: Organisation, person: Person) -> Leader | None:
    """Who decides on this person's enrolments in the organisation: the leader of her team, else of the house.

    None where nobody with an e-mail address leads, or where she leads herself.
    """
    current = organisation.memberships.current()
    mine = current.filter(person=person).first()
    if mine and mine.part == Membership.Part.TEAM_LEADER:
        return None
    leaders = current.filter(part=Membership.Part.TEAM_LEADER, person__email__isnull=False).select_related(
        "person"
    )
    nearest = leaders.filter(team=mine.team).first() if mine and mine.team else None
    nearest = nearest or leaders.filter(team=None).first()
    return Leader(nearest.person.name, nearest.person.email or "") if nearest else None


@transaction.atomic
def ask_approval(*, enrolment: Enrolment, leader: Leader, by: Person | None) -> Approval:
    """Write to the leader and wait for her answer."""
    now = timezone.now()
    assert enrolment.edition.starts_on is not None
    until = rules.deadline(
        now,
        days=int(APPROVAL_DAYS.on(timezone.localdate(now))),
        starts_on=enrolment.edition.starts_on,
        zone=timezone.get_current_timezone(),
    )
    approval = Approval.objects.create(
        enrolment=enrolment, leader_name=leader.name, leader_email=leader.email, asked_at=now, until=until
    )
    audit.record("training.ask_approval", by=by, about=enrolment)
    emails.question(approval)
    return approval


@transaction.atomic
def answer_approval(*, approval: Approval, answer: str, by: Person | None = None) -> Approval:
    """Keep the leader's answer, YES or NO; `by` is None when it came through the link of her letter.

    The same answer twice is one answer. Another answer afterwards raises EnrolmentRefused.
    """
    enrolment = approval.enrolment
    lock(enrolment)
    approval.refresh_from_db()
    approval.enrolment = enrolment
    if approval.answer == answer:
        return approval
    if approval.answer != Approval.Answer.ASKED:
        raise EnrolmentRefused(_("Op deze vraag is al geantwoord. Bel ons als er iets veranderd is."))
    if enrolment.state not in ACTIVE:
        raise EnrolmentRefused(_("Deze inschrijving is al geannuleerd. Je hoeft niets meer te doen."))
    _keep(approval, answer, by=by)
    if answer == Approval.Answer.NO:
        _free_seat(enrolment, by=by, why=Why.LEADER_SAID_NO)
    emails.answered(approval)
    return approval


def remind_leaders(now: datetime) -> None:
    """Write once more to every leader who has not answered half-way her time, by day only."""
    if not letters_may_go(timezone.localtime(now)):
        return
    for approval in _unanswered().filter(until__gt=now).select_related("enrolment"):
        if now >= rules.reminder_at(approval.asked_at, approval.until):
            emails.reminder(approval)


def lapse_approvals(now: datetime) -> None:
    """Free the seats whose leader let her time pass, and tell the participant, by day only."""
    if not letters_may_go(timezone.localtime(now)):
        return
    for approval in _unanswered().filter(until__lte=now).select_related("enrolment"):
        _lapse(approval)


@transaction.atomic
def _lapse(approval: Approval) -> None:
    enrolment = approval.enrolment
    lock(enrolment)
    approval.refresh_from_db()
    approval.enrolment = enrolment
    if approval.answer != Approval.Answer.ASKED or enrolment.state not in ACTIVE:
        return
    _keep(approval, Approval.Answer.NONE, by=None)
    _free_seat(enrolment, by=None, why=Why.LEADER_SAID_NOTHING)
    emails.answered(approval)


def _unanswered() -> QuerySet[Approval]:
    return Approval.objects.filter(answer=Approval.Answer.ASKED, enrolment__state__in=ACTIVE)


def _keep(approval: Approval, answer: str, *, by: Person | None) -> None:
    approval.answer = answer
    approval.answered_at = timezone.now()
    approval.answered_by = by
    approval.save(update_fields=["answer", "answered_at", "answered_by"])
    audit.record("training.answer_approval", by=by, about=approval.enrolment, answer=answer)


def _free_seat(enrolment: Enrolment, *, by: Person | None, why: str) -> None:
    move(enrolment, EnrolmentState.REFUSED, by=by, why=why, seat=None, offer_until=None)
    promote(edition=enrolment.edition)
