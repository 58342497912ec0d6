from datetime import UTC, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.coaches.actions import assignments
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.assignments import Kind, State
from tegenstroom.coaches.tests.factories import AssignmentFactory, coach
from tegenstroom.organisations.tests.factories import PlaceFactory
from tegenstroom.training.actions import calendars as actions
from tegenstroom.training.addresses import calendar_url
from tegenstroom.training.doors import receipt_token
from tegenstroom.training.models import CalendarFeed, Edition, Enrolment
from tegenstroom.training.rules.places import EnrolmentState
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory
from tegenstroom.training.tests.groups import at, group, logged_in, moved, of_the_tandem, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture
def edition() -> Edition:
    """One day in winter and one in summer."""
    edition = group(people=1)
    moved(edition, at(2027, 1, 4), at(2027, 7, 5))
    return edition


@pytest.fixture
def enrolment(edition) -> Enrolment:
    return edition.enrolments.get()


def events(url: str) -> list:
    response = Client().get(url.removeprefix("http://127.0.0.1:8000"))
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/calendar")
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def one(enrolment: Enrolment) -> str:
    return reverse("training:enrolment_calendar", args=[receipt_token(enrolment)])


def test_a_file_read_back_says_the_same_hours_in_winter_and_in_summer(edition, enrolment) -> None:
    winter, summer = events(one(enrolment))
    assert winter["DTSTART"].dt == at(2027, 1, 4).astimezone(UTC)
    assert (winter["DTSTART"].dt.hour, summer["DTSTART"].dt.hour) == (8, 7)
    assert summer["DTEND"].dt - summer["DTSTART"].dt == timedelta(hours=7)
    assert str(winter["SUMMARY"]) == edition.version.title
    assert edition.place.address in str(winter["LOCATION"])
    assert winter["STATUS"] == "CONFIRMED"


def test_a_part_keeps_its_name_and_counts_up_when_it_moves(edition, enrolment) -> None:
    before = events(one(enrolment))[0]
    assert events(one(enrolment))[0]["SEQUENCE"] == before["SEQUENCE"] == 0
    session = edition.sessions.first()
    edition.sessions.filter(pk=session.pk).update(starts_at=session.starts_at + timedelta(hours=1))
    after = events(one(enrolment))[0]
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == 1
    assert after["DTSTAMP"].dt >= before["DTSTAMP"].dt


def test_another_place_counts_as_a_change_and_a_booked_room_does_not(edition, enrolment) -> None:
    events(one(enrolment))
    edition.room_booked = True
    edition.save()
    assert events(one(enrolment))[0]["SEQUENCE"] == 0
    edition.place = EditionFactory().place
    edition.save()
    assert events(one(enrolment))[0]["SEQUENCE"] == 1


def test_a_place_that_turns_out_to_be_in_another_street_counts_as_a_change(edition, enrolment) -> None:
    events(one(enrolment))
    edition.place.street = "Andere straat 2"
    edition.place.save()
    after = events(one(enrolment))[0]
    assert (after["SEQUENCE"], "Andere straat 2" in after["LOCATION"]) == (1, True)


def test_what_is_called_off_says_so_with_a_higher_number(edition, enrolment) -> None:
    events(one(enrolment))
    Edition.objects.filter(pk=edition.pk).update(state="cancelled")
    assert {(event["STATUS"], event["SEQUENCE"]) for event in events(one(enrolment))} == {("CANCELLED", 1)}


def test_who_cancels_sees_her_own_days_cancelled(enrolment) -> None:
    events(one(enrolment))
    Enrolment.objects.filter(pk=enrolment.pk).update(state=EnrolmentState.CANCELLED, seat=None)
    assert {(event["STATUS"], event["SEQUENCE"]) for event in events(one(enrolment))} == {("CANCELLED", 1)}


def test_a_feed_holds_what_she_follows_and_what_she_gives_and_nothing_of_others(edition, enrolment) -> None:
    person = enrolment.person
    EnrolmentFactory(person=person, state=EnrolmentState.WAITING)
    given = group(people=1)
    given.tandem.filter(part="trainer").update(person=person)
    EnrolmentFactory()
    feed = actions.new_feed(person=person)
    sessions = {*edition.sessions.values_list("pk", flat=True), *given.sessions.values_list("pk", flat=True)}
    assert {event["UID"] for event in events(calendar_url(feed))} == {f"session-{pk}@127.0.0.1" for pk in sessions}


def test_a_coach_finds_the_days_on_which_she_comes(edition) -> None:
    first, second = edition.sessions.all()
    member = edition.tandem.filter(part="coach").first()
    Assignment.objects.filter(coach=member.person, starts_at=second.starts_at).update(state="no")
    feed = actions.new_feed(person=member.person)
    assert [event["UID"] for event in events(calendar_url(feed))] == [f"session-{first.pk}@127.0.0.1"]
    Assignment.objects.filter(coach=member.person).update(state="no")
    assert events(calendar_url(feed)) == []


