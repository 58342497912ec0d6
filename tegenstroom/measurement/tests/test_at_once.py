"""A group dropped at the moment of a first yes: she is refused or the group stays, and no yes goes along."""

from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import connection

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.tests.helpers import together
from tegenstroom.measurement.actions import answering, groups
from tegenstroom.measurement.models import Consent, MeasuredGroup, Sheet
from tegenstroom.measurement.tests.factories import begun, invited, measured, project

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]


def waits_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


def test_a_yes_that_comes_while_a_group_is_dropped_waits_and_hears_that_it_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = project(1)
    [invitation] = invited(measured(made))
    looked, may_go_on = Event(), Event()
    was_answered = groups.was_answered

    def slowly(group: MeasuredGroup) -> bool:
        found = was_answered(group)
        looked.set()
        may_go_on.wait(timeout=10)
        return found

    monkeypatch.setattr(groups, "was_answered", slowly)
    errors: dict[str, Any] = {}

    def dropping() -> None:
        errors["drop"] = together(lambda: groups.remove(group=made, by=PersonFactory()))

    def beginning() -> None:
        errors["begin"] = together(lambda: begun(invitation))

    drop, begin = Thread(target=dropping), Thread(target=beginning)
    drop.start()
    looked.wait(timeout=10)
    begin.start()
    until = monotonic() + 5
    while not (waited := waits_for_a_lock()) and begin.is_alive() and monotonic() < until:
        sleep(0.02)
    may_go_on.set()
    drop.join()
    begin.join()
    assert waited
    assert errors == {"drop": [], "begin": [answering.ClosedError.__name__]}
    assert not Consent.objects.exists()


def test_a_yes_and_the_end_of_its_group_never_both_happen() -> None:
    for _round in range(6):
        made = project(2)
        first, second = invited(measured(made))
        errors = together(
            lambda made=made: groups.remove(group=made, by=PersonFactory()),
            lambda first=first: begun(first),
            lambda second=second: begun(second),
        )
        stands = MeasuredGroup.objects.filter(pk=made.pk).exists()
        sheets = Sheet.objects.filter(wave__measurement__group=made.pk).count()
        assert sorted(errors) == (["GroupError"] if stands else ["ClosedError", "ClosedError"])
        assert sheets == (2 if stands else 0)
