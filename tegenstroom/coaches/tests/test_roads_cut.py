"""When the road of her year is used up: she reads it before, hears it after, and finds it in her year."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from tegenstroom.accounts.models import Person
from tegenstroom.billing.actions import ledger
from tegenstroom.coaches.actions import travel
from tegenstroom.coaches.actions.money_year import year_of_coach
from tegenstroom.coaches.models import Assignment, Travel
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.rules.travel import Mode
from tegenstroom.coaches.tests.factories import AssignmentFactory, at, coach
from tegenstroom.coaches.tests.test_question_pages import desk, of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(at(date(2026, 4, 1), 9), tick=False):
        yield


def gave(her: Person, day: date = date(2026, 3, 20)) -> Assignment:
    return AssignmentFactory(day=day, state=State.DONE, coach=her)


def drove(her: Person, *, km: str) -> None:
    came = gave(her, date(2026, 1, 9))
    travel.tell(assignment=came, mode=Mode.CAR, km=Decimal(km), by=her)


def by(came: Assignment, way: str) -> str:
    return reverse("coaches:road_with", args=[came.pk, way])


def test_before_she_sends_she_reads_what_is_left_for_the_road_this_year() -> None:
    her = coach()
    drove(her, km="1990")
    came = gave(her)
    page = of(her).get(by(came, "auto")).text
    assert "nog €\xa04,45 krijgen" in page
    assert "Het is op." not in page
    # By bicycle as many kilometres are left, at their own rate.
    assert "nog €\xa03,70 krijgen" in of(her).get(by(came, "fiets")).text


def test_an_honest_ticket_that_is_not_paid_any_more_is_said_and_stays_in_her_year() -> None:
    her = coach()
    drove(her, km="2000")
    came, client = gave(her), of(her)
    assert "Het is op. Je mag het toch zeggen." in client.get(by(came, "openbaar-vervoer")).text
    found = client.post(by(came, "openbaar-vervoer"), {"answer": "6,80"}, follow=True).text
    assert "Je krijgt €\xa00,00 voor deze dag. €\xa06,80 kunnen we niet betalen." in found
    assert "Meer mag dit jaar niet van de wet." in found
    later = client.get(reverse("coaches:money")).text
    assert "€\xa06,80 mag niet meer." in later
    told = desk().get(reverse("coaches:desk_assignment", args=[came.pk])).text
    assert "€\xa06,80 mag niet meer van de wet" in told
    assert ledger.check() == []


def test_a_road_that_is_paid_in_part_says_which_part() -> None:
    her = coach()
    drove(her, km="1990")
    of(her).post(by(gave(her), "auto"), {"answer": "30"})
    [row] = year_of_coach(her, 2026).cut
    assert row.due is not None
    assert (row.due.amount, row.cut) == (Decimal("4.45"), Decimal("8.90"))


def test_a_slip_that_she_mends_gives_the_other_days_their_money_back() -> None:
    her = coach()
    slip = gave(her, date(2026, 1, 9))
    travel.tell(assignment=slip, mode=Mode.CAR, km=Decimal("1995"), by=her)
    partly, nothing = gave(her, date(2026, 2, 6)), gave(her)
    travel.tell(assignment=partly, mode=Mode.CAR, km=Decimal(30), by=her)
    travel.tell(assignment=nothing, mode=Mode.PUBLIC, cost=Decimal("6.80"), by=her)
    assert [row.cut for row in year_of_coach(her, 2026).cut] == [Decimal("6.80"), Decimal("11.13")]
    travel.tell(assignment=slip, mode=Mode.CAR, km=Decimal("19.5"), by=her)
    year = year_of_coach(her, 2026)
    assert (year.cut, year.travel) == ([], Decimal("8.68") + Decimal("13.35") + Decimal("6.80"))
    assert ledger.check() == []


def test_where_the_year_leaves_room_nothing_is_cut() -> None:
    her = coach()
    found = of(her).post(by(gave(her), "auto"), {"answer": "30"}, follow=True).text
    assert Travel.objects.get().cut == 0
    assert "niet van de wet" not in found
