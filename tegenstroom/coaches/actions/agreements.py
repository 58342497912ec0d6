"""The text of the agreement in versions, and the papers that coaches sign."""

import tomllib
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.coaches.models import Agreement, AgreementText
from tegenstroom.coaches.models.agreements import PARTS
from tegenstroom.coaches.rules.agreements import Problem, RefusedError, against_ending, against_signing

FIRST_TEXT = Path(__file__).parents[1] / "data" / "agreement.toml"


class PublishedError(Exception):
    """A published text no longer changes: people signed it. Write a new version."""


def load_text() -> int:
    """Put the first text in place as a draft, where there is none; how many were added.

    It is a proposal: only the network knows whether it is true, so it must read and publish it.
    """
    if AgreementText.objects.exists():
        return 0
    AgreementText.objects.create(number=1, **tomllib.loads(FIRST_TEXT.read_text(encoding="utf-8")))
    return 1


@transaction.atomic
def draft_text(*, by: Person) -> AgreementText:
    """The draft of the text: the one that is open, or a new one that begins as the newest version."""
    audit.take_turn()
    newest = AgreementText.objects.first()
    if newest is not None and newest.published_at is None:
        return newest
    copied = {part: getattr(newest, part) for part in PARTS} if newest else {}
    draft = AgreementText.objects.create(number=newest.number + 1 if newest else 1, **copied)
    audit.record("coaches.draft_text", by=by, about=draft)
    return draft


@transaction.atomic
def write_text(*, text: AgreementText, by: Person, **parts: str) -> AgreementText:
    """Write a draft. Raises PublishedError for a text that people may have signed."""
    text = _locked_draft(text)
    for part in PARTS:
        setattr(text, part, parts.get(part, getattr(text, part)))
    text.save()
    audit.record("coaches.write_text", by=by, about=text)
    return text


@transaction.atomic
def publish_text(*, text: AgreementText, by: Person | None) -> AgreementText:
    """From now on papers are made with this text. Raises PublishedError when it already was published."""
    text = _locked_draft(text)
    text.published_at = timezone.now()
    text.save(update_fields=["published_at"])
    audit.record("coaches.publish_text", by=by, about=text, number=text.number)
    return text


def published_text() -> AgreementText | None:
    """The newest version that people may sign."""
    return AgreementText.objects.exclude(published_at=None).first()


@transaction.atomic
def make(*, coach: Person, by: Person | None) -> Agreement:
    """A paper with the newest text, to be signed. One that was made with this text and waits is the same paper.

    Raises RefusedError when no text is published yet.
    """
    audit.take_turn()
    text = published_text()
    if text is None:
        raise RefusedError(Problem.NO_TEXT)
    waiting = Agreement.objects.filter(coach=coach, text=text, signed_on=None, ended_on=None).first()
    if waiting:
        return waiting
    agreement = Agreement.objects.create(coach=coach, text=text)
    audit.record("coaches.make_agreement", by=by, about=agreement, text=text.number)
    return agreement


@transaction.atomic
def sign(*, agreement: Agreement, on: date, by: Person | None) -> Agreement:
    """Keep that she signed, and that `by` keeps the paper. What she signed before ends on that day.

    Raises RefusedError for a day to come, a day before the last signature, or a paper that is done with.
    """
    # Two papers of one coach take turns: the index allows one signed agreement.
    audit.take_turn()
    agreement = Agreement.objects.select_related("text").get(pk=agreement.pk)
    last = Agreement.objects.filter(coach=agreement.coach_id, ended_on=None).exclude(signed_on=None).first()
    _refuse(
        against_signing(
            on=on,
            today=timezone.localdate(),
            signed_on=agreement.signed_on,
            ended_on=agreement.ended_on,
            last_signed_on=last.signed_on if last else None,
        )
    )
    if last:
        _end(last, on)
    agreement.signed_on, agreement.kept_by = on, by
    agreement.save(update_fields=["signed_on", "kept_by"])
    audit.record("coaches.sign_agreement", by=by, about=agreement, text=agreement.text.number, on=on.isoformat())
    return agreement


@transaction.atomic
def end(*, agreement: Agreement, on: date, by: Person | None) -> Agreement:
    """Keep the last day on which the agreement runs. Raises RefusedError for a day to come or before it began."""
    audit.take_turn()
    agreement = Agreement.objects.get(pk=agreement.pk)
    today = timezone.localdate()
    _refuse(against_ending(on=on, today=today, signed_on=agreement.signed_on, ended_on=agreement.ended_on))
    _end(agreement, on)
    audit.record("coaches.end_agreement", by=by, about=agreement, on=on.isoformat())
    return agreement


def running(on: date) -> QuerySet[Agreement]:
    """The signed agreements that run on this day: at most one a coach, or two on the day she signs anew."""
    return Agreement.objects.filter(signed_on__lte=on).filter(Q(ended_on=None) | Q(ended_on__gte=on))


def has_running(person: Person, on: date) -> bool:
    """True when she has a signed agreement that runs on this day."""
    return running(on).filter(coach=person).exists()


def _end(agreement: Agreement, on: date) -> None:
    agreement.ended_on = on
    agreement.save(update_fields=["ended_on"])


def _refuse(problem: Problem | None) -> None:
    if problem:
        raise RefusedError(problem)


def _locked_draft(text: AgreementText) -> AgreementText:
    audit.take_turn()
    text = AgreementText.objects.get(pk=text.pk)
    if text.published_at:
        raise PublishedError
    return text
