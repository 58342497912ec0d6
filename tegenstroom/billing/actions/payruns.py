"""Paying people: making a run, and all that can become of it.

Each verb takes its turn, then locks the run, and `make` the dues that wait: paying is done one by one, whoever
presses the button at the same moment, and what was done is not done again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.billing.actions import askers, ledger
from tegenstroom.billing.models import BankAccount, Due, Payout, PayRun
from tegenstroom.billing.rules.ledger import Account, EntryKind, bounced, paid
from tegenstroom.billing.rules.payruns import (
    NEXT_STATES,
    Method,
    Refusal,
    RefusedError,
    RunState,
    Share,
    Waiting,
    shares,
)

OUT_OF = {Method.TRANSFER: Account.BANK, Method.CASH: Account.CASH}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would pay now: who gets what, whose dues go on waiting, and which dues are held back why."""

    payable: list[Share]
    left_out: list[Share]
    held: Mapping[int, str]

    @property
    def total(self) -> Decimal:
        return sum((share.amount for share in self.payable), Decimal(0))


def plan(dues: Sequence[Due]) -> Plan:
    """How these unpaid dues would be paid now."""
    held = askers.held(dues)
    free = [Waiting(due.pk, due.person_id, due.amount) for due in dues if due.pk not in held]
    people = {due.person for due in free}
    accounts = set(BankAccount.objects.filter(person__in=people).values_list("person", flat=True))
    found = shares(free, askers.methods(people), accounts)
    payable = [share for share in found if share.obstacle is None]
    return Plan(payable, [share for share in found if share.obstacle], held)


@transaction.atomic
def make(*, pay_on: date, once_key: str, by: Person) -> PayRun:
    """A run with one payout for everyone to whom we owe more than nothing; what is held back stays out.

    The same `once_key` (at most 64 signs) gives the run that is there. Raises RefusedError when nobody
    can be paid.
    """
    audit.take_turn()
    dues = list(Due.objects.unpaid().select_for_update().order_by("pk"))
    # Asked after the lock: who sent the same form a moment ago has her run by now.
    if existing := PayRun.objects.filter(once_key=once_key).first():
        return existing
    payable = plan(dues).payable
    if not payable:
        raise RefusedError(Refusal.NOTHING_TO_PAY)
    run, is_new = PayRun.objects.get_or_create(once_key=once_key, defaults={"pay_on": pay_on, "made_by": by})
    if is_new:
        for share in payable:
            _take_up(share, run)
        audit.record("billing.make_run", by=by, about=run, payouts=len(payable))
    return run


@transaction.atomic
def send(*, run: PayRun, by: Person) -> PayRun:
    """From now on the run is at the bank, or in envelopes, and can no longer be undone. Again changes nothing."""
    audit.take_turn()
    run = PayRun.objects.locked(run.pk)
    if run.state in {RunState.SENT, RunState.SETTLED}:
        return run
    _move(run, RunState.SENT, by=by)
    return run


@transaction.atomic
def settle(*, run: PayRun, paid_on: date, by: Person) -> list[Payout]:
    """The transfers of a run left our account on this day; gives those for which that is new.

    Cash is paid when its receipt is signed. Raises RefusedError for a run that was not sent.
    """
    audit.take_turn()
    run = PayRun.objects.locked(run.pk)
    if run.state not in {RunState.SENT, RunState.SETTLED}:
        raise RefusedError(Refusal.WRONG_STATE)
    left = list(run.payouts.filter(method=Method.TRANSFER, paid_on=None, bounced_at=None).order_by("pk"))
    for payout in left:
        _pay(payout, paid_on, by)
    if left:
        audit.record("billing.settle_run", by=by, about=run, payouts=len(left))
    _finish(run, by=by)
    askers.tell(left)
    return left


