"""A training made to measure: from a question to an edition, nothing typed twice."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Letter
from tegenstroom.organisations.models import Membership, Organisation
from tegenstroom.organisations.tests.factories import OrganisationFactory, PlaceFactory
from tegenstroom.training.actions import editions
from tegenstroom.training.actions import requests as actions
from tegenstroom.training.models import Edition, TrainingRequest
from tegenstroom.training.rules.requests import RequestRefusedError, RequestState
from tegenstroom.training.tests.factories import ModuleVersionFactory
from tegenstroom.training.tests.groups import logged_in
from tegenstroom.training.tests.made_to_measure import a_request, page, proposed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

NUMBER = "0566.988.259"


@pytest.fixture
def coordinator():
    return PersonFactory(roles=[COORDINATOR])


@pytest.fixture
def office(coordinator) -> Client:
    return logged_in(coordinator)


def form(client: Client, **typed: object) -> dict[str, object]:
    """The public form as a browser sends it, with the key that the page drew."""
    key = client.get(reverse("training:request")).context["form"]["form_key"].value()
    answers = {
        "question": "We willen beter luisteren.",
        "organisation_name": "CAW Voorbeeld",
        "contact_name": "Jef",
        "contact_email": "jef@example.org",
        "enterprise_number": NUMBER,
        "form_key": key,
    }
    return {**answers, **typed}


# The question


def test_anyone_asks_without_an_account_and_gets_a_letter(client, coordinator) -> None:
    response = client.post(reverse("training:request"), form(client, people="12"))
    assert response.url == reverse("training:request_received")
    row = TrainingRequest.objects.get()
    assert (row.organisation_name, row.enterprise_number, row.people) == ("CAW Voorbeeld", "0566988259", 12)
    receipt = Letter.objects.get(kind="request_received")
    assert (receipt.to_email, "We willen beter luisteren." in receipt.body) == ("jef@example.org", True)
    assert Letter.objects.get(kind="request_new").to_name == coordinator.name


def test_the_form_sent_five_times_is_one_request(client) -> None:
    typed = form(client)
    for _ in range(5):
        client.post(reverse("training:request"), typed)
    assert TrainingRequest.objects.count() == 1
    assert Letter.objects.filter(kind="request_received").count() == 1


def test_the_module_that_was_chosen_is_kept(client) -> None:
    version = ModuleVersionFactory()
    client.post(reverse("training:request"), form(client, module=version.pk))
    assert TrainingRequest.objects.get().module == version.module


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"enterprise_number": "0566.988.258"}, "Dit ondernemingsnummer klopt niet."),
        ({"contact_email": "jef"}, "e-mailadres"),
        ({"people": "-3"}, "minstens 1 is"),
        ({"form_key": "vervalst"}, "Er is nog niets bewaard."),
    ],
)
def test_bad_input_is_said_and_nothing_is_lost(client, typed, sentence) -> None:
    shown = page(client.post(reverse("training:request"), form(client, **typed)))
    assert sentence in shown
    assert "We willen beter luisteren." in shown
    assert not TrainingRequest.objects.exists()


def test_a_number_may_be_left_out(client) -> None:
    client.post(reverse("training:request"), form(client, enterprise_number=""))
    assert TrainingRequest.objects.get().enterprise_number == ""


# The conversation


def test_a_note_brings_a_request_into_conversation(office, coordinator) -> None:
    row = a_request()
    office.post(reverse("training:desk_request_notes", args=[row.pk]), {"text": "Lut belt terug."})
    row.refresh_from_db()
    assert row.state == RequestState.TALKING
    shown = page(office.get(reverse("training:desk_request", args=[row.pk])))
    assert "Lut belt terug." in shown
    assert "Maak een voorstel." in shown


def test_a_request_that_ends_stays_out_of_the_way(office) -> None:
    row = a_request()
    office.post(reverse("training:desk_request_declining", args=[row.pk]), {"text": "Geen budget."})
    row.refresh_from_db()
    assert row.state == RequestState.DECLINED
    assert row.organisation_name not in page(office.get(reverse("training:desk_requests")))
    assert row.organisation_name in page(office.get(reverse("training:desk_requests") + "?alles"))


# The edition


def test_one_button_makes_the_edition_with_all_that_is_known(office) -> None:
    place = PlaceFactory()
    proposal = actions.agree(proposal=proposed(place=place), name="Lut")
    office.post(reverse("training:desk_request_planning", args=[proposal.request_id]))
    edition = Edition.objects.get()
    assert (edition.channel, edition.place, edition.maximum) == ("in_company", place, 14)
    assert edition.group_price == Decimal("1850.50")
    assert [session.part.title for session in edition.sessions.all()] == ["Deel 1", "Deel 2"]
    organisation = Organisation.objects.get()
    assert (edition.organisation, organisation.enterprise_number) == (organisation, "0566988259")
    contact = Membership.objects.get(organisation=organisation)
    assert (contact.person.email, contact.person.family_name, contact.is_contact) == (
        "lut@example.org",
        "Voorbeeld",
        True,
    )
    proposal.request.refresh_from_db()
    assert (proposal.request.state, proposal.request.edition) == (RequestState.PLANNED, edition)


def test_the_button_twice_makes_one_edition(office) -> None:
    proposal = actions.agree(proposal=proposed(), name="Lut")
    for _ in range(2):
        office.post(reverse("training:desk_request_planning", args=[proposal.request_id]))
    assert Edition.objects.count() == 1


def test_an_organisation_and_a_person_whom_we_know_are_not_made_again() -> None:
    organisation = OrganisationFactory(enterprise_number="0566988259", name="OCMW V.")
    person = PersonFactory(email="lut@example.org", given_name="Lutgard")
    proposal = actions.agree(proposal=proposed(), name="Lut")
    edition = actions.plan_edition(request=proposal.request, by=None)
    assert edition.organisation == organisation
    assert Person.objects.filter(email="lut@example.org").get() == person
    person.refresh_from_db()
    assert person.given_name == "Lutgard"


def test_nothing_is_planned_without_agreement() -> None:
    proposal = proposed()
    with pytest.raises(RequestRefusedError):
        actions.plan_edition(request=proposal.request, by=None)
    assert not Edition.objects.exists()


def test_a_day_that_passed_since_leaves_everything_as_it_was(office) -> None:
    proposal = actions.agree(proposal=proposed(), name="Lut")
    with time_machine.travel(timezone.now() + timedelta(days=45)):
        office.force_login(PersonFactory(roles=[COORDINATOR]))
        response = office.post(reverse("training:desk_request_planning", args=[proposal.request_id]), follow=True)
        assert "Deze dag ligt in het verleden." in page(response)
    proposal.request.refresh_from_db()
    assert proposal.request.state == RequestState.AGREED
    assert not Edition.objects.exists()
    assert not Organisation.objects.exists()


# Still, because a link carries the second in which it was made.
@time_machine.travel(timezone.now, tick=False)
def test_announcing_gives_the_organisation_the_link_for_its_people(client, office) -> None:
    proposal = actions.agree(proposal=proposed(place=PlaceFactory()), name="Lut")
    edition = actions.plan_edition(request=proposal.request, by=None)
    editions.announce(edition=edition, by=None)
    letter = Letter.objects.get(kind="in_company_link")
    assert letter.to_email == "lut@example.org"
    link = next(line for line in letter.body.splitlines() if line.startswith("http"))
    assert link in page(office.get(reverse("training:desk_edition", args=[edition.pk])))
    assert client.get(link.removeprefix(settings.SITE_URL)).status_code == 200
    assert client.get(reverse("training:enrol", args=[edition.pk])).status_code == 404


def test_a_question_without_a_key_that_the_database_refuses_is_not_taken_for_another() -> None:
    with pytest.raises(IntegrityError):
        a_request(people=-1)


def test_the_same_key_at_the_same_moment_is_one_request() -> None:
    key = uuid4()
    assert a_request(form_key=key) == a_request(form_key=key, question="Nog eens.")
