"""/health/ says in time that someone must look, and betrays nobody."""

from datetime import timedelta

import pytest
import time_machine
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from tegenstroom.base import clock, vitals
from tegenstroom.base.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_work(monkeypatch):
    """A ticker comes by, but has nothing to do."""
    monkeypatch.setattr(clock, "JOBS", {})


@pytest.fixture(autouse=True)
def _installed_now(db):
    """However long ago the tests before this one began."""
    MigrationRecorder(connection).migration_qs.update(applied=timezone.now())


def health(client, status: int) -> dict:
    response = client.get("/health/")
    assert response.status_code == status
    assert response.json()["status"] == ("ok" if status == 200 else "ill")
    return response.json()


def due_letter() -> None:
    Letter.objects.create(
        kind="x", to_name="Ann", to_email="ann@example.org", channel="mail", subject="s", body="b"
    )


def later(**age):
    return time_machine.travel(timezone.now() + timedelta(**age), tick=False)


def test_all_is_well_after_a_tick(client):
    clock.tick()
    assert health(client, 200) == {
        "status": "ok",
        "database": True,
        "migrated": True,
        "oldest_due_letter": None,
        "last_tick": 0,
    }


def test_a_new_installation_gets_time_for_its_first_tick(client):
    assert health(client, 200)["last_tick"] is None
    with later(minutes=11):
        assert health(client, 503)["last_tick"] is None


def test_a_clock_that_stands_still_is_noticed(client):
    clock.tick()
    with later(minutes=11):
        assert health(client, 503)["last_tick"] == 11


def test_mail_that_does_not_leave_is_noticed(client):
    due_letter()
    with later(minutes=31):
        clock.tick()
        assert health(client, 503)["oldest_due_letter"] == 31


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_database_that_is_away_is_no_server_error(client, monkeypatch, error):
    def away():
        raise error("host=secret")

    monkeypatch.setattr(vitals, "pulse", away)
    assert health(client, 503)["database"] is False


def test_a_database_that_lags_behind_the_code_is_noticed_until_it_is_migrated(client, monkeypatch):
    vitals._no_migration_is_pending.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(vitals.MigrationExecutor, "migration_plan", lambda _self, _targets: ["0002"])
        assert health(client, 503)["migrated"] is False
    assert health(client, 200)["migrated"] is True
