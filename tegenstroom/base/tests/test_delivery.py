"""A letter leaves once, or says why it did not."""

import smtplib
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from tegenstroom.base import clockwork, delivery, letters, tasks
from tegenstroom.base import mail as messages
from tegenstroom.base.models import Attachment, AuditEvent, Letter
from tegenstroom.base.tests.helpers import Someone, deliver_all

pytestmark = pytest.mark.django_db
TEXT = "Dag Ann,\n\nKom naar <b>het lokaal</b>:\nhttp://127.0.0.1:8000/x/?a=1&b=2"


def queued(**changes) -> Letter:
    return Letter.objects.create(
        **{
            "kind": "test",
            "to_name": "Ann Peeters",
            "to_email": "ann@example.org",
            "channel": Letter.Channel.MAIL,
            "subject": "Je plaats",
            "body": TEXT,
        }
        | changes
    )


class Post:
    """A mail server that does as it is told."""

    def __init__(self, monkeypatch) -> None:
        self.sent, self.error = 0, None
        monkeypatch.setattr(EmailMessage, "send", lambda *_args, **_options: self.take())

    def take(self) -> None:
        if self.error:
            raise self.error
        self.sent += 1


@pytest.fixture
def post(monkeypatch) -> Post:
    return Post(monkeypatch)


def state(letter: Letter) -> tuple[str, int, str]:
    letter.refresh_from_db()
    return letter.state, letter.tries, letter.why_failed


def test_a_letter_becomes_a_mail_in_text_and_html():
    letter = queued()
    Attachment.objects.create(letter=letter, name="dagen.ics", content_type="text/calendar", content=b"BEGIN")
    deliver_all()
    (sent,) = mail.outbox
    assert sent.to == ["Ann Peeters <ann@example.org>"]
    assert sent.body.startswith(TEXT)
    assert "Bind-Kracht" in sent.body
    html = sent.alternatives[0].content
    assert "&lt;b&gt;het lokaal&lt;/b&gt;" in html
    assert 'href="http://127.0.0.1:8000/x/?a=1&amp;b=2"' in html
    assert sent.attachments[0].filename == "dagen.ics"
    assert state(letter)[0] == Letter.State.SENT


def test_the_message_id_stays_the_same_and_the_message_can_be_written():
    letter = queued(to_name="Zoë “x” <y>, z")
    first, second = (messages.message(letter).message() for _ in range(2))
    assert first["Message-ID"] == second["Message-ID"] == f"<letter-{letter.pk}@127.0.0.1>"
    assert b"ann@example.org" in first.as_bytes()


def test_a_job_that_runs_twice_sends_one_mail():
    letter = queued()
    tasks.deliver.call(letter.pk)
    tasks.deliver.call(letter.pk)
    assert len(mail.outbox) == 1


def test_two_workers_at_once_send_one_mail(post):
    letter = queued()

    def other_worker_comes_by() -> None:
        tasks.deliver.call(letter.pk)
        post.sent += 1

    post.take = other_worker_comes_by
    tasks.deliver.call(letter.pk)
    assert post.sent == 1


def test_a_letter_that_is_gone_is_no_error():
    tasks.deliver.call(12345)


def test_paper_never_leaves_by_mail():
    letter = queued(channel=Letter.Channel.PAPER)
    tasks.deliver.call(letter.pk)
    assert mail.outbox == []


def test_a_server_that_is_away_is_tried_again_and_then_it_works(post):
    letter = queued()
    post.error = ConnectionRefusedError()
    deliver_all()
    assert state(letter) == (Letter.State.QUEUED, 1, Letter.Failure.UNREACHABLE)
    assert deliver_all() == 0
    post.error = None
    with time_machine.travel(timezone.now() + timedelta(minutes=1, seconds=1)):
        assert deliver_all() == 1
    assert state(letter) == (Letter.State.SENT, 2, "")


def test_tries_are_spaced_wider_and_wider_and_then_a_person_must_look(post):
    letter = queued()
    post.error = TimeoutError("no answer")
    waits, now = [], timezone.now()
    while True:
        with time_machine.travel(now, tick=False):
            deliver_all()
        letter.refresh_from_db()
        if letter.state != Letter.State.QUEUED:
            break
        waits.append((letter.next_try_at - now) / timedelta(minutes=1))
        now = letter.next_try_at
    assert waits == [1, 5, 30, 120, 720]
    assert state(letter) == (Letter.State.FAILED, 6, Letter.Failure.UNREACHABLE)
    assert letter.last_error == "TimeoutError: no answer"


def test_an_address_that_refuses_fails_at_once_and_can_be_tried_again(post):
    letter, by = queued(), Someone()
    post.error = smtplib.SMTPRecipientsRefused({"ann@example.org": (550, b"no such user")})
    deliver_all()
    assert state(letter) == (Letter.State.FAILED, 1, Letter.Failure.REFUSED)
    assert "adres" in letter.get_why_failed_display()
    post.error = None
    assert letters.retry(letter, by=by)
    assert not letters.retry(letter, by=by)
    assert AuditEvent.objects.get(verb="letter.retry").actor == by.pk
    deliver_all()
    assert state(letter) == (Letter.State.SENT, 1, "")


def test_a_letter_that_was_sent_is_not_sent_again_by_the_button():
    letter = queued()
    deliver_all()
    assert not letters.retry(letter, by=Someone())
    assert state(letter)[0] == Letter.State.SENT


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (smtplib.SMTPRecipientsRefused({"a": (450, b"later")}), Letter.Failure.BUSY),
        (smtplib.SMTPAuthenticationError(535, b"no"), Letter.Failure.LOGIN),
        (smtplib.SMTPDataError(554, b"no"), Letter.Failure.BUSY),
        (ValueError("header"), Letter.Failure.UNWRITABLE),
        (OSError("disk"), Letter.Failure.UNREACHABLE),
    ],
)
def test_each_error_gets_a_sentence_that_helps(error, why):
    assert delivery.reason(error) == why


def test_a_worker_that_dies_while_sending_leaves_a_letter_that_is_tried_again(post):
    letter = queued()
    post.error = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        tasks.deliver.call(letter.pk)
    assert state(letter)[0] == Letter.State.QUEUED
    assert deliver_all() == 0
    post.error = None
    with time_machine.travel(timezone.now() + delivery.CLAIM + timedelta(seconds=1)):
        deliver_all()
    assert state(letter)[0] == Letter.State.SENT


def test_the_sweep_wakes_the_worker_only_when_mail_is_due(monkeypatch):
    enqueued = []
    monkeypatch.setattr(type(tasks.deliver_due), "enqueue", lambda self: enqueued.append(self.name))
    clockwork.sweep_letters(timezone.now())
    queued(channel=Letter.Channel.PAPER)
    clockwork.sweep_letters(timezone.now())
    assert enqueued == []
    queued()
    clockwork.sweep_letters(timezone.now())
    assert enqueued == ["deliver_due"]
    tasks.deliver_due.call()
    assert len(mail.outbox) == 1
