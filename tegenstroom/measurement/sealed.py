"""The peppers of measurements, when keys change."""

from django.db import transaction

from tegenstroom.base.sealing import Renew, keeper
from tegenstroom.measurement.codes import PURPOSE
from tegenstroom.measurement.models import Measurement


@keeper(PURPOSE)
def keep_peppers(renew: Renew) -> None:
    """Put what `renew` makes of it in the place of every pepper."""
    for pk in list(Measurement.objects.order_by("pk").values_list("pk", flat=True)):
        _keep(pk, renew)


@transaction.atomic
def _keep(pk: int, renew: Renew) -> None:
    row = Measurement.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        return
    word = renew(row.sealed_pepper)
    if word != row.sealed_pepper:
        Measurement.objects.filter(pk=pk).update(sealed_pepper=word)
