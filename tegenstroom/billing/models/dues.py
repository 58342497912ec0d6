"""What we owe someone for something she did on a day."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from tegenstroom.base.models import PeerManager, Row
from tegenstroom.billing.models.payruns import Payout


class DueQuerySet(models.QuerySet["Due"]):
    """Questions about many dues."""

    def standing(self) -> Self:
        """Dues that did not lapse, paid or not."""
        return self.filter(dropped_at=None)

    def unpaid(self) -> Self:
        """Standing dues that are in no pay run yet."""
        return self.standing().filter(payout=None)

    def left(self) -> Self:
        """Dues in a payout that left us: sent to the bank, or signed for."""
        return self.standing().filter(payout__in=Payout.objects.left())


class Due(Row):
    """An amount for one day, in the asker's own words. Negative when it takes something back."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    amount = models.DecimalField(max_digits=8, decimal_places=2)
    kind = models.SlugField(max_length=20)
    # Chosen by who asks: the same thing asked twice is one due.
    once_key = models.CharField(max_length=80, unique=True)
    label = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=timezone.now)
    dropped_at = models.DateTimeField(null=True, blank=True)
    # In one payout at most: that is what makes paying twice impossible.
    payout = models.ForeignKey(Payout, null=True, blank=True, on_delete=models.PROTECT, related_name="dues")
    # When the bank gave back the last payout that it was in, or nobody fetched the cash.
    came_back_at = models.DateTimeField(null=True, blank=True)

    objects = PeerManager.from_queryset(DueQuerySet)()

    class Meta:
        ordering = ["day", "pk"]
        indexes = [models.Index(fields=["person", "day"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(dropped_at__isnull=True) | models.Q(payout__isnull=True),
                name="what_lapsed_is_not_paid",
            ),
        ]
