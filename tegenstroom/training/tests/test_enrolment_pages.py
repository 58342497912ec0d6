"""The form of an enrolment, as a visitor or someone who is logged in meets it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.organisations.tests.factories import OrganisationFactory
from tegenstroom.training.actions import enrolment as actions
from tegenstroom.training.actions.enrolment import Leader
from tegenstroom.training.doors import enrolment_token, in_company_url
from tegenstroom.training.models import Edition, Enrolment
from tegenstroom.training.rules.editions import Channel, EditionState
from tegenstroom.training.tests.enrolling import SOMEBODY, key_of, seat_for, send
from tegenstroom.training.tests.factories import EditionFactory, PriceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


def test_a_visitor_enrols_on_one_page_and_reads_what_happens_now(client: Client) -> None:
    price = PriceFactory(amount=240)
    page = client.get(f"/vormingen/{price.edition.pk}/inschrijven/")
    assert "Hulpverlener, begeleider: €\N{NO-BREAK SPACE}240,00" in page.text
    after = send(client, price.edition, needs="Ik hoor niet goed.")
    assert "Je hebt een plaats" in after.text
    row = Enrolment.objects.get()
    assert (row.person.email, row.needs, row.price, row.enrolled_by) == (
        "an@example.org",
        "Ik hoor niet goed.",
        240,
        row.person,
    )


def test_the_page_says_beforehand_which_number_you_will_be(client: Client) -> None:
    edition = EditionFactory(maximum=1)
    for _ in range(3):
        seat_for(PersonFactory(), edition)
    page = client.get(f"/vormingen/{edition.pk}/inschrijven/")
    assert "Er is nu geen plaats vrij. Je komt op de wachtlijst, als nummer 3." in page.text
    assert "Je bent nummer 3 op de lijst." in send(client, edition).text


def test_the_same_form_five_times_is_one_enrolment_and_one_answer(client: Client) -> None:
    edition = EditionFactory()
    url = f"/vormingen/{edition.pk}/inschrijven/"
    typed = {"form_key": key_of(client, url), **SOMEBODY}
    pages = [client.post(url, typed, follow=True) for _ in range(5)]
    assert Enrolment.objects.count() == 1
    assert all("Je hebt een plaats" in page.text for page in pages)


def test_a_tampered_form_says_so_and_loses_nothing(client: Client) -> None:
    edition = EditionFactory()
    page = client.post(f"/vormingen/{edition.pk}/inschrijven/", {**SOMEBODY, "form_key": "geknoeid"})
    assert "Dit formulier kwam niet goed toe." in page.text
    assert 'value="an@example.org"' in page.text
    assert not Enrolment.objects.exists()
    fresh = page.context["form"]["form_key"].value()
    again = client.post(f"/vormingen/{edition.pk}/inschrijven/", {**SOMEBODY, "form_key": fresh}, follow=True)
    assert "Je hebt een plaats" in again.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": ""}, "Heb je er geen? Vul dan je adres in"),
        ({"email": "", "street": "Straat 1"}, "Anders komt onze brief niet aan."),
        ({"email": "an@"}, "mailadres"),
        ({"kind": ""}, "Kies hoe je komt."),
        ({"kind": "koning"}, "Kies iets uit de lijst"),
        ({"leader_name": "Rita"}, "Dan kunnen we de vraag stellen."),
        ({"leader_email": "rita@example.org"}, "Dan weten we aan wie we schrijven."),
        ({"leader_name": "An", "leader_email": "AN@example.org"}, "Dit is je eigen e-mailadres."),
    ],
)
def test_what_is_wrong_stands_at_the_field(client: Client, typed: dict[str, str], sentence: str) -> None:
    page = send(client, EditionFactory(), family_name="Van den Bergh", **typed)
    assert sentence in page.text
    assert "Van den Bergh" in page.text
    assert not Enrolment.objects.exists()
    assert not Person.objects.exists()


def test_who_has_no_email_gets_a_letter_by_post(client: Client) -> None:
    address = {"street": "Straat 1", "postcode": "2000", "municipality": "Antwerpen"}
    page = send(client, EditionFactory(), email="", **address)
    assert "We sturen je een brief met de post." in page.text
    assert Person.objects.get().address == "Straat 1\n2000 Antwerpen"


def test_a_known_organisation_is_recognised_whatever_the_capitals(client: Client) -> None:
    house = OrganisationFactory(name="OCMW Voorbeeldstad")
    send(client, EditionFactory(), organisation_name=" ocmw  voorbeeldstad ")
    send(client, EditionFactory(), organisation_name="Ons Huis")
    known, typed = Enrolment.objects.order_by("pk")
    assert (known.organisation, known.organisation_name) == (house, "")
    assert (typed.organisation, typed.organisation_name) == (None, "Ons Huis")


def test_who_types_the_address_of_someone_who_is_in_learns_nothing_of_how_she_stands(client: Client) -> None:
    edition = PriceFactory(kind="lived", amount=0).edition
    PriceFactory(edition=edition, amount=240)
    known = PersonFactory(given_name="Marieke", family_name="Geheim", email="marieke@example.org")
    boss = Leader("Bea Baas", "bea@example.org")
    actions.enrol(edition=edition, person=known, by=known, kind="lived", leader=boss)
    page = send(client, edition, email="marieke@example.org")
    assert "Je was al ingeschreven" in page.text
    for secret in ("Marieke", "Bea Baas", "240,00", "plaats", "agenda.ics", "/inschrijving/"):
        assert secret not in page.text.partition("<main")[2].partition("</main")[0], secret
    assert not page.redirect_chain
    assert edition.enrolments.count() == 1


def test_the_page_after_the_form_says_no_name_and_gives_no_handle(client: Client) -> None:
    edition = EditionFactory()
    PersonFactory(given_name="Marieke", family_name="Geheim", email="marieke@example.org")
    page = send(client, edition, email="marieke@example.org")
    row = Enrolment.objects.get()
    assert "Je hebt een plaats" in page.text
    assert "Marieke" not in page.text
    assert "/inschrijving/" not in page.text.replace("agenda.ics", "") or enrolment_token(row) not in page.text
    receipt = page.redirect_chain[-1][0].rstrip("/").split("/")[-1]
    assert client.get(f"/inschrijving/{receipt}/").status_code == 404


def test_an_edition_that_is_closed_says_why(client: Client) -> None:
    edition = EditionFactory(enrol_until=timezone.localdate() - timedelta(days=1))
    page = client.get(f"/vormingen/{edition.pk}/inschrijven/")
    assert "De laatste dag om in te schrijven is voorbij." in page.text
    assert '<button class="button">Ik schrijf me in' not in page.text


def test_an_edition_that_closes_while_someone_types_keeps_what_she_typed(client: Client) -> None:
    edition = EditionFactory()
    url = f"/vormingen/{edition.pk}/inschrijven/"
    key = key_of(client, url)
    Edition.objects.update(enrol_until=timezone.localdate() - timedelta(days=1))
    page = client.post(url, {"form_key": key, **SOMEBODY})
    assert "De laatste dag om in te schrijven is voorbij." in page.text
    assert not Person.objects.exists()


@pytest.mark.parametrize("hidden", [{"state": EditionState.DRAFT}, {"state": EditionState.CANCELLED}])
def test_what_is_not_announced_does_not_exist(client: Client, hidden: dict[str, Any]) -> None:
    assert client.get(f"/vormingen/{EditionFactory(**hidden).pk}/inschrijven/").status_code == 404


def test_an_edition_made_to_measure_opens_with_its_link_only(client: Client) -> None:
    house = OrganisationFactory()
    edition = EditionFactory(channel=Channel.IN_COMPANY, organisation=house)
    assert client.get(f"/vormingen/{edition.pk}/inschrijven/").status_code == 404
    url = in_company_url(edition).partition("//")[2].partition("/")[2]
    assert "Je hebt een plaats" in send(client, edition, f"/{url}").text
    assert Enrolment.objects.get().organisation == house


def test_who_is_logged_in_types_no_name_again(client: Client) -> None:
    person, edition = PersonFactory(email=None), EditionFactory()
    client.force_login(person)
    page = client.get(f"/vormingen/{edition.pk}/inschrijven/")
    assert "given_name" not in page.context["form"].fields
    after = send(client, edition)
    assert after.redirect_chain[-1][0] == f"/mijn/inschrijvingen/{Enrolment.objects.get().pk}/"
    assert Enrolment.objects.get().person == person
