"""A proposal for a training made to measure: filled in, read over, sent, and agreed to or not."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from pypdf import PdfReader

from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Attachment, Letter
from tegenstroom.organisations.tests.factories import PlaceFactory
from tegenstroom.training.actions import requests as actions
from tegenstroom.training.models import Edition, Proposal
from tegenstroom.training.papers import proposals
from tegenstroom.training.rules.editions import Day, Obstacle, RefusedError
from tegenstroom.training.rules.requests import RequestRefusedError, RequestState, Snag
from tegenstroom.training.tests.factories import ModuleVersionFactory
from tegenstroom.training.tests.groups import logged_in
from tegenstroom.training.tests.made_to_measure import a_request, an_offer, page, path_of, proposed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


@pytest.fixture
def coordinator():
    return PersonFactory(roles=[COORDINATOR])


@pytest.fixture
def office(coordinator) -> Client:
    return logged_in(coordinator)


def text_of(paper: bytes) -> str:
    return " ".join(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(bytes(paper))).pages).split())


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
    text = text_of(letter.attachments.get().content)
    for word in ("Krachten zien", "De Zaal", "€ 1.850,50", "Zoals besproken.", "OCMW Voorbeeldstad", "9.30 u."):
        assert word in text, word


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
    text = text_of(response.content)
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
    text = text_of(Attachment.objects.get(letter__kind="proposal").content)
    assert '#panic("x") $x$ *vet*' in text.replace("“", '"').replace("”", '"')
    assert proposal.number == 1


# The agreement


def test_nobody_waits_for_the_database_while_the_paper_is_made(monkeypatch) -> None:
    before, during = len(connection.savepoint_ids), []

    def paper(_proposal: Proposal) -> bytes:
        during.append(len(connection.savepoint_ids))
        return b"%PDF"

    monkeypatch.setattr(proposals, "paper", paper)
    proposed()
    assert during == [before]


def test_the_paper_speaks_the_language_of_its_letter_and_bears_its_link() -> None:
    with translation.override("fr"):
        proposal = proposed()
    letter = Letter.objects.get(kind="proposal")
    text = text_of(letter.attachments.get().content)
    assert date_format(proposal.days[0].starts_at.date(), "l j F Y") in text
    token = path_of(proposal).strip("/").split("/")[-1].split(".")[0]
    assert token in letter.body
    assert token in text.replace(" ", "")


def test_two_proposals_at_the_same_moment_are_one(monkeypatch) -> None:
    row = a_request()
    other = an_offer()

    def meanwhile(_proposal: Proposal) -> bytes:
        monkeypatch.undo()
        actions.propose(request=row, offer=other, by=None)
        return b"%PDF"

    monkeypatch.setattr(proposals, "paper", meanwhile)
    with pytest.raises(RequestRefusedError):
        actions.propose(request=row, offer=an_offer(), by=None)
    assert Proposal.objects.get().number == 1
    assert Letter.objects.filter(kind="proposal").count() == 1


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


def test_who_wants_to_talk_and_says_no_more_is_read_in_the_language_of_the_reader(client, office) -> None:
    proposal = proposed()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    client.post(path_of(proposal) + "gesprek/", {"text": ""})
    assert proposal.request.notes.get().text == ""
    shown = page(office.get(reverse("training:desk_request", args=[proposal.request_id])))
    assert "Wil eerst nog eens praten over het voorstel." in shown


def test_the_paper_opens_with_the_link(client, office) -> None:
    proposal = proposed()
    for response in (
        client.get(path_of(proposal) + "voorstel.pdf"),
        office.get(reverse("training:desk_proposal_paper", args=[proposal.pk])),
    ):
        assert response.headers["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF")
