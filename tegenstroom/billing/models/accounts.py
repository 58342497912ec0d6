"""Where someone's money goes."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from tegenstroom.base.models import Row
from tegenstroom.base.sealing import SealedField


class BankAccount(Row):
    """One account a person. Number and holder are sealed: only she and a pay run read them."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    sealed_iban = SealedField(owner="person")
    sealed_holder = SealedField(owner="person")
    changed_at = models.DateTimeField(default=timezone.now)
