"""A yes that her month or her hours do not hold: she reads why, before and after, and nobody else does."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.coaches.actions import in_the_way, profiles
from tegenstroom.coaches.doors import question_token
from tegenstroom.coaches.models import Assignment, CoachProfile
from tegenstroom.coaches.rules.assignments import Kind, Obstacle, State
from tegenstroom.coaches.tests.factories import AssignmentFactory, at, coach
from tegenstroom.coaches.tests.screens import desk, of
from tegenstroom.coaches.tests.test_assignments import answer, ask, move, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

DAY, NEXT_WEEK = date(2026, 3, 20), date(2026, 3, 27)
FULL, TAKEN = "Je hebt die maand al genoeg zware dagen.", "Op die uren kom je al ergens anders."
YES = 'value="yes"'
# As the numbers of these tests have it.
OF_THE_NETWORK = 4
# Her hours, the number of the network, her own, her heavy days here, and those of a dialogue.
FEW = 5


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False):
        yield


def own_page(asked: Assignment) -> str:
    return of(asked.coach).get(reverse("coaches:question", args=[asked.pk])).text


def a_no_beside_a_full_month(**profile: Any) -> Assignment:
    """A heavy day to which she said no, and as many others in that month as she takes."""
    her = coach(**profile)
    asked = answer(ask(her, is_heavy=True), State.NO)
    for number in range(profile.get("heavy_a_month", OF_THE_NETWORK)):
        AssignmentFactory(coach=her, is_heavy=True, state=State.YES, day=date(2026, 3, 10 + number))
    return asked


# --- her month


def test_a_no_that_becomes_a_yes_does_not_pass_her_own_cap_and_she_may_lift_it() -> None:
    asked = a_no_beside_a_full_month(heavy_a_month=1)
    found = own_page(asked)
    assert FULL in found
    assert "Je koos zelf: hoogstens 1 zware dag per maand." in found
    assert reverse("coaches:heavy_days") in found
    assert YES not in found
    assert refused(lambda: answer(asked, State.YES)) == (Obstacle.MONTH_IS_FULL,)
    profiles.limit_heavy_days(profile=CoachProfile.objects.get(person=asked.coach), most=2, by=asked.coach)
    assert YES in own_page(asked)
    assert answer(asked, State.YES).state == State.YES


def test_the_cap_of_the_network_stays_and_another_no_makes_room() -> None:
    asked = a_no_beside_a_full_month()
    found = own_page(asked)
    assert "We vragen niemand voor meer dan 4 zware dagen per maand." in found
    assert reverse("coaches:heavy_days") not in found
    assert refused(lambda: answer(asked, State.YES)) == (Obstacle.MONTH_IS_FULL,)
    answer(Assignment.objects.of(asked.coach).exclude(pk=asked.pk)[0], State.NO)
    assert answer(asked, State.YES).state == State.YES


def test_a_button_on_an_older_page_is_answered_with_why() -> None:
    asked = a_no_beside_a_full_month()
    there = reverse("coaches:question", args=[asked.pk])
    assert "Die maand is vol." in of(asked.coach).post(there, {"answer": "yes"}, follow=True).text
    asked.refresh_from_db()
    assert asked.state == State.NO


def test_what_she_was_asked_before_she_set_a_lower_cap_she_may_still_come_to() -> None:
    her = coach()
    asked = ask(her, is_heavy=True)
    profiles.limit_heavy_days(profile=CoachProfile.objects.get(person=her), most=0, by=her)
    assert FULL not in own_page(asked)
    assert answer(asked, State.YES).state == State.YES


def test_a_day_that_is_not_heavy_fits_in_a_full_month() -> None:
    asked = a_no_beside_a_full_month()
    Assignment.objects.filter(pk=asked.pk).update(is_heavy=False)
    assert YES in own_page(asked)
    assert answer(asked, State.YES).state == State.YES


def test_each_of_many_questions_is_looked_at_in_as_many_queries_as_one(django_assert_num_queries: Any) -> None:
    her = coach(heavy_a_month=1)
    month = [answer(ask(her, date(2026, 3, day), is_heavy=True), State.NO) for day in (18, 19)]
    other = answer(ask(her, date(2026, 4, 3), is_heavy=True), State.NO)
    AssignmentFactory(coach=her, is_heavy=True, state=State.YES, day=date(2026, 3, 10))
    meets = ask(her, DAY)
    elsewhere(her)
    with django_assert_num_queries(FEW):
        assert in_the_way.of_each(her, month[:1]).keys() == {month[0].pk}
    with django_assert_num_queries(FEW):
        found = in_the_way.of_each(her, [*month, other, meets])
    assert {number: one.obstacle for number, one in found.items()} == {
        month[0].pk: Obstacle.MONTH_IS_FULL,
        month[1].pk: Obstacle.MONTH_IS_FULL,
        meets.pk: Obstacle.TAKEN,
    }


# --- her hours


def elsewhere(her: Person, said: State = State.YES) -> Assignment:
    """Something else at the hours of the day that she is asked for below, as moving leaves it."""
    return AssignmentFactory(coach=her, title="Supervisie in Gent", kind=Kind.SUPERVISION, day=DAY, state=said)


def test_a_yes_at_hours_at_which_she_comes_elsewhere_is_not_kept_and_she_reads_where() -> None:
    her = coach()
    asked = ask(her)
    other = elsewhere(her)
    found = own_page(asked)
    assert TAKEN in found
    assert "Supervisie in Gent" in found
    assert reverse("coaches:question", args=[other.pk]) in found
    assert YES not in found
    assert refused(lambda: answer(asked, State.YES)) == (Obstacle.TAKEN,)
    # The way to change it.
    answer(other, State.NO)
    assert YES in own_page(asked)
    assert answer(asked, State.YES).state == State.YES
    assert refused(lambda: answer(other, State.YES)) == (Obstacle.TAKEN,)


def test_her_page_with_all_questions_says_it_beside_the_one() -> None:
    her = coach()
    ask(her)
    ask(her, NEXT_WEEK)
    elsewhere(her)
    together = of(her).get(reverse("coaches:questions_together")).text
    assert together.count(TAKEN) == 1
    of(her).post(reverse("coaches:questions_together"), {"all": "yes"})
    assert set(Assignment.objects.of(her).values_list("starts_at__date", "state")) == {
        (DAY, "asked"),
        (DAY, "yes"),
        (NEXT_WEEK, "yes"),
    }


@pytest.mark.parametrize("said", [State.ASKED, State.YES])
def test_nobody_asks_her_for_hours_that_are_taken_and_hears_what_it_is(said: State) -> None:
    her = coach()
    elsewhere(her, said)
    assert refused(lambda: ask(her)) == (Obstacle.NOT_AVAILABLE,)
    # What touches it does not overlap.
    assert ask(her, kind=Kind.PREPARATION, starts_at=at(DAY, 8), ends_at=at(DAY, 9, 30)).state == State.ASKED
    assert ask(her, kind=Kind.DEBRIEF, starts_at=at(DAY, 16, 30), ends_at=at(DAY, 17)).state == State.ASKED


@pytest.mark.parametrize("said", [State.NO, State.RATHER_NOT, State.CALLED_OFF])
def test_what_she_does_not_come_to_takes_no_hours(said: State) -> None:
    her = coach()
    elsewhere(her, said)
    assert answer(ask(her), State.YES).state == State.YES


def test_a_day_that_moves_to_where_she_is_elsewhere_is_called_off_for_her() -> None:
    her = coach()
    asked = answer(ask(her, NEXT_WEEK), State.YES)
    elsewhere(her)
    assert move(asked, DAY).state == State.CALLED_OFF


# --- nobody else


@pytest.mark.parametrize("why", ["month", "hours"])
def test_others_hear_only_that_she_is_not_available(why: str) -> None:
    if why == "month":
        asked = a_no_beside_a_full_month(heavy_a_month=1)
    else:
        asked = answer(ask(coach()), State.NO)
        elsewhere(asked.coach)
    assert refused(lambda: answer(asked, State.YES, PersonFactory())) == (Obstacle.NOT_AVAILABLE,)
    behind_the_link = reverse("coaches:question_link", args=[question_token(asked)])
    seen = Client().get(behind_the_link).text
    assert YES in seen
    said = Client().post(behind_the_link, {"answer": "yes"}, follow=True).text
    assert "Dat staat op je eigen pagina." in said
    at_desk = reverse("coaches:desk_assignment_answer", args=[asked.pk])
    phoned = desk().post(at_desk, {"answer": "yes"}, follow=True).text
    assert "Waarom, dat is van haar." in phoned
    for text in (seen, said, phoned):
        for hers in ("zware dag", "vol", TAKEN, "Supervisie in Gent"):
            assert hers not in text
    asked.refresh_from_db()
    assert asked.state == State.NO


def test_the_desk_still_writes_down_that_she_came() -> None:
    asked = a_no_beside_a_full_month()
    elsewhere(asked.coach)
    with time_machine.travel(at(DAY, 12)):
        assert answer(asked, State.YES, PersonFactory()).state == State.YES
