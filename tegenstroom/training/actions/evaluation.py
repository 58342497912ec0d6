"""Asking people what they found, keeping what they say, and releasing it in wholes."""

import csv
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit, stamps
from tegenstroom.training.emails import after as emails
from tegenstroom.training.figures import SMALLEST_GROUP
from tegenstroom.training.models import (
    Attendance,
    Edition,
    Enrolment,
    EvaluationInvitation,
    EvaluationResponse,
    Question,
)
from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.rules.evaluation import (
    DAYS_AFTER_THE_END,
    DAYS_BEFORE_REMINDER,
    DAYS_TO_ANSWER,
    DAYS_TO_INVITE,
    Wave,
    may_be_invited,
    may_be_released,
    may_be_reminded,
)

QUESTIONS = Path(__file__).parents[1] / "data" / "questions.csv"


class AlreadyFinishedError(ValueError):
    """These answers were handed in; they no longer change."""


def load_questions() -> int:
    """Add the questions of the file that are not there yet; how many that were. Never changes one."""
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = set(Question.objects.values_list("key", flat=True))
    new = [Question(**row) for row in rows if row["key"] not in known]
    Question.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def questions_of(wave: str) -> QuerySet[Question]:
    """The questions that are asked now in this wave, in order."""
    return Question.objects.filter(wave=wave, retired_at__isnull=True)


def pseudonym(enrolment: Enrolment) -> str:
    """The name that ties one person's answers in one edition together; only the server can make it."""
    return salted_hmac(
        f"training.evaluation.{enrolment.edition_id}", str(enrolment.pk), algorithm="sha256"
    ).hexdigest()


def response_to(invitation: EvaluationInvitation) -> EvaluationResponse:
    """What she answered so far; a fresh, unsaved row when that is nothing yet."""
    mine = {
        "edition": invitation.enrolment.edition,
        "wave": invitation.wave,
        "pseudonym": pseudonym(invitation.enrolment),
    }
    return EvaluationResponse.objects.filter(**mine).first() or EvaluationResponse(**mine)


@transaction.atomic
def answer(*, invitation: EvaluationInvitation, question: Question, value: int | str | None) -> None:
    """Keep one answer; None or an empty text takes it away. AlreadyFinishedError after handing in."""
    response = _open_response(invitation)
    answers = {key: kept for key, kept in response.answers.items() if key != question.key}
    if value not in {None, ""}:
        answers[question.key] = value
    response.answers, response.answered_on = answers, timezone.localdate()
    response.save()


@transaction.atomic
def finish(*, invitation: EvaluationInvitation, share_with_coaches: bool) -> None:
    """Hand the answers in. There is no audit row: it would say who answered when.

    Others see them only after `release_due`, on the clock.
    """
    response = _open_response(invitation)
    response.share_with_coaches, response.finished = share_with_coaches, True
    response.answered_on = timezone.localdate()
    response.save()
    EvaluationInvitation.objects.filter(pk=invitation.pk).update(answered=True)
    stamps.bump(stamps.UNSEEN)


@transaction.atomic
def enter_paper(
    *,
    invitation: EvaluationInvitation,
    answers: Mapping[Question, int | str | None],
    share_with_coaches: bool,
    by: Person,
) -> None:
    """Hand in for someone what she wrote on paper. AlreadyFinishedError when she did so herself.

    What she began on her card stands where the paper is empty. The audit row names the edition, not her.
    """
    for question, value in answers.items():
        if value not in {None, ""}:
            answer(invitation=invitation, question=question, value=value)
    finish(invitation=invitation, share_with_coaches=share_with_coaches)
    audit.record("training.enter_paper", by=by, about=invitation.enrolment.edition, wave=invitation.wave)


def invite_due(now: datetime) -> int:
    """Ask everyone whose moment has come and who was not asked yet; how many letters that made."""
    return sum(_invite(edition, wave, now) for wave in Wave for edition in _editions_due(wave, now))


def remind_due(now: datetime) -> int:
    """One reminder a wave for who did not answer within a week; how many letters that made."""
    open_since = now - timedelta(days=DAYS_TO_ANSWER), now - timedelta(days=DAYS_BEFORE_REMINDER)
    waiting = EvaluationInvitation.objects.filter(
        answered=False, reminded_at__isnull=True, invited_at__range=open_since
    ).select_related("enrolment__person", "enrolment__edition__version")
    return sum(
        _remind(invitation, now) for invitation in waiting if may_be_reminded(invitation.invited_at, now=now)
    )


