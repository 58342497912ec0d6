"""Many forms from one place: a group in a computer room passes, a script waits."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from tegenstroom.accounts.rules import Bucket
from tegenstroom.base.models import Letter
from tegenstroom.training.models import Edition, Enrolment, TrainingRequest
from tegenstroom.training.tests.factories import EditionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture(autouse=True)
def two_at_once(settings: LazySettings) -> None:
    settings.PUBLIC_FORMS = Bucket(capacity=2, interval=timedelta(minutes=3))


def enrol(client: Client, edition: Edition, name: str, **more: Any) -> Any:
    url = f"/vormingen/{edition.pk}/inschrijven/"
    key = client.get(url).context["form"]["form_key"].value()
    typed = {"form_key": key, "given_name": name, "family_name": "Peeters", "email": f"{name}@example.org"}
    return client.post(url, {**typed, "kind": "professional", "needs": "Ik hoor niet goed."}, **more)


def ask(client: Client, **typed: str) -> Any:
    question = {
        "form_key": client.get("/op-maat/").context["form"]["form_key"].value(),
        "organisation_name": "OCMW Voorbeeldstad",
        "contact_name": "An Peeters",
        "contact_email": "an@example.org",
        "question": "Wat bij schulden?",
    }
    return client.post("/op-maat/", {**question, **typed})


def test_the_third_at_once_reads_how_long_to_wait_and_loses_nothing(client: Client) -> None:
    edition = EditionFactory()
    with time_machine.travel(timezone.now(), tick=False) as moment:
        assert [enrol(client, edition, name).status_code for name in ("an", "bo")] == [302, 302]
        letters = Letter.objects.count()
        page = enrol(client, edition, "cis")
        assert page.status_code == 429
        assert "Wacht 3 minuten en verstuur het dan opnieuw." in page.text
        assert 'value="cis@example.org"' in page.text
        assert "Ik hoor niet goed." in page.text
        assert "Nog even geduld." in page.text
        assert "Kijk dit nog even na" not in page.text
        assert (Enrolment.objects.count(), Letter.objects.count()) == (2, letters)
        moment.shift(timedelta(minutes=3))
        assert enrol(client, edition, "cis").status_code == 302


def test_another_neighbourhood_does_not_wait(client: Client) -> None:
    edition = EditionFactory()
    for name in ("an", "bo", "cis"):
        enrol(client, edition, name)
    assert enrol(client, edition, "dirk", REMOTE_ADDR="127.0.0.9").status_code == 429
    assert enrol(client, edition, "els", REMOTE_ADDR="192.0.2.1").status_code == 302


def test_a_question_made_to_measure_counts_too_but_a_mistake_does_not(client: Client) -> None:
    for _ in range(5):
        assert ask(client, contact_email="an@").status_code == 200
    assert [ask(client).status_code for _ in range(3)] == [302, 302, 429]
    assert TrainingRequest.objects.count() == 2
    assert "Wat bij schulden?" in ask(client).text
