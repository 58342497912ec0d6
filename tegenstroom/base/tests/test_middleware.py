"""Around every request: a log line without people in it, and headers that keep pages private."""

import pytest
import structlog
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse, HttpResponseNotAllowed
from django.test import RequestFactory
from django.urls import resolve

from tegenstroom.base.middleware import ButtonOnly, RequestLog, SafeHeaders

pytestmark = pytest.mark.django_db


def logged(path: str, view=lambda _request: HttpResponse()) -> list[dict]:
    request = RequestFactory().get(path, {"naam": "geheim"}, headers={"user-agent": "geheim"})

    def answer(request):
        request.resolver_match = resolve(request.path) if path.startswith("/") else None
        return view(request)

    with structlog.testing.capture_logs() as lines:
        RequestLog(answer)(request)
    return lines


def test_a_request_is_one_line_that_names_the_route_and_not_the_path(client):
    (line,) = logged("/health/")
    assert line.pop("ms") >= 0
    assert line == {
        "event": "request",
        "log_level": "info",
        "method": "GET",
        "route": "base:health",
        "status": 200,
    }


def test_nothing_of_a_person_is_in_the_log(client, caplog):
    with structlog.testing.capture_logs() as lines:
        client.get("/health/?email=ann@example.org", headers={"user-agent": "Ann"})
        client.get("/attest/geheime-code-van-ann/")
    assert "ann" not in str(lines).lower()
    assert "geheim" not in str(lines)


def test_an_address_that_does_not_exist_is_not_logged_as_a_path():
    with structlog.testing.capture_logs() as lines:
        RequestLog(lambda _request: HttpResponse(status=404))(RequestFactory().get("/ann-peeters/"))
    assert lines == []


def test_headers_keep_a_page_of_a_person_out_of_every_cache():
    response = SafeHeaders(lambda _request: HttpResponse())(RequestFactory().get("/"))
    assert response["Cache-Control"] == "no-store"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "microphone=()" in response["Permissions-Policy"]


def test_a_view_may_say_that_its_page_can_be_kept():
    kept = HttpResponse(headers={"Cache-Control": "no-cache, private"})
    response = SafeHeaders(lambda _request: kept)(RequestFactory().get("/"))
    assert response["Cache-Control"] == "no-cache, private"


def test_every_answer_bears_the_policy(client):
    response = client.get("/health/")
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


def test_who_opens_the_address_of_a_button_reads_what_it_is():
    middleware = ButtonOnly(lambda _request: HttpResponseNotAllowed(["POST"]))
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    opened = middleware(request)
    assert (opened.status_code, opened.headers["Allow"]) == (405, "POST")
    assert "Het hoort bij een knop op een andere bladzijde." in opened.text
    assert middleware(RequestFactory().put("/")).text == ""


def test_what_is_allowed_or_says_why_itself_stays_as_it_is():
    for said in (HttpResponse("ja"), HttpResponseNotAllowed(["POST"], "Druk op de knop.")):
        assert ButtonOnly(lambda _request, said=said: said)(RequestFactory().get("/")) is said
