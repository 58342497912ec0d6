"""A road that passes what is usual: asked once more, and looked at by the desk before it is money."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pypdf
import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent, Figure
from tegenstroom.billing.actions import ledger, payruns
from tegenstroom.billing.models import Due
from tegenstroom.billing.tests.factories import account
from tegenstroom.coaches.actions import late_pay, travel
from tegenstroom.coaches.actions.money_year import year_of_coach
from tegenstroom.coaches.models import Assignment, Travel
from tegenstroom.coaches.papers.money import year_pdf
from tegenstroom.coaches.rules.assignments import RefusedError, State
from tegenstroom.coaches.rules.late_pay import InTheWay
from tegenstroom.coaches.rules.travel import Mode
from tegenstroom.coaches.tests.factories import AssignmentFactory, at, coach
from tegenstroom.coaches.tests.test_question_pages import desk, of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

DAY = date(2026, 3, 20)
ASKED = "Is dat juist: 9.000 kilometer?"


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(at(date(2026, 4, 1), 9), tick=False):
        yield


@pytest.fixture
def road() -> Assignment:
    came = AssignmentFactory(day=DAY, state=State.DONE, coach=coach())
    account(came.coach)
    return came


def by_car(road: Assignment) -> str:
    return reverse("coaches:road_with", args=[road.pk, "auto"])


def tell(road: Assignment, km: str, by: Any = None) -> Travel:
    return travel.tell(assignment=road, mode=Mode.CAR, km=Decimal(km), by=by or road.coach)


def payable() -> Decimal:
    return payruns.plan(list(Due.objects.unpaid())).total


def test_a_slip_of_the_finger_is_asked_once_more_and_what_she_typed_stays(road: Assignment) -> None:
    her = of(road.coach)
    asked = her.post(by_car(road), {"answer": "9000"})
    assert ASKED in asked.text
    assert not Travel.objects.exists()
    again = her.post(by_car(road), {"answer": "9000", "change": "1"})
    assert 'value="9000"' in again.text
    assert not Travel.objects.exists()
    her.post(by_car(road), {"answer": "90"})
    assert Travel.objects.get().km == 90


def test_her_yes_holds_for_the_number_that_she_read_and_for_no_other(road: Assignment) -> None:
    her = of(road.coach)
    assert "Is dat juist" in her.post(by_car(road), {"answer": "9000", "sure": "340"}).text
    assert not Travel.objects.exists()


def test_what_she_confirms_waits_for_the_desk_and_is_paid_after_its_yes(road: Assignment) -> None:
    answer = of(road.coach).post(by_car(road), {"answer": "340", "sure": "340"}, follow=True).text
    assert "Iemand van ons kijkt dit nog na" in answer
    assert "we kijken dit nog na" in answer
    assert payable() == 0
    office = desk()
    runs = office.get(reverse("billing:desk_runs")).text
    here = reverse("coaches:desk_assignment", args=[road.pk])
    assert "340 kilometer" in runs
    assert f'href="{here}#reis"' in runs
    page = office.get(here).text
    assert "340 kilometer: €\xa0151,27" in page
    assert "Kijk na" in page
    year = year_of_coach(road.coach, DAY.year)
    assert (year.to_be_paid, year.looked_at) == (0, Decimal("151.27"))
    hers = of(road.coach).get(reverse("coaches:money_year", args=[DAY.year]))
    assertContains(hers, "<dt>Kijken we nog na</dt><dd><strong>€\xa0151,27</strong></dd>", html=True)
    at_desk = office.get(reverse("coaches:desk_money_year", args=[road.coach_id, DAY.year]))
    assertContains(at_desk, "<dt>Wacht tot je het nakeek</dt><dd>€\xa0151,27</dd>", html=True)
    on_paper = "\n".join(
        sheet.extract_text() for sheet in pypdf.PdfReader(BytesIO(year_pdf(road.coach, year))).pages
    )
    assert "Daarvan kijken we nog na" in on_paper
    right = reverse("coaches:desk_assignment_road_right", args=[road.pk])
    seen = {"said_at": Travel.objects.get().said_at}
    assert "Nagekeken." in office.post(right, seen, follow=True).text
    office.post(right, seen)
    assert payable() == Decimal("151.27")
    year = year_of_coach(road.coach, DAY.year)
    assert (year.to_be_paid, year.looked_at) == (Decimal("151.27"), 0)
    assert AuditEvent.objects.filter(verb="coaches.let_through_travel").count() == 1
    assert ledger.check() == []


def test_dear_tickets_are_asked_once_more_too(road: Assignment) -> None:
    here = reverse("coaches:road_with", args=[road.pk, "openbaar-vervoer"])
    her = of(road.coach)
    assert "Is dat juist: €\xa0680,00?" in her.post(here, {"answer": "680"}).text
    her.post(here, {"answer": "680", "sure": "680"})
    assert (Travel.objects.get().to_look_at, payable()) == (True, 0)


def test_told_otherwise_after_the_yes_it_is_looked_at_anew_and_the_same_is_not(road: Assignment) -> None:
    first = tell(road, "340")
    travel.let_through(assignment=road, said_at=first.said_at, by=PersonFactory())
    assert not tell(road, "340").to_look_at
    assert tell(road, "350").to_look_at
    assert not tell(road, "35").to_look_at


def test_the_yes_of_the_desk_holds_for_what_it_read(road: Assignment) -> None:
    read = tell(road, "340").said_at
    with time_machine.travel(at(date(2026, 4, 1), 10)):
        tell(road, "900")
    with pytest.raises(RefusedError):
        travel.let_through(assignment=road, said_at=read, by=PersonFactory())
    assert payable() == 0


def test_nobody_says_yes_to_her_own_road(road: Assignment) -> None:
    hers = tell(road, "340")
    with pytest.raises(RefusedError):
        travel.let_through(assignment=road, said_at=hers.said_at, by=road.coach)
    assert payable() == 0


def test_by_phone_the_desk_is_asked_once_more_and_its_yes_is_the_yes(road: Assignment) -> None:
    here, office = reverse("coaches:desk_assignment_road", args=[road.pk]), desk()
    typed = {"mode": "car", "km": "9000"}
    found = office.post(here, typed).text
    assert ASKED in found
    assert 'value="9000"' in found
    assert not Travel.objects.exists()
    office.post(here, {"mode": "car", "km": "340", "sure": "340"})
    assert payable() == Decimal("151.27")


def test_the_desk_that_hears_the_same_by_phone_says_yes_to_it(road: Assignment) -> None:
    tell(road, "340")
    assert not tell(road, "340", by=PersonFactory()).to_look_at
    assert Due.objects.count() == 1


def test_the_number_of_that_day_counts_and_without_one_nothing_is_asked(road: Assignment) -> None:
    Figure.objects.create(key="coaches.usual_km", valid_from=date(2026, 3, 1), value=40, source="een test")
    assert tell(road, "41").to_look_at
    Figure.objects.filter(key="coaches.usual_km").delete()
    assert not tell(road, "42").to_look_at


def test_a_road_at_which_nobody_looks_becomes_late_and_the_desk_reads_why(road: Assignment) -> None:
    tell(road, "340")
    with time_machine.travel(at(date(2026, 5, 2), 9)):
        [late] = late_pay.everyone()
        assert late.in_the_way is InTheWay.TO_LOOK_AT
        page = desk().get(reverse("coaches:desk_money", args=[road.coach.pk])).text
        assert "nog niet nagekeken" in page
