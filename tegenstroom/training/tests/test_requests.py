"""A training made to measure: from a question to an edition, nothing typed twice."""

import io
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Attachment, Letter
from tegenstroom.organisations.models import Membership, Organisation
from tegenstroom.organisations.tests.factories import OrganisationFactory, PlaceFactory
from tegenstroom.training.actions import editions
from tegenstroom.training.actions import requests as actions
from tegenstroom.training.actions.requests import Offer
from tegenstroom.training.doors import proposal_url
from tegenstroom.training.models import Edition, Proposal, TrainingRequest
from tegenstroom.training.rules.editions import Day, Obstacle, RefusedError
from tegenstroom.training.rules.requests import RequestRefusedError, RequestState, Snag
from tegenstroom.training.tests.factories import ModuleVersionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

NUMBER = "0566.988.259"


@pytest.fixture
def coordinator():
    return PersonFactory(roles=[COORDINATOR])


@pytest.fixture
def office(coordinator) -> Client:
    client = Client()
    client.force_login(coordinator)
    return client


def a_request(**fields: object) -> TrainingRequest:
    question = {
        "organisation_name": "OCMW Voorbeeldstad",
        "enterprise_number": "0566988259",
        "contact_name": "Lut Voorbeeld",
        "contact_email": "lut@example.org",
        "contact_phone": "0470 00 00 00",
        "question": "Onze baliemedewerkers botsen met mensen die wachten.",
        "people": 14,
    }
    return actions.ask_training(**{**question, **fields})


def an_offer(**fields: object) -> Offer:
    begin = timezone.localtime().replace(hour=9, minute=30, second=0, microsecond=0)
    days = [Day(begin + timedelta(d), begin + timedelta(d, hours=7)) for d in (50, 40)]
    terms = {"price": Decimal("1850.50"), "valid_until": timezone.localdate() + timedelta(30), "days": days}
    return Offer(**{"version": ModuleVersionFactory(aims="Kijken\nLuisteren"), "maximum": 14, **terms, **fields})


def proposed(**fields: object) -> Proposal:
    return actions.propose(request=a_request(), offer=an_offer(**fields), by=None)


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


def path_of(proposal: Proposal) -> str:
    return proposal_url(proposal).removeprefix(settings.SITE_URL)


def page(response) -> str:
    return response.content.decode()


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


# The proposal


def test_a_proposal_is_filled_in_from_what_was_asked(office) -> None:
    version = ModuleVersionFactory(parts=3)
    row = a_request(module=version.module)
    sheet = office.get(reverse("training:desk_proposal", args=[row.pk])).context["sheet"]
    assert sheet.form["version"].value() == version.pk
    assert sheet.form["maximum"].value() == 14
    assert len(sheet.rows.forms) == 3


def test_a_second_proposal_is_filled_in_from_the_first(office) -> None:
    proposal = proposed()
    shown = page(office.get(reverse("training:desk_proposal", args=[proposal.request_id])))
    assert "1.850,50" in shown or "1850,50" in shown
    assert proposal.days[0].starts_at.date().isoformat() in shown


