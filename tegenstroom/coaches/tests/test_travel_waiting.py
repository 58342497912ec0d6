"""A road of which a number is not known yet: kept as told, named at the desk, worked out once the number comes."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from tegenstroom.base.models import AuditEvent, Figure
from tegenstroom.billing.actions import ledger, payruns
from tegenstroom.billing.models import Due
from tegenstroom.billing.tests.factories import account
from tegenstroom.coaches.actions import travel, travel_waiting
from tegenstroom.coaches.actions.money_year import roads_to_tell, year_of_coach, years_of_coach
from tegenstroom.coaches.clockwork import work_out_roads
from tegenstroom.coaches.models import Assignment, Travel
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.rules.travel import Mode
from tegenstroom.coaches.tests.factories import AssignmentFactory, at, coach
from tegenstroom.coaches.tests.test_question_pages import desk, of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

# The rate by car of July 2026 to June 2027 is not known; that by bicycle and of the spring before is.
DAY, SPRING = date(2026, 7, 3), date(2026, 6, 5)
WAITS = "We weten het bedrag per kilometer nog niet. We rekenen het uit zodra het er is. Je hoeft niets te doen."
JULY = "coaches.car_by_year"


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(at(date(2026, 8, 1), 9), tick=False):
        yield


def gave(day: date = DAY, **values: Any) -> Assignment:
    values.setdefault("coach", None)
    values["coach"] = values["coach"] or coach()
    return AssignmentFactory(day=day, state=State.DONE, **values)


def tell(assignment: Assignment, mode: Mode, **values: Any) -> Travel:
    numbers = {name: Decimal(value) for name, value in values.items()}
    return travel.tell(assignment=assignment, mode=mode, by=assignment.coach, **numbers)


def the_rate_comes(rate: str = "0.50", key: str = JULY, since: date = date(2026, 7, 1)) -> None:
    Figure.objects.create(key=key, valid_from=since, value=Decimal(rate), source="een test")


def paid(travel: Travel) -> Decimal:
    travel.refresh_from_db()
    assert not travel.waits
    return travel.due.amount if travel.due else Decimal(0)


TOLD = [(Mode.CAR, {"km": "24"}), (Mode.BICYCLE, {"km": "24"}), (Mode.PUBLIC, {"cost": "6.80"})]


@pytest.mark.parametrize(("mode", "said"), TOLD)
def test_what_she_tells_is_kept_though_no_rate_is_known_and_nothing_is_guessed(
    mode: Mode, said: dict[str, str]
) -> None:
    road = gave()
    kept = tell(road, mode, **said)
    assert kept.waits
    assert {"km": kept.km, "cost": kept.cost} == {"km": 0, "cost": 0} | {k: Decimal(v) for k, v in said.items()}
    assert not Due.objects.exists()
    assert roads_to_tell(road.coach, road.starts_at.year) == []
    assert AuditEvent.objects.filter(verb="coaches.travel").count() == 1


@pytest.mark.parametrize(("mode", "said", "amount"), [(*TOLD[0], "12.00"), (*TOLD[1], "8.88"), (*TOLD[2], "6.80")])
def test_once_the_rate_is_there_the_clock_works_it_out_once(mode: Mode, said: dict[str, str], amount: str) -> None:
    kept = tell(gave(), mode, **said)
    work_out_roads(timezone.now())
    kept.refresh_from_db()
    assert kept.waits
    the_rate_comes()
    for _ in range(2):
        work_out_roads(timezone.now())
        assert paid(kept) == Decimal(amount)
    [due] = Due.objects.all()
    assert (due.day, due.kind) == (DAY, "travel")
    [act] = AuditEvent.objects.filter(verb="coaches.work_out_travel")
    assert act.actor is None
    assert ledger.check() == []


def test_without_costs_there_is_nothing_to_wait_for() -> None:
    assert not tell(gave(), Mode.NONE).waits


def test_while_it_waits_she_may_tell_it_otherwise_and_the_last_word_is_paid() -> None:
    road = gave()
    tell(road, Mode.CAR, km="24")
    tell(road, Mode.CAR, km="24")
    last = tell(road, Mode.PUBLIC, cost="6.80")
    assert AuditEvent.objects.filter(verb="coaches.travel").count() == 2
    the_rate_comes()
    assert travel_waiting.work_out_waiting() == 1
    assert (paid(last), last.km) == (Decimal("6.80"), 0)


def test_she_who_says_afterwards_that_it_cost_nothing_is_paid_nothing() -> None:
    road = gave()
    tell(road, Mode.CAR, km="24")
    tell(road, Mode.NONE)
    the_rate_comes()
    assert travel_waiting.work_out_waiting() == 0
    assert not Due.objects.exists()


def test_told_again_after_the_rate_came_it_does_not_wait_for_the_clock() -> None:
    road = gave()
    tell(road, Mode.CAR, km="24")
    the_rate_comes()
    assert paid(tell(road, Mode.CAR, km="24")) == 12
    assert travel_waiting.work_out_waiting() == 0
    assert Due.objects.count() == 1


def test_a_bicycle_waits_for_the_rate_of_its_own_year_too() -> None:
    with time_machine.travel(at(date(2027, 2, 1), 9)):
        road = tell(gave(date(2027, 1, 8)), Mode.BICYCLE, km="10")
        lacking = travel_waiting.lacks(travel_waiting.waiting())
        assert [(lack.number.key, lack.since, lack.coaches) for lack in lacking] == [
            (JULY, date(2026, 7, 1), 1),
            ("coaches.bicycle", date(2027, 1, 1), 1),
        ]
        the_rate_comes()
        assert travel_waiting.work_out_waiting() == 0
        the_rate_comes("0.38", "coaches.bicycle", date(2027, 1, 1))
        assert travel_waiting.work_out_waiting() == 1
        assert paid(road) == Decimal("3.80")


def test_not_even_chosen_between_year_and_quarter_the_choice_is_what_misses() -> None:
    Figure.objects.filter(key="coaches.car_yearly", valid_from=date(2026, 7, 1)).delete()
    tell(gave(), Mode.CAR, km="10")
    [lack] = travel_waiting.lacks(travel_waiting.waiting())
    assert (lack.number.key, lack.since) == ("coaches.car_yearly", date(2026, 7, 1))


def test_by_quarter_the_number_of_that_quarter_is_what_misses() -> None:
    Figure.objects.filter(key="coaches.car_yearly").update(value=0)
    road = tell(gave(), Mode.CAR, km="10")
    [lack] = travel_waiting.lacks(travel_waiting.waiting())
    assert (lack.number.key, lack.since) == ("coaches.car_by_quarter", date(2026, 7, 1))
    the_rate_comes("0.43", "coaches.car_by_quarter")
    travel_waiting.work_out_waiting()
    assert paid(road) == Decimal("4.30")


def test_what_waits_takes_no_room_from_what_can_be_paid_and_gets_what_is_left() -> None:
    her = coach()
    waits = [tell(gave(date(2026, 7, day), coach=her), Mode.CAR, km="999.9") for day in (3, 10)]
    assert paid(tell(gave(SPRING, coach=her), Mode.CAR, km="999.9")) == Decimal("444.86")
    the_rate_comes("0.4449")
    assert travel_waiting.work_out_waiting() == 2
    # 2,000 km a year, to the cent; the first day takes its room first.
    assert [paid(row) for row in waits] == [Decimal("444.86"), Decimal("0.08")]
    assert year_of_coach(her, 2026).travel == Decimal("889.80")


def test_a_road_for_which_the_year_leaves_nothing_waits_no_longer_and_owes_nothing() -> None:
    her = coach()
    tell(gave(date(2026, 5, 8), coach=her), Mode.CAR, km="999.9")
    tell(gave(SPRING, coach=her), Mode.CAR, km="1000.1")
    last = tell(gave(coach=her), Mode.CAR, km="10")
    the_rate_comes()
    assert travel_waiting.work_out_waiting() == 1
    assert paid(last) == 0


def test_a_road_that_waits_owes_nothing_says_the_database_too() -> None:
    road = gave(SPRING)
    kept = tell(road, Mode.CAR, km="10")
    with pytest.raises(IntegrityError), transaction.atomic():
        Travel.objects.filter(pk=kept.pk).update(waits=True)


def test_once_worked_out_it_is_paid_with_the_next_run() -> None:
    road = gave()
    account(road.coach)
    tell(road, Mode.PUBLIC, cost="6.80")
    the_rate_comes()
    travel_waiting.work_out_waiting()
    run = payruns.make(pay_on=date(2026, 8, 25), once_key="een", by=road.coach)
    [payout] = run.payouts.all()
    assert payout.amount == Decimal("6.80")


def test_on_her_page_a_bus_ticket_is_told_and_she_reads_that_she_need_do_nothing() -> None:
    road = gave()
    client = of(road.coach)
    here = reverse("coaches:road_with", args=[road.pk, "openbaar-vervoer"])
    found = client.post(here, {"answer": "6,80"}, follow=True).text
    assert "We weten het. Dank je wel." in found
    # Said at once, and for as long as it waits.
    assert found.count(WAITS) == 2
    found = client.get(reverse("coaches:money")).text
    assert found.count(WAITS) == 1
    for said in ("vrijdag 3 juli: met bus, tram of trein, €\xa06,80", "Ook voor een ticket", "Ik verander dit"):
        assert said in found
    the_rate_comes()
    travel_waiting.work_out_waiting()
    found = client.get(reverse("coaches:money")).text
    assert WAITS not in found
    assert "€\xa06,80" in found


def test_with_a_known_rate_nothing_is_said_of_waiting() -> None:
    road = gave(SPRING)
    client = of(road.coach)
    client.post(reverse("coaches:road_with", args=[road.pk, "auto"]), {"answer": "24,5"})
    assert WAITS not in client.get(reverse("coaches:money")).text


def test_kilometres_that_wait_stand_there_as_she_told_them() -> None:
    road = gave()
    client = of(road.coach)
    client.post(reverse("coaches:road_with", args=[road.pk, "auto"]), {"answer": "24,5"})
    found = client.get(reverse("coaches:money")).text
    assert "met de auto, 24,5 kilometer" in found
    assert "Ook voor een ticket" not in found


def test_in_the_new_year_the_road_of_last_year_is_still_there_to_be_seen() -> None:
    road = gave()
    with time_machine.travel(at(date(2027, 1, 8), 9)):
        tell(road, Mode.CAR, km="10")
        assert years_of_coach(road.coach) == [2027, 2026]
        assert WAITS in of(road.coach).get(reverse("coaches:money_year", args=[2026])).text


def test_the_desk_reads_which_number_misses_from_when_and_for_how_many_with_a_link_to_it() -> None:
    her = gave()
    tell(her, Mode.CAR, km="10")
    tell(gave(date(2026, 7, 10), coach=her.coach), Mode.PUBLIC, cost="6.80")
    tell(gave(date(2026, 7, 17)), Mode.CAR, km="10")
    office = desk()
    listed = office.get(reverse("coaches:desk_coaches")).text
    for said in (
        "Bedrag per kilometer ontbreekt voor:",
        "vanaf woensdag 1 juli",
        "2 coaches wachten",
        reverse("front:figure", args=[JULY]),
        reverse("front:figures"),
    ):
        assert said in listed
    page = office.get(reverse("coaches:desk_money", args=[her.coach_id])).text
    assert "1 coach wacht" in page
    assert her.title in page
    the_rate_comes()
    travel_waiting.work_out_waiting()
    for name, keys in (("desk_coaches", []), ("desk_money", [her.coach_id])):
        assert "per kilometer" not in office.get(reverse(f"coaches:{name}", args=keys)).text


def test_the_number_that_the_desk_enters_for_the_past_works_it_out_at_once() -> None:
    kept = tell(gave(), Mode.CAR, km="24")
    typed = {"value": "0,4500", "valid_from": "2026-07-01", "source": "Omzendbrief van juli 2026"}
    found = desk().post(reverse("front:figure", args=[JULY]), typed)
    assert found.status_code == 302
    assert paid(kept) == Decimal("10.80")


def test_many_roads_ask_the_database_as_much_as_one(django_assert_num_queries: Any) -> None:
    for day in range(1, 8):
        tell(gave(date(2026, 7, day)), Mode.BICYCLE, km="10")
    rows = list(travel_waiting.waiting())
    with django_assert_num_queries(5):
        assert travel_waiting.lacks(rows)[0].coaches == 7
    with django_assert_num_queries(0):
        assert travel_waiting.lacks([]) == []
