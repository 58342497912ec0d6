"""A coach is asked for all days of an edition or for none: what was left out would tell how many she may."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Letter
from tegenstroom.coaches.models import Assignment, AvoidedTheme
from tegenstroom.coaches.rules import assignments as asking
from tegenstroom.coaches.tests.factories import AssignmentFactory, coach, know
from tegenstroom.library.tests.factories import ThemeFactory
from tegenstroom.training.actions import coach_days, company, editions
from tegenstroom.training.actions.editions import Terms
from tegenstroom.training.models import Edition
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
    days = [Day(row.starts_at, row.ends_at, row.pk) for row in edition.sessions.all()]
    first = days[0]
    new = [
        Day(first.starts_at + timedelta(days=more - 3), first.ends_at + timedelta(days=more - 3)) for more in added
    ]
    editions.change(edition=edition, days=[*days, *new], terms=Terms(place=edition.place), by=desk)
    assert Assignment.objects.of(who).count() == asked


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
