"""A group dropped or closed while someone says yes in it, is added to it or is a guest: nobody waits for ever."""

from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import connection

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.tests.helpers import together
from tegenstroom.measurement.actions import answering, closing, groups, planning
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


def test_a_group_closes_or_goes_while_the_desk_adds_people_and_neither_hangs() -> None:
    by = PersonFactory()
    for _round in range(8):
        made, other = project(1), project(1)
        asked = measured(made)
        errors = together(
            lambda asked=asked: planning.add_guest(measurement=asked, name="Gast Gastmans", by=by),
            lambda made=made: closing.close(group=made, by=by),
            lambda other=other: groups.add_person(group=other, person=PersonFactory(), by=by),
            lambda other=other: groups.remove(group=other, by=by),
        )
        assert set(errors) <= {"StoppedError", "GroupError"}
