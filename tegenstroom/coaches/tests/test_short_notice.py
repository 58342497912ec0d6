"""Whoever is asked late reads that no is fine; whoever asks late reads that it is late. Nothing is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from tegenstroom.base.models import Figure
from tegenstroom.base.tests.helpers import letters_to
from tegenstroom.coaches.actions import assignments
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.assignments import is_short_notice
from tegenstroom.coaches.tests.factories import coach
from tegenstroom.coaches.tests.test_assignments import DAY, TODAY, ask, move

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

LATE, NO_IS_FINE = "We vragen het laat.", "Nee zeggen is ook goed."
SHORT = "Dit is kort dag voor een coach."
SOON, IN_TIME = TODAY.date() + timedelta(days=2), TODAY.date() + timedelta(days=3)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.mark.parametrize(("ahead", "short"), [(0, True), (2, True), (3, False), (30, False)])
def test_three_days_beforehand_is_in_time(ahead: int, short: bool) -> None:
    today = date(2026, 12, 30)
    assert is_short_notice(today + timedelta(days=ahead), today=today, least=3) is short


def letter_about(asked: Assignment) -> str:
    return letters_to(asked.coach.email)[-1].body


@pytest.mark.parametrize(("day", "late"), [(SOON, True), (IN_TIME, False)])
def test_her_letter_says_that_it_is_late_and_that_no_is_fine(day: date, late: bool) -> None:
    said = letter_about(ask(coach(), day))
    assert (LATE in said) is (NO_IS_FINE in said) is late


def test_one_late_moment_among_several_is_enough() -> None:
    who = coach()
    with assignments.in_one_letter():
        ask(who, DAY)
        asked = ask(who, SOON)
    assert LATE in letter_about(asked)


def test_moved_to_soon_it_is_late_too() -> None:
    asked = ask(coach(), DAY)
    assert LATE not in letter_about(asked)
    move(asked, SOON)
    assert LATE in letter_about(asked)


@pytest.mark.parametrize("days", [2, None])
def test_the_network_says_what_is_late_and_without_a_number_nothing_is(days: int | None) -> None:
    numbers = Figure.objects.filter(key="coaches.ask_days")
    numbers.delete() if days is None else numbers.update(value=days)
    assert LATE not in letter_about(ask(coach(), SOON))
