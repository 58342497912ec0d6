"""Letters: written once, in the reader's language, in one queue."""

import pytest
from django.db import transaction
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from tegenstroom.base import letters
from tegenstroom.base.models import AuditEvent, Figure, Letter
from tegenstroom.base.tests.helpers import Someone

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n"],
            "loaders": [
                (
                    "django.template.loaders.locmem.Loader",
                    {
                        "hello.subject.txt": "Dag {{ to.short_name }},\n  een plaats in {{ title }}\n",
                        "hello.txt": "\n\nDag {{ to.short_name }},\n\n\n\nIn {{ title }}.  \n{{ SITE_URL }}/x",
                    },
                )
            ],
        },
    }
]

pytestmark = [pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _templates():
    with override_settings(TEMPLATES=TEMPLATES):
        yield


def write(to, **more):
    return letters.write(
        kind="hello", template="hello", to=to, about=Figure(pk=1), context={"title": "A & B"}, **more
    )


def test_a_letter_is_plain_text_as_it_was_written():
    letter = write(Someone())
    assert letter.subject == "Dag Annie, een plaats in A & B"
    assert letter.body == "Dag Annie,\n\nIn A & B.\nhttp://127.0.0.1:8000/x"
    assert letter.state == Letter.State.QUEUED
    assert letter.about.startswith("base.figure:1")


def test_who_has_no_email_gets_paper():
    letter = write(Someone(email=None))
    assert letter.channel == Letter.Channel.PAPER
    assert letter.to_address == "Kerkstraat 1\n2000 Antwerpen"


def test_who_prefers_paper_gets_paper():
    assert write(Someone(reached_by="paper")).channel == Letter.Channel.PAPER


def test_a_name_never_starts_a_new_header():
    letter = write(letters.to_address("Ann\r\nBcc: x@example.org", "ann@example.org"))
    assert "\n" not in letter.to_name


def test_the_same_once_key_is_the_same_letter():
    person = Someone()
    assert write(person, once_key="reminder:1") is not None
    assert write(person, once_key="reminder:1") is None
    assert Letter.objects.count() == 1


def test_a_race_for_a_once_key_writes_one_letter(monkeypatch):
    person = Someone()
    write(person, once_key="reminder:1")
    monkeypatch.setattr(type(Letter.objects.all()), "exists", lambda _self: seen.pop(0))
    seen = [False, True]  # not there when looked for, there when written
    assert write(person, once_key="reminder:1") is None


def test_a_mail_and_the_order_to_send_it_are_there_together_or_not_at_all(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with transaction.atomic():
        write(Someone())
        transaction.set_rollback(True)
    assert (Letter.objects.count(), DBTaskResult.objects.count()) == (0, 0)
    letter = write(Someone())
    write(Someone(reached_by="paper"))
    [job] = DBTaskResult.objects.all()
    assert job.args_kwargs["args"] == [letter.pk]


def test_a_file_goes_along():
    letter = write(Someone(), attachments=[letters.File("dagen.ics", "text/calendar", b"BEGIN")])
    assert [bytes(file.content) for file in letter.attachments.all()] == [b"BEGIN"]


def test_posting_paper_says_who_and_when_and_leaves_mail_alone():
    by = Someone()
    paper, mail = write(Someone(email=None)), write(Someone())
    assert letters.posted(Letter.objects.all(), by=by) == 1
    paper.refresh_from_db()
    mail.refresh_from_db()
    assert (paper.state, mail.state) == (Letter.State.SENT, Letter.State.QUEUED)
    assert AuditEvent.objects.get(verb="letter.posted").actor == by.pk
    assert letters.posted(Letter.objects.all(), by=by) == 0
