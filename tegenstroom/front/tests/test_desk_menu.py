"""Pages for trainers that whoever coordinates opens from the desk: her menu stays in sight."""

import pytest
from django.test import Client
from django.urls import reverse

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR, EDITOR, TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import figures
from tegenstroom.training.tests.factories import EditionFactory

pytestmark = pytest.mark.django_db

PAGES = (
    "training:edition_stories",
    "training:evaluation_results",
    "measurement:of_group",
    "dialogue:circle_of_edition",
)


def has_menu(person: Person, address: str) -> bool:
    browser = Client()
    browser.force_login(person)
    page = browser.get(address)
    assert page.status_code == 200
    return "nav--desk" in page.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_the_desk_keeps_its_menu_and_a_trainer_sees_none(name: str) -> None:
    figures.load()
    edition, trainer = EditionFactory(), PersonFactory(roles=[TRAINER])
    edition.tandem.create(person=trainer, part="trainer", answer="yes")
    address = reverse(name, args=[edition.pk])
    assert has_menu(PersonFactory(roles=[COORDINATOR]), address)
    assert not has_menu(trainer, address)


def test_what_keeps_coming_back_is_read_from_the_desk_too() -> None:
    figures.load()
    address = reverse("dialogue:signals")
    assert has_menu(PersonFactory(roles=[COORDINATOR]), address)
    assert not has_menu(PersonFactory(roles=[EDITOR]), address)
