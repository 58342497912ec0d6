"""A backup comes back with someone in it who was erased since: she is erased again, and nobody else is."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tegenstroom.accounts.actions import erase_person
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture
def restored(tmp_path: Path) -> tuple[Person, Path]:
    """Someone who was erased and stands there again, as she was, and the list that was kept beside the backup."""
    she = PersonFactory(given_name="Zita", family_name="Zwaaiuyt")
    as_she_was = Person.objects.get(pk=she.pk)
    erase_person(person=she, by=PersonFactory())
    file = tmp_path / "erasures"
    call_command("replay_erasures", str(file), export=True)
    assert "Zwaaiuyt" not in file.read_text()
    as_she_was.save()
    return as_she_was, file


def replay(file: Path) -> str:
    said = StringIO()
    call_command("replay_erasures", str(file), stdout=said)
    return said.getvalue().strip()


def test_who_came_back_with_a_backup_is_erased_again_and_once(restored: tuple[Person, Path]) -> None:
    she, file = restored
    assert Person.objects.get(pk=she.pk).name == "Zita Zwaaiuyt"
    assert replay(file) == "1 erasures read, 1 had to be done again"
    assert Person.objects.get(pk=she.pk).name == "–"
    assert replay(file) == "1 erasures read, 0 had to be done again"


def test_whoever_got_her_number_since_stays(restored: tuple[Person, Path]) -> None:
    she, file = restored
    Person.objects.filter(pk=she.pk).update(joined_at=she.joined_at + timedelta(days=1))
    assert replay(file) == "1 erasures read, 0 had to be done again"
    assert Person.objects.get(pk=she.pk).name == "Zita Zwaaiuyt"


def test_a_list_that_is_cut_off_erases_nobody(restored: tuple[Person, Path]) -> None:
    she, file = restored
    file.write_text(file.read_text() + '{"person": 1')
    with pytest.raises(CommandError, match="Line 2"):
        replay(file)
    assert Person.objects.get(pk=she.pk).erased_at is None
