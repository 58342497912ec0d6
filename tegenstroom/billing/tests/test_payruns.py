"""A pay run from making to paid, and back where that is possible."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.billing.actions import askers, ledger, payruns
from tegenstroom.billing.models import Due, Entry, Payout, PayRun
from tegenstroom.billing.rules.payruns import Method, Obstacle, Refusal, RefusedError, RunState
from tegenstroom.billing.tests import factories

pytestmark = pytest.mark.django_db
PAID_ON = date(2026, 4, 2)


@pytest.fixture
def desk() -> Person:
    return PersonFactory()


@pytest.fixture
def anke() -> Person:
    person = PersonFactory()
    factories.account(person)
    return person


def in_cash(monkeypatch: pytest.MonkeyPatch, *people: Person) -> None:
    methods = {person.pk: Method.CASH for person in people}
    monkeypatch.setattr(askers, "WAYS", [lambda asked: methods])


def refused(verb: Callable[[], object]) -> Refusal:
    with pytest.raises(RefusedError) as caught:
        verb()
    return caught.value.refusal


def test_everything_that_waits_for_someone_is_one_payout(anke: Person, desk: Person) -> None:
    wanted = [factories.due(anke, amount) for amount in ("44.02", "5.00", "-9.02")]
    run = factories.run(by=desk)
    payout = run.payouts.get()
    assert (payout.person, payout.amount, payout.method) == (anke, Decimal("40.00"), Method.TRANSFER)
    assert list(payout.dues.all()) == wanted
    assert refused(lambda: factories.run(by=desk)) is Refusal.NOTHING_TO_PAY


def test_the_same_form_sent_twice_makes_one_run(anke: Person, desk: Person) -> None:
    factories.due(anke)
    first = factories.run(by=desk, once_key="form")
    factories.due(anke)
    assert factories.run(by=desk, once_key="form") == first
    assert Payout.objects.count() == 1


def test_who_has_no_account_is_told_apart_and_paid_when_she_has_one(desk: Person) -> None:
    without = factories.due().person
    plan = payruns.plan(Due.objects.unpaid())
    assert (plan.payable, plan.left_out[0].obstacle) == ([], Obstacle.NO_ACCOUNT)
    assert refused(lambda: factories.run(by=desk)) is Refusal.NOTHING_TO_PAY
    factories.account(without)
    assert factories.run(by=desk).payouts.get().person == without


def test_a_debt_is_set_off_against_what_comes_later(anke: Person, desk: Person) -> None:
    factories.due(anke, "-30.00")
    assert payruns.plan(Due.objects.unpaid()).left_out[0].obstacle is Obstacle.NOTHING_LEFT
    factories.due(anke, "44.02")
    assert factories.run(by=desk).payouts.get().amount == Decimal("14.02")


def test_what_is_held_back_waits_with_its_reason(
    anke: Person, desk: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits, goes = factories.due(anke, "50.00"), factories.due(anke, "44.02")
    monkeypatch.setattr(askers, "HOLDS", [lambda dues: {waits.pk: "boven het plafond"}])
    assert payruns.plan(Due.objects.unpaid()).held == {waits.pk: "boven het plafond"}
    assert list(factories.run(by=desk).payouts.get().dues.all()) == [goes]
    monkeypatch.setattr(askers, "HOLDS", [])
    assert list(factories.run(by=desk).payouts.get().dues.all()) == [waits]


def test_the_first_who_holds_a_due_or_knows_a_way_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(askers, "HOLDS", [lambda dues: {1: "eerst"}, lambda dues: {1: "dan", 2: "ook"}])
    monkeypatch.setattr(askers, "WAYS", [lambda people: {7: Method.CASH}, lambda people: {7: Method.TRANSFER}])
    assert askers.held([]) == {1: "eerst", 2: "ook"}
    assert askers.methods([7]) == {7: Method.CASH}


def test_a_run_is_paid_once_however_often_it_is_said(
    anke: Person, desk: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Payout] = []
    monkeypatch.setattr(askers, "TELL", [told.extend])
    factories.due(anke)
    run = factories.run(by=desk)
    assert refused(lambda: payruns.settle(run=run, paid_on=PAID_ON, by=desk)) is Refusal.WRONG_STATE
    for _ in range(2):
        payruns.send(run=run, by=desk)
    for _ in range(2):
        payruns.settle(run=run, paid_on=PAID_ON, by=desk)
    run.refresh_from_db()
    assert run.state == RunState.SETTLED
    assert run.payouts.get().paid_on == PAID_ON
    assert told == [run.payouts.get()]
    assert Entry.objects.filter(kind="paid").count() == 1
    assert ledger.owed_to(anke) == 0
    assert ledger.check() == []


def test_a_run_is_undone_until_it_is_sent(anke: Person, desk: Person) -> None:
    due = factories.due(anke)
    run = factories.run(by=desk)
    for _ in range(2):
        assert payruns.undo(run=run, by=desk).state == RunState.UNDONE
    assert list(Due.objects.unpaid()) == [due]
    assert refused(lambda: payruns.send(run=run, by=desk)) is Refusal.WRONG_STATE
    again = payruns.send(run=factories.run(by=desk), by=desk)
    assert refused(lambda: payruns.undo(run=again, by=desk)) is Refusal.WRONG_STATE
    assert ledger.check() == []


@pytest.mark.parametrize("paid_first", [True, False])
def test_a_transfer_that_comes_back_is_owed_again_and_paid_by_the_next_run(
    anke: Person, desk: Person, paid_first: bool
) -> None:
    factories.due(anke)
    run = factories.run(by=desk)
    payout = run.payouts.get()
    assert refused(lambda: payruns.bounce(payout=payout, by=desk)) is Refusal.WRONG_STATE
    payruns.send(run=run, by=desk)
    if paid_first:
        payruns.settle(run=run, paid_on=PAID_ON, by=desk)
    for _ in range(2):
        payruns.bounce(payout=payout, by=desk)
    assert payruns.settle(run=run, paid_on=PAID_ON, by=desk) == []
    assert PayRun.objects.get().state == RunState.SETTLED
    assert ledger.owed_to(anke) == Decimal("44.02")
    assert ledger.check() == []
    assert factories.run(by=desk).payouts.get().amount == Decimal("44.02")


def test_cash_is_paid_when_it_is_signed_for(anke: Person, desk: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    marie = PersonFactory()
    in_cash(monkeypatch, marie)
    factories.due(anke)
    factories.due(marie)
    run = payruns.send(run=factories.run(by=desk), by=desk)
    transfer, cash = run.payouts.order_by("method").reverse()
    assert [row.person for row in payruns.settle(run=run, paid_on=PAID_ON, by=desk)] == [anke]
    assert PayRun.objects.get().state == RunState.SENT, "Marie has nothing yet"
    assert refused(lambda: payruns.hand_over(payout=transfer, on=PAID_ON, by=desk)) is Refusal.WRONG_STATE
    for _ in range(2):
        payruns.hand_over(payout=cash, on=PAID_ON, by=desk)
    cash.refresh_from_db()
    assert (cash.paid_on, cash.receipt_signed_on) == (PAID_ON, PAID_ON)
    assert PayRun.objects.get().state == RunState.SETTLED
    assert refused(lambda: payruns.bounce(payout=cash, by=desk)) is Refusal.WRONG_STATE
    assert ledger.owed_to(marie) == 0
    assert ledger.check() == []


def test_once_someone_signed_for_her_money_the_run_cannot_be_undone(
    desk: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    marie, zoe = factories.due().person, factories.due().person
    in_cash(monkeypatch, marie, zoe)
    run = factories.run(by=desk)
    payruns.hand_over(payout=run.payouts.get(person=marie), on=PAID_ON, by=desk)
    assert refused(lambda: payruns.undo(run=run, by=desk)) is Refusal.WRONG_STATE
    never_fetched = run.payouts.get(person=zoe)
    payruns.bounce(payout=never_fetched, by=desk)
    assert refused(lambda: payruns.hand_over(payout=never_fetched, on=PAID_ON, by=desk)) is Refusal.WRONG_STATE
    assert PayRun.objects.get().state == RunState.SETTLED
    assert ledger.owed_to(zoe) == Decimal("44.02")
    assert ledger.check() == []
