"""What we come to owe someone: once, in whole cents, and with an entry for every change."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent
from tegenstroom.billing.actions import dues, ledger, payruns
from tegenstroom.billing.models import Due, Entry, Line
from tegenstroom.billing.rules.ledger import EntryKind, UnbalancedError
from tegenstroom.billing.rules.payruns import Refusal, RefusedError
from tegenstroom.billing.tests import factories

pytestmark = pytest.mark.django_db


def test_the_same_thing_asked_twice_is_one_due() -> None:
    anke = PersonFactory()
    asked = {"person": anke, "day": factories.DAY, "kind": "allowance", "label": "Dag 1", "by": None}
    first = dues.owe(amount=Decimal("44.02"), once_key="assignment:7", **asked)
    again = dues.owe(amount=Decimal("99.00"), once_key="assignment:7", **asked)
    assert again == first
    assert again.amount == Decimal("44.02")
    assert ledger.owed_to(anke) == Decimal("44.02")
    assert Entry.objects.count() == 1
    assert AuditEvent.objects.filter(verb="billing.owe").count() == 1
    assert ledger.check() == []


def test_another_amount_is_an_entry_of_the_difference_and_the_same_amount_is_none() -> None:
    due = factories.due(amount="44.02")
    for _ in range(2):
        dues.change(due=due, amount=Decimal("30.00"), by=None)
    assert due.amount == Decimal("30.00")
    assert ledger.owed_to(due.person) == Decimal("30.00")
    assert [entry.kind for entry in Entry.objects.all()] == [EntryKind.DUE, EntryKind.CORRECTION]
    assert ledger.check() == []


def test_what_lapses_is_no_longer_owed_and_lapses_once() -> None:
    due = factories.due(amount="44.02")
    for _ in range(2):
        dues.drop(due=due, by=None)
    assert due.dropped_at is not None
    assert ledger.owed_to(due.person) == 0
    assert Entry.objects.filter(kind=EntryKind.DROPPED).count() == 1
    with pytest.raises(RefusedError) as refused:
        dues.change(due=due, amount=Decimal(10), by=None)
    assert refused.value.refusal is Refusal.LAPSED
    assert ledger.check() == []


def test_a_due_of_nothing_is_a_due_without_an_entry_until_it_becomes_something() -> None:
    due = factories.due(amount="0")
    assert Line.objects.count() == 0
    dues.change(due=due, amount=Decimal("12.50"), by=None)
    assert ledger.owed_to(due.person) == Decimal("12.50")
    dues.change(due=due, amount=Decimal(0), by=None)
    dues.drop(due=due, by=None)
    assert ledger.owed_to(due.person) == 0
    assert ledger.check() == []


def test_what_is_in_a_run_is_mended_by_a_due_of_its_own() -> None:
    due = factories.due(amount="44.02")
    factories.account(due.person)
    factories.run()
    for verb in (lambda: dues.change(due=due, amount=Decimal(1), by=None), lambda: dues.drop(due=due, by=None)):
        with pytest.raises(RefusedError) as refused:
            verb()
        assert refused.value.refusal is Refusal.IN_A_RUN
    factories.due(due.person, "-4.02")
    assert ledger.owed_to(due.person) == Decimal("40.00")
    assert ledger.check() == []


def test_a_due_read_before_a_run_took_it_up_is_not_dropped_behind_its_back() -> None:
    stale = factories.due()
    factories.account(stale.person)
    factories.run()
    assert stale.payout_id is None
    with pytest.raises(RefusedError):
        dues.drop(due=stale, by=None)
    assert Due.objects.get().dropped_at is None


def test_a_part_of_a_cent_is_refused_and_nothing_is_kept() -> None:
    with pytest.raises(UnbalancedError):
        factories.due(amount="10.005")
    assert not Due.objects.exists()
    assert not Entry.objects.exists()


def test_the_check_tells_which_entry_and_which_person_do_not_hold() -> None:
    due = factories.due()
    Due.objects.filter(pk=due.pk).update(amount=Decimal("44.03"))
    assert ledger.check() == [f"person {due.person_id}: 44.02 in the ledger, 44.03 waits"]
    entry = Entry.objects.get()
    Line.objects.create(entry=entry, account="bank", amount=Decimal("0.01"))
    assert ledger.check()[0] == f"entry {entry.pk} sums to 0.01"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE billing_line SET amount = 1",
        "UPDATE billing_entry SET once_key = 'other'",
        "DELETE FROM billing_line",
        "DELETE FROM billing_entry",
    ],
)
def test_the_database_itself_refuses_to_rewrite_the_ledger(statement: str) -> None:
    factories.due()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert ledger.check() == []


def test_who_wrote_an_entry_may_go() -> None:
    clerk = PersonFactory()
    due = factories.due()
    dues.drop(due=due, by=clerk)
    clerk.delete()
    assert Entry.objects.get(kind=EntryKind.DROPPED).by is None


def test_what_we_owe_counts_what_is_on_its_way_until_it_is_paid() -> None:
    due = factories.due(amount="44.02")
    factories.account(due.person)
    run = factories.run()
    assert ledger.owed_to(due.person) == Decimal("44.02")
    payruns.send(run=run, by=run.made_by)
    payruns.settle(run=run, paid_on=run.pay_on, by=run.made_by)
    assert ledger.owed_to(due.person) == 0
