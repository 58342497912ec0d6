"""Wrong input as people give it: a sentence at the field, and all that was typed still there."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tegenstroom.organisations.models import Organisation
from tegenstroom.training.models import Edition, Enrolment
from tests.support.browser import PHONE, Invite
from tests.support.network import Network

pytestmark = [pytest.mark.browser, pytest.mark.slow]

VERA, LEA, PIM = "Vera Verzonnen", "Lea Leidraedt", "Pim Deelnemans"


def wrong(page: Page, label: str) -> Locator:
    """The field with this label, marked as wrong, with its sentence."""
    return page.locator(".field--wrong", has=page.get_by_label(label)).first


def full_edition() -> Edition:
    return Edition.objects.get(enrolments__state="offered")


def test_a_day_in_the_past(invite: Invite, network: Network) -> None:
    page = invite(network.person(VERA)).go(f"/bureau/vormingen/{full_edition().pk}/gegevens/")
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    page.get_by_role("group", name="Dag 1").get_by_label("Dag", exact=True).fill(yesterday)
    page.get_by_label("Lokaal").fill("De serre")
    page.get_by_role("button", name="Ik bewaar de veranderingen").last.click()
    expect(page.locator(".field--wrong").first).to_contain_text(
        "Deze dag ligt in het verleden. Kies een dag vanaf vandaag."
    )
    expect(page.get_by_role("alert")).to_contain_text("De rest van je formulier staat er nog.")
    expect(page.get_by_label("Lokaal")).to_have_value("De serre")
    expect(page.get_by_role("group", name="Dag 1").get_by_label("Dag", exact=True)).to_have_value(yesterday)


def test_fewer_places_than_people(invite: Invite, network: Network) -> None:
    edition = full_edition()
    page = invite(network.person(VERA), scripts=False).go(f"/bureau/vormingen/{edition.pk}/gegevens/")
    page.get_by_label("Minstens").fill("1")
    page.get_by_label("Hoogstens").fill("2")
    page.get_by_role("button", name="Ik bewaar de veranderingen").last.click()
    expect(wrong(page, "Hoogstens")).to_contain_text("Er zijn al 8 mensen ingeschreven. Kies minstens 8.")
    expect(page.get_by_label("Hoogstens")).to_have_value("2")
    edition.refresh_from_db()
    assert edition.maximum == 8


def test_a_table_that_cannot_be_read(invite: Invite, network: Network, tmp_path: Path) -> None:
    """A holiday photo called mensen.xlsx."""
    table = tmp_path / "mensen.xlsx"
    table.write_bytes(b"\xff\xd8\xff\xe0 zon en zee")
    page = invite(network.person(VERA)).go("/bureau/invoer/")
    page.set_input_files("[type=file]", table)
    page.get_by_role("button", name="Ik bekijk wat er zou gebeuren").click()
    expect(page.locator(".field--wrong")).to_be_visible()
    assert page.locator(".field--wrong").inner_text().count(".") >= 1
    expect(page.locator("h1")).to_have_text("Mensen invoeren")


def test_half_a_form(invite: Invite, network: Network) -> None:
    """No name, half an address: each field says what it misses, and the rest stays."""
    edition = Edition.objects.filter(state="open", channel="open").latest("pk")
    before = Enrolment.objects.count()
    page = invite(screen=PHONE).go(f"/vormingen/{edition.pk}/inschrijven/")
    page.get_by_label("Achternaam").fill("Nieuwkens")
    page.get_by_label("E-mailadres", exact=True).fill("nele@")
    page.get_by_label("Wat maakt het makkelijker").fill("Ik hoor niet goed.")
    page.get_by_role("button", name="Ik schrijf me in").click()
    for label in ("Voornaam", "E-mailadres"):
        expect(wrong(page, label)).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("Kies hoe je komt. Dan kennen we de prijs.")
    expect(page.get_by_label("Achternaam")).to_have_value("Nieuwkens")
    expect(page.get_by_label("E-mailadres", exact=True)).to_have_value("nele@")
    expect(page.get_by_label("Wat maakt het makkelijker")).to_have_value("Ik hoor niet goed.")
    assert Enrolment.objects.count() == before


def test_a_form_that_was_tampered_with(invite: Invite, network: Network) -> None:
    """A price that nobody offered, and then a form without its token."""
    edition = Edition.objects.filter(state="open", channel="open").latest("pk")
    before = Enrolment.objects.count()
    page = invite(screen=PHONE).go(f"/vormingen/{edition.pk}/inschrijven/")
    page.get_by_label("Voornaam").fill("Nele")
    page.get_by_label("Achternaam").fill("Nieuwkens")
    page.get_by_label("E-mailadres", exact=True).fill("nele@example.org")
    page.evaluate("document.querySelector('[name=kind]').value = 'gratis'")
    page.locator("[name=kind]").first.check()
    page.get_by_role("button", name="Ik schrijf me in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Voornaam")).to_have_value("Nele")

    page.evaluate("document.querySelector('[name=csrfmiddlewaretoken]').value = 'x'.repeat(64)")
    page.locator("[name=kind]").first.check()
    page.get_by_role("button", name="Ik schrijf me in").click()
    expect(page.locator("h1")).to_have_text("Stuur je formulier nog één keer")
    assert Enrolment.objects.count() == before


@pytest.mark.parametrize(
    ("who", "path"),
    [
        (LEA, "/mijn/team/{other_house}/"),
        (PIM, "/mijn/inschrijvingen/{other_enrolment}/"),
        (PIM, "/bureau/vormingen/{edition}/"),
        (LEA, "/bureau/organisaties/{other_house}/"),
        (VERA, "/bureau/vormingen/999999/"),
    ],
)
def test_the_number_of_another_in_the_address(invite: Invite, network: Network, who: str, path: str) -> None:
    """What is not yours does not exist: no name, no title, a way back."""
    other_house = Organisation.objects.exclude(memberships__person=network.person(LEA)).first()
    other = Enrolment.objects.exclude(person=network.person(PIM)).select_related("person").first()
    assert other_house
    assert other
    visitor = invite(network.person(who))
    numbers = {"other_house": other_house.pk, "other_enrolment": other.pk, "edition": other.edition_id}
    response = visitor.page.goto(visitor.address + path.format(**numbers))
    assert response is not None
    assert response.status == 404
    expect(visitor.page.locator("h1")).to_have_text("Deze bladzijde vinden we niet")
    for secret in (other_house.name, other.person.name):
        assert secret not in visitor.page.content()
