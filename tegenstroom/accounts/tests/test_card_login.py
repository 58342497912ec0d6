"""The door for who has a card: number and PIN, nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from tegenstroom.accounts.actions import print_card, revoke_card
from tegenstroom.accounts.devices import KNOWN_CARDS_COOKIE, NUMBER_COOKIE
from tegenstroom.accounts.rules import grouped
from tegenstroom.accounts.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db

DOOR = reverse("accounts:card_login")


@pytest.fixture
def printed():
    return print_card(person=PersonFactory(email=None), by=None)


def logged_in(client) -> bool:
    return "_auth_user_id" in client.session


def wrong(pin: str) -> str:
    return f"{(int(pin) + 1) % 10_000:04d}"


def test_a_card_opens_with_number_and_pin(client, printed):
    page = client.get(DOOR).content.decode()
    assert page.count('inputmode="numeric"') == 2
    response = client.post(DOOR, {"number": f" {grouped(printed.number)}", "pin": f"{printed.pin} "})
    assert response.headers["Location"] == reverse("front:my_page")
    assert client.session["_auth_user_id"] == str(printed.card.person_id)


def test_a_card_leads_to_the_page_that_was_asked_for(client, printed):
    response = client.post(f"{DOOR}?next=/mijn/gegevens/", {"number": printed.number, "pin": printed.pin})
    assert response.headers["Location"] == "/mijn/gegevens/"
    elsewhere = Client().post(f"{DOOR}?next=https://evil.example/", {"number": printed.number, "pin": printed.pin})
    assert elsewhere.headers["Location"] == reverse("front:my_page")


def test_a_scanned_card_asks_for_the_pin_only(client, printed):
    scan = client.get(reverse("accounts:card_scan", args=[printed.number]))
    assert scan.headers["Location"] == DOOR
    page = client.get(DOOR).content.decode()
    assert 'name="number"' not in page
    assert printed.number not in page
    assert f"eindigt op {printed.number[-4:]}" in page
    client.post(DOOR, {"pin": printed.pin})
    assert logged_in(client)
    assert not client.cookies[NUMBER_COOKIE].value


def test_a_scanned_number_stays_in_no_table(client, printed):
    client.get(reverse("accounts:card_scan", args=[printed.number]))
    client.get(DOOR)
    assert not any(printed.number in str(session.get_decoded()) for session in Session.objects.all())


def test_a_scanned_number_is_forgotten_after_a_quarter_of_an_hour(client, printed):
    with time_machine.travel(datetime(2026, 3, 1, tzinfo=UTC), tick=False) as clock:
        client.get(reverse("accounts:card_scan", args=[printed.number]))
        clock.shift(timedelta(minutes=16))
        assert 'name="number"' in client.get(DOOR).content.decode()


def test_another_card_can_be_taken(client, printed):
    client.get(reverse("accounts:card_scan", args=[printed.number]))
    client.post(reverse("accounts:card_forget"))
    assert 'name="number"' in client.get(DOOR).content.decode()


def test_unknown_revoked_and_wrong_say_the_same(client, printed):
    other = print_card(person=PersonFactory(), by=None)
    revoke_card(card=other.card, by=None)
    answers = {
        client.post(DOOR, {"number": number, "pin": pin}).context["form"].non_field_errors()[0]
        for number, pin in [
            (printed.number, wrong(printed.pin)),
            (other.number, other.pin),
            ("9" * 16, printed.pin),
        ]
    }
    assert answers == {"Dit nummer en deze PIN horen niet samen. Kijk ze nog eens na."}
    assert not logged_in(client)


def test_a_form_that_is_wrong_keeps_the_number_and_costs_no_guess(client, printed):
    for _try in range(20):
        page = client.post(DOOR, {"number": printed.number[:-1], "pin": "12"}).content.decode()
    assert f'value="{printed.number[:-1]}"' in page
    assert "heeft 16 cijfers" in page
    assert "4, 5 of 6 cijfers" in page
    client.post(DOOR, {"number": printed.number, "pin": printed.pin})
    assert logged_in(client)


def test_after_too_many_guesses_the_page_says_how_long_to_wait(client, printed):
    with time_machine.travel(datetime(2026, 3, 1, tzinfo=UTC), tick=False):
        for _guess in range(7):
            page = client.post(DOOR, {"number": printed.number, "pin": wrong(printed.pin)}).content.decode()
    assert "Wacht 30 minuten" in page
    assert "Je kaart blijft geldig" in page
    assert "Nog even geduld." in page
    assert "Kijk dit nog even na" not in page


def test_the_familys_phone_stays_open_while_others_guess(client, printed):
    sister = print_card(person=PersonFactory(), by=None)
    for card in (printed, sister):
        client.post(DOOR, {"number": card.number, "pin": card.pin})
        client.post(reverse("account_logout"))
    assert client.cookies[KNOWN_CARDS_COOKIE]["httponly"]
    stranger = Client()
    for _guess in range(20):
        stranger.post(DOOR, {"number": printed.number, "pin": wrong(printed.pin)})
        client.post(DOOR, {"number": sister.number, "pin": wrong(sister.pin)})
    client.post(DOOR, {"number": printed.number, "pin": printed.pin})
    assert logged_in(client)


def test_a_cookie_that_was_tampered_with_knows_no_card(client, printed):
    client.post(DOOR, {"number": printed.number, "pin": printed.pin})
    client.post(reverse("account_logout"))
    client.cookies[KNOWN_CARDS_COOKIE] = client.cookies[KNOWN_CARDS_COOKIE].value.replace(":", "x:", 1)
    client.post(DOOR, {"number": printed.number, "pin": printed.pin})
    assert logged_in(client)


def test_revoking_the_card_closes_what_it_opened(client, printed):
    client.post(DOOR, {"number": printed.number, "pin": printed.pin})
    assert client.get(reverse("accounts:data")).status_code == 200
    revoke_card(card=printed.card, by=None)
    assert client.get(reverse("accounts:data")).status_code == 302


def test_she_chooses_another_pin(client, printed):
    client.force_login(printed.card.person)
    page = reverse("accounts:pin")
    data = {"number": printed.number, "old_pin": printed.pin, "pin": "280419", "again": "280419"}
    assert "makkelijk te raden" in client.post(page, data | {"pin": "1234", "again": "1234"}).content.decode()
    assert "niet dezelfde PIN" in client.post(page, data | {"again": "280418"}).content.decode()
    assert "horen niet samen" in client.post(page, data | {"old_pin": wrong(printed.pin)}).content.decode()
    assert client.post(page, data).status_code == 302
    client.post(reverse("account_logout"))
    client.post(DOOR, {"number": printed.number, "pin": "280419"})
    assert logged_in(client)


def test_nobody_changes_the_pin_of_someone_elses_card(client, printed):
    client.force_login(PersonFactory())
    data = {"number": printed.number, "old_pin": printed.pin, "pin": "280419", "again": "280419"}
    assert "horen niet samen" in client.post(reverse("accounts:pin"), data).content.decode()


def test_a_number_of_another_length_is_no_address(client):
    assert client.get("/kaart/123456/").status_code == 404
