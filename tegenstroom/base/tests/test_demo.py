"""The demo's own pages exist in the demo only."""

import json

import pytest
from django.core.mail import EmailMultiAlternatives, mailers
from django.test import override_settings

from tegenstroom.base import demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def var(tmp_path, settings):
    """A demo with its own folder, whose mail goes to files as in the real one."""
    settings.DEMO, settings.VAR = True, tmp_path
    mailer = {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": tmp_path / "mail"},
    }
    with override_settings(MAILERS={"default": mailer}):
        yield tmp_path


def send(text: str, subject: str = "Je code") -> None:
    mail = EmailMultiAlternatives(subject, text, "post@example.org", ["Zoë <zoe@example.org>"])
    mail.attach_alternative("<p>html</p>", "text/html")
    mail.attach("dagen.ics", "BEGIN:VCALENDAR", "text/calendar")
    mailers["default"].send_messages([mail])


@pytest.mark.parametrize("address", ["/demo/", "/demo/post/"])
def test_outside_the_demo_there_is_no_such_page(client, address):
    assert client.get(address).status_code == 404


def test_mail_can_be_read_newest_first(client, var):
    send("Dag Zoë,\n\nKlik: http://127.0.0.1:8000/x/?a=1&b=2 – tot dan\n\n" + "-" * 60, subject="Eerste één")
    send("Je code:\n\n  BCDF-GHJK\n\n<script>alert(1)</script>", subject="Tweede")
    page = client.get("/demo/post/").content.decode()
    assert page.index("Tweede") < page.index("Eerste één")
    assert '<a href="http://127.0.0.1:8000/x/?a=1&amp;b=2"' in page
    assert '<strong class="state state--open">BCDF-GHJK</strong>' in page
    assert "<script>alert" not in page
    assert "Zoë &lt;zoe@example.org&gt;" in page
    assert "dagen.ics" in page


def test_no_mail_yet_is_no_error(client, var):
    assert client.get("/demo/post/").status_code == 200
    assert client.get("/demo/").status_code == 200


def test_only_the_newest_are_shown(var, monkeypatch):
    monkeypatch.setattr(demo, "MOST_SHOWN", 2)
    for number in range(4):
        send("x", subject=f"Mail {number}")
    assert [mail.subject for mail in demo.mails()] == ["Mail 3", "Mail 2"]


def test_the_people_of_the_demo_are_listed(client, var):
    people = [
        {"name": "Els Voorbeeld", "role": "coördinator", "may": "Je plant.", "email": "els@example.org"},
        {"name": "Jo Verzonnen", "role": "coach", "may": "Je geeft mee.", "card": "1234 5678", "pin": "0000"},
    ]
    (var / "demo-logins.json").write_text(json.dumps(people))
    page = client.get("/demo/").content.decode()
    assert "els@example.org" in page
    assert "1234 5678" in page
