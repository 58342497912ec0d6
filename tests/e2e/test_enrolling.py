"""Enrolling: a stranger on an old phone, the last place and who waits for it, a leader and her people.

Everything here is walked in the browser, on the demo network. Mail is read where the server would hand it over.
"""

import pytest
from playwright.sync_api import Page, expect

from tegenstroom.training.models import Edition
from tests.support.browser import PHONE, Invite
from tests.support.doors import log_in_by_mail
from tests.support.network import Network

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LEA = "lea.leidraedt@example.org"


def edition(module: str) -> Edition:
    """The edition of this module that takes enrolments."""
    return Edition.objects.filter(state="open", channel="open", version__module__slug=module).latest("starts_on")


def fill_in(page: Page, given: str, family: str) -> str:
    """Who comes, on the form; the e-mail address that goes with the name."""
    email = f"{given}.{family}@example.org".lower()
    page.get_by_label("Voornaam").fill(given)
    page.get_by_label("Achternaam").fill(family)
    page.get_by_label("E-mailadres", exact=True).fill(email)
    page.get_by_label("Hulpverlener").check()
    return email


def test_a_stranger_finds_a_training_by_its_theme_and_enrols(invite: Invite, network: Network) -> None:
    """An old phone without scripts, and no account."""
    page = invite(screen=PHONE, scripts=False).go("/")
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Aanbod").click()
    page.get_by_label("Thema").select_option("Gehechtheid")
    page.get_by_label("Gemeente").select_option("Antwerpen")
    page.get_by_role("button", name="Ik zoek").click()
    expect(page.locator(".count")).to_have_text("1 vorming")
    page.get_by_role("link", name="Kwetsuren en krachten").click()
    page.get_by_role("link", name="Ik schrijf me in").first.click()
    email = fill_in(page, "Nele", "Nieuwkens")
    page.get_by_label("Wat maakt het makkelijker").fill("Ik eet halal.")
    page.get_by_role("button", name="Ik schrijf me in").click()
    expect(page.locator("h1")).to_have_text("Je hebt een plaats")

    [letter] = network.letters_to(email)
    assert "Kwetsuren en krachten" in letter.subject
    page = invite(screen=PHONE, scripts=False).go(network.link_in(letter, "/inschrijving/"))
    expect(page.locator("main")).to_contain_text("Dag Nele, dit is je inschrijving.")
    expect(page.locator("main")).to_contain_text("Ik eet halal.")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Ik zet het in mijn agenda").click()
    assert "BEGIN:VEVENT" in saved.value.path().read_text()


def test_the_last_place_goes_and_the_first_in_line_gets_the_next(invite: Invite, network: Network) -> None:
    """One place is left. Two wait after it is taken; when someone cancels, nobody passes the first of them."""
    path = f"/vormingen/{edition('krachtgericht-groepswerk').pk}/"
    first, second, third = (enrol_from(invite, path, name, "Wachters") for name in ("Aagje", "Bieke", "Ceder"))

    page = invite(screen=PHONE).go(network.link_in(network.newest_to(first), "/inschrijving/"))
    page.get_by_role("link", name="Ik kom niet").click()
    page.get_by_role("button", name="Ik kom niet").click()
    expect(page.locator("main")).to_contain_text("Je inschrijving is geannuleerd.")

    # The freed place is kept for who waits: whoever comes by now sees the waiting list.
    page = invite(screen=PHONE).go(path)
    expect(page.get_by_role("link", name="Ik wil op de wachtlijst").first).to_be_visible()
    assert len(network.letters_to(third)) == 1

    page = invite(screen=PHONE).go(network.link_in(network.newest_to(second), "/inschrijving/"))
    expect(page.locator("main")).to_contain_text("Er is een plaats voor jou.")
    page.get_by_role("button", name="Ik neem de plaats").click()
    expect(page.locator("main")).to_contain_text("Je hebt een plaats.")

    page = invite(screen=PHONE).go(network.link_in(network.newest_to(third), "/inschrijving/"))
    expect(page.locator("main")).to_contain_text("Je staat op de wachtlijst, als nummer 1.")


def enrol_from(invite: Invite, path: str, given: str, family: str) -> str:
    """From the page of an edition to the page that says what happened; the address that was typed."""
    page = invite(screen=PHONE).go(path)
    page.get_by_role("link", name="Ik schrijf me in").or_(
        page.get_by_role("link", name="Ik wil op de wachtlijst")
    ).first.click()
    email = fill_in(page, given, family)
    page.locator("main form button").click()
    expect(page.locator("h1")).to_have_text(
        "Je hebt een plaats" if given == "Aagje" else "Je staat op de wachtlijst"
    )
    return email


def test_a_leader_answers_through_the_link_of_her_letter(invite: Invite, network: Network) -> None:
    """She needs no account. The participant hears what she said."""
    page = invite(screen=PHONE).go(f"/vormingen/{edition('kwetsuren-en-krachten').pk}/inschrijven/")
    email = fill_in(page, "Dina", "Drukbezets")
    page.get_by_text("Mijn leidinggevende moet akkoord gaan").click()
    page.get_by_label("Naam van je leidinggevende").fill("Lut Leidens")
    page.get_by_label("E-mailadres van je leidinggevende").fill("lut@example.org")
    page.get_by_role("button", name="Ik schrijf me in").click()
    expect(page.locator("main")).to_contain_text("We vroegen je leidinggevende of het mag.")

    page = invite(scripts=False).go(network.link_in(network.newest_to("lut@example.org"), "/goedkeuring/"))
    expect(page.locator("h1")).to_have_text("Mag Dina Drukbezets naar deze vorming?")
    page.get_by_role("button", name="Ik keur goed").click()
    expect(page.locator("main")).to_contain_text("Dina Drukbezets weet het.")
    assert "Lut Leidens" in str(network.newest_to(email).body)


def test_a_leader_enrols_several_of_her_people(invite: Invite, network: Network) -> None:
    """She comes in with the code in her mail, ticks one whom she knows, and sees afterwards who goes where."""
    visitor = invite()
    page = log_in_by_mail(visitor, LEA)
    page.get_by_role("link", name="OCMW").first.click()
    page.locator(f"a[href='/vormingen/{edition('kwetsuren-en-krachten').pk}/inschrijven/groep/']").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Ik zet hen in mijn lijst").click()
    known = page.get_by_role("group", name="Collega 1: ").locator("legend").inner_text().partition(": ")[2]
    for number, (given, family) in enumerate([("Els", "Eersten"), ("Fien", "Feestens")], start=2):
        row = page.get_by_role("group", name=f"Collega {number}")
        row.get_by_label("Voornaam").fill(given)
        row.get_by_label("Achternaam").fill(family)
        row.get_by_label("E-mailadres").fill(f"{given}@example.org".lower())
    page.get_by_role("button", name="Ik schrijf hen in").click()
    expect(page.get_by_role("status")).to_contain_text(
        f"Deze collega's hebben een plaats: {known}, Els Eersten, Fien Feestens."
    )
    expect(page.locator("table")).to_contain_text("Fien Feestens")
    assert network.letters_to("els@example.org")
    assert network.letters_to("fien@example.org")
