"""Audit rows only grow, and whoever gets around that is found out."""

from importlib import import_module

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from tegenstroom.base import audit
from tegenstroom.base.models import AuditEvent, Figure
from tegenstroom.base.tests.helpers import Someone

pytestmark = pytest.mark.django_db
ABOUT = Figure(pk=7)
GUARDS = import_module("tegenstroom.base.migrations.0002_guards")


def three_events() -> list[AuditEvent]:
    by = Someone()
    return [audit.record(f"test.{verb}", by=by, about=ABOUT, count=1) for verb in ("one", "two", "three")]


def without_guards() -> None:
    """What someone with the keys of the database could do."""
    table = " ON base_auditevent" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in audit.GUARDS[connection.vendor]:
            cursor.execute(f"DROP TRIGGER {name}{table}")


def test_an_event_says_who_what_and_about_what():
    event = three_events()[0]
    event.refresh_from_db()
    assert event.actor is not None
    assert (event.verb, event.subject, event.details) == ("test.one", "base.figure:7", {"count": 1})


def test_the_clock_is_nobody():
    assert audit.record("test.lapse", by=None, about=ABOUT).actor is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE base_auditevent SET verb = 'other'",
        "DELETE FROM base_auditevent",
        "DELETE FROM base_auditevent WHERE verb = 'test.three'",
    ],
)
def test_the_database_refuses_to_change_or_remove(statement):
    three_events()
    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEvent.objects.count() == 3


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite knows no TRUNCATE")
@pytest.mark.parametrize("statement", ["TRUNCATE base_auditevent", "TRUNCATE base_auditevent CASCADE"])
def test_the_database_refuses_to_empty_the_table(statement):
    three_events()
    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEvent.objects.count() == 3


def test_an_untouched_chain_holds():
    three_events()
    assert audit.first_broken_row() is None


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "test.other"},
        {"actor": None},
        {"subject": "base.figure:8"},
        {"details": {"count": 2}},
        {"previous_hash": ""},
    ],
)
def test_a_changed_row_is_found(change):
    second = three_events()[1]
    without_guards()
    AuditEvent.objects.filter(pk=second.pk).update(**change)
    assert audit.first_broken_row() == second.pk


def test_a_removed_row_is_found_at_the_next():
    _first, second, third = three_events()
    without_guards()
    AuditEvent.objects.filter(pk=second.pk).delete()
    assert audit.first_broken_row() == third.pk


def test_missing_guards_are_reported():
    assert audit.is_guarded()
    without_guards()
    assert not audit.is_guarded()
    with pytest.raises(CommandError, match="triggers"):
        call_command("check_audit")


@pytest.mark.django_db(transaction=True)
def test_the_guards_can_be_taken_back_and_set_again():
    with connection.schema_editor() as editor:
        GUARDS.unguard(None, editor)
    assert not audit.is_guarded()
    with connection.schema_editor() as editor:
        GUARDS.guard(None, editor)
    assert audit.is_guarded()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", [1, 2])
def test_a_test_with_real_transactions_leaves_an_empty_guarded_table(_time):
    assert AuditEvent.objects.count() == 0
    assert audit.is_guarded()
    three_events()
