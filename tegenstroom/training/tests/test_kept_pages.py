"""Pages of the desk come from memory, and nobody can tell: not by what they say, nor by who gets them."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from unittest.mock import patch

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tegenstroom.accounts.actions import end_role, grant_role
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import delivery
from tegenstroom.base.models import Letter
from tegenstroom.base.models.letters import subject_of
from tegenstroom.training.actions import evaluation
from tegenstroom.training.models import Edition, EvaluationInvitation
from tegenstroom.training.rules.evaluation import Wave
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures", "noon")]


@pytest.fixture
def noon() -> Iterator[None]:
    """The clock stands still: a page is kept for a minute at most."""
    with time_machine.travel(datetime(2026, 12, 1, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def edition() -> Edition:
    return EditionFactory()


@pytest.fixture
def coordinator() -> Person:
    return PersonFactory(roles=[COORDINATOR])


@pytest.fixture
def office(coordinator: Person, edition: Edition) -> Client:
    """A browser in which the coordinator has both pages of the desk open, so that they are kept."""
    client = Client()
    client.force_login(coordinator)
    for _twice in range(2):  # only the second request bears the secret of her forms
        for address in addresses(edition):
            client.get(address)
    return client


def addresses(edition: Edition) -> list[str]:
    return [reverse("training:desk"), reverse("training:desk_edition", args=[edition.pk])]


def shown(office: Client, edition: Edition) -> str:
    return office.get(addresses(edition)[1]).content.decode()


def letter_about(edition: Edition) -> Letter:
    return Letter.objects.create(
        kind="place", to_email="ali@example.org", channel=Letter.Channel.MAIL, about=subject_of(edition)
    )


def test_the_pages_come_from_memory(office: Client, edition: Edition, django_assert_num_queries: Callable) -> None:
    for address in addresses(edition):
        with django_assert_num_queries(4):  # session, person, roles, and whether anything happened
            assert office.get(address).status_code == 200


def test_whose_role_ends_gets_no_kept_page(office: Client, edition: Edition, coordinator: Person) -> None:
    end_role(person=coordinator, role=COORDINATOR, by=None)
    assert [office.get(address).status_code for address in addresses(edition)] == [404, 404]


def test_the_guard_stands_before_the_memory(office: Client, edition: Edition, coordinator: Person) -> None:
    """Even when a role is taken away in the database by hand, and nothing says that it happened."""
    coordinator.grants.update(ended_at=datetime(2026, 12, 1, tzinfo=UTC))
    assert [office.get(address).status_code for address in addresses(edition)] == [404, 404]


def test_two_coordinators_each_get_their_own(office: Client, edition: Edition) -> None:
    other = PersonFactory(given_name="Tweede", called="Tweede")
    grant_role(person=other, role=COORDINATOR, by=None)
    office.get(addresses(edition)[1])
    client = Client()
    client.force_login(other)
    client.cookies[settings.CSRF_COOKIE_NAME] = office.cookies[settings.CSRF_COOKIE_NAME].value
    assert "<span>Tweede</span>" in shown(client, edition)
    assert "<span>Tweede</span>" not in shown(office, edition)


def test_another_language_is_another_page(office: Client, edition: Edition) -> None:
    office.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    assert '<html lang="fr">' in shown(office, edition)


def test_a_letter_that_fails_is_shown_at_once(office: Client, edition: Edition) -> None:
    letter = letter_about(edition)
    assert "1 brief staat klaar." in shown(office, edition)
    with patch("django.core.mail.EmailMessage.send", side_effect=ValueError("no such address")):
        delivery.try_once(letter.pk)
    assert "1 brief vertrok niet." in shown(office, edition)


def test_answers_without_an_audit_row_are_counted_at_once(office: Client, edition: Edition) -> None:
    invitation = EvaluationInvitation.objects.create(
        enrolment=EnrolmentFactory(edition=edition),
        wave=Wave.LAST_DAY,
        invited_at=datetime(2026, 12, 1, tzinfo=UTC),
    )
    letter_about(edition)  # as whoever is invited gets one
    assert "0 van 1 antwoordden" in shown(office, edition)
    evaluation.finish(invitation=invitation, share_with_coaches=False)
    assert "1 van 1 antwoordden" in shown(office, edition)
