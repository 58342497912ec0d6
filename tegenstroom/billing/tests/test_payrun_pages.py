"""The coordinator pays: from what is owed to the last signature, on pages."""

import io
import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.billing.actions import askers, ledger, payruns
from tegenstroom.billing.models import Due, Payout, PayRun
from tegenstroom.billing.rules.bankdays import open_on_or_after
from tegenstroom.billing.rules.payruns import Method, RunState
from tegenstroom.billing.tests import factories

pytestmark = pytest.mark.django_db
RUNS = "/bureau/uitbetalingen/"


@pytest.fixture(autouse=True)
def _own_account(settings: Any) -> None:
    settings.NETWORK = {**settings.NETWORK, "iban": "BE71 0961 2345 6769"}


@pytest.fixture
def desk() -> Person:
    return PersonFactory(roles=[COORDINATOR])


@pytest.fixture
def office(desk: Person) -> Client:
    client = Client()
    client.force_login(desk)
    return client


def owed(amount: str = "44.02", *, account: bool = True, **person: Any) -> Person:
    someone = PersonFactory(**person)
    factories.due(someone, amount)
    if account:
        factories.account(someone)
    return someone


def today() -> date:
    return timezone.localdate()


def new_run(office: Client, **typed: Any) -> Any:
    page = office.get(RUNS)
    key = re.search(r'name="once_key" value="([^"]+)"', page.text)
    typed = {"pay_on": open_on_or_after(today()).isoformat(), "once_key": key[1] if key else str(uuid4()), **typed}
    return office.post(RUNS, typed)


