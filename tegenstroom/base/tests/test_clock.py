"""The clock runs what is due, once, whatever the neighbours do."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tegenstroom.base import clock, clockwork

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)


@pytest.fixture
def ran(monkeypatch):
    """A clock with two jobs; the first always fails."""
    monkeypatch.setattr(clock, "JOBS", {})
    ran = []

    @clock.every(minutes=5)
    def fails(now):
        ran.append("fails")
        raise RuntimeError

    @clock.every(minutes=60)
    def works(now):
        ran.append("works")

    return ran


def test_one_failure_does_not_stop_the_others(ran):
    assert clock.tick(NOW) == 1
    assert ran == ["fails", "works"]


def test_a_second_ticker_at_the_same_moment_runs_nothing(ran):
    clock.tick(NOW)
    clock.tick(NOW)
    assert ran == ["fails", "works"]


def test_each_job_keeps_its_own_period(ran):
    clock.tick(NOW)
    clock.tick(NOW + timedelta(minutes=5))
    clock.tick(NOW + timedelta(minutes=60))
    assert ran == ["fails", "works", "fails", "fails", "works"]


def test_what_failed_is_tried_again_soon_whatever_its_period(ran):
    @clock.every(minutes=24 * 60)
    def daily(now):
        ran.append("daily")
        raise RuntimeError

    clock.tick(NOW)
    clock.tick(NOW + timedelta(minutes=5))
    assert ran.count("daily") == 2


def test_everything_runs_when_asked(ran):
    clock.tick(NOW)
    clock.tick(NOW, everything=True)
    assert ran == ["fails", "works"] * 2


def test_the_last_tick_is_known(ran):
    assert clock.last_tick() is None
    clock.tick(NOW)
    assert clock.last_tick() == NOW


def test_a_name_is_registered_once(ran):
    def twice(now):
        return None

    clock.every(minutes=1)(twice)
    with pytest.raises(ValueError, match="twice"):
        clock.every(minutes=1)(twice)


def test_old_sessions_and_old_jobs_are_forgotten(settings):
    long_ago = timezone.now() - timedelta(days=30)
    Session.objects.create(session_key="old", session_data="", expire_date=long_ago)
    done = {"args_kwargs": {"args": [], "kwargs": {}}, "status": "SUCCESSFUL", "backend_name": "default"}
    DBTaskResult.objects.create(task_path="x.y", finished_at=long_ago, **done)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    clockwork.tidy(timezone.now())
    assert not Session.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_the_sweep_of_letters_is_on_the_clock():
    assert "tegenstroom.base.clockwork.sweep_letters" in clock.JOBS