@pytest.fixture
def her() -> Person:
    """A coach who prepares, looks back and has a supervision; she said yes to each, and answered nothing else."""
    her = coach()
    for days, kind in enumerate((Kind.PREPARATION, Kind.DEBRIEF, Kind.SUPERVISION), start=10):
        AssignmentFactory(coach=her, kind=kind, title="Opvoeden", days=days, state="yes", place=PlaceFactory())
    for state in ("asked", "no", "rather_not", "called_off"):
        AssignmentFactory(coach=her, kind=Kind.PREPARATION, days=20, state=state)
    AssignmentFactory(coach=coach(), kind=Kind.PREPARATION, days=21, state="yes")
    return her


def feed(person: Person) -> dict[str, tuple[str, int]]:
    """By summary, how each entry of her feed stands."""
    address = CalendarFeed.objects.filter(person=person).first() or actions.new_feed(person=person)
    return {str(row["SUMMARY"]): (str(row["STATUS"]), row["SEQUENCE"]) for row in events(calendar_url(address))}


PREPARING = "Opvoeden (samen voorbereiden)"


def test_a_coach_finds_what_she_agreed_to_beside_the_days_and_nothing_else(her) -> None:
    kinds = ("samen voorbereiden", "samen terugkijken", "supervisie")
    assert feed(her) == {f"Opvoeden ({kind})": ("CONFIRMED", 0) for kind in kinds}
    first = events(calendar_url(CalendarFeed.objects.get(person=her)))[0]
    row = Assignment.objects.of(her).earliest("starts_at")
    assert (first["DTSTART"].dt, first["DTEND"].dt) == (row.starts_at, row.ends_at)
    assert first["UID"] == f"assignment-{row.pk}@127.0.0.1"
    assert row.place.address in str(first["LOCATION"])


def test_preparing_that_moves_is_off_until_she_says_yes_again(her) -> None:
    feed(her)
    row = Assignment.objects.of(her).earliest("starts_at")
    later = {"starts_at": row.starts_at + timedelta(hours=1), "ends_at": row.ends_at + timedelta(hours=1)}
    assignments.move(assignment=row, place=row.place, by=None, **later)
    assert feed(her)[PREPARING] == ("CANCELLED", 1)
    assert feed(her)[PREPARING] == ("CANCELLED", 1)
    assignments.answer(assignment=row, answer=State.YES, by=her)
    assert feed(her)[PREPARING] == ("CONFIRMED", 2)


@pytest.mark.parametrize("verb", ["call_off", "no"])
def test_what_is_called_off_or_taken_back_says_so_in_her_calendar(her, verb: str) -> None:
    feed(her)
    row = Assignment.objects.of(her).earliest("starts_at")
    if verb == "no":
        assignments.answer(assignment=row, answer=State.NO, by=her)
    else:
        assignments.call_off(assignment=row, by=None)
    assert feed(her)[PREPARING] == ("CANCELLED", 1)
    assert len(feed(her)) == 3


def test_another_room_counts_as_a_change(her) -> None:
    feed(her)
    row = Assignment.objects.of(her).earliest("starts_at")
    hours = {"starts_at": row.starts_at, "ends_at": row.ends_at}
    assignments.move(assignment=row, place=row.place, room="2.04", by=None, **hours)
    assert feed(her)[PREPARING] == ("CONFIRMED", 1)


def test_her_feed_is_named_in_her_language_and_that_is_no_change(her) -> None:
    feed(her)
    Person.objects.filter(pk=her.pk).update(language="en")
    assert feed(her)["Opvoeden (preparing together)"] == ("CONFIRMED", 0)


def test_a_feed_of_a_coach_costs_the_same_however_much_she_prepares(her) -> None:
    url = calendar_url(actions.new_feed(person=her)).removeprefix("http://127.0.0.1:8000")
    queries_of(Client(), url)
    few = queries_of(Client(), url)
    for days in range(30, 35):
        AssignmentFactory(coach=her, kind=Kind.DEBRIEF, days=days, state="yes", place=PlaceFactory())
    queries_of(Client(), url)
    assert queries_of(Client(), url) == few


def test_a_new_address_makes_the_old_one_worthless(enrolment) -> None:
    person = enrolment.person
    old = calendar_url(actions.new_feed(person=person)).removeprefix("http://127.0.0.1:8000")
    me = logged_in(person)
    me.post(reverse("training:calendar"))
    assert Client().get(old).status_code == 404
    assert Client().get("/agenda/verzonnen.ics").status_code == 404


def test_the_page_shows_an_address_only_after_she_asked_for_one() -> None:
    me = logged_in(PersonFactory())
    assert b".ics" not in me.get(reverse("training:calendar")).content
    me.post(reverse("training:calendar"))
    assert b".ics" in me.get(reverse("training:calendar")).content


def test_a_feed_costs_the_same_however_many_days_it_holds(edition) -> None:
    trainer = of_the_tandem(edition, "trainer")
    url = calendar_url(actions.new_feed(person=trainer)).removeprefix("http://127.0.0.1:8000")
    queries_of(Client(), url)
    few = queries_of(Client(), url)
    for _number in range(4):
        group(people=0).tandem.filter(part="trainer").update(person=trainer)
    queries_of(Client(), url)
    assert queries_of(Client(), url) == few
