"""A call after a heavy day, or because she asked: owed, in sight until it is made, and never written down."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH, COORDINATOR, RESEARCHER, TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent, Letter
from tegenstroom.coaches import clockwork
from tegenstroom.coaches.actions import care, profiles
from tegenstroom.coaches.models import Assignment, CareCall, CoachProfile
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.rules.care import Reason, due_at
from tegenstroom.coaches.tests.factories import AssignmentFactory, coach

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

HOUR = timedelta(hours=1)


@pytest.fixture
def coordinator() -> Person:
    return PersonFactory(roles=[COORDINATOR], given_name="Bea", family_name="Bureaumans")


@pytest.fixture
def trainer() -> Person:
    return PersonFactory(roles=[TRAINER], given_name="Toon", family_name="Trainaers")


@pytest.fixture
def she() -> Person:
    return coach(
        person=PersonFactory(given_name="Cas", family_name="Coachmans", roles=[COACH], phone="0470 11 22 33")
    )


def logged_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def at(name: str, *args: object) -> str:
    return reverse(f"coaches:{name}", args=args)


def chooses(person: Person, caller: Person | None) -> None:
    profiles.choose_caller(profile=CoachProfile.objects.get(person=person), caller=caller, by=person)


def heavy_day(person: Person, **row: object) -> Assignment:
    """Over since an hour."""
    end = timezone.now() - HOUR
    usual = {"is_heavy": True, "state": State.YES, "starts_at": end - 6 * HOUR, "ends_at": end}
    return AssignmentFactory(coach=person, **usual | row)


def letters_to(person: Person) -> list[Letter]:
    return list(Letter.objects.filter(kind="call_to_make", person=person.pk))


# --- when


@given(st.integers(0, 40_000))
@settings(deadline=None)  # what else the machine does is not the subject
def test_the_call_is_due_so_many_hours_later_to_the_minute(hundredths: int) -> None:
    since, hours = datetime(2026, 3, 28, 16, tzinfo=UTC), Decimal(hundredths) / 100
    waits = due_at(since, hours) - since
    assert waits <= timedelta(hours=hundredths / 100) < waits + timedelta(minutes=1)


def test_a_heavy_day_that_is_over_is_a_call_within_forty_eight_hours(she: Person, coordinator: Person) -> None:
    day = heavy_day(she)
    clockwork.plan_calls(timezone.now())
    call = CareCall.objects.get()
    assert (call.coach, call.assignment, call.reason, call.made_at) == (she, day, Reason.HEAVY_DAY, None)
    assert call.due_at == day.ends_at + 48 * HOUR


def test_the_clock_makes_no_call_twice(she: Person, coordinator: Person) -> None:
    heavy_day(she)
    assert [care.plan_calls(timezone.now()) for _ in range(3)] == [1, 0, 0]
    assert len(letters_to(coordinator)) == 1
    care.made(call=CareCall.objects.get(), by=coordinator)
    assert care.plan_calls(timezone.now() + 72 * HOUR) == 0


@pytest.mark.parametrize("state", sorted(set(State) - {State.YES, State.DONE}))
def test_no_call_after_a_day_at_which_she_was_not(she: Person, state: State) -> None:
    heavy_day(she, state=state)
    assert care.plan_calls(timezone.now()) == 0


def test_no_call_after_a_light_day_or_before_a_heavy_one_is_over(she: Person) -> None:
    heavy_day(she, is_heavy=False)
    heavy_day(she, ends_at=timezone.now() + HOUR)
    assert care.plan_calls(timezone.now()) == 0


# --- who


def test_the_one_she_chose_is_told_and_nobody_else(she: Person, trainer: Person, coordinator: Person) -> None:
    chooses(she, trainer)
    heavy_day(she)
    care.plan_calls(timezone.now())
    [letter] = letters_to(trainer)
    assert letters_to(coordinator) == []
    assert CareCall.objects.get().caller == trainer
    for private in ("Cas", "Coachmans", "0470", "zwar"):
        assert private not in letter.subject + letter.body
    assert at("calls") in letter.body


def test_without_a_choice_every_coordinator_is_told(she: Person, coordinator: Person) -> None:
    second = PersonFactory(roles=[COORDINATOR])
    heavy_day(she)
    care.plan_calls(timezone.now())
    assert len(letters_to(coordinator)) == len(letters_to(second)) == 1
    assert CareCall.objects.get().caller is None


def test_who_no_longer_takes_part_is_not_asked_to_call(she: Person, coordinator: Person) -> None:
    chooses(she, PersonFactory(is_active=False))
    care.ask_for_call(coach=she, by=she)
    assert CareCall.objects.get().caller is None
    assert len(letters_to(coordinator)) == 1


def test_she_chooses_among_people_who_offered_and_can_take_it_back(
    she: Person, trainer: Person, coordinator: Person
) -> None:
    phone = logged_in(she)
    stranger = PersonFactory(given_name="Vreemd")
    shown = phone.get(at("my_caller")).content.decode()
    assert "Toon Trainaers" in shown
    assert "Bea Bureaumans" in shown
    assert "Vreemd" not in shown
    phone.post(at("my_caller"), {"caller": str(trainer.pk)})
    assert CoachProfile.objects.get(person=she).caller == trainer
    assert phone.post(at("my_caller"), {"caller": str(stranger.pk)}).status_code == 200
    assert CoachProfile.objects.get(person=she).caller == trainer
    phone.post(at("my_caller"), {"caller": ""})
    assert CoachProfile.objects.get(person=she).caller is None
    chooses(she, stranger)
    assert "Vreemd" in phone.get(at("my_caller")).content.decode()


# --- asking for one


def test_bel_mij_is_one_tap_and_then_it_says_that_somebody_calls(she: Person, trainer: Person) -> None:
    chooses(she, trainer)
    phone = logged_in(she)
    assert 'value="0470 11 22 33"' in phone.get(at("call_me")).content.decode()
    page = phone.post(at("call_me"), {"phone": "0470 11 22 33"}, follow=True).content.decode()
    assert "Toon belt je." in page
    assert "0470 11 22 33" in page
    assert 'name="phone"' not in page
    call = CareCall.objects.get()
    assert (call.reason, call.caller) == (Reason.ASKED, trainer)
    assert call.due_at - call.asked_at == 48 * HOUR


def test_asking_five_times_is_one_call_until_it_was_made(she: Person, coordinator: Person) -> None:
    for _ in range(5):
        care.ask_for_call(coach=she, by=she)
    care.made(call=CareCall.objects.get(), by=coordinator)
    care.ask_for_call(coach=she, by=she)
    assert CareCall.objects.count() == 2
    assert CareCall.objects.open().count() == 1


def test_the_database_itself_keeps_one_open_call_that_she_asked_for(she: Person) -> None:
    care.ask_for_call(coach=she, by=she)
    with pytest.raises(IntegrityError), transaction.atomic():
        CareCall.objects.create(coach=she, reason=Reason.ASKED, due_at=timezone.now())


def test_a_call_after_a_heavy_day_does_not_stand_in_the_way_of_asking(she: Person) -> None:
    heavy_day(she)
    care.plan_calls(timezone.now())
    phone = logged_in(she)
    assert 'name="phone"' in phone.get(at("call_me")).content.decode()
    phone.post(at("call_me"), {"phone": she.phone})
    assert CareCall.objects.open().count() == 2


@pytest.mark.parametrize("typed", ["", "123"])
def test_without_a_number_nobody_can_call(she: Person, typed: str) -> None:
    page = logged_in(she).post(at("call_me"), {"phone": typed}).content.decode()
    assert "Kijk dit nog even na" in page
    assert not CareCall.objects.exists()


def test_a_new_number_is_kept_for_the_call_and_for_later(she: Person) -> None:
    logged_in(she).post(at("call_me"), {"phone": "0499 88 77 66"})
    assert Person.objects.get(pk=she.pk).phone == "0499 88 77 66"


# --- making it


def test_whoever_she_chose_sees_name_and_number_and_ticks_it_off(
    she: Person, trainer: Person, coordinator: Person
) -> None:
    chooses(she, trainer)
    call = care.ask_for_call(coach=she, by=she)
    page = logged_in(trainer).get(at("calls")).content.decode()
    assert "Cas Coachmans" in page
    assert "tel:0470112233" in page
    logged_in(trainer).post(at("call_made", call.pk))
    call.refresh_from_db()
    assert call.made_by == trainer
    assert "Cas" not in logged_in(trainer).get(at("calls")).content.decode()
    first = call.made_at
    assert care.made(call=call, by=coordinator).made_at == first
    assert care.made(call=call, by=coordinator).made_by == trainer


def test_another_trainer_another_coach_and_a_researcher_see_no_call(she: Person, trainer: Person) -> None:
    chooses(she, trainer)
    call = care.ask_for_call(coach=she, by=she)
    for other in (PersonFactory(roles=[TRAINER]), coach(), PersonFactory(roles=[RESEARCHER]), she):
        client = logged_in(other)
        assert "Coachmans" not in client.get(at("calls")).content.decode()
        assert client.post(at("call_made", call.pk)).status_code == 404
    assert CareCall.objects.open().exists()


def test_the_desk_sees_every_open_call_and_which_one_is_late(
    she: Person, trainer: Person, coordinator: Person
) -> None:
    chooses(she, trainer)
    late = heavy_day(she, starts_at=timezone.now() - 60 * HOUR, ends_at=timezone.now() - 50 * HOUR)
    care.plan_calls(timezone.now())
    office = logged_in(coordinator)
    assert office.get(at("calls")).headers["Location"] == at("desk_calls")
    page = office.get(at("desk_calls")).content.decode()
    for seen in ("Cas Coachmans", "Toon Trainaers", "te laat", "na een zware dag"):
        assert seen in page
    assert "1 coach wacht te lang op een telefoontje." in office.get(at("desk_coaches")).content.decode()
    office.post(at("call_made", late.care_call.pk))
    page = office.get(at("desk_calls")).content.decode()
    assert "te laat" not in page
    assert "door Bea Bureaumans" in page


def test_what_belongs_to_a_heavy_day_stays_open_until_she_was_called(she: Person, coordinator: Person) -> None:
    day = heavy_day(she)
    heavy_day(she, state=State.NO)
    both = Assignment.objects.of(she)
    assert care.open_for(both) == [day]
    with time_machine.travel(timezone.now() + 2 * HOUR):
        care.plan_calls(timezone.now())
        [waiting] = care.open_for(both)
        assert waiting.care_call.caller is None
        care.made(call=waiting.care_call, by=coordinator)
    assert care.open_for(both) == []


def test_what_was_said_is_written_nowhere(she: Person, coordinator: Person) -> None:
    call = care.ask_for_call(coach=she, by=she)
    care.made(call=call, by=coordinator)
    assert not [field.name for field in CareCall._meta.fields if field.get_internal_type() == "TextField"]
    assert [event.details for event in AuditEvent.objects.filter(verb__contains="call")] == [{}, {}]
