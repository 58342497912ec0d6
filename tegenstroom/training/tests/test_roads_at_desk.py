"""A road so far, or so dear, that the desk must look first: a task until someone did, wherever its tasks stand."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.coaches.models import Assignment, Travel
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.rules.travel import Mode
from tegenstroom.coaches.tests.factories import AssignmentFactory, coach
from tegenstroom.training import desk
from tegenstroom.training.models import CoachMoment, Edition
from tegenstroom.training.rules.desk import Thing
from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.tests.factories import EditionFactory, gives
from tegenstroom.training.tests.groups import logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_years")]


@pytest.fixture(autouse=True)
def _between_two_pay_days() -> Iterator[None]:
    """In the middle of a year, whatever today is: the last weeks of a year pay by days of their own."""
    with time_machine.travel(timezone.now().replace(month=6, day=10, hour=10)):
        yield


@pytest.fixture
def office() -> Client:
    return logged_in(PersonFactory(roles=[COORDINATOR]))


@pytest.fixture
def edition() -> Edition:
    return EditionFactory(state=EditionState.CONFIRMED, days=(-14,))


def far(assignment: Assignment) -> Travel:
    return Travel.objects.create(assignment=assignment, mode=Mode.CAR, km=Decimal(340), to_look_at=True)


def roads(edition: Edition) -> list[desk.ToDo]:
    [line] = desk.lines([edition])
    return [item for item in line.todo if item.thing is Thing.ROAD]


def looks_at(office: Client, road: Travel) -> None:
    right = reverse("coaches:desk_assignment_road_right", args=[road.assignment_id])
    assertContains(office.post(right, {"said_at": road.said_at}, follow=True), "Nagekeken.")


def test_it_is_a_task_of_its_training_with_the_way_to_it_until_the_desk_looked(
    edition: Edition, office: Client
) -> None:
    her: Person = coach(person__given_name="Rosa", person__family_name="Rood")
    gives(edition, her)
    assert roads(edition) == []
    road = far(Assignment.objects.get(coach=her))
    [task] = roads(edition)
    assert (task.what, task.who, task.late) == (
        "Kijk de weg van Rosa Rood na: 340 kilometer.",
        "coördinator",
        False,
    )
    assert task.due is not None
    assert task.due > timezone.localdate()
    page = reverse("training:desk_edition", args=[edition.pk])
    assertContains(office.get(page), task.link)
    assertContains(office.get(reverse("training:desk")), "Kijk 1 weg van een coach na.")
    looks_at(office, road)
    assert roads(edition) == []
    assertNotContains(office.get(page), "Kijk de weg")
    assertNotContains(office.get(reverse("training:desk")), "weg van een coach")


def test_it_is_late_once_the_pay_day_passed_on_which_she_counts() -> None:
    edition = EditionFactory(state=EditionState.CONFIRMED, days=(-70,))
    gives(edition, coach())
    far(Assignment.objects.get())
    Travel.objects.update(told_at=timezone.now() - timedelta(days=70))
    [task] = roads(edition)
    assert task.late


def test_a_road_to_a_moment_beside_the_days_stands_there_too(edition: Edition) -> None:
    CoachMoment.objects.create(
        edition=edition, assignment=AssignmentFactory(coach=coach(), days=-3, state=State.YES)
    )
    far(Assignment.objects.get())
    assert len(roads(edition)) == 1


def test_a_road_of_no_training_stands_on_the_desk_by_name(office: Client) -> None:
    her = coach(person__given_name="Rosa", person__family_name="Rood")
    road = far(AssignmentFactory(coach=her, days=-3, state=State.DONE))
    here = reverse("coaches:desk_assignment", args=[road.assignment_id]) + "#reis"
    hers = reverse("coaches:desk_money", args=[her.pk])
    for page in (reverse("training:desk"), reverse("coaches:desk_coaches"), hers):
        assertContains(office.get(page), "Kijk 1 weg van een coach na.")
    for page in (reverse("coaches:desk_coaches"), hers):
        assertContains(office.get(page), f'<a href="{here}">Rosa Rood</a>')
    looks_at(office, road)
    assertNotContains(office.get(reverse("coaches:desk_coaches")), here)
