"""Keeps whole pages in memory until what they show has changed.

A public page is the same for everybody: it is made as for a stranger, and costs one query to serve again.
A page of one person is kept for her alone, in the memory of the process, until anything at all happens in the
house or the minute is over. Every act leaves an audit row and every letter a row of its own; what leaves neither
moves the stamp UNSEEN.
"""

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from hashlib import blake2b

from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from tegenstroom.base import stamps

type View = Callable[..., HttpResponseBase]

# Browsers may keep it, but ask each time whether it still holds.
REVALIDATE = "no-cache, private"
# Seconds. What begins or ends does so on the minute.
MINUTE = 60
ACCEPTS_GZIP = re.compile(r"\bgzip\b(?!;q=0(?:\.0*)?(?:,|$))")


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page, plain and compressed."""

    body: bytes
    packed: bytes
    content_type: str
    etag: str

    @classmethod
    def of(cls, response: HttpResponse) -> "Page":
        # Without a time in it, equal pages are equal bytes.
        packed = gzip.compress(response.content, compresslevel=6, mtime=0)
        digest = blake2b(response.content, digest_size=12).hexdigest()
        return cls(response.content, packed, response.headers["Content-Type"], f'W/"{digest}"')

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """The page, or 304 when the reader has it already."""
        squeeze = bool(ACCEPTS_GZIP.search(request.headers.get("Accept-Encoding", "")))
        response = HttpResponse(self.packed if squeeze else self.body, content_type=self.content_type)
        if squeeze:
            response.headers["Content-Encoding"] = "gzip"
        patch_vary_headers(response, ("Accept-Encoding", "Cookie"))
        response.headers["Cache-Control"] = REVALIDATE
        response.headers["ETag"] = self.etag
        return get_conditional_response(request, etag=self.etag, response=response) or response


def kept_while(stamp: str) -> Callable[[View], View]:
    """Keep what the view shows until `stamp` moves or the day ends. For views that are the same for everybody."""

    def decorate(view: View) -> View:
        @wraps(view)
        def kept(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if request.method not in {"GET", "HEAD"} or "messages" in request.COOKIES:
                return view(request, *args, **kwargs)
            key = _key(request, stamp)
            page: Page | None = caches["pages"].get(key)
            if page is None:
                request.user = AnonymousUser()
                response = view(request, *args, **kwargs)
                if not _is_for_everybody(request, response):
                    return response
                assert isinstance(response, HttpResponse)
                page = Page.of(response)
                caches["pages"].set(key, page)
            return page.answer(request)

        return kept

    return decorate


def kept_for_her(request: HttpRequest, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The page that `make` renders for who asks, kept for her until something happens. Only for what just shows.

    A view calls this after its guard: a kept page is no way past it.
    """
    secret = request.META.get("CSRF_COOKIE")
    # Without the secret of her forms a page would carry a token that is not hers; a message is said once.
    if request.method != "GET" or not secret or get_messages(request):
        return make()
    minute = int(timezone.now().timestamp()) // MINUTE
    key = _digest(request, request.user.pk, secret, minute, *_newest())
    body: bytes | None = caches["pages"].get(key)
    if body is not None:
        # Compressed by the middleware each time, with its random padding: there is a token in it.
        return HttpResponse(body)
    response = make()
    if response.status_code == 200 and not response.cookies:
        caches["pages"].set(key, response.content, timeout=MINUTE)
    return response


def _key(request: HttpRequest, stamp: str) -> str:
    # The stamp is read before the page is made: a change meanwhile gives the next reader a fresh page.
    return _digest(request, stamp, stamps.current(stamp))


def _newest() -> tuple[object, ...]:
    """What anything that happens changes. Acts are chained: their numbers are in the order they became true."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT MAX(id) FROM base_auditevent), (SELECT MAX(id) FROM base_letter),"
            " (SELECT value FROM base_stamp WHERE name = %s)",
            [stamps.UNSEEN],
        )
        newest: tuple[object, ...] = cursor.fetchone()
        return newest


def _digest(request: HttpRequest, *parts: object) -> str:
    shown = (request.get_full_path(), get_language(), timezone.localdate(), *parts)
    return blake2b("\n".join(map(str, shown)).encode(), digest_size=16).hexdigest()


def _is_for_everybody(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Nothing in it belongs to one reader: no cookie, no token of a form, no error."""
    return (
        response.status_code == 200
        and isinstance(response, HttpResponse)
        and not response.cookies
        and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META
    )
