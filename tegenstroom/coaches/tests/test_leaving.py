"""A coach asks to be erased: what we promised is kept first, and what is hers goes everywhere."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.accounts.actions import NotYetError, erase_person
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.billing.actions import payruns
from tegenstroom.billing.tests.factories import account, due, run
from tegenstroom.coaches.actions import assignments, care
from tegenstroom.coaches.actions.ceilings import ALLOWANCE
from tegenstroom.coaches.models import Assignment, CareCall, CoachProfile, Travel
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.rules.travel import Mode
from tegenstroom.coaches.tests.factories import AssignmentFactory, coach

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_years")]


@pytest.fixture
def desk() -> Person:
    return PersonFactory(roles=[COORDINATOR])


@pytest.fixture
def she() -> Person:
    return coach()


def what_is_first(person: Person, by: Person) -> list[str]:
    with pytest.raises(NotYetError) as refused:
        erase_person(person=person, by=by)
    return [str(sentence) for sentence in refused.value.sentences]


def test_what_was_asked_of_her_is_called_off_first(desk: Person, she: Person) -> None:
    asked = AssignmentFactory(coach=she, days=9)
    assert what_is_first(she, desk) == ["Er is nog iets gevraagd of afgesproken. Zeg het eerst af."]
    assignments.call_off(assignment=asked, by=desk)
    assert erase_person(person=she, by=desk).erased_at
    assert Assignment.objects.get(pk=asked.pk).coach.name == "–"


def test_what_she_agreed_to_is_paid_first(desk: Person, she: Person) -> None:
    asked = AssignmentFactory(coach=she, days=1)
    assignments.answer(assignment=asked, answer=State.YES, by=she)
    assignments.call_off(assignment=asked, by=desk)
    assert what_is_first(she, desk) == ["Er wacht nog geld. Betaal het eerst uit."]


def test_the_call_that_she_asked_for_is_made_first(desk: Person, she: Person) -> None:
    call = care.ask_for_call(coach=she, by=she)
    assert what_is_first(she, desk) == ["We beloofden nog te bellen. Doe dat eerst."]
    care.made(call=call, by=desk)
    assert erase_person(person=she, by=desk).erased_at


def test_a_day_that_is_over_and_not_seen_yet_is_waited_for(desk: Person, she: Person) -> None:
    AssignmentFactory(coach=she, days=-1, state=State.YES)
    assert what_is_first(she, desk) == ["Een dag is net voorbij. Wacht tot hij bij gegeven staat."]


def test_a_road_without_a_number_is_worked_out_first(desk: Person, she: Person) -> None:
    given = AssignmentFactory(coach=she, days=-2, state=State.DONE)
    Travel.objects.create(assignment=given, mode=Mode.CAR, km=12, waits=True)
    assert "Een rit wacht nog" in what_is_first(she, desk)[0]


def test_whom_she_called_hears_from_the_desk_from_now(desk: Person, she: Person) -> None:
    other = coach()
    CoachProfile.objects.filter(person=other).update(caller=she)
    call = care.ask_for_call(coach=other, by=other)
    erase_person(person=she, by=desk)
    assert CoachProfile.objects.get(person=other).caller is None
    assert CareCall.objects.get(pk=call.pk).caller is None


def test_a_heavy_day_that_was_called_after_is_not_called_after_again(desk: Person, she: Person) -> None:
    """The negative of forgetting too much: a call that went with her would be owed anew to nobody."""
    AssignmentFactory(coach=she, days=-3, state=State.DONE, is_heavy=True)
    care.plan_calls(timezone.now())
    care.made(call=CareCall.objects.get(), by=desk)
    erase_person(person=she, by=desk)
    assert care.plan_calls(timezone.now() + timedelta(hours=1)) == 0


def test_the_list_that_the_law_asks_for_still_names_her_and_leads_nowhere(desk: Person) -> None:
    she = coach(person__given_name="Zita", person__family_name="Zwaaiuyt")
    account(she)
    today = timezone.localdate()
    due(she, "40", day=today - timedelta(days=1), kind=ALLOWANCE)
    payruns.settle(run=payruns.send(run=run(by=desk), by=desk), paid_on=today, by=desk)
    year = (today - timedelta(days=1)).year
    office = Client()
    office.force_login(desk)
    address = reverse("coaches:desk_nominative_year", args=[year])
    hers = reverse("coaches:desk_money_year", args=[she.pk, year])
    assertContains(office.get(address), hers)
    erase_person(person=she, by=desk)
    page = office.get(address)
    assertContains(page, "Zwaaiuyt Zita")
    assertNotContains(page, hers)
    assert office.get(hers).status_code == 404
    sheet = office.get(reverse("coaches:desk_nominative_file", args=[year, "csv"])).text
    assert "Zwaaiuyt" in sheet
