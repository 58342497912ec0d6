"""Links in letters: a signed value in the path of a URL.

Such a link opens a page; only a POST on that page changes something, because mail programs open links by
themselves.
"""

import re
from datetime import timedelta
from typing import Any

from django.core import signing

# Content, moment (base 62) and SHA-256 signature, as `token` writes them.
TOKEN = re.compile(r"[\w=-]+\.[0-9A-Za-z]{6}\.[\w-]{43}")


class BadLink(ValueError):  # noqa: N818  it names what the person holds
    """The link was not made here, was changed, or is too old."""


def token(purpose: str, value: object) -> str:
    """A piece of text that stands for `value` (JSON) and is only good for this purpose."""
    return _signer(purpose).sign_object(value)


def value(purpose: str, token: str, max_age_days: int | None = None) -> Any:
    """The value inside; BadLink when the link does not hold (any more)."""
    max_age = None if max_age_days is None else timedelta(days=max_age_days)
    try:
        return _signer(purpose).unsign_object(token, max_age=max_age)
    except (signing.BadSignature, ValueError) as error:
        raise BadLink(purpose) from error


def hidden(text: str) -> str:
    """The text without what is personal in its links: to show a letter to someone else than its reader."""
    return TOKEN.sub("…", text)


def _signer(purpose: str) -> signing.TimestampSigner:
    # Dots, because some mail programs end a link at a colon.
    return signing.TimestampSigner(salt=f"link:{purpose}", sep=".")
