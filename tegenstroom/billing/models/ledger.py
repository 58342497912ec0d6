"""The ledger: rows are added, never changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from tegenstroom.base.models import Row
from tegenstroom.billing.words import ACCOUNTS, ENTRY_KINDS


class Entry(Row):
    """One movement of money. `once_key` makes the same movement impossible twice."""

    at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=12, choices=ENTRY_KINDS)
    once_key = models.CharField(max_length=80, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["pk"]


class Line(Row):
    """One side of an entry, in euro. All lines of an entry sum to zero."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="lines")
    account = models.CharField(max_length=8, choices=ACCOUNTS)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=10, decimal_places=2)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(amount=0), name="a_line_moves_something"),
            models.CheckConstraint(
                condition=models.Q(account="owed", person__isnull=False)
                | (~models.Q(account="owed") & models.Q(person__isnull=True)),
                name="only_what_we_owe_is_someones",
            ),
        ]
