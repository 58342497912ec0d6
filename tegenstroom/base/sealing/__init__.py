"""Fields that are sealed in the database (docs/adr/0007): readable with the key of their owner only.

class BankAccount(Row):
    person = models.OneToOneField(…, primary_key=True)
    sealed_iban = SealedField(owner="person")

account.sealed_iban = seal(iban, row=account, field="sealed_iban", owner=person)
iban = unseal(account.sealed_iban, row=account, field="sealed_iban", owner=person)
"""

from tegenstroom.base.sealing.datakeys import masters_in_use
from tegenstroom.base.sealing.fields import SealedField
from tegenstroom.base.sealing.rotation import Retired, Rotated, retire, rotate
from tegenstroom.base.sealing.texts import SealError, forget, seal, unseal, unseal_at, unseal_each, unseal_fields
from tegenstroom.base.sealing.words import Renew, keeper, seal_word, unseal_word

__all__ = [
    "Renew",
    "Retired",
    "Rotated",
    "SealError",
    "SealedField",
    "forget",
    "keeper",
    "masters_in_use",
    "retire",
    "rotate",
    "seal",
    "seal_word",
    "unseal",
    "unseal_at",
    "unseal_each",
    "unseal_fields",
    "unseal_word",
]
