"""From a person to everything she does with us, and back."""

import pytest
from django.test import Client

from tegenstroom.accounts.roles import ADMINISTRATOR, COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Letter
from tegenstroom.training.actions.enrolment import cancel, enrol
from tegenstroom.training.models import TandemMember
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture
def office() -> Client:
    client = Client()
    client.force_login(PersonFactory(roles=[COORDINATOR]))
    return client


def test_the_desk_finds_what_someone_does_and_comes_back_to_her(office: Client) -> None:
    anke = PersonFactory(given_name="Anke")
    cancelled = cancel(enrolment=EnrolmentFactory(person=anke), by=anke)
    coached = EditionFactory()
    TandemMember.objects.create(edition=coached, person=anke, part=TandemMember.Part.COACH)
    stranger = EnrolmentFactory()
    own = f"/bureau/mensen/{anke.pk}/"
    assert "Wat Anke bij ons doet" in office.get(own).text
    page = office.get(f"{own}vormingen/").text
    assert f"/bureau/inschrijvingen/{cancelled.pk}/" in page
    assert "geannuleerd" in page
    assert f"/bureau/vormingen/{coached.pk}/#tandem" in page
    assert f"/bureau/inschrijvingen/{stranger.pk}/" not in page
    assert own in office.get(f"/bureau/inschrijvingen/{cancelled.pk}/").text


def test_who_only_gives_out_roles_does_not_see_who_follows_what() -> None:
    anke = PersonFactory()
    client = Client()
    client.force_login(PersonFactory(roles=[ADMINISTRATOR]))
    assert "/vormingen/" not in client.get(f"/bureau/mensen/{anke.pk}/").text
    assert client.get(f"/bureau/mensen/{anke.pk}/vormingen/").status_code == 404


def test_her_letters_are_found_from_her_page(office: Client) -> None:
    anke, other = PersonFactory(given_name="Anke"), PersonFactory()
    for person in (anke, other):
        enrol(edition=EditionFactory(), person=person, by=person, kind="professional")
    address = f"/bureau/brieven/?persoon={anke.pk}"
    assert address in office.get(f"/bureau/mensen/{anke.pk}/").text
    page = office.get(address)
    assert f"Brieven aan {anke.name}." in page.text
    assert [letter.person for letter in page.context["page"]] == [anke.pk]
    assert Letter.objects.count() == 2
    assert office.get("/bureau/brieven/?persoon=niemand").status_code == 200