def release_due(now: datetime) -> int:
    """Release the answers whose time has come; how many waves that were."""
    waiting = EvaluationResponse.objects.filter(finished=True, released_on__isnull=True)
    waves = set(waiting.values_list("edition", "wave"))
    editions = Edition.objects.in_bulk({edition for edition, _wave in waves})
    return sum(release(edition=editions[edition], wave=wave, now=now) for edition, wave in sorted(waves))


@transaction.atomic
def release(*, edition: Edition, wave: str, now: datetime) -> bool:
    """Let all finished answers of a wave join the result, when the rule allows; else none of them."""
    today = timezone.localdate(now)
    finished = EvaluationResponse.objects.filter(edition=edition, wave=wave, finished=True)
    waiting = finished.filter(released_on__isnull=True)
    invitations = EvaluationInvitation.objects.filter(enrolment__edition=edition, wave=wave)
    last_invited = invitations.aggregate(last=Max("invited_at"))["last"]
    last_released_on = finished.aggregate(last=Max("released_on"))["last"]
    allowed = may_be_released(
        waiting=waiting.count(),
        released=finished.filter(released_on__isnull=False).count(),
        asked=invitations.count(),
        last_asked_on=timezone.localdate(last_invited) if last_invited else today,
        today=today,
        smallest_group=int(SMALLEST_GROUP.on(today)),
        last_released_on=last_released_on,
    )
    if allowed:
        waiting.update(released_on=today)
        stamps.bump(stamps.UNSEEN)
    return allowed


def who_came(edition: Edition) -> QuerySet[Enrolment]:
    """Who was there at least once; everyone with a place where no attendance was kept."""
    placed = Enrolment.objects.placed().filter(edition=edition)
    if not Attendance.objects.kept().filter(session__edition=edition).exists():
        return placed
    present = Attendance.objects.filter(session__edition=edition, mark=Attendance.Mark.PRESENT)
    return placed.filter(pk__in=present.values("enrolment"))


def _open_response(invitation: EvaluationInvitation) -> EvaluationResponse:
    """Her response, locked, as long as it is not handed in."""
    response = response_to(invitation)
    response, _created = EvaluationResponse.objects.select_for_update().get_or_create(
        edition=response.edition, wave=response.wave, pseudonym=response.pseudonym
    )
    if response.finished:
        raise AlreadyFinishedError
    return response


def _editions_due(wave: Wave, now: datetime) -> list[Edition]:
    last = timezone.localdate(now) - timedelta(days=DAYS_AFTER_THE_END[wave])
    editions = Edition.objects.filter(
        state__in=(EditionState.CONFIRMED, EditionState.CLOSED),
        ends_on__range=(last - timedelta(days=DAYS_TO_INVITE), last),
        sessions__isnull=False,
    ).distinct()
    return [
        edition
        for edition in editions.select_related("version").prefetch_related("sessions")
        if may_be_invited(wave, timezone.localtime(_last_end(edition)), now=now)
    ]


def _last_end(edition: Edition) -> datetime:
    return max(session.ends_at for session in edition.sessions.all())


def _invite(edition: Edition, wave: Wave, now: datetime) -> int:
    asked = who_came(edition).exclude(invitations__wave=wave).select_related("person")
    return sum(_invite_one(enrolment, wave, now) for enrolment in asked)


@transaction.atomic
def _invite_one(enrolment: Enrolment, wave: Wave, now: datetime) -> bool:
    invitation, created = EvaluationInvitation.objects.get_or_create(
        enrolment=enrolment, wave=wave, defaults={"invited_at": now}
    )
    if created:
        emails.evaluation(invitation, questions=_texts(wave))
    return created


@transaction.atomic
def _remind(invitation: EvaluationInvitation, now: datetime) -> bool:
    # The condition is in the UPDATE: of two clocks only one writes the letter.
    mine = EvaluationInvitation.objects.filter(pk=invitation.pk, reminded_at__isnull=True, answered=False)
    if not mine.update(reminded_at=now):
        return False
    emails.evaluation(invitation, questions=_texts(invitation.wave), again=True)
    return True


def _texts(wave: str) -> Iterable[str]:
    return [question.with_scale for question in questions_of(wave)]
