"""Asking trainers to give an edition, and keeping what they and the coaches answer; see also `coach_days`."""

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import TRAINER
from tegenstroom.base import audit, stamps
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.training.actions import coach_days
from tegenstroom.training.actions.coach_days import GONE
from tegenstroom.training.emails import editions as emails
from tegenstroom.training.models import Edition, TandemMember
from tegenstroom.training.rules.editions import LIVE, EditionState, Obstacle, RefusedError


@transaction.atomic
def ask(*, edition: Edition, person: Person, by: Person | None) -> TandemMember:
    """Ask a trainer, in a letter that she can answer with one tap. Who said no can be asked again.

    Raises RefusedError when she is no trainer, is asked already, or the edition is over.
    """
    edition = Edition.objects.locked(edition.pk)
    if edition.state in GONE:
        raise RefusedError(Obstacle.WRONG_STATE)
    if not person.has_role(TRAINER):
        raise RefusedError(Obstacle.ROLE_MISSING)
    part = TandemMember.Part.TRAINER
    member = edition.tandem.filter(person=person).first() or TandemMember(
        edition=edition, person=person, part=part
    )
    if member.part != part or (member.pk and member.answer != TandemMember.Answer.NO):
        raise RefusedError(Obstacle.ALREADY_ASKED)
    member.answer = TandemMember.Answer.ASKED
    member.asked_at, member.answered_at = timezone.now(), None
    member.save()
    audit.record("training.ask", by=by, about=edition, person=person.pk, part=str(part))
    emails.tandem_question(member)
    return member


@transaction.atomic
def answer(*, member: TandemMember, answer: str, by: Person | None) -> TandemMember:
    """Keep a yes or a no, never a reason; she may change her mind until the edition is over.

    `by` is herself, or the coordinator whom she phoned. A no after confirmation reaches the desk at once. For a
    coach it holds for all her days; the RefusedError of coaches says why one cannot be kept.
    """
    edition = Edition.objects.locked(member.edition_id)
    member = edition.tandem.get(pk=member.pk)
    if answer not in {TandemMember.Answer.YES, TandemMember.Answer.NO}:
        raise ValueError(answer)
    if not may_answer(edition):
        raise RefusedError(Obstacle.WRONG_STATE)
    if member.part == TandemMember.Part.COACH:
        coach_days.answer_all(member=member, answer=State(answer), by=by)
        member.refresh_from_db()
        return member
    if member.answer == answer:
        return member
    member.answer, member.answered_at = answer, timezone.now()
    member.save(update_fields=["answer", "answered_at"])
    audit.record("training.answer", by=by, about=edition, person=member.person_id, answer=str(answer))
    if edition.state in LIVE:
        stamps.bump(stamps.PROGRAMME)
    if edition.state == EditionState.CONFIRMED and answer == TandemMember.Answer.NO:
        emails.tandem_said_no(member)
    return member


def may_answer(edition: Edition) -> bool:
    """Whether an answer still counts: until the last day, as long as the edition is not called off or closed."""
    is_past = edition.ends_on is not None and edition.ends_on < timezone.localdate()
    return edition.state not in GONE and not is_past
