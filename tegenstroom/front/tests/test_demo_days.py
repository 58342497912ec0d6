"""The demo is true on whatever day it is built."""

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.assignments import OPEN, State
from tegenstroom.front.demo import clock
from tegenstroom.training.models import Edition, Session
from tegenstroom.training.rules.editions import EditionState
from tests.support.depth import only_thorough


@given(st.dates(), st.integers(-400, 400))
def test_a_training_falls_on_a_working_day_on_its_own_side_of_today(today, offset):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "today", lambda: today)
        try:
            day = clock.working_day(offset)
        except OverflowError:
            return
    assert day.weekday() < clock.SATURDAY
    assert (day.month, day.day) not in clock.FREE_DAYS
    distance = (day - today).days
    assert offset - 13 <= distance <= offset < 0 or 0 <= offset <= distance <= offset + 13


@only_thorough
@pytest.mark.slow
@pytest.mark.django_db
def test_it_is_true_in_the_week_of_christmas(tmp_path: Path, settings: object) -> None:
    settings.VAR, settings.DEMO = tmp_path, True
    with time_machine.travel("2027-12-22 14:00+01:00"):
        call_command("demo", verbosity=0)
        today = timezone.localdate()
        given = Edition.objects.filter(state=EditionState.CONFIRMED, starts_on__lt=today, ends_on__gt=today)
        assert given.exists()
        days = [timezone.localtime(start) for start in Session.objects.values_list("starts_at", flat=True)]
        assert all(day.weekday() < clock.SATURDAY and day.hour == 9 for day in days)
        to_come = Edition.objects.filter(state=EditionState.OPEN)
        assert not to_come.filter(starts_on__lt=today + timedelta(days=1)).exists()


@only_thorough
@pytest.mark.slow
@pytest.mark.django_db
# The first: free days bring more than one training to the first working day of the year.
@pytest.mark.parametrize("today", ["2026-12-01", "2028-02-29"])
def test_no_coach_is_in_two_places_at_once(tmp_path: Path, settings: object, today: str) -> None:
    settings.VAR, settings.DEMO = tmp_path, True
    with time_machine.travel(f"{today} 10:00+01:00"):
        call_command("demo", verbosity=0)
    hers = Assignment.objects.filter(state__in=[*OPEN, State.DONE]).order_by("coach", "starts_at", "pk")
    for one, next_one in pairwise(hers):
        assert one.coach_id != next_one.coach_id or one.ends_at <= next_one.starts_at
