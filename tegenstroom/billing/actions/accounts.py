"""The account on which someone wants her money. Number and holder are sealed with her own key."""

from django.db import transaction
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import audit
from tegenstroom.base.sealing import SealError, seal, unseal
from tegenstroom.billing.emails import accounts as emails
from tegenstroom.billing.models import BankAccount
from tegenstroom.billing.rules.banking import checked_iban, ending


@transaction.atomic
def keep(*, person: Person, iban: str, holder: str, by: Person) -> BankAccount:
    """Keep this as her account, in place of the one before; she hears it when someone else wrote it down.

    `holder` is the name on the account. Raises WrongNumberError or OutsideSepaError.
    """
    number = checked_iban(iban)
    audit.take_turn()
    account = BankAccount.objects.select_for_update().filter(person=person).first() or BankAccount(person=person)
    account.sealed_iban = seal(number, row=account, field="sealed_iban", owner=person)
    account.sealed_holder = seal(holder, row=account, field="sealed_holder", owner=person)
    account.changed_at = timezone.now()
    account.save()
    audit.record("billing.keep_account", by=by, about=person)
    if by != person:
        emails.changed(person, ending(number))
    return account


@transaction.atomic
def name_holder(*, person: Person, holder: str, by: Person) -> None:
    """Change the name on her account; nothing when we know no account of hers."""
    audit.take_turn()
    account = BankAccount.objects.select_for_update().filter(person=person).first()
    if account:
        account.sealed_holder = seal(holder, row=account, field="sealed_holder", owner=person)
        account.changed_at = timezone.now()
        account.save(update_fields=["sealed_holder", "changed_at"])
        audit.record("billing.name_holder", by=by, about=person)


@transaction.atomic
def forget(*, person: Person, by: Person) -> bool:
    """Keep no account of hers any longer. False when there was none."""
    audit.take_turn()
    gone, _by_model = BankAccount.objects.filter(person=person).delete()
    if gone:
        audit.record("billing.forget_account", by=by, about=person)
        if by != person:
            emails.forgotten(person)
    return bool(gone)


def account_of(person: Person) -> BankAccount | None:
    """Her account, None when we know none."""
    return BankAccount.objects.filter(person=person).first()


def ending_of(account: BankAccount) -> str:
    """The last four characters of the number; empty when it cannot be read any more."""
    try:
        return ending(unseal(account.sealed_iban, row=account, field="sealed_iban", owner=account.person))
    except SealError:
        return ""


def holder_of(account: BankAccount) -> str:
    """The name on the account; empty when it cannot be read any more."""
    try:
        return unseal(account.sealed_holder, row=account, field="sealed_holder", owner=account.person)
    except SealError:
        return ""
