"""One try to send one letter, and what happens when it fails.

No transaction is open while the mail server is spoken to: on SQLite that would stop every other writer.
A try is claimed first, by moving `next_try_at` ahead. A process that dies between sending and writing down
that it was sent leaves a letter that is tried again later, under the same Message-ID.
"""

import smtplib
from datetime import timedelta

import structlog
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tegenstroom.base import mail, stamps
from tegenstroom.base.models import Letter

log = structlog.get_logger("tegenstroom.letters")

# Waits after the first, second, … failed try. After the last one, a person must look.
LADDER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))

# Longer than any mail server may take to answer (settings.MAILERS: 20 seconds a step).
CLAIM = timedelta(minutes=5)


def try_once(letter_id: int) -> None:
    """Send the letter if its try has come and nobody else has claimed it."""
    if not _claim(letter_id):
        return
    letter = Letter.objects.get(pk=letter_id)
    # Whatever goes wrong, the letter must not be lost.
    try:
        mail.message(letter).send()
    except Exception as error:
        _failed(letter, error)
    else:
        _write(letter, state=Letter.State.SENT, sent_at=timezone.now(), why_failed="", last_error="")
        log.info("letter sent", letter=letter.pk, kind=letter.kind, tries=letter.tries)


def _claim(letter_id: int) -> bool:
    # One UPDATE with its own condition: of two processes only one changes the row.
    due = Letter.objects.due().filter(pk=letter_id)
    return bool(due.update(tries=F("tries") + 1, next_try_at=timezone.now() + CLAIM))


def _failed(letter: Letter, error: Exception) -> None:
    technical = f"{type(error).__name__}: {error}"[:300]
    why = reason(error)
    # An address that refuses now will refuse in an hour too.
    for_good = why in {Letter.Failure.REFUSED, Letter.Failure.UNWRITABLE} or letter.tries > len(LADDER)
    log.warning(
        "letter failed", letter=letter.pk, kind=letter.kind, tries=letter.tries, error=type(error).__name__
    )
    if for_good:
        _write(letter, state=Letter.State.FAILED, why_failed=why, last_error=technical)
    else:
        next_try = timezone.now() + LADDER[letter.tries - 1]
        _write(letter, next_try_at=next_try, why_failed=why, last_error=technical)


def reason(error: Exception) -> Letter.Failure:
    """Which of the sentences that a person can act on fits this error."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _reply in error.recipients.values()]
        return Letter.Failure.REFUSED if all(code >= 500 for code in codes) else Letter.Failure.BUSY
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Letter.Failure.LOGIN
    if isinstance(error, smtplib.SMTPResponseException):
        return Letter.Failure.BUSY
    if isinstance(error, ValueError):
        # Django and Python raise this for an address or a header that cannot be written.
        return Letter.Failure.UNWRITABLE
    return Letter.Failure.UNREACHABLE


@transaction.atomic
def _write(letter: Letter, **changes: object) -> None:
    stamps.bump(stamps.UNSEEN)
    Letter.objects.filter(pk=letter.pk).update(**changes)
