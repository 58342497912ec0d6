"""The commands of the house."""

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from tegenstroom.base import audit, clock, figures
from tegenstroom.base.management.commands import tick
from tegenstroom.base.models import AuditEvent, Figure

pytestmark = pytest.mark.django_db


class EnoughError(Exception):
    """Ends a loop that has no end."""


def test_load_figures_adds_what_is_missing_and_overwrites_nothing(capsys):
    call_command("load_figures")
    count = Figure.objects.count()
    assert count >= 6
    Figure.objects.update(value=7)
    call_command("load_figures")
    assert capsys.readouterr().out.splitlines()[-1] == "0 figures added."
    assert set(Figure.objects.values_list("value", flat=True)) == {7}
    assert Figure.objects.count() == count


def test_every_declared_figure_has_a_first_value_and_a_source():
    figures.load()
    assert set(Figure.objects.values_list("key", flat=True)) == set(figures.DECLARED)
    assert not Figure.objects.filter(source="").exists()


def test_a_first_value_that_nobody_declared_is_an_error(monkeypatch):
    monkeypatch.setattr(figures, "DECLARED", {})
    with pytest.raises(ValueError, match="not declared"):
        figures.load()


def test_tick_runs_once_and_says_when_something_failed(monkeypatch):
    monkeypatch.setattr(clock, "JOBS", {})
    ran = []
    clock.every(minutes=5)(ran.append)
    call_command("tick")
    assert len(ran) == 1
    call_command("tick", all=True)
    assert len(ran) == 2

    @clock.every(minutes=5)
    def fails(now):
        raise RuntimeError

    with pytest.raises(CommandError, match="1 failed"):
        call_command("tick")


def test_the_ticker_outlives_a_database_that_is_away(monkeypatch):
    answers = iter([OperationalError("away"), None, None])

    def database(**_options):
        if answer := next(answers):
            raise answer

    def sleep(seconds, left=[2]):  # noqa: B006
        assert seconds == 60
        left[0] -= 1
        if not left[0]:
            raise EnoughError

    monkeypatch.setattr(clock, "tick", database)
    monkeypatch.setattr(tick.time, "sleep", sleep)
    with pytest.raises(EnoughError):
        call_command("tick", every=60)
    assert next(answers) is None


def test_check_audit_is_content_with_an_unbroken_chain(capsys):
    event = audit.record("test.done", by=None, about=Figure(pk=1))
    call_command("check_audit")
    assert event.hash in capsys.readouterr().out


def test_check_audit_names_the_broken_row():
    audit.record("test.done", by=None, about=Figure(pk=1))
    slipped_in = AuditEvent.objects.create(verb="test.lied", subject="base.figure:1", hash="x")
    with pytest.raises(CommandError, match=str(slipped_in.pk)):
        call_command("check_audit")


def test_check_audit_says_that_a_row_of_which_the_hash_was_kept_still_stands(capsys):
    kept = audit.record("test.done", by=None, about=Figure(pk=1)).hash
    for _ in range(2):
        audit.record("test.done", by=None, about=Figure(pk=1))
    call_command("check_audit", last=f" {kept.upper()} ")
    assert "still stands" in (said := capsys.readouterr().out)
    assert "2 came after it" in said


def test_check_audit_finds_rows_that_were_cut_off_at_the_end():
    audit.record("test.done", by=None, about=Figure(pk=1))
    cut_off = AuditEvent(verb="test.done", subject="base.figure:1", previous_hash=audit.last().hash)
    call_command("check_audit")
    with pytest.raises(CommandError, match="cut off"):
        call_command("check_audit", last=audit.digest(cut_off))
