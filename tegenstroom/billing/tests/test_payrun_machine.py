"""Any sequence of acts, each interrupted at any query or done twice: the ledger holds and nobody is paid twice.

Beside the database stands a model that knows only what was said: who should be owed what, and who was paid.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Sum
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.billing.actions import askers, dues, ledger, payruns
from tegenstroom.billing.models import Due, Line, Payout, PayRun
from tegenstroom.billing.rules.ledger import Account
from tegenstroom.billing.rules.payruns import Method, RefusedError, RunState
from tegenstroom.billing.tests import factories
from tests.support.depth import at_depth

DAY = date(2026, 4, 1)
PEOPLE = 3
BOOKKEEPING = ("SAVEPOINT", "RELEASE", "ROLLBACK")
amounts = st.integers(-5_000, 10_000).map(lambda cents: Decimal(cents) / 100)
# How far into a verb the power fails, in percent of its queries; mostly it does not.
crashes = st.one_of(st.none(), st.none(), st.integers(0, 99))
ANY = st.integers(0, 4).map(lambda number: number == 4)


def pick(numbers: list[int]) -> st.SearchStrategy[int]:
    return st.sampled_from(sorted(numbers))


class PowerCutError(Exception):
    """The machine stopped here."""


@contextmanager
def power_cut(at: int = 0) -> Iterator[list[str]]:
    """Everything stops at this query of ours, counted from one; gives the queries."""
    ours: list[str] = []

    def count(execute: Any, sql: str, *args: Any) -> Any:
        if not sql.startswith(BOOKKEEPING):
            ours.append(sql)
            if len(ours) == at:
                raise PowerCutError
        return execute(sql, *args)

    with connection.execute_wrapper(count):
        yield ours


def length_of(verb: Callable[[], object]) -> int:
    """How many queries a verb asks, found out in a house that is then torn down."""
    with power_cut() as ours, transaction.atomic():
        try:
            verb()
        finally:
            transaction.set_rollback(True)
    return len(ours)


@dataclass
class Owed:
    """A due as the model knows it: waiting, lapsed, or in the payout with this number."""

    person: int
    amount: Decimal
    lapsed: bool = False
    payout: int | None = None
    held: bool = False


@dataclass
class Paid:
    """A payout as the model knows it."""

    run: int
    person: int
    amount: Decimal
    cash: bool
    dues: list[int]
    paid: bool = False
    back: bool = False


@dataclass
class Model:
    """What was said and done."""

    dues: dict[int, Owed] = field(default_factory=dict)
    runs: dict[int, RunState] = field(default_factory=dict)
    payouts: dict[int, Paid] = field(default_factory=dict)
    # By person what left the house for her, less what came back.
    left: dict[int, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    def waiting(self, person: int) -> list[int]:
        return [
            number
            for number, due in self.dues.items()
            if due.person == person and not due.lapsed and due.payout is None and not due.held
        ]

    def owed(self, person: int) -> Decimal:
        mine = [due.amount for due in self.dues.values() if due.person == person and not due.lapsed]
        return sum(mine, Decimal(0)) - self.left[person]

    def of(self, run: int) -> list[int]:
        return [number for number, row in self.payouts.items() if row.run == run]

    def free(self, payout: int) -> None:
        for number in self.payouts[payout].dues:
            self.dues[number].payout = None

    def pay(self, payout: int) -> None:
        row = self.payouts[payout]
        assert not row.paid
        assert not row.back
        row.paid = True
        self.left[row.person] += row.amount

    def finish(self, run: int) -> None:
        if self.runs[run] is RunState.SENT and all(
            self.payouts[number].paid or self.payouts[number].back for number in self.of(run)
        ):
            self.runs[run] = RunState.SETTLED


class Desk(RuleBasedStateMachine):
    """The desk, on a day when the power fails and every button is pressed twice."""

    @initialize(sent=st.booleans())
    def open(self, sent: bool) -> None:
        # Each example is a house of its own.
        self.house = transaction.atomic()
        self.house.__enter__()
        self.people = [PersonFactory() for _ in range(PEOPLE)]
        self.clerk, self.model, self.asked = PersonFactory(), Model(), 0
        self.cash = self.people[0].pk
        for person in self.people[1:]:
            factories.account(person)
        askers.HOLDS[:] = [lambda rows: {row.pk: "wacht" for row in rows if self.model.dues[row.pk].held}]
        askers.WAYS[:] = [lambda people: {self.cash: Method.CASH}]
        # A first run stands ready: the interesting things happen from here on.
        for who in range(PEOPLE):
            self.do_owe(who, Decimal(40))
        self.do_make(None, twice=False)
        if sent:
            (number,) = self.model.runs
            payruns.send(run=PayRun.objects.get(pk=number), by=self.clerk)
            self.model.runs[number] = RunState.SENT

    def teardown(self) -> None:
        if hasattr(self, "house"):
            transaction.set_rollback(True)
            self.house.__exit__(None, None, None)

    def done(self, verb: Callable[[], object], crash: int | None, *, twice: bool) -> bool:
        """Whether the verb was carried out; when the power failed or it was refused, nothing may have changed."""
        try:
            at = 0 if crash is None else 1 + crash * length_of(verb) // 100
            with power_cut(at):
                verb()
        except (PowerCutError, RefusedError):
            return False
        if twice:
            verb()
        return True

    @rule(who=st.integers(0, PEOPLE - 1), amount=amounts, crash=crashes, twice=st.booleans())
    def owe(self, who: int, amount: Decimal, crash: int | None, twice: bool) -> None:
        self.do_owe(who, amount, crash, twice=twice)

    def do_owe(self, who: int, amount: Decimal, crash: int | None = None, *, twice: bool = False) -> None:
        self.asked += 1
        person, key, made = self.people[who], f"machine:{self.asked}", []

        def verb() -> None:
            made[:] = [
                dues.owe(person=person, day=DAY, amount=amount, kind="x", label="Dag", once_key=key, by=self.clerk)
            ]

        if self.done(verb, crash, twice=twice):
            self.model.dues[made[0].pk] = Owed(person.pk, amount)

    @precondition(lambda self: self.model.dues)
    @rule(data=st.data(), amount=amounts, crash=crashes, twice=st.booleans())
    def change(self, data: Any, amount: Decimal, crash: int | None, twice: bool) -> None:
        number = data.draw(st.sampled_from(sorted(self.model.dues)))
        due, known = Due.objects.get(pk=number), self.model.dues[number]
        done = self.done(lambda: dues.change(due=due, amount=amount, by=self.clerk), crash, twice=twice)
        if done:
            assert not known.lapsed
            assert known.payout is None
            known.amount = amount

    @precondition(lambda self: self.model.dues)
    @rule(data=st.data(), crash=crashes, twice=st.booleans())
    def drop(self, data: Any, crash: int | None, twice: bool) -> None:
        number = data.draw(st.sampled_from(sorted(self.model.dues)))
        due = Due.objects.get(pk=number)
        if self.done(lambda: dues.drop(due=due, by=self.clerk), crash, twice=twice):
            assert self.model.dues[number].payout is None
            self.model.dues[number].lapsed = True

    @precondition(lambda self: self.model.dues)
    @rule(data=st.data())
    def hold_or_let_go(self, data: Any) -> None:
        known = self.model.dues[data.draw(st.sampled_from(sorted(self.model.dues)))]
        known.held = not known.held

    @precondition(lambda self: self.model.dues)
    @rule(crash=crashes, twice=st.booleans())
    def make(self, crash: int | None, twice: bool) -> None:
        self.do_make(crash, twice=twice)

    def do_make(self, crash: int | None, *, twice: bool) -> None:
        self.asked += 1
        key = f"run:{self.asked}"
        if not self.done(lambda: payruns.make(pay_on=DAY, once_key=key, by=self.clerk), crash, twice=twice):
            assert not PayRun.objects.filter(once_key=key).exists()
            return
        run = PayRun.objects.get(once_key=key)
        self.model.runs[run.pk] = RunState.MADE
        paid = {row.person_id: row for row in run.payouts.all()}
        for person in self.people:
            wanted = self.model.waiting(person.pk)
            total = sum((self.model.dues[number].amount for number in wanted), Decimal(0))
            assert (person.pk in paid) == (total > 0)
            if person.pk in paid:
                row = paid[person.pk]
                assert row.amount == total
                self.model.payouts[row.pk] = Paid(run.pk, person.pk, total, person.pk == self.cash, wanted)
                for number in wanted:
                    self.model.dues[number].payout = row.pk

    @precondition(lambda self: self.model.runs)
    @rule(data=st.data(), crash=crashes, twice=st.booleans())
    def send(self, data: Any, crash: int | None, twice: bool) -> None:
        run = self.a_run(data, RunState.MADE)
        if self.done(lambda: payruns.send(run=run, by=self.clerk), crash, twice=twice):
            assert self.model.runs[run.pk] is not RunState.UNDONE
            if self.model.runs[run.pk] is RunState.MADE:
                self.model.runs[run.pk] = RunState.SENT

    @precondition(lambda self: self.model.runs)
    @rule(data=st.data(), crash=crashes, twice=st.booleans())
    def settle(self, data: Any, crash: int | None, twice: bool) -> None:
        run = self.a_run(data, RunState.SENT)
        if self.done(lambda: payruns.settle(run=run, paid_on=DAY, by=self.clerk), crash, twice=twice):
            assert self.model.runs[run.pk] in {RunState.SENT, RunState.SETTLED}
            for number in self.model.of(run.pk):
                row = self.model.payouts[number]
                if not (row.cash or row.paid or row.back):
                    self.model.pay(number)
            self.model.finish(run.pk)

    @precondition(lambda self: self.model.runs)
    @rule(data=st.data(), crash=crashes, twice=st.booleans())
    def undo(self, data: Any, crash: int | None, twice: bool) -> None:
        run = self.a_run(data, RunState.MADE)
        if self.done(lambda: payruns.undo(run=run, by=self.clerk), crash, twice=twice):
            assert self.model.runs[run.pk] in {RunState.MADE, RunState.UNDONE}
            if self.model.runs[run.pk] is RunState.MADE:
                for number in self.model.of(run.pk):
                    self.model.free(number)
            self.model.runs[run.pk] = RunState.UNDONE

    @precondition(lambda self: self.model.payouts)
    @rule(data=st.data(), crash=crashes, twice=st.booleans())
    def hand_over(self, data: Any, crash: int | None, twice: bool) -> None:
        payout = self.a_payout(data, cash=True)
        if self.done(lambda: payruns.hand_over(payout=payout, on=DAY, by=self.clerk), crash, twice=twice):
            known = self.model.payouts[payout.pk]
            assert known.cash
            if not known.paid:
                self.model.pay(payout.pk)
            if self.model.runs[known.run] is RunState.MADE:
                self.model.runs[known.run] = RunState.SENT
            self.model.finish(known.run)

    @precondition(lambda self: self.model.payouts)
    @rule(data=st.data(), crash=crashes, twice=st.booleans())
    def bounce(self, data: Any, crash: int | None, twice: bool) -> None:
        payout = self.a_payout(data)
        if self.done(lambda: payruns.bounce(payout=payout, by=self.clerk), crash, twice=twice):
            known = self.model.payouts[payout.pk]
            assert self.model.runs[known.run] in {RunState.SENT, RunState.SETTLED}
            if not known.back:
                known.back = True
                self.model.free(payout.pk)
                if known.paid:
                    self.model.left[known.person] -= known.amount
            self.model.finish(known.run)

    def a_run(self, data: Any, *states: RunState) -> PayRun:
        """A run of these states where there is one, so that much happens; now and then any, to be refused."""
        fit = [number for number, state in self.model.runs.items() if state in states]
        number = data.draw(pick(fit if fit and not data.draw(ANY) else list(self.model.runs)))
        return PayRun.objects.get(pk=number)

    def a_payout(self, data: Any, *, cash: bool | None = None) -> Payout:
        """A payout of a run that left, where there is one; now and then any."""
        left = [
            number
            for number, row in self.model.payouts.items()
            if self.model.runs[row.run] in {RunState.SENT, RunState.SETTLED} and cash in {None, row.cash}
        ]
        number = data.draw(pick(left if left and not data.draw(ANY) else list(self.model.payouts)))
        return Payout.objects.get(pk=number)

    @invariant()
    def the_ledger_sums_to_zero_and_says_what_waits(self) -> None:
        if hasattr(self, "model"):
            assert ledger.check() == []
            assert sum(Line.objects.values_list("amount", flat=True)) == 0

    @invariant()
    def what_we_owe_is_what_was_agreed_less_what_was_paid(self) -> None:
        if hasattr(self, "model"):
            for person in self.people:
                assert ledger.owed_to(person) == self.model.owed(person.pk)

    @invariant()
    def what_left_the_house_is_what_people_got(self) -> None:
        if hasattr(self, "model"):
            out = Line.objects.filter(account__in=(Account.BANK, Account.CASH)).values_list("amount", flat=True)
            assert -sum(out) == sum(self.model.left.values())

    @invariant()
    def a_run_pays_the_sum_of_its_dues(self) -> None:
        if not hasattr(self, "model"):
            return
        in_dues = dict(
            Due.objects.exclude(payout=None).order_by().values_list("payout").annotate(total=Sum("amount"))
        )
        standing = dict(Payout.objects.standing().values_list("pk", "amount"))
        assert {number: round(total, 2) for number, total in in_dues.items()} == standing

    @invariant()
    def no_due_was_paid_twice(self) -> None:
        if hasattr(self, "model"):
            times: dict[int, int] = defaultdict(int)
            for row in self.model.payouts.values():
                if row.paid and not row.back:
                    for number in row.dues:
                        times[number] += 1
            assert all(count == 1 for count in times.values())
            assert {number: row.state for number, row in PayRun.objects.in_bulk().items()} == self.model.runs


@pytest.mark.slow
@pytest.mark.django_db
def test_nothing_that_the_desk_does_in_any_order_pays_anyone_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(askers, "HOLDS", [])
    monkeypatch.setattr(askers, "WAYS", [])
    run_state_machine_as_test(Desk, settings=settings(max_examples=at_depth(5, 30), stateful_step_count=40))
