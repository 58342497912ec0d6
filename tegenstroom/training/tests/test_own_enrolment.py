"""Her own enrolment, by the link in her letter or logged in: she cancels, passes on, answers an offer."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Letter
from tegenstroom.training.doors import enrolment_token, receipt_token
from tegenstroom.training.models import CancellationTerm, Enrolment
from tegenstroom.training.tests.enrolling import an_offer, seat_for
from tegenstroom.training.tests.factories import EnrolmentFactory, PriceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture(params=["by link", "logged in"])
def door(request: pytest.FixtureRequest, client: Client) -> Any:
    """Both doors lead to the same pages: gives the address of an enrolment."""

    def address(row: Enrolment) -> str:
        if request.param == "by link":
            return f"/inschrijving/{enrolment_token(row)}/"
        client.force_login(row.person)
        return f"/mijn/inschrijvingen/{row.pk}/"

    return address


def test_she_sees_her_place_and_cancels_after_reading_what_it_costs(client: Client, door: Any) -> None:
    CancellationTerm.objects.create(
        valid_from=timezone.localdate(), days_before=60, percent=25, source="stuurgroep"
    )
    row = seat_for(PersonFactory(), PriceFactory(amount=200).edition)
    home = door(row)
    assert "Je hebt een plaats." in client.get(home).text
    asked = client.get(f"{home}annulering/")
    assert "dan betaal je €\N{NO-BREAK SPACE}50,00" in asked.text
    assert Enrolment.objects.get().state == "placed"
    done = client.post(f"{home}annulering/", follow=True)
    assert "Je inschrijving is geannuleerd. Je betaalt nog €\N{NO-BREAK SPACE}50,00." in done.text
    assert client.get(f"{home}annulering/").status_code == 302


def test_who_cancelled_reads_no_price_and_is_shown_other_trainings(client: Client, door: Any) -> None:
    row = seat_for(PersonFactory(), PriceFactory(amount=200).edition)
    home, price, way_on = door(row), "€\N{NO-BREAK SPACE}200,00", "Ik zoek een andere vorming"
    before = client.get(home).text
    assert price in before
    assert way_on not in before
    after = client.post(f"{home}annulering/", follow=True).text
    assert price not in after
    assert way_on in after


def test_she_passes_her_place_on(client: Client, door: Any) -> None:
    row = seat_for(PersonFactory())
    home = door(row)
    wrong = client.post(f"{home}overdracht/", {"given_name": "Bo", "family_name": "Claes", "email": ""})
    assert "Vul je e-mailadres in." in wrong.text
    typed = {"given_name": "Bo", "family_name": "Claes", "email": "bo@example.org"}
    assert "Je gaf je plaats aan Bo Claes." in client.post(f"{home}overdracht/", typed, follow=True).text
    assert client.get(f"{home}overdracht/").status_code == 302


def test_who_passes_a_place_on_does_not_learn_whose_address_she_typed(client: Client, door: Any) -> None:
    PersonFactory(given_name="Fatima", family_name="Amrani", email="bo@example.org")
    row = seat_for(PersonFactory())
    home = door(row)
    typed = {"given_name": "Bo", "family_name": "Claes", "email": "bo@example.org"}
    assert "Je gaf je plaats aan Bo Claes." in client.post(f"{home}overdracht/", typed, follow=True).text
    assert "Fatima" not in client.get(home).text
    letter = Letter.objects.about(row).get(kind="enrolment.handed_over")
    assert "Bo Claes neemt jouw plaats in" in letter.body
    assert "Fatima" not in letter.body


@pytest.mark.parametrize(("answer", "state"), [("yes", "placed"), ("no", "cancelled"), ("", "offered")])
def test_she_answers_an_offer(client: Client, door: Any, answer: str, state: str) -> None:
    row = an_offer()
    home = door(row)
    assert "Ik neem de plaats" in client.get(home).text
    client.post(f"{home}aanbod/", {"answer": answer})
    row.refresh_from_db()
    assert row.state == state


def test_an_offer_answered_too_late_gets_a_sentence(client: Client) -> None:
    row = an_offer()
    with time_machine.travel(timezone.now() + timedelta(hours=50)):
        page = client.post(f"/inschrijving/{enrolment_token(row)}/aanbod/", {"answer": "yes"}, follow=True)
    assert "Dit aanbod is verlopen." in page.text


def test_a_link_opens_no_other_enrolment_and_nobody_sees_another_ones(client: Client) -> None:
    mine, other = seat_for(PersonFactory()), seat_for(PersonFactory())
    assert client.get(f"/inschrijving/{enrolment_token(mine)[:-1]}x/").status_code == 404
    client.force_login(mine.person)
    for tail in ("", "annulering/", "overdracht/"):
        assert client.get(f"/mijn/inschrijvingen/{other.pk}/{tail}").status_code == 404
    assert client.post(f"/mijn/inschrijvingen/{other.pk}/aanbod/").status_code == 404


def test_the_receipt_of_a_place_given_up_still_says_what_happens_now(client: Client) -> None:
    row = EnrolmentFactory(state="cancelled")
    page = client.get(reverse("training:enrolled", args=[receipt_token(row)])).text
    assert "Deze inschrijving is gestopt" in page
    assert "Je hoeft niets meer te doen." in page
