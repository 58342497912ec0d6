"""Pages that are kept belong to everybody, or they are not kept."""

import gzip
from collections.abc import Callable

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from django.utils import translation

from tegenstroom.base import audit, stamps
from tegenstroom.base.models import Stamp
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


@pytest.fixture
def her_page(made: Made) -> Callable[..., HttpResponse]:
    @kept_for_her
    def view(request: HttpRequest) -> HttpResponse:
        made.append(request)
        return HttpResponse(f"page {len(made)} for {request.user.pk}")

    return view


def asked_by(person: Someone, rf: RequestFactory, secret: str = "s" * 32) -> HttpRequest:
    request = rf.get("/mijn/")
    request.user = person
    request.META["CSRF_COOKIE"] = secret
    return request


def test_her_page_is_hers_alone(her_page: Callable, made: Made, rf: RequestFactory) -> None:
    els, tom = Someone(pk=1), Someone(pk=2)
    assert her_page(asked_by(els, rf)).content == her_page(asked_by(els, rf)).content
    assert her_page(asked_by(tom, rf)).content == b"page 2 for %d" % tom.pk
    assert her_page(asked_by(els, rf, secret="t" * 32)).content == b"page 3 for %d" % els.pk


def test_her_page_is_made_again_as_soon_as_anything_happens(
    her_page: Callable, made: Made, rf: RequestFactory
) -> None:
    els = Someone(pk=1)
    her_page(asked_by(els, rf))
    audit.record("training.enrol", by=None, about=Stamp(name="anything"))
    her_page(asked_by(els, rf))
    assert len(made) == 2


def test_her_page_is_never_older_than_a_minute(her_page: Callable, made: Made, rf: RequestFactory) -> None:
    els = Someone(pk=1)
    with time_machine.travel("2026-12-01 12:00+01:00", tick=False) as now:
        her_page(asked_by(els, rf))
        now.shift(61)
        her_page(asked_by(els, rf))
    assert len(made) == 2


def test_a_page_without_the_secret_of_her_forms_is_not_kept(
    her_page: Callable, made: Made, rf: RequestFactory
) -> None:
    els = Someone(pk=1)
    for _time in range(2):
        her_page(asked_by(els, rf, secret=""))
    assert len(made) == 2
