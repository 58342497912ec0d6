"""Bringing in people and enrolments from a table, from the upload to the rows in the database."""

import io
import time
from collections import Counter
from datetime import timedelta

import openpyxl
import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR, TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import clock
from tegenstroom.base.tables import TableRow
from tegenstroom.organisations.models import Membership, Organisation
from tegenstroom.organisations.tests.factories import OrganisationFactory
from tegenstroom.training.imports import actions
from tegenstroom.training.models import Enrolment, ImportDraft
from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory, PriceFactory
from tegenstroom.training.views import imports as views

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

TITLES = "voornaam;achternaam;e-mail;organisatie;team;postcode;vorming;komt als"


@pytest.fixture
def coordinator() -> Person:
    return PersonFactory(roles=[COORDINATOR])


@pytest.fixture
def desk(client: Client, coordinator: Person) -> Client:
    client.force_login(coordinator)
    return client


def table(*lines: str, name: str = "mensen.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join([TITLES, *lines]).encode())


def send(desk: Client, upload: SimpleUploadedFile) -> str:
    """The page after sending a file."""
    return desk.post(reverse("training:import"), {"table": upload}, follow=True).content.decode()


def confirm(desk: Client) -> str:
    address = reverse("training:import_confirmation", args=[ImportDraft.objects.get().pk])
    return desk.post(address, follow=True).content.decode()


def all_counts() -> Counter[str]:
    return Counter({model._meta.label: model._default_manager.count() for model in apps.get_models()})


def test_people_teams_and_enrolments_come_in_and_a_second_run_changes_nothing(desk: Client) -> None:
    edition = EditionFactory()
    lines = (
        f"Vera;Verzonnen;vera@example.org;OCMW Voorbeeldegem;Onthaal;9999;{edition.pk};hulpverlener",
        "Cas;Coachmans;;OCMW Voorbeeldegem;Onthaal;;;",
        f"Wim;Waterman;;;;1234;{edition.pk};ervaring",
    )
    preview = send(desk, table(*lines))
    assert "Ik schrijf dit" in preview
    assert not Organisation.objects.exists()
    assert "Nieuw: mensen 3, organisaties 1, inschrijvingen 2." in confirm(desk)
    assert Membership.objects.filter(team__name="Onthaal", organisation__kind="ocmw").count() == 2
    assert list(Enrolment.objects.order_by("seat").values_list("person__given_name", "kind")) == [
        ("Vera", "professional"),
        ("Wim", "lived"),
    ]
    before = all_counts()
    assert "Alles in deze tabel kennen we al" in send(desk, table(*lines))
    confirm(desk)
    # Only that someone imported is written down once more.
    assert all_counts() - before == Counter({"base.AuditEvent": 1})


def test_every_bad_row_is_named_with_its_reason_and_nothing_is_written(desk: Client) -> None:
    before = Person.objects.count()
    preview = send(
        desk,
        table(
            "Vera;Verzonnen;vera@example.org;;;;;",
            ";Naamloos;x@example.org;;;;;",
            "Wim;Waterman;wim(at)example;;;;;",
            "Cas;Coachmans;cas@example.org;;;;999;student",
            "Vera;Verzonnen;VERA@example.org;;;;;",
        ),
    )
    for row, reason in (
        (3, "De voornaam ontbreekt."),
        (4, "is geen e-mailadres."),
        (5, "We kennen geen vorming met nummer 999."),
        (6, "Vera Verzonnen staat ook op rij 2."),
    ):
        assert f'<td data-label="Rij">{row}</td>' in preview
        assert reason in preview
    assert "4 rijen kunnen niet" in preview
    assert "Ik schrijf dit" not in preview
    assert "Er is niets geschreven" in confirm(desk)
    assert Person.objects.count() == before


def test_all_or_nothing_when_an_edition_closes_after_the_preview(desk: Client) -> None:
    edition = EditionFactory()
    send(desk, table(f"Vera;Verzonnen;vera@example.org;Nieuw Huis;;;{edition.pk};student"))
    edition.state = EditionState.CANCELLED
    edition.save()
    assert "Deze vorming gaat niet door" in confirm(desk)
    assert not Organisation.objects.exists()
    assert ImportDraft.objects.exists()


def test_confirming_twice_at_once_writes_once(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    send(desk, table("Vera;Verzonnen;vera@example.org;;;;;"))
    draft = ImportDraft.objects.get()
    address = reverse("training:import_confirmation", args=[draft.pk])
    desk.post(address)
    # The second click found the table still there, and waited for the first.
    monkeypatch.setattr(views, "draft_of", lambda _person, _pk: draft)
    assert "al verwerkt" in desk.post(address, follow=True).content.decode()
    assert Person.objects.filter(email="vera@example.org").count() == 1


def test_places_stay_fair(desk: Client) -> None:
    edition = EditionFactory(maximum=2)
    EnrolmentFactory(edition=edition)
    people = (f"P{n};X;p{n}@example.org;;;;{edition.pk};student" for n in range(3))
    assert "dit wordt een plaats op de wachtlijst" in send(desk, table(*people))
    confirm(desk)
    states = edition.enrolments.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["placed", "placed", "waiting", "waiting"]


def test_a_kind_without_a_price_is_named(desk: Client) -> None:
    price = PriceFactory()
    row = f"Vera;Verzonnen;vera@example.org;;;;{price.edition.pk};student"
    assert "heeft geen prijs voor wie zo komt" in send(desk, table(row))


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (SimpleUploadedFile("leeg.csv", b""), "Dit bestand is leeg."),
        (SimpleUploadedFile("foto.xlsx", b"PK\x03\x04 geen tabel"), "We kunnen dit bestand niet lezen."),
        (SimpleUploadedFile("lijst.pdf", b"voornaam\nVera"), "We lezen XLSX en CSV."),
        (SimpleUploadedFile("x.csv", b"voornaam;schoenmaat\nVera;38"), "kennen we niet: schoenmaat"),
        (SimpleUploadedFile("x.csv", b"achternaam\nVerzonnen"), "De kolom “voornaam” ontbreekt."),
        (SimpleUploadedFile("x.csv", b"voornaam\n"), "staat nog niemand"),
    ],
)
def test_a_file_that_is_no_table_gets_a_sentence_at_the_field(
    desk: Client, upload: SimpleUploadedFile, sentence: str
) -> None:
    assert sentence in send(desk, upload)
    assert not ImportDraft.objects.exists()


