"""The text of the agreement in versions, and the papers that coaches sign."""

import tomllib
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.coaches.models import Agreement, AgreementText, CoachProfile
from tegenstroom.coaches.models.agreements import PARTS
from tegenstroom.coaches.rules.agreements import (
    Problem,
    RefusedError,
    against_ending,
    against_signing,
    is_outdated,
)
from tegenstroom.coaches.rules.profiles import Terms

DATA = Path(__file__).parents[1] / "data"
FIRST_TEXTS = {Terms.VOLUNTEER: DATA / "agreement.toml", Terms.PAID: DATA / "agreement_paid.toml"}


class PublishedError(Exception):
    """A published text no longer changes: people signed it. Write a new version."""


def load_text() -> int:
    """Put the first texts in place as drafts, of each terms that have none; how many were added.

    They are proposals: only the network knows whether they are true, so it must read and publish them.
    """
    there = set(AgreementText.objects.values_list("terms", flat=True))
    missing = {terms: file for terms, file in FIRST_TEXTS.items() if terms not in there}
    for terms, file in missing.items():
        AgreementText.objects.create(number=1, terms=terms, **tomllib.loads(file.read_text(encoding="utf-8")))
    return len(missing)


@transaction.atomic
def draft_text(*, by: Person, terms: Terms = Terms.VOLUNTEER) -> AgreementText:
    """The draft of the text of these terms: the open one, or a new one that begins as the newest version."""
    audit.take_turn()
    newest = AgreementText.objects.filter(terms=terms).first()
    if newest is not None and newest.published_at is None:
        return newest
    copied = {part: getattr(newest, part) for part in PARTS} if newest else {}
    number = newest.number + 1 if newest else 1
    draft = AgreementText.objects.create(terms=terms, number=number, **copied)
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


def published_text(terms: Terms = Terms.VOLUNTEER) -> AgreementText | None:
    """The newest version that people on these terms may sign."""
    return AgreementText.objects.filter(terms=terms).exclude(published_at=None).first()


@transaction.atomic
def make(*, coach: Person, by: Person | None) -> Agreement:
    """A paper with the newest text of her terms, to be signed. One with this text that waits is the same paper,
    unless her terms changed since it was made.

    Raises RefusedError when no text is published yet.
    """
    audit.take_turn()
    text = published_text(_terms_of(coach.pk))
    if text is None:
        raise RefusedError(Problem.NO_TEXT)
    waiting = Agreement.objects.filter(coach=coach, text=text, signed_on=None, ended_on=None).first()
    if waiting and not is_outdated(made_at=waiting.made_at, terms_changed_at=_changed_at(coach)):
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
            is_for_her=agreement.text.terms == _terms_of(agreement.coach_id),
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
    """The signed agreements that run on this day: at most one a coach, or two on the day she signs anew.

    What a volunteer signed does not run for her any more once she is paid, nor the other way round.
    """
    signed = for_their_coach(Agreement.objects.filter(signed_on__lte=on))
    return signed.filter(Q(ended_on=None) | Q(ended_on__gte=on))


def for_their_coach(papers: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Those of which the text is that of the terms on which their coach is one today.

    As long as there is no text of her terms to sign, what she signed before goes on.
    """
    published = AgreementText.objects.filter(terms=OuterRef("terms")).exclude(published_at=None)
    fits = Q(terms=OuterRef("text__terms")) | ~Exists(published)
    return papers.filter(Exists(CoachProfile.objects.filter(fits, person=OuterRef("coach"))))


def has_running(person: Person, on: date) -> bool:
    """True when she has a signed agreement that runs on this day."""
    return running(on).filter(coach=person).exists()


def _terms_of(coach: int) -> Terms:
    known = CoachProfile.objects.filter(person=coach).values_list("terms", flat=True).first()
    return Terms(known) if known else Terms.VOLUNTEER


def to_sign_anew(profile: CoachProfile) -> bool:
    """True when she signed a paper that was made before her terms changed, and none since."""
    signed = Agreement.objects.filter(coach=profile.person_id, ended_on=None).exclude(signed_on=None).first()
    return signed is not None and is_outdated(made_at=signed.made_at, terms_changed_at=profile.terms_changed_at)


def _changed_at(coach: Person) -> datetime | None:
    return CoachProfile.objects.filter(person=coach).values_list("terms_changed_at", flat=True).first()


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
