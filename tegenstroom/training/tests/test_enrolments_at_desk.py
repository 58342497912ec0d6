"""Enrolments as the desk meets them, and the terms of cancelling."""

import pytest
from django.test import Client
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.training.actions import enrolment as actions
from tegenstroom.training.models import CancellationTerm
from tegenstroom.training.tests.enrolling import seat_for
from tegenstroom.training.tests.factories import EditionFactory, PriceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture
def desk(client: Client) -> Person:
    person = PersonFactory(roles=[COORDINATOR])
    client.force_login(person)
    return person


def test_the_desk_sees_the_whole_road_and_cancels_without_cost(client: Client, desk: Person) -> None:
    CancellationTerm.objects.create(
        valid_from=timezone.localdate(), days_before=60, percent=25, source="stuurgroep"
    )
    row = seat_for(PersonFactory(), PriceFactory(amount=200).edition, needs="Ik hoor niet goed.")
    page = client.get(f"/bureau/inschrijvingen/{row.pk}/")
    assert "Ik hoor niet goed." in page.text
    assert "kost dat vandaag €\N{NO-BREAK SPACE}50,00" in page.text
    client.post(f"/bureau/inschrijvingen/{row.pk}/annulering/", {"why": "ziek", "free": "on"})
    row.refresh_from_db()
    assert (row.state, row.cancellation_fee) == ("cancelled", 0)
    assert "geannuleerd: ziek" in client.get(f"/bureau/inschrijvingen/{row.pk}/").text


def test_the_desk_gives_the_next_place_and_notes_that_she_takes_it(client: Client, desk: Person) -> None:
    edition = EditionFactory(maximum=1, days=(2,))
    placed, waiting = seat_for(PersonFactory(), edition), seat_for(PersonFactory(), edition)
    actions.cancel(enrolment=placed, by=desk)
    url = f"/bureau/inschrijvingen/{waiting.pk}/plaats/"
    assert "plaats aangeboden" in client.post(url, follow=True).text
    client.post(url)
    waiting.refresh_from_db()
    assert waiting.state == "placed"
    assert "wacht niet op een plaats" in client.post(url, follow=True).text or waiting.steps.count() == 3


def test_the_desk_passes_a_place_on(client: Client, desk: Person) -> None:
    row = seat_for(PersonFactory())
    wrong = client.post(f"/bureau/inschrijvingen/{row.pk}/overdracht/", {"given_name": "Bo"})
    assert "Kijk dit nog even na" in wrong.text
    typed = {"given_name": "Bo", "family_name": "Claes", "email": "bo@example.org"}
    page = client.post(f"/bureau/inschrijvingen/{row.pk}/overdracht/", typed, follow=True)
    assert "De plaats is nu van Bo Claes." in page.text


def test_nobody_else_reaches_the_desk(client: Client) -> None:
    row = seat_for(PersonFactory())
    client.force_login(row.person)
    assert client.get(f"/bureau/inschrijvingen/{row.pk}/").status_code == 404
    for act in ("annulering", "overdracht", "plaats"):
        assert client.post(f"/bureau/inschrijvingen/{row.pk}/{act}/").status_code == 404
    assert client.get("/bureau/annuleren/").status_code == 404


def test_the_desk_adds_a_dated_set_of_terms(client: Client, desk: Person) -> None:
    today = timezone.localdate()
    typed = {
        "valid_from": f"{today:%Y-%m-%d}",
        "days_1": "14",
        "percent_1": "50",
        "source": "stuurgroep van 12 maart",
    }
    page = client.post("/bureau/annuleren/", {**typed, "days_2": "2", "percent_2": "100"}, follow=True)
    assert "De nieuwe regels zijn bewaard." in page.text
    assert list(CancellationTerm.objects.values_list("days_before", "percent")) == [(2, 100), (14, 50)]
    assert "Voor die dag zijn er al regels." in client.post("/bureau/annuleren/", typed).text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"valid_from": "2020-01-01"}, "Deze dag ligt in het verleden."),
        ({"days_2": "3"}, "Vul ook in hoeveel percent"),
        ({"percent_2": "3"}, "Vul ook in vanaf hoeveel dagen"),
        ({"days_2": "14", "percent_2": "3"}, "Dit aantal dagen staat er al."),
    ],
)
def test_terms_that_cannot_be_are_refused_at_the_field(
    client: Client, desk: Person, typed: dict[str, str], sentence: str
) -> None:
    good = {"valid_from": f"{timezone.localdate():%Y-%m-%d}", "days_1": "14", "percent_1": "50", "source": "wij"}
    assert sentence in client.post("/bureau/annuleren/", {**good, **typed}).text
    assert not CancellationTerm.objects.exists()
