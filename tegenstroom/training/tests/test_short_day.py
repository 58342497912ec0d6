"""Who asks a coach for one more moment reads first how little the day leaves, of what she gets here alone."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.coaches.actions import assignments, money
from tegenstroom.coaches.actions.short_day import short_day
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.assignments import Kind, State
from tegenstroom.coaches.rules.dependencies import Group
from tegenstroom.coaches.rules.profiles import Terms
from tegenstroom.coaches.tests.factories import AssignmentFactory, at, coach
from tegenstroom.training.models import Edition
from tegenstroom.training.tests.factories import EditionFactory
from tegenstroom.training.tests.groups import logged_in
from tegenstroom.training.tests.test_moments import wish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_years")]

HARDLY = "Op die dag is nog €\xa04,02 vrij. Deze vraag zou bijna niet betaald zijn."
NOTHING = "Op die dag is niets meer vrij. Deze vraag zou niet betaald zijn."
AGAIN = "Er is nog niets gevraagd."


@pytest.fixture
def office() -> Client:
    return logged_in(PersonFactory(roles=[COORDINATOR]))


@pytest.fixture
def edition() -> Edition:
    return EditionFactory()


def asked_for(who: Person, days: int, hours: tuple[float, float] = (9, 16)) -> Assignment:
    """A question about so many days from now, between these hours of that day."""
    day = timezone.localdate() + timedelta(days=days)
    begin, end = (at(day, int(hour), int(60 * (hour % 1))) for hour in hours)
    return assignments.ask(
        coach=who, kind=Kind.TRAINING, title="Opvoeden", starts_at=begin, ends_at=end, group=Group(), by=None
    )


def gives_a_day(who: Person, days: int = 20) -> Assignment:
    """She said yes to a morning and an afternoon: 40 euro of the 44.02 that the law allows."""
    return assignments.answer(assignment=asked_for(who, days, (8, 13.5)), answer=State.YES, by=who)


def post(office: Client, who: Person, edition: Edition, **other: object) -> str:
    text: str = office.post(
        reverse("training:desk_moment", args=[who.pk]), wish(edition, **other), follow=True
    ).text
    return text


def asked(who: Person) -> int:
    return Assignment.objects.of(who).filter(state=State.ASKED).count()


def mark_of(who: Person) -> str:
    day = timezone.localdate() + timedelta(days=20)
    wanted = Assignment(coach=who, kind="supervision", starts_at=at(day, 14), ends_at=at(day, 16))
    found = short_day(wanted)
    assert found is not None
    return found.mark


def test_a_day_that_is_nearly_full_is_said_before_anything_leaves(office: Client, edition: Edition) -> None:
    who = coach()
    gives_a_day(who)
    found = post(office, who, edition)
    assert HARDLY in found
    assert AGAIN in found
    assert f'name="read" value="{mark_of(who)}"' in found
    assert "Hoe ging het?</textarea>" in found
    assert asked(who) == 0


def test_pressed_once_more_it_is_asked_and_the_page_says_it_still(office: Client, edition: Edition) -> None:
    who = coach()
    gives_a_day(who)
    found = post(office, who, edition, read=mark_of(who))
    assert asked(who) == 1
    assert HARDLY in found
    assert AGAIN not in found


def test_what_was_read_of_one_day_says_nothing_of_another(office: Client, edition: Edition) -> None:
    who = coach()
    gives_a_day(who)
    gives_a_day(who, days=21)
    other = (timezone.localdate() + timedelta(days=21)).isoformat()
    assert HARDLY in post(office, who, edition, read=mark_of(who), date=other)
    assert asked(who) == 0


def test_a_full_day_is_said_as_it_is(office: Client, edition: Edition) -> None:
    who = coach()
    row = gives_a_day(who)
    money.correct(assignment=row, amount=Decimal("44.02"), reason="Een lange dag.", by=who)
    assert NOTHING in post(office, who, edition)


def test_what_she_got_elsewhere_shows_in_no_warning(office: Client, edition: Edition) -> None:
    who = coach()
    day = timezone.localdate()
    with_elsewhere = AssignmentFactory.build(coach=who, days=20, kind="supervision")
    money.OutsideEarning.objects.create(coach=who, day=day + timedelta(days=20), amount=Decimal(44))
    assert short_day(with_elsewhere) is None
    found = post(office, who, edition)
    assert asked(who) == 1
    assert "Op die dag is" not in found


def test_a_day_with_room_a_day_she_gives_already_and_who_is_employed_bring_no_warning() -> None:
    who = coach()
    assert short_day(asked_for(who, 25)) is None
    assert short_day(gives_a_day(who)) is None
    paid = coach(terms=Terms.PAID)
    assert short_day(AssignmentFactory.build(coach=paid, days=20)) is None