def test_nothing_chosen(desk: Client) -> None:
    assert "Kies eerst een bestand." in desk.post(reverse("training:import")).content.decode()


def test_an_upload_of_300_mb_is_refused_before_it_is_read(desk: Client) -> None:
    class Flood(io.RawIOBase):
        """Endless zeros that remember the largest piece anyone asked for."""

        largest = 0

        def read(self, size: int = -1) -> bytes:
            assert 0 <= size <= 1024 * 1024
            self.largest = max(self.largest, size)
            return b"0" * size

    flood = Flood()
    answer = desk.generic(
        "POST",
        reverse("training:import"),
        content_type="multipart/form-data; boundary=x",
        **{"CONTENT_LENGTH": str(300 * 1024**2), "wsgi.input": flood},
    )
    assert answer.status_code == 413
    assert "Dit bestand is te groot." in answer.content.decode()
    assert flood.largest <= 64 * 1024


def test_the_token_is_checked_all_the_same(coordinator: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(coordinator)
    assert strict.post(reverse("training:import"), {"table": table("Vera;;;;;;;")}).status_code == 403


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_empty_table_can_be_filled_in_and_sent(desk: Client, kind: str) -> None:
    content = desk.get(reverse("training:import_template", args=[kind])).content
    if kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        book.active["A2"], book.active["C2"] = "Vera", "vera@example.org"
        book.save(filled := io.BytesIO())
        content = filled.getvalue()
    else:
        content += b"Vera;Verzonnen;vera@example.org\r\n"
    assert "Zo zou het gaan" in send(desk, SimpleUploadedFile(f"x.{kind}", content))
    assert desk.get("/bureau/invoer/sjabloon.exe").status_code == 404


def test_a_draft_is_its_owners_alone(desk: Client, client: Client) -> None:
    send(desk, table("Vera;Verzonnen;vera@example.org;;;;;"))
    draft = ImportDraft.objects.get()
    addresses = [reverse("training:import_preview", args=[draft.pk])]
    client.force_login(PersonFactory(roles=[COORDINATOR]))
    assert client.get(addresses[0]).status_code == 404
    assert client.post(reverse("training:import_confirmation", args=[draft.pk])).status_code == 404
    client.force_login(PersonFactory(roles=[TRAINER]))
    assert client.get(reverse("training:import")).status_code == 404


def test_the_clock_forgets_old_drafts() -> None:
    assert "tegenstroom.training.clockwork.forget_old_imports" in clock.JOBS


def test_a_draft_can_be_dropped_and_goes_by_itself_after_a_day(desk: Client) -> None:
    send(desk, table("Vera;Verzonnen;vera@example.org;;;;;"))
    draft = ImportDraft.objects.get()
    actions.forget_old_drafts(timezone.now() + timedelta(hours=23))
    assert ImportDraft.objects.exists()
    actions.forget_old_drafts(timezone.now() + timedelta(hours=25))
    assert not ImportDraft.objects.exists()
    send(desk, table("Vera;Verzonnen;vera@example.org;;;;;"))
    desk.post(reverse("training:import_removal", args=[draft.pk + 1]))
    assert not ImportDraft.objects.exists()


@pytest.mark.slow
def test_ten_thousand_rows_are_looked_at_within_ten_seconds(
    coordinator: Person, django_assert_max_num_queries: object
) -> None:
    editions = [EditionFactory(maximum=500) for _ in range(3)]
    house = OrganisationFactory(name="Huis 1")
    for person in PersonFactory.create_batch(50):
        Membership.objects.create(person=person, organisation=house)
    rows = [
        TableRow(
            number,
            {
                "voornaam": f"Voornaam {number}",
                "e-mail": f"p{number}@example.org" if number % 2 else "",
                "postcode": str(1000 + number % 900),
                "organisatie": f"Huis {number % 200}",
                "vorming": str(editions[number % 3].pk),
                "komt als": "student",
            }.items(),
        )
        for number in range(2, 10_002)
    ]
    draft = actions.keep(rows=rows, file_name="groot.csv", by=coordinator)
    start = time.perf_counter()
    # 10 batches of addresses, 2 of postcodes, and a handful for the rest.
    with django_assert_max_num_queries(30):
        verdicts = actions.plan(draft)
    assert time.perf_counter() - start < 10
    assert not any(verdict.problems for verdict in verdicts)