@transaction.atomic
def hand_over(*, payout: Payout, on: date, by: Person) -> Payout:
    """Someone got her money in her hand on this day and signed for it. Again changes nothing.

    The run counts as sent from then on. Raises RefusedError for a transfer, or for money that she did not get.
    """
    run, payout = _locked(payout)
    if payout.method != Method.CASH or payout.bounced_at or run.state == RunState.UNDONE:
        raise RefusedError(Refusal.WRONG_STATE)
    if payout.paid_on:
        return payout
    if run.state == RunState.MADE:
        _move(run, RunState.SENT, by=by)
    payout.receipt_signed_on = on
    _pay(payout, on, by)
    audit.record("billing.hand_over", by=by, about=payout)
    _finish(run, by=by)
    askers.tell([payout])
    return payout


@transaction.atomic
def undo(*, run: PayRun, by: Person) -> PayRun:
    """Take back a run that was not sent: its dues wait again. Raises RefusedError once it was sent."""
    audit.take_turn()
    run = PayRun.objects.locked(run.pk)
    if run.state == RunState.UNDONE:
        return run
    _move(run, RunState.UNDONE, by=by)
    Due.objects.filter(payout__run=run).update(payout=None)
    return run


@transaction.atomic
def bounce(*, payout: Payout, by: Person) -> Payout:
    """The bank gave a transfer back, or cash was never fetched: the dues wait again. Again changes nothing.

    Raises RefusedError for a run that was not sent, and for cash that was signed for.
    """
    run, payout = _locked(payout)
    if payout.bounced_at:
        return payout
    in_hand = payout.method == Method.CASH and payout.paid_on
    if run.state not in {RunState.SENT, RunState.SETTLED} or in_hand:
        raise RefusedError(Refusal.WRONG_STATE)
    if payout.paid_on:
        back = bounced(payout.amount, payout.person_id, OUT_OF[Method(payout.method)])
        ledger.post(kind=EntryKind.BOUNCED, once_key=_key(payout, "bounced"), movements=back, by=by)
    freed = list(payout.dues.values_list("pk", flat=True))
    payout.bounced_at = timezone.now()
    Due.objects.filter(pk__in=freed).update(payout=None, came_back_at=payout.bounced_at)
    payout.save(update_fields=["bounced_at"])
    audit.record("billing.bounce", by=by, about=payout, dues=freed)
    _finish(run, by=by)
    return payout


def _take_up(share: Share, run: PayRun) -> None:
    payout = Payout.objects.create(run=run, person_id=share.person, method=share.method, amount=share.amount)
    taken = Due.objects.unpaid().filter(pk__in=share.dues).update(payout=payout)
    if taken != len(share.dues):
        raise RefusedError(Refusal.IN_A_RUN)


def _locked(payout: Payout) -> tuple[PayRun, Payout]:
    """The run, locked, and the payout as it is then."""
    audit.take_turn()
    run = PayRun.objects.locked(payout.run_id)
    return run, run.payouts.get(pk=payout.pk)


def _pay(payout: Payout, on: date, by: Person) -> None:
    out_of = OUT_OF[Method(payout.method)]
    movements = paid(payout.amount, payout.person_id, out_of)
    ledger.post(kind=EntryKind.PAID, once_key=_key(payout, "paid"), movements=movements, by=by)
    payout.paid_on = on
    payout.save(update_fields=["paid_on", "receipt_signed_on"])


def _finish(run: PayRun, *, by: Person) -> None:
    """A run is settled when nobody in it waits any more."""
    if run.state == RunState.SENT and not run.payouts.filter(paid_on=None, bounced_at=None).exists():
        _move(run, RunState.SETTLED, by=by)


def _move(run: PayRun, state: RunState, *, by: Person) -> None:
    if state not in NEXT_STATES[RunState(run.state)]:
        raise RefusedError(Refusal.WRONG_STATE)
    run.state = state
    moment = {RunState.SENT: "sent_at", RunState.SETTLED: "settled_at", RunState.UNDONE: "undone_at"}[state]
    setattr(run, moment, timezone.now())
    run.save(update_fields=["state", moment])
    audit.record(f"billing.run_{state}", by=by, about=run)


def _key(payout: Payout, what: str) -> str:
    return f"payout:{payout.reference.hex}:{what}"
