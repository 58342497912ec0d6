"""Questionnaires at the desk: bringing one in from another tool, with what right, and taking one along."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.engines.questionnaires import read_form, write_form
from tegenstroom.engines.questionnaires.redcap import COLUMNS
from tegenstroom.measurement.actions import drafts
from tegenstroom.measurement.forms.registry import UploadForm
from tegenstroom.measurement.models import InstrumentVersion, QuestionnaireDraft
from tegenstroom.measurement.tests.factories import FREE, questionnaire, version
from tegenstroom.organisations.tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db

URL = "https://creativecommons.org/licenses/by/4.0/"
ASKED = questionnaire("van-buiten", licence=replace(FREE, url=URL))
REDCAP = "\n".join(
    (
        ",".join(heading for heading, _of_the_api in COLUMNS),
        'vrij,kort,,radio,Ik voel me vrij.,"1, nooit | 2, vaak"',
        "naam,kort,,text,Hoe heet je?,",
        "",
    )
)
LIMESURVEY = (
    "class\ttype/scale\tname\trelevance\ttext\thelp\tlanguage\n"
    "S\t\tlanguage\t\tnl\t\t\nSL\t\tsurveyls_title\t\tVan LimeSurvey\t\tnl\n"
    "G\t\tgroep\t1\tgroep\t\tnl\nQ\tL\tvrij\t1\tIk voel me vrij.\t\tnl\n"
    "A\t0\t1\t\tnooit\t\tnl\nA\t0\t2\t\tvaak\t\tnl\n"
)


@pytest.fixture
def vera(client: Client) -> Person:
    person = PersonFactory(roles=[COORDINATOR])
    client.force_login(person)
    return person


def send(client: Client, name: str, content: bytes):
    data = {"file": SimpleUploadedFile(name, content), "language": "nl"}
    return client.post(reverse("measurement:desk_upload"), data)


def brought_in(client: Client, name: str = "lijst.xlsx", content: bytes | None = None) -> QuestionnaireDraft:
    answer = send(client, name, content or write_form("lijst.xlsx", ASKED))
    draft = QuestionnaireDraft.objects.get()
    assertRedirects(answer, reverse("measurement:desk_draft", args=[draft.pk]))
    return draft


def confirm(client: Client, draft: QuestionnaireDraft, **values: object):
    free = {"version": "1", "attribution": "Wij", "kind": "free", "licence": "CC BY 4.0", "url": URL}
    return client.post(reverse("measurement:desk_draft", args=[draft.pk]), {**free, **values})


class TestBringingIn:
    def test_an_xlsform_is_shown_before_anything_is_kept(self, client: Client, vera: Person) -> None:
        draft = brought_in(client)
        page = client.get(reverse("measurement:desk_draft", args=[draft.pk]))
        assertContains(page, "Ik voel me vrij.")
        assertContains(page, "Alleen na dit antwoord op vraag 3: vaak, altijd.")
        assertContains(page, "Er is nog niets bewaard.")
        assertContains(client.get(f"{page.request['PATH_INFO']}?taal=fr"), "Je me sens vrij.")
        assert not InstrumentVersion.objects.exists()

    @pytest.mark.parametrize(
        ("name", "content"), [("redcap.csv", REDCAP), ("lime.txt", LIMESURVEY)], ids=["REDCap", "LimeSurvey"]
    )
    def test_forms_of_other_tools_are_read(self, client: Client, vera: Person, name: str, content: str) -> None:
        draft = brought_in(client, name, content.encode())
        page = client.get(reverse("measurement:desk_draft", args=[draft.pk]))
        assertContains(page, "Ik voel me vrij.")
        confirm(client, draft)
        assert InstrumentVersion.objects.get().is_free

    def test_what_does_not_come_along_is_named_with_its_row(self, client: Client, vera: Person) -> None:
        draft = brought_in(client, "redcap.csv", REDCAP.encode())
        page = client.get(reverse("measurement:desk_draft", args=[draft.pk]))
        assertContains(page, "“naam” nemen we niet over")
        client.cookies["django_language"] = "en"
        assertNotContains(client.get(page.request["PATH_INFO"]), "nemen we niet over")

    def test_our_own_pack_brings_its_licence(self, client: Client, vera: Person) -> None:
        draft = brought_in(client, "lijst.toml", write_form("lijst.toml", ASKED))
        page = client.get(reverse("measurement:desk_draft", args=[draft.pk]))
        assertContains(page, f'value="{URL}"')
        confirm(client, draft, attribution="Tegenstroom")
        assert InstrumentVersion.objects.get().questionnaire == ASKED

    @pytest.mark.parametrize(
        ("name", "content", "sentence"),
        [
            ("lijst.docx", b"x", "Dit soort bestand lezen we niet: lijst.docx."),
            ("lijst.xlsx", b"no workbook", "We kunnen dit bestand niet lezen als Excel."),
            ("lijst.lss", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "gevaarlijk"),
            ("lijst.toml", b'key = "a"', "ontbreekt"),
            ("lijst.xlsx", b"", "Dit bestand is leeg."),
            ("lijst.csv", b"x" * (6 * 1024**2), "Dit bestand is te groot."),
        ],
        ids=["another kind", "no workbook", "entities", "a bare pack", "empty", "too large"],
    )
    def test_a_file_that_cannot_be_read_is_told_why(
        self, client: Client, vera: Person, name: str, content: bytes, sentence: str
    ) -> None:
        assertContains(send(client, name, content), sentence)
        assert not QuestionnaireDraft.objects.exists()

    def test_all_that_is_wrong_is_said_at_once_with_its_place(self, client: Client, vera: Person) -> None:
        pack = write_form("a.toml", ASKED).decode()
        wrong = pack.replace('format = "past"', 'format = "weg"', 2)
        page = send(client, "a.toml", wrong.encode())
        assertContains(page, "items.vrij: de rij antwoorden “weg” bestaat niet.")
        assertContains(page, "items.sterk: de rij antwoorden “weg” bestaat niet.")

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.sampled_from([".toml", ".xlsx", ".csv", ".lss", ".txt", ""]), st.binary(max_size=300))
    def test_no_file_breaks_the_form(self, ending: str, content: bytes) -> None:
        form = UploadForm({"language": "nl"}, {"file": SimpleUploadedFile(f"a{ending}", content)})
        assert not form.is_valid() or form.found.questionnaire.items

    def test_a_form_that_nobody_kept_goes_after_a_day(self, client: Client, vera: Person) -> None:
        brought_in(client)
        drafts.forget_old_drafts(timezone.now() + timedelta(hours=23))
        assert QuestionnaireDraft.objects.exists()
        drafts.forget_old_drafts(timezone.now() + timedelta(hours=25))
        assert not QuestionnaireDraft.objects.exists()

    def test_she_can_drop_it(self, client: Client, vera: Person) -> None:
        draft = brought_in(client)
        client.post(reverse("measurement:desk_draft_removal", args=[draft.pk]))
        assert not QuestionnaireDraft.objects.exists()


class TestTheRight:
    def test_a_free_one_is_for_everyone(self, client: Client, vera: Person) -> None:
        draft = brought_in(client)
        answer = confirm(client, draft)
        made = InstrumentVersion.objects.get()
        assertRedirects(answer, reverse("measurement:desk_version", args=[made.pk]))
        assert (made.is_free, made.organisation, made.added_by) == (True, None, vera)
        assert not QuestionnaireDraft.objects.exists()

    def test_a_tick_alone_makes_nothing_free(self, client: Client, vera: Person) -> None:
        draft = brought_in(client)
        page = confirm(client, draft, licence="vrij voor onderzoek")
        assertContains(page, "“vrij voor onderzoek” kennen we niet als vrije licentie.")
        assertContains(confirm(client, draft, url=""), "Zeg met een adres waar staat")
        assert not InstrumentVersion.objects.exists()

    def test_one_that_is_not_free_is_for_the_organisation_that_says_why(
        self, client: Client, vera: Person
    ) -> None:
        draft, house = brought_in(client), OrganisationFactory()
        kept = {"kind": "house", "licence": "alle rechten voorbehouden", "url": ""}
        assertContains(confirm(client, draft, **kept), "Kies welke organisatie")
        assertContains(confirm(client, draft, **kept, organisation=house.pk), "Schrijf op welk recht")
        assert not InstrumentVersion.objects.exists()
        confirm(client, draft, **kept, organisation=house.pk, permission="brief van de auteurs, 3 mei")
        made = InstrumentVersion.objects.get()
        assert (made.organisation, made.permission) == (house, "brief van de auteurs, 3 mei")
        assert not InstrumentVersion.objects.usable_by(None).exists()

    def test_a_title_that_is_too_long_for_a_list_is_kept_whole(self, client: Client, vera: Person) -> None:
        asked = replace(ASKED, title=dict.fromkeys(ASKED.languages, "Hoe gaat het? " * 20 + "Zeg het."))
        draft = brought_in(client, content=write_form("lijst.xlsx", asked))
        confirm(client, draft, kind="free", licence="CC BY 4.0", url=URL)
        made = InstrumentVersion.objects.get()
        assert len(made.title) == 200
        assert made.title.endswith("…")
        assert made.questionnaire.title == asked.title

    def test_a_version_that_is_there_with_another_text_asks_for_another_name(
        self, client: Client, vera: Person
    ) -> None:
        version(key="van-buiten")
        draft = brought_in(client)
        assertContains(confirm(client, draft), "Deze versie bestaat al, met een andere tekst.")
        confirm(client, draft, version="2")
        assert {row.version for row in InstrumentVersion.objects.all()} == {"1", "2"}


class TestTheList:
    def test_it_says_licence_and_whether_it_is_validated(self, client: Client, vera: Person) -> None:
        row = version()
        page = client.get(reverse("measurement:desk_registry"))
        assertContains(page, "Lijst kort (1)")
        assertContains(page, "nog niet")
        assertContains(
            client.get(reverse("measurement:desk_version", args=[row.pk])), "Denk aan de laatste weken."
        )

    def test_what_goes_out_reads_back(self, client: Client, vera: Person) -> None:
        confirm(client, brought_in(client), attribution="Tegenstroom")
        row = InstrumentVersion.objects.get()
        for suffix in ("xlsx", "toml"):
            content = client.get(reverse("measurement:desk_version_file", args=[row.pk, suffix])).content
            assert read_form(f"a.{suffix}", content).questionnaire == ASKED
        fhir = client.get(reverse("measurement:desk_version_file", args=[row.pk, "json"])).json()
        assert fhir["resourceType"] == "Questionnaire"
        assert json.dumps(fhir).count("Ik voel me") == 3
        assert client.get(reverse("measurement:desk_version_file", args=[row.pk, "exe"])).status_code == 404
