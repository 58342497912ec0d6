"""Pages that are the same for everybody but for some words: made and packed once, then those are filled in.

return shell(request, "measurement/question.html", {"text": text, "place": 3}, hers={"token": token})

Among those words are always the token of the forms and the address of the page. What stands in `shown` tells one
page from another and stays in the memory of the process: nothing that says who someone is belongs there.
"""

import re
import secrets
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.html import escape
from django.utils.translation import get_language

from tegenstroom.base.context import site
from tegenstroom.base.packing import Piece, gzipped, packed, stored
from tegenstroom.base.pagecache import ACCEPTS_GZIP

# Stands on a page where a word comes; nobody can write it, for it differs in every process.
MARK = f"shell{secrets.token_hex(16)}"
TOKEN, PATH = f"{MARK}-token-", f"{MARK}-path-"
HOLES = re.compile(rf"({MARK}-\w+-(?:hers-)?)")

type Values = Mapping[str, Hashable]


@dataclass(frozen=True, slots=True)
class _Apart:
    """What tells one page from another."""

    template: str
    language: str | None
    shown: tuple[tuple[str, Hashable], ...]
    names: tuple[str, ...]
    house: tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class _Address:
    """All that a shell knows of its request."""

    path: str = PATH


@dataclass(frozen=True, slots=True, eq=False)
class _More:
    """What a template needs beside, made from what is shown alone: no part of what tells pages apart."""

    make: Callable[[], dict[str, Any]]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _More)

    def __hash__(self) -> int:
        return 0


def shell(
    request: HttpRequest,
    template: str,
    shown: Values,
    *,
    hers: Mapping[str, str] | None = None,
    more: Callable[[], dict[str, Any]] = dict,
) -> HttpResponse:
    """The page for this reader. The template may know her by `hers` alone, and may not decide anything by that.

    `more`: what cannot be compared, such as a form; made from `shown` alone.
    """
    words = hers or {}
    apart = _Apart(template, get_language(), tuple(shown.items()), tuple(words), _house())
    filled = {
        TOKEN: stored(get_token(request)),
        PATH: stored(escape(request.path)),
        **{hole(name): stored(escape(word)) for name, word in words.items()},
    }
    pieces = [each if isinstance(each, Piece) else filled[each] for each in _made(apart, _More(more))]
    if ACCEPTS_GZIP.search(request.headers.get("Accept-Encoding", "")):
        response = HttpResponse(gzipped(pieces), headers={"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(b"".join(piece.raw for piece in pieces))
    patch_vary_headers(response, ("Accept-Encoding",))
    return response


@lru_cache(maxsize=1024)
def _made(apart: _Apart, more: _More) -> tuple[Piece | str, ...]:
    """What stands still, packed, and between it the marks of what does not."""
    page = {**more.make(), **dict(apart.shown), **{name: hole(name) for name in apart.names}}
    body = render_to_string(apart.template, {**site(None), **page, "csrf_token": TOKEN, "request": _Address()})
    return tuple(part if HOLES.fullmatch(part) else packed(part) for part in HOLES.split(body))


def hole(name: str) -> str:
    """What `shown` may hold where the word of `hers` by this name comes, so that a list can have holes too."""
    return f"{MARK}-{name}-hers-"


def _house() -> tuple[Hashable, ...]:
    """What every template may say of the house."""
    return settings.DEMO, settings.SITE_URL, *settings.NETWORK.items()
