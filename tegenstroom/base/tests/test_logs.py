"""What Django itself writes down about a request that it refused: the route, never the path."""

import io
import json
import logging

import pytest
import structlog
from django.test import Client

pytestmark = pytest.mark.django_db

CARD = "4471220000000016"


@pytest.fixture
def stderr(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the handler of the settings writes."""
    handlers = [
        handler
        for handler in logging.getLogger().handlers
        if isinstance(handler.formatter, structlog.stdlib.ProcessorFormatter)
    ]
    written = io.StringIO()
    monkeypatch.setattr(handlers[0], "stream", written)
    return written


def events(written: io.StringIO) -> list[str]:
    return [json.loads(line)["event"] for line in written.getvalue().splitlines()]


def test_an_address_that_does_not_exist_is_written_down_without_its_path(client: Client, stderr: io.StringIO):
    assert client.get(f"/kaart/{CARD}/x/").status_code == 404
    assert events(stderr) == ["Not Found: no such address"]


def test_a_wrong_method_is_written_down_without_the_number_of_the_card(client: Client, stderr: io.StringIO):
    assert client.post(f"/kaart/{CARD}/").status_code == 405
    assert "Method Not Allowed (POST): accounts:card_scan" in events(stderr)
    assert CARD not in stderr.getvalue()


def test_a_form_from_elsewhere_is_written_down_without_the_number_of_the_card(stderr: io.StringIO):
    assert Client(enforce_csrf_checks=True).post(f"/kaart/{CARD}/").status_code == 403
    assert "Forbidden (CSRF cookie not set.): accounts:card_scan" in events(stderr)
    assert CARD not in stderr.getvalue()


def test_an_address_cannot_forge_a_line(client: Client, stderr: io.StringIO):
    assert client.get("/ann\npeeters/").status_code == 404
    assert "ann" not in stderr.getvalue()
