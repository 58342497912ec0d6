"""Someone's account: sealed, hers, and a letter when another hand wrote it."""

import pytest

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent, Letter
from tegenstroom.base.sealing import SealError, unseal
from tegenstroom.base.tests.helpers import letters_to
from tegenstroom.billing.actions import accounts
from tegenstroom.billing.models import BankAccount
from tegenstroom.billing.rules.banking import OutsideSepaError, WrongNumberError
from tegenstroom.billing.tests.factories import belgian_iban

pytestmark = pytest.mark.django_db


def test_an_account_is_kept_sealed_and_the_next_takes_its_place() -> None:
    anke = PersonFactory()
    for number in (1, 2):
        account = accounts.keep(person=anke, iban=belgian_iban(number), holder="Anke Maes", by=anke)
    assert BankAccount.objects.get() == account
    assert accounts.ending_of(account) == belgian_iban(2)[-4:]
    assert accounts.holder_of(account) == "Anke Maes"
    assert b"Anke" not in bytes(account.sealed_holder)


def test_one_persons_number_cannot_be_laid_under_another() -> None:
    anke, marie = PersonFactory(), PersonFactory()
    hers = accounts.keep(person=anke, iban=belgian_iban(1), holder="Anke", by=anke)
    other = accounts.keep(person=marie, iban=belgian_iban(2), holder="Marie", by=marie)
    BankAccount.objects.filter(pk=other.pk).update(sealed_iban=hers.sealed_iban)
    other.refresh_from_db()
    with pytest.raises(SealError):
        unseal(other.sealed_iban, row=other, field="sealed_iban", owner=marie)
    assert accounts.ending_of(other) == ""
    assert accounts.holder_of(other) == "Marie"


@pytest.mark.parametrize(
    ("typed", "error"),
    [("BE68 5390 0754 7035", WrongNumberError), ("TR330006100519786457841326", OutsideSepaError)],
)
def test_a_number_that_cannot_be_paid_to_is_not_kept(typed: str, error: type[Exception]) -> None:
    anke = PersonFactory()
    with pytest.raises(error):
        accounts.keep(person=anke, iban=typed, holder="Anke", by=anke)
    assert accounts.account_of(anke) is None


def test_when_another_hand_wrote_it_she_hears_so_and_only_the_end_is_told() -> None:
    anke, desk = PersonFactory(), PersonFactory()
    number = belgian_iban(7)
    accounts.keep(person=anke, iban=number, holder="Anke", by=desk)
    (letter,) = letters_to(anke.email)
    assert number[-4:] in letter.body
    assert number not in letter.body
    accounts.forget(person=anke, by=desk)
    assert len(letters_to(anke.email)) == 2


def test_what_she_changes_herself_needs_no_letter_and_forgetting_twice_is_forgetting_once() -> None:
    anke = PersonFactory()
    accounts.keep(person=anke, iban=belgian_iban(7), holder="Anke", by=anke)
    assert accounts.forget(person=anke, by=anke)
    assert not accounts.forget(person=anke, by=anke)
    assert not Letter.objects.exists()
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs.count("billing.forget_account") == 1
    assert "billing.keep_account" in verbs
