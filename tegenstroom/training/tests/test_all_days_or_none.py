"""A coach is asked for all days of an edition or for none: what was left out would tell how many she may."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from tegenstroom.accounts.actions import end_role
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH, COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Letter
from tegenstroom.coaches.models import Assignment, AvoidedTheme
from tegenstroom.coaches.rules import assignments as asking
from tegenstroom.coaches.tests.factories import AssignmentFactory, coach, know
from tegenstroom.library.tests.factories import ThemeFactory
from tegenstroom.training.actions import coach_days, company, editions, tandem
from tegenstroom.training.actions.editions import Terms
from tegenstroom.training.models import CoachDay, Edition
from tegenstroom.training.rules.editions import Day
from tegenstroom.training.tests.factories import EditionFactory
from tegenstroom.training.tests.groups import logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture(autouse=True)
def _january() -> Iterator[None]:
    know(2030)
    with time_machine.travel("2030-01-02 09:00+01:00"):
        yield


@pytest.fixture
def desk() -> Person:
    return PersonFactory(roles=[COORDINATOR])


def heavy(*days: int) -> Edition:
    """An edition on a heavy theme, so many days from 2 January."""
    edition = EditionFactory(days=days)
    edition.version.themes.set([ThemeFactory(is_heavy=True)])
    return edition


def refused(edition: Edition, who: Person, by: Person, **chosen: object) -> tuple[asking.Obstacle, ...]:
    with pytest.raises(asking.RefusedError) as error:
        coach_days.ask(edition=edition, coach=who, by=by, **chosen)
    return error.value.obstacles


def days_of(edition: Edition) -> list[Day]:
    return [Day(row.starts_at, row.ends_at, row.pk) for row in edition.sessions.all()]


def later(day: Day, days: int) -> Day:
    return Day(day.starts_at + timedelta(days=days), day.ends_at + timedelta(days=days), day.session)


def change(edition: Edition, days: list[Day], by: Person) -> None:
    editions.change(edition=edition, days=days, terms=Terms(place=edition.place), by=by)


def test_of_five_heavy_days_in_a_month_that_lets_four_she_is_asked_for_none(desk: Person) -> None:
    edition, who = heavy(3, 5, 8, 10, 12), coach()
    assert company.candidates(edition).free == []
    assert refused(edition, who, desk) == (asking.Obstacle.NOT_AVAILABLE,)
    assert not Assignment.objects.exists()
    assert not Letter.objects.exists()
    assert not edition.tandem.exists()


def test_choosing_fewer_of_the_days_does_not_find_out_how_many_fit(desk: Person) -> None:
    edition, who = heavy(3, 5, 8), coach(heavy_a_month=2)
    for session in edition.sessions.all():
        assert refused(edition, who, desk, sessions=[session.pk]) == (asking.Obstacle.NOT_AVAILABLE,)
    assert not Assignment.objects.exists()


def test_each_month_has_room_of_its_own(desk: Person) -> None:
    edition, who, full = heavy(3, 5, 33, 35), coach(heavy_a_month=2), coach(heavy_a_month=2)
    AssignmentFactory(coach=full, is_heavy=True, days=40)
    assert company.candidates(edition).free == [who]
    assert len(coach_days.ask(edition=edition, coach=who, by=desk).made) == 4


def test_what_she_was_asked_for_already_counts_and_is_not_asked_twice(desk: Person) -> None:
    edition, who = heavy(3, 5), coach(heavy_a_month=2)
    coach_days.ask(edition=edition, coach=who, sessions=[edition.sessions.first().pk], by=desk)
    assert company.candidates(edition).free == [who]
    AssignmentFactory(coach=who, is_heavy=True, days=20)
    assert company.candidates(edition).free == []


@pytest.mark.parametrize(("added", "asked"), [((7, 9), 4), ((7, 9, 11), 2)])
def test_days_that_are_added_are_asked_for_together_or_not_at_all(
    desk: Person, added: tuple[int, ...], asked: int
) -> None:
    edition, who = heavy(3, 5), coach()
    coach_days.ask(edition=edition, coach=who, by=desk)
    days = days_of(edition)
    new = [replace(later(days[0], more - 3), session=None) for more in added]
    change(edition, [*days, *new], desk)
    assert Assignment.objects.of(who).count() == asked


@pytest.mark.parametrize(
    ("room", "states"), [(2, ["yes", "asked", "asked"]), (1, ["yes", "called_off", "called_off"])]
)
def test_days_that_move_to_another_month_are_asked_for_together_or_called_off_for_her(
    desk: Person, room: int, states: list[str]
) -> None:
    edition, who = heavy(3, 5, 8), coach()
    member = coach_days.ask(edition=edition, coach=who, by=desk).member
    tandem.answer(member=member, answer="yes", by=who)
    AssignmentFactory.create_batch(4 - room, coach=who, is_heavy=True, days=40)
    first, second, third = days_of(edition)
    change(edition, [first, later(second, 33), later(third, 33)], desk)
    asked = CoachDay.objects.filter(member=member).order_by("session__starts_at")
    assert list(asked.values_list("assignment__state", flat=True)) == states
    # What is called off for her is to be asked for again: together, it still does not fit.
    assert who not in company.candidates(edition).free


def test_days_that_change_places_over_months_do_not_count_twice(desk: Person) -> None:
    edition, who = heavy(3, 33), coach(heavy_a_month=1)
    coach_days.ask(edition=edition, coach=who, by=desk)
    change(edition, [later(day, 30) for day in days_of(edition)], desk)
    assert {row.state for row in Assignment.objects.of(who)} == {"asked"}


def test_who_stopped_being_a_coach_keeps_nobody_from_changing_the_days(desk: Person) -> None:
    edition, who = heavy(3, 5), coach()
    member = coach_days.ask(edition=edition, coach=who, by=desk).member
    tandem.answer(member=member, answer="yes", by=who)
    end_role(person=who, role=COACH, by=desk)
    first, second = days_of(edition)
    change(edition, [first, later(second, 3), replace(later(second, 9), session=None)], desk)
    assert {row.state for row in Assignment.objects.of(who)} == {"yes", "called_off"}


def test_a_day_that_was_given_stays_given_though_the_clock_has_not_seen_it(desk: Person) -> None:
    edition, who = heavy(3, 5), coach()
    member = coach_days.ask(edition=edition, coach=who, by=desk).member
    tandem.answer(member=member, answer="yes", by=who)
    with time_machine.travel("2030-01-05 17:00+01:00"):
        first, second = days_of(edition)
        change(edition, [later(first, 20), second], desk)
    assert [row.state for row in Assignment.objects.of(who)] == ["yes", "yes"]
    assert CoachDay.objects.get(assignment=Assignment.objects.of(who).first()).session is None


@pytest.mark.parametrize("why", ["full", "avoids"])
def test_the_desk_reads_the_same_whatever_keeps_her_off_the_list(desk: Person, why: str) -> None:
    edition, who, theme = heavy(3, 5), coach(), ThemeFactory()
    if why == "full":
        AssignmentFactory.create_batch(3, coach=who, is_heavy=True, days=20)
    else:
        edition.version.themes.add(theme)
        AvoidedTheme.objects.create(coach=who, slug=theme.slug, name=theme.name)
    page = reverse("training:desk_coaches", args=[edition.pk])
    days = [str(session.pk) for session in edition.sessions.all()]
    seen = logged_in(desk).get(page).text
    said = logged_in(desk).post(page, {"coach": who.pk, "days": days, "moment-count": "2"}, follow=True).text
    for text in (seen, said):
        assert who.name not in text
        assert "Coaches die nu niet kunnen, staan hier niet. Waarom, dat is van hen." in text
    assert not Assignment.objects.of(who).filter(title__startswith=edition.version.title).exists()
