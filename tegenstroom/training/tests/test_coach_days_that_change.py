"""Days that move, are added or struck, and an edition that is called off: what coaches hear and keep."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.figures import NoFigureError
from tegenstroom.base.models import Letter
from tegenstroom.coaches.actions import assignments, money
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.assignments import Kind
from tegenstroom.coaches.tests.factories import coach
from tegenstroom.organisations.tests.factories import PlaceFactory
from tegenstroom.training.actions import coach_days, editions, tandem
from tegenstroom.training.actions.coach_days import Moment
from tegenstroom.training.models import CoachDay
from tegenstroom.training.rules.editions import Day
from tegenstroom.training.tests.coach_days import A_DAY, as_it_stands, days_of, first_day_of, later, states
from tegenstroom.training.tests.factories import EditionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_years")]


@pytest.fixture
def desk() -> Person:
    return PersonFactory(roles=[COORDINATOR])


def test_a_day_that_moves_is_asked_for_again_and_the_others_are_left_alone(desk: Person) -> None:
    edition = EditionFactory()
    member = coach_days.ask(edition=edition, coach=coach(), by=desk).member
    tandem.answer(member=member, answer="yes", by=desk)
    first, second = days_of(edition)
    moved = later(second, days=7)
    editions.change(edition=edition, days=[first, moved], terms=as_it_stands(edition), by=desk)
    assert states(member) == ["yes", "asked"]
    row = Assignment.objects.of(member.person).last()
    assert (row.starts_at, row.ends_at) == (moved.starts_at, moved.ends_at)
    assert Letter.objects.filter(kind="coach_moved").count() == 1
    assert not Letter.objects.filter(kind="edition_changed", person=member.person_id).exists()


def test_another_place_asks_again_and_another_room_does_not(desk: Person) -> None:
    edition = EditionFactory(days=(30,))
    member = coach_days.ask(edition=edition, coach=coach(), by=desk).member
    tandem.answer(member=member, answer="yes", by=desk)
    editions.change(edition=edition, days=days_of(edition), terms=as_it_stands(edition, room="2.04"), by=desk)
    assert (states(member), first_day_of(member).room) == (["yes"], "2.04")
    place = PlaceFactory()
    terms = as_it_stands(edition, place=place)
    editions.change(edition=edition, days=days_of(edition), terms=terms, by=desk)
    assert (states(member), first_day_of(member).place) == (["asked"], place)


def test_who_comes_is_asked_for_a_day_that_is_added_and_who_said_no_is_not(desk: Person) -> None:
    edition = EditionFactory()
    comes, stays_away = (coach_days.ask(edition=edition, coach=coach(), by=desk).member for _one in range(2))
    tandem.answer(member=comes, answer="yes", by=desk)
    tandem.answer(member=stays_away, answer="no", by=desk)
    days = days_of(edition)
    added = Day(days[-1].starts_at + timedelta(days=3), days[-1].ends_at + timedelta(days=3))
    editions.change(edition=edition, days=[*days, added], terms=as_it_stands(edition), by=desk)
    assert (states(comes), states(stays_away)) == (["yes", "yes", "asked"], ["no", "no"])


def test_who_was_asked_for_one_day_is_not_asked_for_the_rest_because_something_else_changed(desk: Person) -> None:
    edition, who = EditionFactory(), coach()
    coach_days.ask(edition=edition, coach=who, sessions=[edition.sessions.first().pk], by=desk)
    editions.change(edition=edition, days=days_of(edition), terms=as_it_stands(edition, room="3"), by=desk)
    assert Assignment.objects.of(who).count() == 1


@pytest.mark.parametrize(("offset", "kept"), [(2, A_DAY), (30, Decimal(0))])
def test_a_struck_day_is_called_off_and_told_late_she_keeps_her_money(
    desk: Person, offset: int, kept: int
) -> None:
    edition = EditionFactory(days=(offset, 60))
    member = coach_days.ask(edition=edition, coach=coach(), by=desk).member
    tandem.answer(member=member, answer="yes", by=desk)
    _first, second = days_of(edition)
    editions.change(edition=edition, days=[second], terms=as_it_stands(edition), by=desk)
    assert states(member) == ["called_off", "yes"]
    assert money.amount_of(first_day_of(member)) == kept
    assert CoachDay.objects.get(assignment=first_day_of(member)).session is None


def test_the_day_that_she_gave_stays_hers_when_it_is_given_again_later(desk: Person) -> None:
    edition = EditionFactory(days=(-3, 30), tandem_says="yes")
    member = edition.tandem.filter(part="coach").first()
    assignments.mark_done(timezone.now())
    first, second = days_of(edition)
    editions.change(edition=edition, days=[later(first, days=10), second], terms=as_it_stands(edition), by=desk)
    given = first_day_of(member)
    assert (given.state, given.starts_at) == ("done", first.starts_at)
    assert CoachDay.objects.get(assignment=given).session is None


def test_days_move_to_a_year_without_ceilings_only_once_those_are_known(desk: Person) -> None:
    edition = EditionFactory(tandem_says="yes")
    far = [later(day, days=800) for day in days_of(edition)]
    with pytest.raises(NoFigureError):
        editions.change(edition=edition, days=far, terms=as_it_stands(edition), by=desk)
    edition.refresh_from_db()
    assert edition.starts_on == timezone.localdate(edition.sessions.first().starts_at)


def test_calling_off_an_edition_calls_off_all_that_is_to_come_and_late_money_stays(desk: Person) -> None:
    edition, who = EditionFactory(days=(2, 40)), coach()
    begins = edition.sessions.first().starts_at - timedelta(hours=20)
    before = Moment(Kind.PREPARATION, begins, begins + timedelta(hours=2))
    member = coach_days.ask(edition=edition, coach=who, moments=[before], by=desk).member
    tandem.answer(member=member, answer="yes", by=desk)
    editions.call_off(edition=edition, reason="Het dak lekt.", by=desk)
    rows = list(Assignment.objects.of(who))
    assert {row.state for row in rows} == {"called_off"}
    assert [money.amount_of(row) > 0 for row in rows] == [True, True, False]
    member.refresh_from_db()
    assert member.answer == "yes"
    assert "Het dak lekt." in Letter.objects.get(kind="coach_called_off", person=who.pk).body


def test_what_was_given_before_it_was_called_off_stays_given(desk: Person) -> None:
    edition = EditionFactory(days=(-3, 30), tandem_says="yes")
    member = edition.tandem.filter(part="coach").first()
    editions.call_off(edition=edition, reason="De trainer is ziek.", by=desk)
    assert states(member) == ["yes", "called_off"]
