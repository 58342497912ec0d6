"""Coming in: with a card on a phone, with a code in the mail, with a passkey; and changing how one comes in."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from tegenstroom.accounts.actions import find_or_add_person, print_card
from tegenstroom.accounts.rules import grouped
from tests.support.browser import PHONE, Invite, Visitor
from tests.support.crawl import Seen, Walk
from tests.support.doors import log_in_by_mail, log_in_with_card

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("scripts", [True, False])
def test_who_has_no_mail_comes_in_with_her_card(invite: Invite, scripts: bool) -> None:
    printed = print_card(person=find_or_add_person(given_name="Anita"), by=None)
    log_in_with_card(invite(screen=PHONE, scripts=scripts), grouped(printed.number), printed.pin)


def test_a_scanned_card_asks_for_the_pin_and_leaves_no_number_behind(invite: Invite) -> None:
    printed = print_card(person=find_or_add_person(given_name="Anita"), by=None)
    page = invite(screen=PHONE).go(f"/kaart/{printed.number}/")
    assert page.url.endswith("/kaart/")
    assert printed.number not in page.content()
    page.get_by_label("PIN").fill(printed.pin)
    page.get_by_role("button", name="Ik meld me aan").click()
    page.wait_for_url("**/mijn/")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_code_in_the_mail_opens_the_door(invite: Invite, scripts: bool) -> None:
    find_or_add_person(given_name="Ann", email="ann@example.org")
    page = log_in_by_mail(invite(screen=PHONE, scripts=scripts), "ann@example.org")
    assert page.url.endswith("/mijn/")


def test_a_passkey_is_added_and_opens_the_door(invite: Invite) -> None:
    visitor = invite()
    page = add_a_passkey(visitor)
    page.get_by_role("button", name="Ik meld me af").click()
    page = visitor.go("/account/login/code/")
    page.get_by_role("button", name="Ik heb een sleutel").click()
    page.wait_for_url("**/mijn/")


def test_a_passkey_gets_another_name_and_goes(invite: Invite) -> None:
    visitor = invite(screen=PHONE)
    look = Walk(visitor, Seen()).look
    add_a_passkey(visitor)
    page = visitor.go("/account/beveiliging/webauthn/")
    page.get_by_role("link", name="Ik geef hem een andere naam").click()
    page.wait_for_load_state()
    look(page.content())
    page.get_by_label("Naam van deze sleutel").fill("Mijn telefoon")
    page.get_by_role("button", name="Ik bewaar deze naam").click()
    expect(page.locator("table")).to_contain_text("Mijn telefoon")
    page.get_by_role("link", name="Ik haal hem weg").click()
    expect(page.locator("main")).to_contain_text("Met “Mijn telefoon” kan je daarna niet meer aanmelden.")
    page.wait_for_load_state()
    look(page.content())
    page.get_by_role("button", name="Ik haal deze sleutel weg").click()
    expect(page.get_by_role("status")).to_contain_text("De sleutel is verwijderd.")
    expect(visitor.go("/account/beveiliging/webauthn/").locator("main")).to_contain_text(
        "Je hebt nog geen sleutel."
    )


@pytest.mark.parametrize("scripts", [True, False])
def test_a_password_makes_place_for_another(invite: Invite, scripts: bool) -> None:
    old, new = "vier losse woorden samen", "vijf andere woorden bij elkaar"
    person = find_or_add_person(given_name="Ann", email="ann@example.org")
    person.set_password(old)
    person.save()
    visitor = invite(screen=PHONE, scripts=scripts)
    log_in_with_password(visitor, old)
    page = visitor.go("/mijn/toegang/")
    page.get_by_role("link", name="Ik kies een ander wachtwoord").click()
    if scripts:
        page.wait_for_load_state()
        Walk(visitor, Seen()).look(page.content())
    change_password(page, "zomaar iets anders", new)
    expect(page.locator(".field--wrong")).to_contain_text("Dit is niet je wachtwoord van nu.")
    change_password(page, old, new)
    expect(page.get_by_role("status")).to_contain_text("Je nieuwe wachtwoord is bewaard.")
    page.get_by_role("button", name="Ik meld me af", exact=True).click()
    log_in_with_password(visitor, new)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_new_address_counts_after_a_yes_on_the_page_behind_the_mail(invite: Invite, scripts: bool) -> None:
    find_or_add_person(given_name="Ann", email="oud@example.org")
    visitor = invite(screen=PHONE, scripts=scripts)
    log_in_by_mail(visitor, "oud@example.org")
    page = visitor.go("/account/email/")
    page.get_by_label("Je nieuwe e-mailadres").fill("nieuw@example.org")
    page.get_by_role("button", name="Ik wil een mail op dit adres").click()
    expect(page.locator("main")).to_contain_text("Open de link in die mail.")
    elsewhere = invite(screen=PHONE, scripts=scripts)
    page = elsewhere.go(path_in(mail.outbox[-1], elsewhere))
    expect(page.locator("main")).to_contain_text("Is nieuw@example.org het nieuwe adres van Ann?")
    if scripts:
        page.wait_for_load_state()
        Walk(elsewhere, Seen()).look(page.content())
    page.get_by_role("button", name="Ja, dit is mijn adres").click()
    expect(page.get_by_role("status")).to_contain_text("nieuw@example.org is nu je e-mailadres.")
    assert log_in_by_mail(invite(screen=PHONE, scripts=scripts), "nieuw@example.org").url.endswith("/mijn/")


def test_without_scripts_no_key_is_offered(invite: Invite) -> None:
    page = invite(scripts=False).go("/account/login/code/")
    assert not page.get_by_role("button", name="Ik heb een sleutel").is_visible()


def path_in(letter: mail.EmailMessage, visitor: Visitor) -> str:
    """The path of the only link in a mail."""
    found = re.search(rf"{re.escape(visitor.address)}(\S+)", str(letter.body))
    assert found
    return found[1]


def log_in_with_password(visitor: Visitor, password: str) -> None:
    page = visitor.go("/account/login/")
    page.get_by_label("E-mailadres").fill("ann@example.org")
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Ik meld me aan").click()
    page.wait_for_url("**/mijn/")


def change_password(page: Page, old: str, new: str) -> None:
    page.get_by_label("Je wachtwoord van nu").fill(old)
    page.get_by_label("Je nieuwe wachtwoord", exact=True).fill(new)
    page.get_by_label("Nog eens je nieuwe wachtwoord").fill(new)
    page.get_by_role("button", name="Ik bewaar mijn wachtwoord").click()


def add_a_passkey(visitor: Visitor) -> Page:
    """She comes in by mail and adds one; to the page with her recovery codes."""
    find_or_add_person(given_name="Ann", email="ann@example.org")
    give_fingerprint_reader(visitor)
    log_in_by_mail(visitor, "ann@example.org")
    page = visitor.go("/account/beveiliging/webauthn/add/")
    page.get_by_role("button", name="Ik voeg deze sleutel toe").click()
    page.get_by_role("heading", name="Je reservecodes").wait_for()
    return page


def give_fingerprint_reader(visitor: Visitor) -> None:
    wire = visitor.context.new_cdp_session(visitor.page)
    wire.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": options})
