"""A card with a number, for who has no e-mail."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from tegenstroom.base.models import PeerManager, Row


class CardQuerySet(models.QuerySet["Card"]):
    """Questions about many cards."""

    def valid(self) -> Self:
        """Cards that still open something."""
        return self.filter(revoked_at=None)


class Card(Row):
    """Sixteen digits and a PIN. The first six digits find the row; of the rest only an Argon2 hash is kept."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="cards")
    finder = models.CharField(max_length=6, unique=True)
    secret_hash = models.CharField(max_length=200)
    printed_at = models.DateTimeField(default=timezone.now)
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = PeerManager.from_queryset(CardQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(revoked_at__isnull=True),
                name="one_valid_card_a_person",
            )
        ]
