"""Refusing a huge upload before anything reads it."""

import time

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tegenstroom.base.tables import LARGEST

# Around the file stand the lines of the form itself.
LARGEST_REQUEST = LARGEST + 64 * 1024
A_PIECE = 64 * 1024
SECONDS = 10


def is_too_large(request: HttpRequest) -> bool:
    """Whether the browser announces more than a table may weigh. Nothing of the body is read."""
    announced = request.headers.get("Content-Length", "0")
    return not announced.isdigit() or int(announced) > LARGEST_REQUEST


def let_go(request: HttpRequest) -> None:
    """Let the rest pass by, piece by piece and not for long: a browser that is still sending shows no answer."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and request.read(A_PIECE):
        pass


def sentence() -> str:
    """What the person at the screen reads."""
    return _(
        "Dit bestand is te groot. Een lijst mag hoogstens %(most)s MB zijn. Verdeel ze over meer bestanden. "
        "Er is niets ingelezen."
    ) % {"most": LARGEST // 1024**2}