def test_a_proposal_goes_out_as_a_paper_with_a_link(office) -> None:
    version, place = ModuleVersionFactory(title="Krachten zien"), PlaceFactory(name="De Zaal")
    row = a_request()
    day = (timezone.localdate() + timedelta(40)).isoformat()
    typed = {
        "version": version.pk,
        "place": place.pk,
        "maximum": "14",
        "price": "1.850,50",
        "valid_until": (timezone.localdate() + timedelta(20)).isoformat(),
        "message": "Zoals besproken.",
        "dag-count": "1",
        "dag-0-date": day,
        "dag-0-start": "09:30",
        "dag-0-end": "16:30",
    }
    response = office.post(reverse("training:desk_proposal", args=[row.pk]), typed)
    assert response.url == reverse("training:desk_request", args=[row.pk])
    letter = Letter.objects.get(kind="proposal")
    assert (letter.to_email, "/voorstel/" in letter.body) == ("lut@example.org", True)
    paper = Attachment.objects.get(letter=letter)
    text = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(bytes(paper.content))).pages)
    for word in ("Krachten zien", "De Zaal", "€ 1.850,50", "Zoals besproken.", "OCMW Voorbeeldstad", "9.30 u."):
        assert word in " ".join(text.split()), word


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"price": "veel"}, "Dit is geen bedrag."),
        ({"valid_until": "2020-01-01"}, "Deze dag ligt in het verleden."),
        ({"dag-0-date": "2020-01-01"}, "Deze dag ligt in het verleden."),
        ({"dag-0-date": ""}, "Er zijn nog geen data."),
    ],
)
def test_a_bad_proposal_is_not_sent(office, typed, sentence) -> None:
    row = a_request()
    day = (timezone.localdate() + timedelta(40)).isoformat()
    sound = {
        "version": ModuleVersionFactory().pk,
        "maximum": "14",
        "price": "1850",
        "valid_until": day,
        "message": "Dit wil ik niet kwijt.",
        "dag-count": "1",
        "dag-0-date": day,
        "dag-0-start": "09:30",
        "dag-0-end": "16:30",
    }
    shown = page(office.post(reverse("training:desk_proposal", args=[row.pk]), {**sound, **typed}))
    assert sentence in shown
    assert "Dit wil ik niet kwijt." in shown
    assert not Proposal.objects.exists()


def a_sheet(**typed: object) -> dict[str, object]:
    """The proposal as the desk types it."""
    day = (timezone.localdate() + timedelta(40)).isoformat()
    return {
        "version": "",
        "maximum": "14",
        "price": "1850",
        "valid_until": day,
        "message": "Dit wil ik niet kwijt.",
        "dag-count": "1",
        "dag-0-date": day,
        "dag-0-start": "10:00",
        "dag-0-end": "15:00",
        **typed,
    }


def test_the_desk_reads_the_paper_over_before_anything_leaves(office) -> None:
    row = a_request()
    typed = a_sheet(version=ModuleVersionFactory(title="Krachten zien").pk, preview="1")
    response = office.post(reverse("training:desk_proposal", args=[row.pk]), typed)
    assert response.headers["Content-Type"] == "application/pdf"
    text = " ".join(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(response.content)).pages).split())
    for word in ("Voorstel 1", "nog niet verstuurd", "Krachten zien", "€ 1.850,00", "Dit wil ik niet kwijt."):
        assert word in text, word
    assert "/voorstel/" not in text
    assert not Proposal.objects.exists()
    assert not Letter.objects.filter(kind="proposal").exists()
    row.refresh_from_db()
    assert row.state == RequestState.NEW


def test_what_is_wrong_is_said_instead_of_shown_on_paper(office) -> None:
    typed = a_sheet(version=ModuleVersionFactory().pk, preview="1", price="veel")
    shown = page(office.post(reverse("training:desk_proposal", args=[a_request().pk]), typed))
    assert "Dit is geen bedrag." in shown
    assert "Dit wil ik niet kwijt." in shown


def test_the_desk_chooses_a_module_and_gets_a_day_for_each_of_its_parts(office) -> None:
    version = ModuleVersionFactory(parts=3)
    address = reverse("training:desk_proposal", args=[a_request().pk])
    assert len(office.get(address).context["sheet"].rows.forms) == 1
    response = office.post(address, a_sheet(version=version.pk, fit="1"))
    rows = response.context["sheet"].rows.forms
    assert [row["start"].value() for row in rows] == ["10:00", "09:30", "09:30"]
    shown = page(response)
    assert "Dag 3: Deel 3" in shown
    assert "Dit wil ik niet kwijt." in shown
    assert "notice--wrong" not in shown


@pytest.mark.parametrize("version", ["", "999999", "nul"])
def test_without_a_module_no_day_is_lost_and_none_is_added(office, version) -> None:
    response = office.post(
        reverse("training:desk_proposal", args=[a_request().pk]), a_sheet(version=version, fit="1")
    )
    assert [row["start"].value() for row in response.context["sheet"].rows.forms] == ["10:00"]


