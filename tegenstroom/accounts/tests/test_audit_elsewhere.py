"""The newest hash of the audit leaves the database each day, so that rows cut off at the end are found."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from tegenstroom.accounts import emails
from tegenstroom.accounts.clockwork import keep_the_end_of_the_audit_elsewhere as mail_the_hash
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import ADMINISTRATOR, COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import audit, clock
from tegenstroom.base.models import AuditEvent, Letter
from tegenstroom.base.tests.helpers import deliver_all

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


def an_act(person: Person) -> AuditEvent:
    return audit.record("test.act", by=None, about=person)


def test_each_administrator_gets_the_newest_hash_once_a_day():
    bas = PersonFactory(email="bas@example.org", reached_by="paper", roles=[ADMINISTRATOR])
    PersonFactory(roles=[COORDINATOR])
    an_act(bas)
    newest = an_act(bas)
    for hours in (0, 1, 2):
        mail_the_hash(NOW + timedelta(hours=hours))
    letter = Letter.objects.get()
    assert (letter.to_email, letter.channel) == ("bas@example.org", Letter.Channel.MAIL)
    assert "telt nu 2 regels" in letter.body
    assert f"tegenstroom check-audit --last {newest.hash}" in letter.body
    mail_the_hash(NOW + timedelta(days=1))
    assert Letter.objects.count() == 2


def test_who_no_longer_takes_part_or_has_no_mail_gets_nothing():
    PersonFactory(is_active=False, roles=[ADMINISTRATOR])
    an_act(PersonFactory(email=None, roles=[ADMINISTRATOR]))
    mail_the_hash(NOW)
    assert not Letter.objects.exists()


def test_an_empty_audit_is_nothing_to_keep():
    PersonFactory(roles=[ADMINISTRATOR])
    mail_the_hash(NOW)
    assert not Letter.objects.exists()


def test_the_hash_in_the_mail_betrays_that_the_end_was_cut_off():
    bas = PersonFactory(roles=[ADMINISTRATOR])
    an_act(bas)
    # The row that somebody with the keys of the database took out after it was mailed.
    gone = AuditEvent(verb="test.act", subject="accounts.person:1", previous_hash=audit.last().hash)
    gone.hash = audit.digest(gone)
    emails.last_audit_row(bas, event=gone, rows=2, day=NOW.date())
    deliver_all()
    kept = mail.outbox[0].body.partition("--last ")[2].split()[0]
    call_command("check_audit")
    with pytest.raises(CommandError, match="cut off"):
        call_command("check_audit", last=kept)


def test_it_is_on_the_clock():
    assert f"{mail_the_hash.__module__}.{mail_the_hash.__qualname__}" in clock.JOBS
