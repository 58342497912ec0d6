"""She takes a story back while it is put in groups: SQLite lets one write at a time, PostgreSQL takes turns."""

import pytest
from django.db import connection

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import figures
from tegenstroom.base.tests.helpers import together
from tegenstroom.coaches.actions import consent, copies, wordings
from tegenstroom.coaches.models import Consent, Copy
from tegenstroom.coaches.rules.stories import Read, Use, Way
from tegenstroom.coaches.tests.factories import story
from tegenstroom.training.actions import stories
from tegenstroom.training.models import EditionStory
from tegenstroom.training.tests.factories import EditionFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]

ROUNDS = 15


def taken_back_while_chosen(desk: Person) -> list[str]:
    """The errors of one round in which four things happen at once."""
    told, one, other = story(), EditionFactory(), EditionFactory()
    given = consent.give(story=told, use=Use.ALL_TRAININGS, read=Read.HERSELF, by=told.coach)
    return together(
        lambda: consent.withdraw(consent=given, by=told.coach, how=Way.BUTTON),
        lambda: stories.choose(edition=one, story=told, by=desk),
        lambda: stories.choose(edition=other, story=told, by=desk),
        copies.take_away_due,
    )


def test_no_group_keeps_a_story_that_is_taken_back_at_the_same_moment() -> None:
    figures.load()
    wordings.load_wordings()
    desk = PersonFactory(roles=[COORDINATOR])
    for _ in range(ROUNDS):
        assert set(taken_back_while_chosen(desk)) <= {"NoConsentError"}
        assert not EditionStory.objects.exists()
        assert not Copy.objects.still_there().exists()


def test_two_yeses_at_once_are_one() -> None:
    figures.load()
    wordings.load_wordings()
    for _ in range(ROUNDS):
        told = story()
        says_yes = [
            lambda told=told: consent.give(story=told, use=Use.ALL_TRAININGS, read=Read.HERSELF, by=told.coach)
        ] * 3
        assert together(*says_yes) == []
        assert Consent.objects.standing().filter(story=told).count() == 1
