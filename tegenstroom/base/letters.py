"""Writing letters: one queue for mail and paper.

    letters.write(kind="place", template="training/emails/place", to=person, about=edition, context={...})

renders `training/emails/place.subject.txt` and `.txt` in the language of the recipient. Every template also
knows `to`, `network` (the sender, as in settings.NETWORK) and `SITE_URL`. A greeting is the template's own;
the sender's name and address are added when the letter goes out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone, translation

from tegenstroom.base import audit, enclosures, tasks
from tegenstroom.base.models import Attachment, Letter
from tegenstroom.base.models.letters import LetterQuerySet, subject_of


class Recipient(Protocol):
    """Whoever can get a letter: a person, or an address without a person."""

    @property
    def pk(self) -> Any: ...
    @property
    def name(self) -> str: ...
    @property
    def short_name(self) -> str: ...
    @property
    def email(self) -> str | None: ...
    @property
    def address(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def reached_by(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Addressee:
    """Someone who has no row of her own: a team leader, an organisation that asks for a training."""

    name: str
    email: str | None
    language: str = "nl"
    address: str = ""
    pk: None = None
    reached_by: str = Letter.Channel.MAIL

    @property
    def short_name(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes along with a letter."""

    name: str
    content_type: str
    content: bytes


def to_address(name: str, email: str, language: str = "nl") -> Addressee:
    """A recipient without a person row."""
    return Addressee(name=name, email=email, language=language)


def write(
    *,
    kind: str,
    template: str,
    to: Recipient,
    about: models.Model,
    context: Mapping[str, Any],
    once_key: str | None = None,
    attachments: Sequence[File] = (),
) -> Letter | None:
    """Put a letter in the queue, inside the caller's transaction; a mail leaves after the commit.

    Who has no e-mail address, or prefers paper, gets it on paper. None when `once_key` was used before.
    """
    if once_key is not None and Letter.objects.filter(once_key=once_key).exists():
        return None
    letter = unsent(kind=kind, template=template, to=to, about=about, context=context)
    letter.once_key = once_key
    if not _save_once(letter, attachments):
        return None
    if letter.channel == Letter.Channel.MAIL and letter.state == Letter.State.QUEUED:
        _enqueue(letter)
    return letter


def unsent(*, kind: str, template: str, to: Recipient, about: models.Model, context: Mapping[str, Any]) -> Letter:
    """The letter as it would be written, in no queue: for who takes it along on paper herself."""
    subject, body = _render(template, to, context)
    return Letter(
        kind=kind,
        about=subject_of(about),
        person=to.pk,
        to_name=" ".join(to.name.split()),
        to_email=to.email or "",
        to_address=to.address,
        language=to.language,
        channel=channel_of(to),
        subject=subject,
        body=body,
    )


def channel_of(to: Recipient) -> str:
    """How letters reach her: on paper whoever prefers that, or has no e-mail address."""
    return to.reached_by if to.email else Letter.Channel.PAPER


@transaction.atomic
def retry(letter: Letter, *, by: audit.Actor) -> bool:
    """Give a letter that failed a new row of tries. False when it had not failed (any more)."""
    again = Letter.objects.filter(pk=letter.pk, state=Letter.State.FAILED).update(
        state=Letter.State.QUEUED, tries=0, why_failed="", last_error="", next_try_at=timezone.now()
    )
    if again:
        audit.record("letter.retry", by=by, about=letter)
        _enqueue(letter)
    return bool(again)


@transaction.atomic
def to_paper(letter: Letter, *, by: audit.Actor) -> bool:
    """Let a mail that failed go by post instead. False when it had not failed (any more)."""
    moved = Letter.objects.filter(pk=letter.pk, state=Letter.State.FAILED).update(
        channel=Letter.Channel.PAPER, state=Letter.State.QUEUED, why_failed="", last_error=""
    )
    if moved:
        audit.record("letter.to_paper", by=by, about=letter)
    return bool(moved)


@transaction.atomic
def posted(waiting: LetterQuerySet, *, by_hand: bool = False, by: audit.Actor) -> int:
    """Say that these paper letters were printed and posted; how many of them were still waiting.

    `by_hand`: their readers have them already.
    """
    marked = 0
    for letter in waiting.on_paper().order_by("pk").select_for_update():
        letter.state, letter.sent_at, letter.by_hand = Letter.State.SENT, timezone.now(), by_hand
        letter.save(update_fields=["state", "sent_at", "by_hand"])
        audit.record("letter.handed_over" if by_hand else "letter.posted", by=by, about=letter)
        enclosures.left(letter, by)
        marked += 1
    return marked


def _render(template: str, to: Recipient, context: Mapping[str, Any]) -> tuple[str, str]:
    """Subject on one line, body without stray blank lines; plain text, so nothing is escaped."""
    values = {**context, "to": to, "network": settings.NETWORK, "SITE_URL": settings.SITE_URL}
    with translation.override(to.language):
        subject, body = (
            get_template(name).template.render(Context(dict(values), autoescape=False))  # type: ignore[attr-defined]
            for name in (f"{template}.subject.txt", f"{template}.txt")
        )
    body = "\n".join(line.rstrip() for line in body.strip().splitlines())
    return " ".join(subject.split())[:200], re.sub(r"\n{3,}", "\n\n", body)


def _save_once(letter: Letter, attachments: Sequence[File]) -> bool:
    """False when another process used the same once_key a moment ago."""
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
            Attachment.objects.bulk_create(
                Attachment(letter=letter, name=file.name, content_type=file.content_type, content=file.content)
                for file in attachments
            )
    except IntegrityError:
        if letter.once_key and Letter.objects.filter(once_key=letter.once_key).exists():
            return False
        raise
    return True


def _enqueue(letter: Letter) -> None:
    # The jobs stand in the same database: the worker sees this one when the letter is committed, not before.
    tasks.deliver.enqueue(letter.pk)
