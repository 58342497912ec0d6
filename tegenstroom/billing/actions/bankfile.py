"""The bank's file of a run, made anew from the rows each time: it is kept nowhere.

A run has one file with one number, and that number always means the same payments: a bank can then refuse what
comes twice. What comes back stays in it, and is paid again by a new run; a file that would differ is not made.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.sealing import unseal_each
from tegenstroom.billing.actions.payruns import send
from tegenstroom.billing.models import BankAccount, Payout, PayRun
from tegenstroom.billing.papers.sepa import Debtor, Order, Transfer, credit_transfer
from tegenstroom.billing.rules.bankdays import open_on_or_after
from tegenstroom.billing.rules.banking import OutsideSepaError, WrongNumberError, belgian_bic, checked_iban
from tegenstroom.billing.rules.payruns import Refusal, RefusedError, RunState


@transaction.atomic
def bank_file(*, run: PayRun, by: Person) -> bytes:
    """The file to upload at the bank; the run counts as sent from now on. The same run gives the same file.

    Raises RefusedError when the run was undone, when nothing in it is transferred, when the network's own account
    is missing or someone's is, and when an account changed since the file was first made.
    """
    audit.take_turn()
    # What was taken back may not reach a bank any more, whatever the page still showed.
    run = PayRun.objects.locked(run.pk)
    if run.state == RunState.UNDONE:
        raise RefusedError(Refusal.WRONG_STATE)
    order = _order(run)
    written = credit_transfer(order)
    if run.filed_at is None:
        run.filed_at, run.filed_from = timezone.now(), order.debtor.fingerprint
        run.save(update_fields=["filed_at", "filed_from"])
    send(run=run, by=by)
    audit.record("billing.bank_file", by=by, about=run)
    return written


def own_account() -> Debtor:
    """The account that pays, as settings.NETWORK says. Raises RefusedError when it cannot be paid from."""
    network = settings.NETWORK
    try:
        number = checked_iban(network["iban"])
    except (WrongNumberError, OutsideSepaError) as error:
        raise RefusedError(Refusal.NO_OWN_ACCOUNT) from error
    bic = network["bic"] or belgian_bic(number)
    if not bic:
        raise RefusedError(Refusal.NO_OWN_ACCOUNT)
    return Debtor(network["name"], number, bic)


def _order(run: PayRun) -> Order:
    made_at = timezone.localtime(run.made_at)
    # For everyone alike, and in one language: what stands on the statement says nothing about the person.
    with translation.override(settings.LANGUAGE_CODE):
        text = _("Vergoeding")
    debtor = own_account()
    if run.filed_at and run.filed_from != debtor.fingerprint:
        raise RefusedError(Refusal.FILE_CHANGED, debtor.name)
    return Order(
        message_id=f"TS-{made_at:%Y%m%d%H%M%S}-{run.pk}",
        made_at=made_at,
        # The bank refuses a day on which it moves nothing.
        pay_on=open_on_or_after(run.pay_on),
        debtor=debtor,
        text=text,
        transfers=_transfers(run),
    )


def _transfers(run: PayRun) -> Sequence[Transfer]:
    going = list(run.payouts.in_the_file(run.filed_at).select_related("person"))
    if not going:
        raise RefusedError(Refusal.NO_TRANSFERS)
    accounts = BankAccount.objects.filter(person__in=[payout.person_id for payout in going])
    if run.filed_at:
        _must_be_as_then(going, accounts, run.filed_at)
    ibans = unseal_each(accounts, field="sealed_iban")
    holders = unseal_each(accounts, field="sealed_holder")
    return [_transfer(payout, ibans.get(payout.person_id), holders.get(payout.person_id)) for payout in going]


def _must_be_as_then(going: Sequence[Payout], accounts: Iterable[BankAccount], filed_at: datetime) -> None:
    """Nobody's account went or changed since the file was first made."""
    unchanged = {account.person_id for account in accounts if account.changed_at <= filed_at}
    if changed := [payout.person.name for payout in going if payout.person_id not in unchanged]:
        raise RefusedError(Refusal.FILE_CHANGED, ", ".join(changed))


def _transfer(payout: Payout, iban: object, holder: object) -> Transfer:
    if not isinstance(iban, str) or not isinstance(holder, str):
        raise RefusedError(Refusal.NO_ACCOUNT, payout.person.name)
    return Transfer(payout.reference.hex, holder, iban, payout.amount)