def test_a_proposal_of_past_days_is_refused_by_the_verb_too() -> None:
    begin = timezone.now() - timedelta(days=3)
    with pytest.raises(RefusedError) as error:
        proposed(days=[Day(begin, begin + timedelta(hours=3))])
    assert error.value.problems[0].obstacle is Obstacle.DATES_PAST
    assert not Proposal.objects.exists()


def test_what_someone_typed_is_never_read_as_code() -> None:
    proposal = proposed(message='#panic("x") $x$ *vet* = kop')
    text = " ".join(
        one.extract_text()
        for one in PdfReader(io.BytesIO(bytes(Attachment.objects.get(letter__kind="proposal").content))).pages
    )
    assert '#panic("x") $x$ *vet*' in text.replace("“", '"').replace("”", '"')
    assert proposal.number == 1


# The agreement


def test_the_organisation_agrees_with_its_name(client, coordinator) -> None:
    proposal = proposed()
    assert "Wij gaan akkoord" in page(client.get(path_of(proposal)))
    assert client.post(path_of(proposal), {"name": ""}).status_code == 200
    client.post(path_of(proposal), {"name": "Lut Voorbeeld"})
    proposal.refresh_from_db()
    assert (proposal.agreed_by_name, proposal.request.state) == ("Lut Voorbeeld", RequestState.AGREED)
    assert Letter.objects.filter(kind="request_agreed", to_name=coordinator.name).count() == 1
    assert Letter.objects.filter(kind="proposal_agreed", to_email="lut@example.org").count() == 1
    assert not Edition.objects.exists()
    assert "Lut Voorbeeld ging akkoord" in page(client.get(path_of(proposal)))


def test_opening_the_link_agrees_to_nothing(client) -> None:
    proposal = proposed()
    client.get(path_of(proposal))
    proposal.refresh_from_db()
    assert proposal.agreed_at is None


def test_a_link_that_was_changed_opens_nothing(client) -> None:
    path = path_of(proposed())
    assert client.get(path[:-3] + "xx/").status_code == 404


def test_agreeing_twice_is_agreeing_once() -> None:
    proposal = proposed()
    first = actions.agree(proposal=proposal, name="Lut").agreed_at
    assert actions.agree(proposal=proposal, name="Iemand anders").agreed_by_name == "Lut"
    assert Proposal.objects.get().agreed_at == first


def test_only_the_newest_proposal_can_be_agreed_to(client) -> None:
    old = proposed()
    actions.propose(request=old.request, offer=an_offer(), by=None)
    assert "Er is een nieuwer voorstel." in page(client.get(path_of(old)))
    with pytest.raises(RequestRefusedError) as error:
        actions.agree(proposal=old, name="Lut")
    assert error.value.snag is Snag.REPLACED


def test_a_proposal_holds_until_its_day(client) -> None:
    proposal = proposed()
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert "Dit voorstel geldt niet meer." in page(client.post(path_of(proposal), {"name": "Lut"}))
    proposal.refresh_from_db()
    assert proposal.agreed_at is None


def test_the_organisation_may_want_to_talk_first(client, coordinator) -> None:
    proposal = proposed()
    talk = path_of(proposal) + "gesprek/"
    assert client.get(talk).status_code == 405
    for _ in range(2):
        client.post(talk, {"text": "Kan het op dinsdag?"})
    proposal.request.refresh_from_db()
    assert proposal.request.state == RequestState.TALKING
    assert [note.text for note in proposal.request.notes.all()] == ["Kan het op dinsdag?"]
    assert "Kan het op dinsdag?" in Letter.objects.get(kind="request_talk").body


def test_the_paper_opens_with_the_link(client, office) -> None:
    proposal = proposed()
    for response in (
        client.get(path_of(proposal) + "voorstel.pdf"),
        office.get(reverse("training:desk_proposal_paper", args=[proposal.pk])),
    ):
        assert response.headers["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF")


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


def test_the_same_key_at_the_same_moment_is_one_request() -> None:
    key = uuid4()
    assert a_request(form_key=key) == a_request(form_key=key, question="Nog eens.")
