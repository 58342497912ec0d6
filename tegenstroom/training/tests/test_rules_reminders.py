from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tegenstroom.base.hours import letters_may_go
from tegenstroom.training.rules.reminders import (
    afterwards_is_due,
    practical_is_due,
    reminder_is_due,
)

DAY = date(2027, 1, 4)
BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.mark.parametrize(("before", "due"), [(8, False), (7, True), (1, True), (0, False), (-1, False)])
def test_a_reminder_comes_in_the_week_before_also_over_new_year(before: int, due: bool) -> None:
    assert reminder_is_due(DAY, today=DAY - timedelta(days=before), days=7) is due


@pytest.mark.parametrize(("before", "due"), [(22, False), (21, True), (8, True), (7, False), (0, False)])
def test_the_practical_letter_leaves_the_last_week_to_the_reminder(before: int, due: bool) -> None:
    assert practical_is_due(DAY, today=DAY - timedelta(days=before), days=21, reminder_days=7) is due


@pytest.mark.parametrize(("after", "due"), [(0, False), (1, True), (7, True), (8, False)])
def test_thanks_come_the_day_after_and_not_weeks_later(after: int, due: bool) -> None:
    assert afterwards_is_due(DAY, today=DAY + timedelta(days=after)) is due


@pytest.mark.parametrize(("hour", "goes"), [(3, False), (8, False), (9, True), (19, True), (20, False)])
def test_nobody_is_woken_by_a_letter(hour: int, goes: bool) -> None:
    assert letters_may_go(datetime(2026, 12, 10, hour, tzinfo=BRUSSELS)) is goes
