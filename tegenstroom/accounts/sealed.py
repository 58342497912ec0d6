"""The secrets of second factors, sealed. allauth gives no row to bind them to: one data key serves them all."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from tegenstroom.base.sealing import Renew, keeper, seal_word, unseal_word

PURPOSE = "second factors"

# Where allauth keeps a secret, and where a list of them.
SECRETS, LISTS = ("secret", "seed"), ("migrated_codes",)


def sealed(secret: str) -> str:
    """What stands in the database for this secret. Raises SealError when the keys are out of reach."""
    return seal_word(secret, purpose=PURPOSE)


def unsealed(word: str) -> str:
    """The secret; one from before secrets were sealed is readable as it is. Raises SealError."""
    return unseal_word(word, purpose=PURPOSE)


@keeper(PURPOSE)
def keep_second_factors(renew: Renew) -> None:
    """Put what `renew` makes of it in the place of every secret."""
    for pk in list(Authenticator.objects.order_by("pk").values_list("pk", flat=True)):
        _keep(pk, renew)


@transaction.atomic
def _keep(pk: int, renew: Renew) -> None:
    # Under a lock: a recovery code that is used at this moment must stay used.
    factor = Authenticator.objects.select_for_update().filter(pk=pk).first()
    if factor is None:
        return
    data = _renewed(factor.data, renew)
    if data != factor.data:
        Authenticator.objects.filter(pk=pk).update(data=data)


def _renewed(data: dict[str, Any], renew: Renew) -> dict[str, Any]:
    words = {key: renew(data[key]) for key in SECRETS if key in data}
    lists = {key: [renew(word) for word in data[key]] for key in LISTS if key in data}
    return {**data, **words, **lists}
