"""Pages that are kept belong to everybody, or they are not kept."""

import gzip
from collections.abc import Callable, Iterator
from unittest.mock import patch

import pytest
import time_machine
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from django.utils import translation

from tegenstroom.base import audit, delivery, stamps
from tegenstroom.base.models import Letter, Stamp
from tegenstroom.base.pagecache import kept_for_her, kept_while
from tegenstroom.base.tests.helpers import Someone

pytestmark = pytest.mark.django_db

type Made = list[HttpRequest]


@pytest.fixture
def made() -> Made:
    """The requests for which the page was really made."""
    return []


@pytest.fixture
def page(made: Made) -> Callable[..., HttpResponse]:
    @kept_while("anything")
    def view(request: HttpRequest) -> HttpResponse:
        made.append(request)
        if "form" in request.GET:
            get_token(request)
        response = HttpResponse(f"page {len(made)} for {request.user}", status=int(request.GET.get("status", 200)))
        if "cookie" in request.GET:
            response.set_cookie("a", "b")
        return response

    return view


def test_a_page_is_made_once_and_as_for_a_stranger(page: Callable, made: Made, rf: RequestFactory) -> None:
    for _time in range(2):
        request = rf.get("/")
        request.user = Someone()
        assert page(request).content == b"page 1 for AnonymousUser"
    assert isinstance(made[0].user, AnonymousUser)


@pytest.mark.parametrize("query", ["?form", "?cookie", "?status=404"])
def test_what_belongs_to_one_reader_is_not_kept(
    page: Callable, made: Made, rf: RequestFactory, query: str
) -> None:
    page(rf.get("/" + query))
    page(rf.get("/" + query))
    assert len(made) == 2


def test_whoever_has_a_message_waiting_gets_it(page: Callable, made: Made, rf: RequestFactory) -> None:
    page(rf.get("/"))
    request = rf.get("/")
    request.COOKIES["messages"] = "something"
    request.user = AnonymousUser()
    page(request)
    assert len(made) == 2


def test_posting_passes_by(page: Callable, made: Made, rf: RequestFactory) -> None:
    for _time in range(2):
        request = rf.post("/")
        request.user = AnonymousUser()
        page(request)
    assert len(made) == 2


def test_a_page_is_kept_by_address_language_stamp_and_day(page: Callable, made: Made, rf: RequestFactory) -> None:
    with time_machine.travel("2026-12-01 12:00+01:00", tick=False) as now:
        page(rf.get("/"))
        page(rf.get("/?a=1"))
        with translation.override("fr"):
            page(rf.get("/"))
        stamps.bump("anything")
        page(rf.get("/"))
        now.shift(24 * 3600)
        page(rf.get("/"))
    assert len(made) == 5


def test_a_reader_who_has_it_gets_304(page: Callable, rf: RequestFactory) -> None:
    first = page(rf.get("/"))
    assert first.headers["Cache-Control"] == "no-cache, private"
    again = page(rf.get("/", headers={"if-none-match": first.headers["ETag"]}))
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(("accepts", "packed"), [("gzip, br", True), ("br", False), ("gzip;q=0", False)])
def test_a_page_is_compressed_once(page: Callable, rf: RequestFactory, accepts: str, packed: bool) -> None:
    response = page(rf.get("/", headers={"accept-encoding": accepts}))
    assert (response.headers.get("Content-Encoding") == "gzip") is packed
    body = gzip.decompress(response.content) if packed else response.content
    assert body.startswith(b"page 1")
    assert "Accept-Encoding" in response.headers["Vary"]


class HerPage:
    """A page of one person that counts how often it was really made."""

    def __init__(self, rf: RequestFactory) -> None:
        self.rf = rf
        self.made = 0

    def asked_by(self, person: Someone, *, secret: str = "s" * 32, method: str = "GET") -> bytes:
        request = self.rf.generic(method, "/mijn/")
        request.user = person
        request.META["CSRF_COOKIE"] = secret
        return self.shown(request)

    def shown(self, request: HttpRequest) -> bytes:
        def make() -> HttpResponse:
            self.made += 1
            return HttpResponse(f"page {self.made} for {request.user.pk}")

        return kept_for_her(request, make).content


@pytest.fixture
def her_page(rf: RequestFactory) -> Iterator[HerPage]:
    # At rest: a test must not begin in one minute and end in the next.
    with time_machine.travel("2026-12-01 12:00+01:00", tick=False):
        yield HerPage(rf)


ELS, TOM = Someone(pk=1), Someone(pk=2)


def test_her_page_is_hers_alone(her_page: HerPage) -> None:
    assert her_page.asked_by(ELS) == her_page.asked_by(ELS) == b"page 1 for 1"
    assert her_page.asked_by(TOM) == b"page 2 for 2"
    assert her_page.asked_by(ELS, secret="t" * 32) == b"page 3 for 1"


def test_her_page_follows_the_language_that_she_chose(her_page: HerPage) -> None:
    her_page.asked_by(ELS)
    with translation.override("fr"):
        assert her_page.asked_by(ELS) == b"page 2 for 1"


def an_act() -> None:
    audit.record("training.enrol", by=None, about=Stamp(name="anything"))


def a_letter() -> Letter:
    return Letter.objects.create(kind="place", to_email="ali@example.org", channel=Letter.Channel.MAIL)


@pytest.mark.parametrize("event", [an_act, a_letter, lambda: stamps.bump(stamps.UNSEEN)])
def test_her_page_is_made_again_as_soon_as_anything_happens(
    her_page: HerPage, event: Callable[[], object]
) -> None:
    her_page.asked_by(ELS)
    event()
    assert her_page.asked_by(ELS) == b"page 2 for 1"


@pytest.mark.parametrize("error", [None, ValueError("no such address"), ConnectionError("later")])
def test_her_page_knows_at_once_what_became_of_a_letter(her_page: HerPage, error: Exception | None) -> None:
    letter = a_letter()
    her_page.asked_by(ELS)
    with patch("django.core.mail.EmailMessage.send", side_effect=error):
        delivery.try_once(letter.pk)
    assert her_page.asked_by(ELS) == b"page 2 for 1"


def test_her_page_changes_on_the_minute_that_something_begins(her_page: HerPage) -> None:
    with time_machine.travel("2026-12-01 09:29:59+01:00", tick=False) as now:
        her_page.asked_by(ELS)
        now.shift(1)
        assert her_page.asked_by(ELS) == b"page 2 for 1"


@pytest.mark.parametrize("asked", [{"secret": ""}, {"method": "HEAD"}, {"method": "POST"}])
def test_what_no_kept_page_can_answer_is_made_each_time(her_page: HerPage, asked: dict[str, str]) -> None:
    her_page.asked_by(ELS)
    her_page.asked_by(ELS, **asked)
    her_page.asked_by(ELS, **asked)
    assert her_page.made == 3


def test_a_message_stands_on_her_page_once(her_page: HerPage, rf: RequestFactory) -> None:
    request = rf.get("/mijn/")
    request.user = ELS
    request.META["CSRF_COOKIE"] = "s" * 32
    request._messages = CookieStorage(request)
    messages.success(request, "Gedaan.")
    assert her_page.shown(request) == b"page 1 for 1"
    assert her_page.asked_by(ELS) == b"page 2 for 1"
