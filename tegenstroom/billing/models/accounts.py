"""Where someone's money goes."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from tegenstroom.base.models import Row


class BankAccount(Row):
    """One account a person. Number and holder are sealed: only she and a pay run read them."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    sealed_iban = models.BinaryField()
    sealed_holder = models.BinaryField()
    changed_at = models.DateTimeField(default=timezone.now)
