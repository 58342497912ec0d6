"""Finding people by name, on each database alike."""

import pytest

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["élise", "ÉLISE öztürk", "Lise", "zTÜR"])
def test_someone_is_found_whatever_the_capitals_also_with_an_accent(words: str) -> None:
    elise = PersonFactory(given_name="Élise", family_name="Öztürk")
    PersonFactory(given_name="Elsa", family_name="Ozturk")
    assert list(Person.objects.all().found_by(words)) == [elise]


@pytest.mark.parametrize("words", ["%", "_", "\\", "[a-z]", ".*"])
def test_signs_that_a_database_reads_as_anything_find_nobody(words: str) -> None:
    PersonFactory(given_name="Élise", family_name="Öztürk", email=None)
    assert not Person.objects.all().found_by(words).exists()
