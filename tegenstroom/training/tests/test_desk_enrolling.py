"""Someone phones the desk: she is enrolled like anybody else, by the coordinator."""

from typing import Any

import pytest
from django.test import Client

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Letter
from tegenstroom.organisations.tests.factories import OrganisationFactory
from tegenstroom.training.doors import in_company_url
from tegenstroom.training.models import Edition, Enrolment
from tegenstroom.training.rules.editions import Channel, EditionState
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

ANKE = {"given_name": "Anke", "family_name": "Maes", "email": "anke@example.org", "kind": "professional"}
NO_MAIL = {"email": "", "street": "Kerkstraat 1", "postcode": "9000", "municipality": "Gent"}


@pytest.fixture
def vera() -> Person:
    return PersonFactory(given_name="Vera", roles=[COORDINATOR])


@pytest.fixture
def office(vera: Person) -> Client:
    client = Client()
    client.force_login(vera)
    return client


def send(office: Client, edition: Edition, **typed: str) -> Any:
    url = f"/bureau/vormingen/{edition.pk}/inschrijven/"
    key = office.get(url).context["form"]["form_key"].value()
    return office.post(url, {"form_key": key, **ANKE, **typed}, follow=True)


def test_who_phones_gets_a_place_and_her_letter(office: Client, vera: Person) -> None:
    edition = EditionFactory()
    assert f"/bureau/vormingen/{edition.pk}/inschrijven/" in office.get(f"/bureau/vormingen/{edition.pk}/").text
    page = send(office, edition)
    assert page.redirect_chain[-1][0] == f"/bureau/vormingen/{edition.pk}/"
    assert "Anke Maes heeft een plaats." in page.text
    row = Enrolment.objects.get()
    assert (row.person.email, row.enrolled_by) == ("anke@example.org", vera)
    assert Letter.objects.about(row).get().to_email == "anke@example.org"


def test_someone_we_know_is_found_by_her_address(office: Client) -> None:
    known = PersonFactory(given_name="Anke", family_name="Maes-Claes", email="anke@example.org")
    page = send(office, EditionFactory())
    assert Enrolment.objects.get().person == known
    assert "Anke Maes-Claes heeft een plaats." in page.text


def test_without_email_the_letter_goes_by_post(office: Client) -> None:
    send(office, EditionFactory(), **NO_MAIL)
    letter = Letter.objects.about(Enrolment.objects.get()).get()
    assert letter.channel == Letter.Channel.PAPER
    assert "Kerkstraat 1" in letter.to_address


def test_without_any_address_nothing_is_kept_and_nothing_typed_is_lost(office: Client) -> None:
    page = send(office, EditionFactory(), email="")
    assert "Vul een e-mailadres in. Is er geen?" in page.text
    assert 'value="Maes"' in page.text
    assert not Enrolment.objects.exists()


def test_the_desk_hears_who_waits_and_who_was_on_the_list_already(office: Client) -> None:
    edition = EditionFactory(maximum=1)
    EnrolmentFactory(edition=edition)
    assert "Anke Maes staat op de wachtlijst, als nummer 1." in send(office, edition).text
    assert "Anke Maes stond al op de lijst: op de wachtlijst." in send(office, edition).text
    assert edition.enrolments.count() == 2


def test_the_desk_enrols_in_an_edition_made_to_measure(office: Client) -> None:
    house = OrganisationFactory()
    send(office, EditionFactory(channel=Channel.IN_COMPANY, organisation=house))
    assert Enrolment.objects.get().organisation == house


def test_a_draft_takes_nobody(office: Client) -> None:
    edition = EditionFactory(state=EditionState.DRAFT)
    page = office.get(f"/bureau/vormingen/{edition.pk}/inschrijven/")
    assert "<button" not in page.text.partition("<main")[2].partition("</main")[0]
    assert "Ik schrijf iemand in" not in office.get(f"/bureau/vormingen/{edition.pk}/").text


def test_the_public_form_shows_the_coordinator_the_way_of_the_desk(office: Client) -> None:
    edition = EditionFactory()
    measured = EditionFactory(channel=Channel.IN_COMPANY, organisation=OrganisationFactory())
    for url, row in ((f"/vormingen/{edition.pk}/inschrijven/", edition), (in_company_url(measured), measured)):
        assert f"/bureau/vormingen/{row.pk}/inschrijven/" in office.get(url).text
    anyone = Client()
    anyone.force_login(PersonFactory())
    assert "/bureau/" not in anyone.get(f"/vormingen/{edition.pk}/inschrijven/").text
