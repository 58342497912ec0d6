"""What the demo shows of itself: who you can be, and the mail that it would have sent."""

import email.policy
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.html import escape, urlize
from django.utils.safestring import SafeString, mark_safe

# How Django's file backend ends a message.
END = b"\n" + b"-" * 79 + b"\n"

# A login code stands alone on its line: BCDF-GHJK or 123-456.
CODE = re.compile(r"(?m)^[ \t]*([A-Z0-9]{3,4}(?:-[A-Z0-9]{3,4}){1,2}|\d{6})[ \t]*$")

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that was not really sent."""

    to: str
    subject: str
    at: datetime | None
    text: str
    files: tuple[str, ...] = ()

    @property
    def html(self) -> SafeString:
        """The text as it was written, with links that work and the login code in sight."""
        linked = urlize(self.text, autoescape=True)
        shown = CODE.sub(lambda found: f'<strong class="state state--open">{escape(found[1])}</strong>', linked)
        return mark_safe(shown)  # noqa: S308  urlize escaped it


def mails() -> list[Mail]:
    """The newest mails of the demo, newest first."""
    folder: Path = settings.VAR / "mail"
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    newest: list[Mail] = []
    for file in files:
        newest += reversed(list(_mails_in(file)))
        if len(newest) >= MOST_SHOWN:
            break
    return newest[:MOST_SHOWN]


def logins() -> list[dict[str, Any]]:
    """Whom a visitor of the demo can be; the demo network wrote this file when it was loaded."""
    file: Path = settings.VAR / "demo-logins.json"
    return list(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else []


def _mails_in(file: Path) -> Iterator[Mail]:
    for content in file.read_bytes().split(END):
        if content.strip():
            yield _mail(message_from_bytes(content, _class=EmailMessage, policy=email.policy.default))


def _mail(message: EmailMessage) -> Mail:
    text = message.get_body(preferencelist=("plain",))
    date = message["Date"]
    return Mail(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        at=parsedate_to_datetime(date) if date else None,
        text=text.get_content().strip() if text else "",
        files=tuple(part.get_filename() or "" for part in message.iter_attachments()),
    )
