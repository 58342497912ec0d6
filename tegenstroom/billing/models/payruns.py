"""Paying people: a run, and in it one payout a person."""

import uuid
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from tegenstroom.base.models import PeerManager, Row
from tegenstroom.billing.rules.payruns import UNDER_WAY, Method, RunState
from tegenstroom.billing.words import METHODS, RUN_STATES


class PayRunQuerySet(models.QuerySet["PayRun"]):
    """Questions about many runs."""

    def locked(self, pk: int) -> "PayRun":
        """The run with its row locked until the transaction ends: whoever pays takes turns."""
        return self.select_for_update().get(pk=pk)


class PayRun(Row):
    """Everyone who is paid together. `once_key` comes from the form: the same form sent twice makes one run."""

    once_key = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    pay_on = models.DateField()
    state = models.CharField(max_length=8, choices=RUN_STATES, default=RunState.MADE)
    sent_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = PeerManager.from_queryset(PayRunQuerySet)()

    class Meta:
        ordering = ["-made_at", "-pk"]


class PayoutQuerySet(models.QuerySet["Payout"]):
    """Questions about many payouts."""

    def open(self) -> Self:
        """Payouts of a run that is under way: not paid yet, and not come back."""
        return self.filter(run__state__in=UNDER_WAY, paid_on=None, bounced_at=None)

    def standing(self) -> Self:
        """Payouts that were not undone and did not come back, paid or not."""
        return self.exclude(run__state=RunState.UNDONE).filter(bounced_at=None)

    def left(self) -> Self:
        """Payouts that left and did not come back: transfers of a run that was sent, cash that was signed for."""
        sent = models.Q(method=Method.TRANSFER, run__state__in=(RunState.SENT, RunState.SETTLED))
        return self.filter(models.Q(paid_on__isnull=False) | sent, bounced_at=None)


class Payout(Row):
    """What one person gets in one run, in euro."""

    run = models.ForeignKey(PayRun, on_delete=models.PROTECT, related_name="payouts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=8, choices=METHODS, default=Method.TRANSFER)
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    # What the bank gives back with the transfer; it says nothing about the person.
    reference = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    paid_on = models.DateField(null=True, blank=True)
    receipt_signed_on = models.DateField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)

    objects = PeerManager.from_queryset(PayoutQuerySet)()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "person"], name="one_payout_a_person_a_run"),
            models.CheckConstraint(condition=models.Q(amount__gt=Decimal(0)), name="a_payout_pays"),
        ]
