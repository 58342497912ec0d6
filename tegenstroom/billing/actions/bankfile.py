"""The bank's file of a run, made anew from the rows each time: it is kept nowhere."""

from collections.abc import Sequence

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
from tegenstroom.billing.rules.banking import OutsideSepaError, WrongNumberError, belgian_bic, checked_iban
from tegenstroom.billing.rules.payruns import Method, Refusal, RefusedError, RunState


@transaction.atomic
def bank_file(*, run: PayRun, by: Person) -> bytes:
    """The file to upload at the bank; the run counts as sent from now on. The same run gives the same file.

    Raises RefusedError when the run was undone, when nothing in it is transferred, when the network's own account
    is missing, or when someone's is.
    """
    audit.take_turn()
    # What was taken back may not reach a bank any more, whatever the page still showed.
    run = PayRun.objects.locked(run.pk)
    if run.state == RunState.UNDONE:
        raise RefusedError(Refusal.WRONG_STATE)
    written = credit_transfer(_order(run))
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
    return Order(
        message_id=f"TS-{made_at:%Y%m%d%H%M%S}-{run.pk}",
        made_at=made_at,
        pay_on=run.pay_on,
        debtor=own_account(),
        text=text,
        transfers=_transfers(run),
    )


def _transfers(run: PayRun) -> Sequence[Transfer]:
    going = list(run.payouts.filter(method=Method.TRANSFER, bounced_at=None).select_related("person"))
    if not going:
        raise RefusedError(Refusal.NO_TRANSFERS)
    accounts = BankAccount.objects.filter(person__in=[payout.person_id for payout in going])
    ibans = unseal_each(accounts, field="sealed_iban")
    holders = unseal_each(accounts, field="sealed_holder")
    return [_transfer(payout, ibans.get(payout.person_id), holders.get(payout.person_id)) for payout in going]


def _transfer(payout: Payout, iban: object, holder: object) -> Transfer:
    if not isinstance(iban, str) or not isinstance(holder, str):
        raise RefusedError(Refusal.NO_ACCOUNT, payout.person.name)
    return Transfer(payout.reference.hex, holder, iban, payout.amount)
