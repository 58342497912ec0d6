"""Coming in: with a card on a phone, with a code in the mail, with a passkey."""

import pytest

from tegenstroom.accounts.actions import find_or_add_person, print_card
from tegenstroom.accounts.rules import grouped
from tests.support.browser import PHONE, Invite, Visitor
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
    assert page.url.endswith("/mijn/")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_code_in_the_mail_opens_the_door(invite: Invite, scripts: bool) -> None:
    find_or_add_person(given_name="Ann", email="ann@example.org")
    page = log_in_by_mail(invite(screen=PHONE, scripts=scripts), "ann@example.org")
    assert page.url.endswith("/mijn/")


def test_a_passkey_is_added_and_opens_the_door(invite: Invite) -> None:
    find_or_add_person(given_name="Ann", email="ann@example.org")
    visitor = invite()
    give_fingerprint_reader(visitor)
    log_in_by_mail(visitor, "ann@example.org")
    page = visitor.go("/account/beveiliging/webauthn/add/")
    page.get_by_role("button", name="Voeg deze sleutel toe").click()
    page.get_by_role("heading", name="Je reservecodes").wait_for()
    page.get_by_role("button", name="Ik meld me af").click()
    page = visitor.go("/account/login/code/")
    page.get_by_role("button", name="Ik heb een sleutel").click()
    page.wait_for_url("**/mijn/")


def test_without_scripts_no_key_is_offered(invite: Invite) -> None:
    page = invite(scripts=False).go("/account/login/code/")
    assert not page.get_by_role("button", name="Ik heb een sleutel").is_visible()


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