def test_the_desk_sees_who_gets_what_who_waits_and_what_is_held(
    office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    anke, zoe = owed("44.02", given_name="Anke"), owed("20.00", account=False, given_name="Zoë")
    held = factories.due(anke, "99.00", label="Te veel")
    monkeypatch.setattr(askers, "HOLDS", [lambda dues: {held.pk: "boven het plafond van de dag"}])
    page = office.get(RUNS).text
    assert "€\xa044,02" in page
    assert "boven het plafond van de dag" in page
    assert f"/bureau/mensen/{zoe.pk}/rekening/" in page
    assert "De boeken kloppen:" in page


def test_what_is_for_days_to_come_is_one_line(office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    anke = owed("44.02", given_name="Anke")
    later = [factories.due(anke, "20.00", day=today() + timedelta(days=n), label="Straks") for n in (1, 8)]
    monkeypatch.setattr(askers, "HOLDS", [lambda dues: {due.pk: "nog niet" for due in later}])
    page = office.get(RUNS).text
    assert "Nog 2 bedragen zijn voor dagen die nog komen, samen €\xa040,00." in page
    assert "Straks" not in page


def test_an_empty_house_says_what_will_come(office: Client) -> None:
    page = office.get(RUNS).text
    assert "Nu moet niemand geld krijgen." in page
    assert "Hier komen je uitbetalingen." in page


def test_from_owed_to_paid_with_the_bank(office: Client) -> None:
    anke = owed("44.02", given_name="Anke")
    made = new_run(office)
    run = PayRun.objects.get()
    assert made.headers["Location"] == f"{RUNS}{run.pk}/"
    assert "Ik maak ze ongedaan" in office.get(made.headers["Location"]).text

    office.post(f"{RUNS}{run.pk}/verzending/")
    page = office.get(f"{RUNS}{run.pk}/").text
    assert "Ik haal het bestand voor de bank" in page
    assert "Ik maak ze ongedaan" not in page
    file = office.post(f"{RUNS}{run.pk}/bestand/")
    assert file.headers["Content-Type"] == "application/xml"
    assert "no-store" in file.headers["Cache-Control"]
    assert b"<InstdAmt" in file.content

    office.post(f"{RUNS}{run.pk}/", {"paid_on": today().isoformat()})
    run.refresh_from_db()
    assert run.state == RunState.SETTLED
    assert ledger.owed_to(anke) == 0
    assert "betaald op" in office.get(f"{RUNS}{run.pk}/").text
    assert "Ik haal het bestand nog eens" in office.get(f"{RUNS}{run.pk}/").text


def test_the_same_form_sent_twice_is_one_run(office: Client) -> None:
    owed()
    key = str(uuid4())
    addresses = {new_run(office, once_key=key).headers["Location"] for _ in range(2)}
    assert len(addresses) == 1
    assert PayRun.objects.count() == 1


@pytest.mark.parametrize(
    ("days", "sentence"), [(-1, "Deze dag ligt in het verleden."), (91, "Kies een dag binnen drie maanden.")]
)
def test_a_day_that_cannot_be_is_said_at_the_field(office: Client, days: int, sentence: str) -> None:
    owed()
    page = new_run(office, pay_on=(today() + timedelta(days=days)).isoformat())
    assert sentence in page.text
    assert not PayRun.objects.exists()


@pytest.mark.parametrize(
    ("typed", "near"),
    [("2026-12-25", "donderdag 24 december"), ("2026-12-20", "vrijdag 18 december"), ("2026-12-13", "maandag 14")],
)
def test_a_day_on_which_banks_are_closed_is_refused_with_one_that_is_open(
    office: Client, typed: str, near: str
) -> None:
    with time_machine.travel("2026-12-12 09:00+01:00", tick=False):
        office.force_login(PersonFactory(roles=[COORDINATOR]))
        owed()
        page = new_run(office, pay_on=typed)
    assert f"Op die dag werken de banken niet. Kies {near}" in page.text
    assert not PayRun.objects.exists()


def test_when_everyone_was_paid_meanwhile_the_desk_reads_so(office: Client) -> None:
    page = office.post(
        RUNS, {"pay_on": open_on_or_after(today()).isoformat(), "once_key": str(uuid4())}, follow=True
    )
    assert "Er is nu niemand die we kunnen uitbetalen." in page.text


def test_a_run_is_undone_on_its_page_and_refused_there_once_it_left(office: Client, desk: Person) -> None:
    owed()
    run = factories.run(by=desk)
    assert "ongedaan gemaakt" in office.post(f"{RUNS}{run.pk}/annulering/", follow=True).text
    again = payruns.send(run=factories.run(by=desk), by=desk)
    assert "Dit kan nu niet meer." in office.post(f"{RUNS}{again.pk}/annulering/", follow=True).text


@pytest.mark.parametrize(("days", "sentence"), [(1, "Deze dag moet nog komen."), (-1, "nog niet gemaakt")])
def test_a_day_of_paying_lies_between_the_making_and_today(
    office: Client, desk: Person, days: int, sentence: str
) -> None:
    owed()
    run = payruns.send(run=factories.run(by=desk), by=desk)
    page = office.post(f"{RUNS}{run.pk}/", {"paid_on": (today() + timedelta(days=days)).isoformat()})
    assert sentence in page.text
    assert Payout.objects.get().paid_on is None


def test_without_an_own_account_the_page_says_whom_to_ask(office: Client, desk: Person, settings: Any) -> None:
    settings.NETWORK = {**settings.NETWORK, "iban": ""}
    owed()
    run = payruns.send(run=factories.run(by=desk), by=desk)
    assert "NETWORK_IBAN" in office.get(RUNS).text
    assert "NETWORK_IBAN" in office.post(f"{RUNS}{run.pk}/bestand/", follow=True).text


def test_an_account_that_is_gone_is_named_when_the_file_is_asked(office: Client, desk: Person) -> None:
    anke = owed(given_name="Anke", family_name="Maes")
    run = payruns.send(run=factories.run(by=desk), by=desk)
    office.post(f"/bureau/mensen/{anke.pk}/rekening/verwijdering/")
    assert "geen rekening meer van Anke Maes" in office.post(f"{RUNS}{run.pk}/bestand/", follow=True).text


def test_cash_has_a_sheet_to_sign_and_is_paid_on_the_day_of_the_signature(
    office: Client, desk: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    marie = owed("44.02", account=False, given_name="Marie", family_name="Claes")
    monkeypatch.setattr(askers, "WAYS", [lambda people: {marie.pk: Method.CASH}])
    run = payruns.send(run=factories.run(by=desk), by=desk)
    sheet = PdfReader(io.BytesIO(office.get(f"{RUNS}{run.pk}/ontvangstbewijzen/").content))
    assert len(sheet.pages) == 1
    words = sheet.pages[0].extract_text()
    assert "Marie Claes kreeg €\xa044,02 in de hand" in words or "Marie Claes kreeg € 44,02 in de hand" in words
    assert "Groepswerk" in words

    payout = run.payouts.get()
    office.post(f"{RUNS}bedragen/{payout.pk}/", {"paid_on": today().isoformat()})
    payout.refresh_from_db()
    assert payout.receipt_signed_on == today()
    assert "getekend op" in office.get(f"{RUNS}{run.pk}/").text
    assert ledger.owed_to(marie) == 0


def test_each_has_her_own_sheet_in_her_own_language(
    office: Client, desk: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [owed(account=False), owed(account=False, language="fr")]
    monkeypatch.setattr(askers, "WAYS", [lambda asked: {person.pk: Method.CASH for person in people}])
    run = factories.run(by=desk)
    sheet = PdfReader(io.BytesIO(office.get(f"{RUNS}{run.pk}/ontvangstbewijzen/").content))
    assert [person.name in page.extract_text() for person, page in zip(people, sheet.pages, strict=True)] == [
        True,
        True,
    ]


def test_a_run_without_cash_has_no_sheets(office: Client, desk: Person) -> None:
    owed()
    run = factories.run(by=desk)
    page = office.get(f"{RUNS}{run.pk}/ontvangstbewijzen/", follow=True)
    assert "niemand geld in de hand" in page.text


def test_what_the_bank_sent_back_waits_for_the_next_run(office: Client, desk: Person) -> None:
    anke = owed(given_name="Anke", family_name="Maes")
    run = payruns.send(run=factories.run(by=desk), by=desk)
    payruns.settle(run=run, paid_on=today(), by=desk)
    payout = run.payouts.get()
    assert f"/bureau/mensen/{anke.pk}/rekening/" in office.get(f"{RUNS}bedragen/{payout.pk}/").text
    page = office.post(f"{RUNS}bedragen/{payout.pk}/terugkeer/", follow=True).text
    assert "Wat Anke Maes moet krijgen, wacht" in page
    assert "teruggekomen" in page
    # Who did not get it is counted no more, neither here nor in the list of all runs.
    assert "€\xa00,00 voor 0 mensen" in page
    assert '<td class="number" data-label="Mensen">0</td>' in office.get(RUNS).text
    assert Due.objects.unpaid().count() == 1
    assert "wachten opnieuw" in office.get(f"{RUNS}bedragen/{payout.pk}/").text


def test_the_page_of_a_run_says_that_its_file_keeps_what_came_back(
    office: Client, desk: Person, settings: Any
) -> None:
    settings.NETWORK = {**settings.NETWORK, "iban": "BE71 0961 2345 6769"}
    anke = owed(given_name="Anke", family_name="Maes")
    run = factories.run(by=desk)
    first = office.post(f"{RUNS}{run.pk}/bestand/").content
    assert "blijft erin staan" not in office.get(f"{RUNS}{run.pk}/").text
    payruns.bounce(payout=run.payouts.get(), by=desk)
    assert "blijft erin staan" in office.get(f"{RUNS}{run.pk}/").text
    assert office.post(f"{RUNS}{run.pk}/bestand/").content == first
    factories.account(anke)
    page = office.post(f"{RUNS}{run.pk}/bestand/", follow=True).text
    assert "niet meer precies zo maken" in page
    assert "Anke Maes" in page


def test_the_list_goes_along_as_a_spreadsheet_without_account_numbers(office: Client, desk: Person) -> None:
    anke = owed("44.02", given_name="Anke", family_name="=Maes")
    factories.due(anke, "-4.02", label="Te veel betaald")
    run = factories.run(by=desk)
    text = office.get(f"{RUNS}{run.pk}/lijst.csv").content.decode("utf-8-sig")
    assert "Anke =Maes;2026-03-12;Groepswerk;44,02;per overschrijving;" in text
    assert "BE" not in text
    sheet = openpyxl.load_workbook(io.BytesIO(office.get(f"{RUNS}{run.pk}/lijst.xlsx").content)).active
    amounts = [Decimal(str(row[3])) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert sum(amounts) == run.payouts.get().amount


def test_when_the_books_do_not_hold_the_desk_is_stopped(office: Client) -> None:
    someone = owed()
    Due.objects.filter(person=someone).update(amount=Decimal(1000))
    assert "De boeken kloppen niet." in office.get(RUNS).text


def test_the_page_costs_as_many_queries_for_two_people_as_for_twenty(
    office: Client, django_assert_max_num_queries: Any
) -> None:
    for _ in range(20):
        owed()
    with django_assert_max_num_queries(25):
        office.get(RUNS)
