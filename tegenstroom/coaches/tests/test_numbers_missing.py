"""The desk reads in time which number will miss, and a number of an earlier period is never shown as today's."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from tegenstroom.base.models import Figure
from tegenstroom.coaches.actions.numbers import AHEAD, missing
from tegenstroom.coaches.tests.factories import at, know
from tegenstroom.coaches.tests.test_question_pages import desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

JULY = date(2026, 7, 1)


def told(today: date) -> list[tuple[str, date, bool]]:
    return [(row.number.key, row.since, row.begun) for row in missing(today)]


def test_before_a_period_begins_its_number_is_asked_for_and_not_earlier() -> None:
    know(2026)
    Figure.objects.filter(key="coaches.car_by_year", valid_from=JULY).delete()
    assert told(JULY - AHEAD - date.resolution) == []
    assert told(JULY - AHEAD) == [("coaches.car_by_year", JULY, False)]
    assert told(JULY) == [("coaches.car_by_year", JULY, True)]
    know(2026, car="0.45")
    assert told(JULY) == []


def test_of_the_rates_by_car_only_the_chosen_one_is_asked_for_and_the_choice_itself_before_both() -> None:
    know(2026)
    Figure.objects.filter(key__startswith="coaches.car_by", valid_from=JULY).delete()
    Figure.objects.filter(key="coaches.car_yearly", valid_from=JULY).update(value=0)
    assert told(JULY) == [("coaches.car_by_quarter", JULY, True)]
    Figure.objects.filter(key="coaches.car_yearly", valid_from=JULY).delete()
    assert told(JULY) == [("coaches.car_yearly", JULY, True)]


def test_at_the_end_of_the_year_the_ceilings_and_the_bicycle_of_the_next_are_asked_for() -> None:
    know(2026)
    january = date(2027, 1, 1)
    keys = ("coaches.bicycle", "coaches.day_ceiling", "coaches.year_ceiling")
    assert told(date(2026, 12, 1)) == [(key, january, False) for key in keys]
    assert [row.is_ceiling for row in missing(date(2026, 12, 1))] == [False, True, True]


def test_the_desk_reads_it_on_its_first_page_and_among_the_numbers_with_what_waits() -> None:
    know(2026, car="0.4711")
    Figure.objects.filter(key="coaches.car_by_year", valid_from=JULY).delete()
    with time_machine.travel(at(date(2026, 6, 20), 10), tick=False):
        office = desk()
        assert "1 getal ontbreekt of is binnenkort nodig." in office.get(reverse("training:desk")).text
        page = office.get(reverse("front:figures")).text
        for said in ("vanaf woensdag 1 juli", "zonder dit getal wacht wie vertelt hoe ze kwam", "0,4449"):
            assert said in page
    with time_machine.travel(at(date(2026, 7, 2), 10), tick=False):
        office = desk()
        page = office.get(reverse("front:figures")).text
        assert "wacht nu op dit getal" in page
        # The rate of the year before is not today's.
        assert "0,4449" not in page
        Figure.objects.create(key="coaches.car_by_year", valid_from=JULY, value=Decimal("0.46"), source="een test")
        assert "ontbreekt" not in office.get(reverse("training:desk")).text
        assert "ontbreken" not in office.get(reverse("front:figures")).text
