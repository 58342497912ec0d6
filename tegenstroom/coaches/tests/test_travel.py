"""The road: told afterwards, paid beside the allowance, within what the law lets."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from tegenstroom.base.figures import NoFigureError
from tegenstroom.base.models import Figure
from tegenstroom.billing.actions import ledger, payruns
from tegenstroom.billing.models import Due
from tegenstroom.billing.tests.factories import account
from tegenstroom.coaches.actions import ceilings, travel
from tegenstroom.coaches.actions.money_year import roads_to_tell, roads_told, year_of_coach
from tegenstroom.coaches.models import Assignment, Travel
from tegenstroom.coaches.rules.assignments import RefusedError, State
from tegenstroom.coaches.rules.profiles import Terms
from tegenstroom.coaches.rules.travel import Mode, Trip
from tegenstroom.coaches.tests.factories import AssignmentFactory, at, coach
from tegenstroom.coaches.tests.test_question_pages import desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

DAY = date(2026, 3, 20)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(at(date(2026, 4, 1), 9), tick=False):
        yield


def gave(day: date = DAY, **values: Any) -> Assignment:
    values.setdefault("coach", None)
    values["coach"] = values["coach"] or coach()
    return AssignmentFactory(day=day, state=State.DONE, **values)


def tell(assignment: Assignment, mode: Mode, **values: Any) -> Travel:
    numbers = {name: Decimal(value) for name, value in values.items()}
    return travel.tell(assignment=assignment, mode=mode, by=assignment.coach, **numbers)


def amount(assignment: Assignment) -> Decimal:
    return sum((due.amount for due in Due.objects.standing().filter(person=assignment.coach)), Decimal(0))


def a_hundred_km(day: date) -> Decimal:
    """What the car is paid for it on that day."""
    return travel.comes_to(gave(day), Trip(Mode.CAR, Decimal(100)))


def test_by_car_each_kilometre_is_paid_at_the_rate_of_july_and_weighs_on_no_ceiling() -> None:
    road = gave()
    tell(road, Mode.CAR, km="36.5")
    assert amount(road) == Decimal("16.24")
    assert ceilings.room_on(road.coach, DAY) == Decimal("44.02")
    year = year_of_coach(road.coach, 2026)
    assert (year.travel, year.earned) == (Decimal("16.24"), 0)


def test_the_rate_of_the_quarter_counts_where_the_network_chose_so() -> None:
    Figure.objects.filter(key="coaches.car_yearly").update(value=0)
    assert a_hundred_km(date(2025, 12, 31)) == Decimal("43.12")
    assert a_hundred_km(date(2026, 1, 1)) == Decimal("43.21")
    with pytest.raises(NoFigureError, match="1 april 2026"):
        a_hundred_km(date(2026, 4, 1))


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2023, 6, 30), "42.46"),
        (date(2023, 7, 1), "42.80"),
        (date(2024, 6, 30), "42.80"),
        (date(2024, 7, 1), "44.15"),
        (date(2026, 6, 30), "44.49"),
    ],
)
def test_choosing_the_year_binds_from_july_to_june(day: date, amount: str) -> None:
    assert a_hundred_km(day) == Decimal(amount)


def test_a_ticket_is_paid_as_it_was_and_a_ride_makes_no_due() -> None:
    train, ride = gave(), gave()
    tell(train, Mode.PUBLIC, cost="6.80")
    tell(ride, Mode.NONE)
    assert (amount(train), amount(ride)) == (Decimal("6.80"), 0)
    kept = Travel.objects.get(assignment=ride)
    assert (kept.due, kept.waits) == (None, False)


def test_the_price_of_a_ticket_is_kept_as_she_told_it_also_where_the_cap_pays_less() -> None:
    her = coach()
    for day in (date(2026, 1, 9), date(2026, 1, 16)):
        tell(gave(day, coach=her), Mode.CAR, km="999.9")
    train = tell(gave(coach=her), Mode.PUBLIC, cost="6.80")
    assert train.due is not None
    assert (train.cost, train.km, train.due.amount) == (Decimal("6.80"), 0, Decimal("0.08"))


def test_told_again_it_replaces_and_twice_the_same_is_once() -> None:
    road = gave()
    tell(road, Mode.CAR, km="36.5")
    tell(road, Mode.BICYCLE, km="10")
    tell(road, Mode.BICYCLE, km="10")
    assert amount(road) == Decimal("3.70")
    assert Due.objects.count() == 2
    assert ledger.check() == []


def test_once_in_a_pay_run_it_stands() -> None:
    road = gave()
    account(road.coach)
    tell(road, Mode.CAR, km="10")
    payruns.make(pay_on=DAY, once_key="een", by=road.coach)
    tell(road, Mode.CAR, km="10")
    with pytest.raises(RefusedError):
        tell(road, Mode.CAR, km="20")
    assert amount(road) == Decimal("4.45")
    assert roads_told(road.coach, 2026) == []


def test_what_she_told_of_other_roads_in_the_year_counts_against_the_cap() -> None:
    her = coach()
    for day, km in ((date(2026, 1, 9), "999.9"), (date(2026, 1, 16), "999.9"), (date(2025, 12, 1), "900")):
        tell(gave(day, coach=her), Mode.CAR, km=km)
    last = tell(gave(coach=her), Mode.CAR, km="50")
    assert last.due is not None
    assert last.due.amount == Decimal("0.08")
    assert year_of_coach(her, 2026).travel == Decimal("889.80")


def test_the_road_is_told_after_it_began_by_who_was_there_and_is_a_volunteer() -> None:
    to_come = AssignmentFactory(coach=coach(), state=State.YES, day=date(2026, 4, 2))
    off = AssignmentFactory(coach=coach(), state=State.CALLED_OFF, day=DAY)
    employed = gave(coach=coach(terms=Terms.PAID))
    for row in (to_come, off, employed):
        with pytest.raises(RefusedError):
            tell(row, Mode.CAR, km="10")
    for row in (to_come, off, employed):
        assert roads_to_tell(row.coach, 2026) == []


def test_the_page_of_a_year_asks_for_the_roads_of_that_year_only() -> None:
    her = coach()
    old, new = gave(date(2025, 12, 1), coach=her), gave(coach=her)
    assert roads_to_tell(her, 2025) == [old]
    assert roads_to_tell(her, 2026) == [new]


def test_where_the_road_is_part_of_the_allowance_nothing_is_asked() -> None:
    Figure.objects.filter(key="coaches.travel_on_top").update(value=0)
    with pytest.raises(RefusedError):
        tell(gave(), Mode.CAR, km="10")


def test_new_year_is_a_new_cap_in_our_own_time_zone() -> None:
    her = coach()
    with time_machine.travel(datetime(2026, 6, 1, tzinfo=at(DAY, 1).tzinfo)):
        tell(gave(date(2025, 12, 31), coach=her), Mode.CAR, km="999.9")
        early = AssignmentFactory(
            coach=her, state=State.DONE, starts_at=at(date(2026, 1, 1), 0, 30), ends_at=at(date(2026, 1, 1), 2)
        )
        assert travel.comes_to(early, Trip(Mode.CAR, Decimal("999.9"))) == Decimal("444.86")


class TestByPhone:
    def test_who_has_no_page_tells_the_desk_and_is_paid_the_same(self) -> None:
        asked, office = gave(), desk()
        here = reverse("coaches:desk_assignment_road", args=[asked.pk])
        assert here in office.get(reverse("coaches:desk_assignment", args=[asked.pk])).text
        answer = office.post(here, {"mode": "car", "km": "24,5", "cost": ""}, follow=True)
        assert "Met de auto, 24,5 kilometer: €\xa010,90." in answer.text
        alike = gave()
        tell(alike, Mode.CAR, km="24.5")
        assert amount(asked) == amount(alike) > 0

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"mode": "car"}, "meer dan nul"),
            ({"mode": "public", "km": "12"}, "meer dan nul"),
            ({"mode": "bicycle", "km": "veel"}, "geen getal"),
            ({"mode": ""}, "nog leeg"),
        ],
    )
    def test_what_misses_is_said_at_its_field(self, typed: dict[str, str], said: str) -> None:
        asked = gave()
        found = desk().post(reverse("coaches:desk_assignment_road", args=[asked.pk]), typed)
        assert said in found.text
        assert not Travel.objects.exists()

    def test_what_was_not_given_has_no_road(self) -> None:
        asked, office = gave(), desk()
        Assignment.objects.filter(pk=asked.pk).update(state=State.NO)
        here = reverse("coaches:desk_assignment_road", args=[asked.pk])
        assert here not in office.get(reverse("coaches:desk_assignment", args=[asked.pk])).text
        assert "Dit kan niet (meer)" in office.post(here, {"mode": "none"}).text

    def test_before_she_says_yes_she_hears_what_it_brings_and_what_the_law_says(self) -> None:
        asked = AssignmentFactory(coach=coach(), day=date(2026, 5, 20), state=State.ASKED)
        found = desk().get(reverse("coaches:desk_assignment", args=[asked.pk])).text
        for said in (
            "Zeg haar eerst wat ze krijgt.",
            "Dat is €\xa040,00, rond",
            "€\xa044,02 per dag",
            "€\xa01.760,83",
        ):
            assert said in found
