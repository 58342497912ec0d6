"""The file for the bank: what stands in it, that it holds to the standard, and what stands nowhere else."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import connection
from sepaxml.validation import ValidationError, try_valid_xml

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent
from tegenstroom.billing.actions import accounts, bankfile, payruns
from tegenstroom.billing.models import PayRun
from tegenstroom.billing.papers import sepa
from tegenstroom.billing.rules.payruns import Refusal, RefusedError, RunState
from tegenstroom.billing.tests import factories

pytestmark = pytest.mark.django_db
NETWORK = {**settings.NETWORK, "name": "Bind-Kracht", "iban": "BE71 0961 2345 6769", "bic": ""}


@pytest.fixture(autouse=True)
def _own_account(settings: Any) -> None:
    settings.NETWORK = NETWORK


@pytest.fixture
def desk() -> Person:
    return PersonFactory()


def texts(written: bytes, *names: str) -> list[str]:
    path = "/".join(f"{sepa.SPACE}{name}" for name in names)
    return [element.text or "" for element in ElementTree.fromstring(written).iterfind(f".//{path}")]


def a_run(desk: Person, *amounts: str, name: str = "Zoë D’Hondt") -> PayRun:
    for number, amount in enumerate(amounts):
        person = PersonFactory()
        factories.account(person, factories.belgian_iban(number), holder=name)
        factories.due(person, amount)
    return factories.run(by=desk, pay_on=date(2026, 4, 1))


def test_the_file_pays_each_person_her_amount_on_the_day_from_our_account(desk: Person) -> None:
    run = a_run(desk, "44.02", "0.07", "1760.83")
    written = bankfile.bank_file(run=run, by=desk)
    try_valid_xml(written, sepa.SCHEMA)
    assert texts(written, "InstdAmt") == ["44.02", "0.07", "1760.83"]
    assert texts(written, "CdtrAcct", "Id", "IBAN") == [factories.belgian_iban(number) for number in range(3)]
    assert texts(written, "Cdtr", "Nm") == ["Zoe D'Hondt"] * 3
    assert texts(written, "EndToEndId") == [payout.reference.hex for payout in run.payouts.all()]
    assert texts(written, "ReqdExctnDt", "Dt") == ["2026-04-01"]
    assert texts(written, "DbtrAcct", "Id", "IBAN") == ["BE71096123456769"]
    assert texts(written, "DbtrAgt", "FinInstnId", "BICFI") == ["GKCCBEBB"]
    assert texts(written, "GrpHdr", "CtrlSum") == ["1804.92"]
    assert texts(written, "GrpHdr", "NbOfTxs") == ["3"]


@pytest.mark.parametrize(
    ("pay_on", "asked"),
    [
        (date(2026, 12, 25), "2026-12-28"),
        (date(2026, 4, 3), "2026-04-07"),
        (date(2026, 5, 1), "2026-05-04"),
        (date(2026, 12, 24), "2026-12-24"),
    ],
)
def test_the_bank_is_asked_for_a_day_on_which_it_works_whatever_the_run_says(
    desk: Person, pay_on: date, asked: str
) -> None:
    run = a_run(desk, "44.02")
    PayRun.objects.filter(pk=run.pk).update(pay_on=pay_on)
    run.refresh_from_db()
    assert texts(bankfile.bank_file(run=run, by=desk), "ReqdExctnDt", "Dt") == [asked]


def test_what_stands_on_the_statement_says_nothing_about_the_person(desk: Person) -> None:
    written = bankfile.bank_file(run=a_run(desk, "44.02"), by=desk)
    assert texts(written, "Ustrd") == ["Vergoeding"]
    assert "Groepswerk" not in written.decode()


def test_the_same_run_gives_the_same_file_to_the_byte(desk: Person) -> None:
    run = a_run(desk, "44.02", "10.00")
    first = bankfile.bank_file(run=run, by=desk)
    payruns.settle(run=run, paid_on=date(2026, 4, 1), by=desk)
    assert bankfile.bank_file(run=run, by=desk) == first
    (message_id,) = texts(first, "MsgId")
    assert len(f"{message_id}-1") <= 35
    other = a_run(desk, "5.00")
    assert texts(bankfile.bank_file(run=other, by=desk), "MsgId") != [message_id]


def test_taking_the_file_sends_the_run(desk: Person) -> None:
    run = a_run(desk, "44.02")
    bankfile.bank_file(run=run, by=desk)
    run.refresh_from_db()
    assert run.state == RunState.SENT


def test_a_run_that_was_undone_has_no_file(desk: Person) -> None:
    run = a_run(desk, "44.02")
    payruns.undo(run=run, by=desk)
    with pytest.raises(RefusedError) as refused:
        bankfile.bank_file(run=run, by=desk)
    assert refused.value.refusal is Refusal.WRONG_STATE


@pytest.mark.parametrize("wrong", [{"iban": ""}, {"iban": "BE00 0000"}, {"iban": "NL91ABNA0417164300"}])
def test_without_an_own_account_the_run_waits_and_says_why(
    desk: Person, settings: Any, wrong: dict[str, str]
) -> None:
    run = a_run(desk, "44.02")
    settings.NETWORK = NETWORK | wrong
    with pytest.raises(RefusedError) as refused:
        bankfile.bank_file(run=run, by=desk)
    assert refused.value.refusal is Refusal.NO_OWN_ACCOUNT
    run.refresh_from_db()
    assert run.state == RunState.MADE


def test_an_own_account_abroad_needs_its_bic(desk: Person, settings: Any) -> None:
    settings.NETWORK = NETWORK | {"iban": "NL91ABNA0417164300", "bic": "ABNANL2A"}
    written = bankfile.bank_file(run=a_run(desk, "44.02"), by=desk)
    assert texts(written, "DbtrAgt", "FinInstnId", "BICFI") == ["ABNANL2A"]


def test_who_took_her_account_away_is_named_and_nobody_is_left_out_in_silence(desk: Person) -> None:
    run = a_run(desk, "44.02", "10.00")
    person = run.payouts.first().person
    accounts.forget(person=person, by=person)
    with pytest.raises(RefusedError) as refused:
        bankfile.bank_file(run=run, by=desk)
    assert (refused.value.refusal, refused.value.whom) == (Refusal.NO_ACCOUNT, person.name)


def test_what_came_back_before_there_was_a_file_is_in_none(desk: Person) -> None:
    run = payruns.send(run=a_run(desk, "44.02", "10.00"), by=desk)
    payruns.bounce(payout=run.payouts.get(amount=Decimal("44.02")), by=desk)
    for _ in range(2):
        assert texts(bankfile.bank_file(run=run, by=desk), "InstdAmt") == ["10.00"]


def test_what_came_back_before_there_was_a_file_and_nothing_else_gives_none(desk: Person) -> None:
    run = payruns.send(run=a_run(desk, "44.02"), by=desk)
    payruns.bounce(payout=run.payouts.get(), by=desk)
    with pytest.raises(RefusedError) as refused:
        bankfile.bank_file(run=run, by=desk)
    assert refused.value.refusal is Refusal.NO_TRANSFERS


def test_what_came_back_stays_in_the_file_of_its_run_and_is_paid_by_another_file(
    desk: Person,
) -> None:
    run = a_run(desk, "44.02", "10.00")
    first = bankfile.bank_file(run=run, by=desk)
    payruns.bounce(payout=run.payouts.get(amount=Decimal("44.02")), by=desk)
    assert bankfile.bank_file(run=run, by=desk) == first
    second = bankfile.bank_file(run=factories.run(by=desk), by=desk)
    assert texts(second, "InstdAmt") == ["44.02"]
    for name in ("MsgId", "EndToEndId"):
        assert not set(texts(first, name)) & set(texts(second, name))
    assert bankfile.bank_file(run=run, by=desk) == first


@pytest.mark.parametrize("becomes", ["changed", "gone", "gone and new", "another name"])
def test_a_file_that_would_not_be_the_same_any_more_is_not_made(desk: Person, becomes: str) -> None:
    run = a_run(desk, "44.02", "10.00")
    bankfile.bank_file(run=run, by=desk)
    payout = run.payouts.get(amount=Decimal("44.02"))
    payruns.bounce(payout=payout, by=desk)
    if becomes == "another name":
        accounts.name_holder(person=payout.person, holder="Zoë", by=payout.person)
    if becomes.startswith("gone"):
        accounts.forget(person=payout.person, by=payout.person)
    if becomes in {"changed", "gone and new"}:
        factories.account(payout.person)
    with pytest.raises(RefusedError) as refused:
        bankfile.bank_file(run=run, by=desk)
    assert (refused.value.refusal, refused.value.whom) == (Refusal.FILE_CHANGED, payout.person.name)


def test_a_file_is_not_made_again_from_another_account_of_ours(desk: Person, settings: Any) -> None:
    run = a_run(desk, "44.02")
    bankfile.bank_file(run=run, by=desk)
    settings.NETWORK = NETWORK | {"iban": factories.belgian_iban(99), "bic": "GKCCBEBB"}
    with pytest.raises(RefusedError) as refused:
        bankfile.bank_file(run=run, by=desk)
    assert refused.value.refusal is Refusal.FILE_CHANGED


def test_a_file_against_the_standard_is_not_given_out(desk: Person, settings: Any) -> None:
    settings.NETWORK = NETWORK | {"iban": "NL91ABNA0417164300", "bic": "no bic"}
    run = a_run(desk, "44.02")
    with pytest.raises(ValidationError):
        bankfile.bank_file(run=run, by=desk)
    run.refresh_from_db()
    assert run.state == RunState.MADE


def test_the_number_stands_in_no_log_no_audit_row_and_no_file(desk: Person, caplog: Any, tmp_path: Path) -> None:
    caplog.set_level(0)
    run = a_run(desk, "44.02")
    bankfile.bank_file(run=run, by=desk)
    number = factories.belgian_iban(0)
    assert number not in caplog.text
    assert number not in str(list(AuditEvent.objects.values()))
    folder = Path(settings.VAR)
    assert not [file for file in folder.rglob("*") if file.is_file() and number.encode() in file.read_bytes()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_iban, sealed_holder FROM billing_bankaccount")
        assert all(number.encode() not in bytes(cell) for row in cursor.fetchall() for cell in row)
