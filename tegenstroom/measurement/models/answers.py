"""What was answered, and what it may be used for; by code, never by person.

Rows have random keys and bear a week, not a moment, so that no list gives anyone away by its order or its clock.
"""

import uuid
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import PeerManager, Row
from tegenstroom.measurement.models.measurements import Measurement, Wave
from tegenstroom.measurement.rules.waves import Purpose
from tegenstroom.measurement.words import PURPOSES


class How(models.TextChoices):
    """How she read and answered."""

    SCREEN = "screen", _("op een scherm")
    PAPER = "paper", _("op papier")
    ALOUD = "aloud", _("voorgelezen")


class ConsentText(Row):
    """The words that she says yes to, for one purpose in one language. Never changed: a new row follows."""

    purpose = models.CharField(max_length=10, choices=PURPOSES)
    language = models.CharField(max_length=5, default="nl")
    text = models.TextField()
    valid_from = models.DateField()

    class Meta:
        ordering = ["purpose", "language", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "language", "valid_from"], name="one_consent_text_a_day_and_language"
            )
        ]


class Consent(Row):
    """A yes to one purpose. Taken back it stays, so that it can be shown that it was."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    measurement = models.ForeignKey(Measurement, on_delete=models.CASCADE, related_name="consents")
    code_hash = models.CharField(max_length=64, db_index=True)
    purpose = models.CharField(max_length=10, choices=PURPOSES)
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=6, choices=How, default=How.SCREEN)
    given_in = models.DateField()
    taken_back_in = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measurement", "code_hash", "purpose"],
                condition=models.Q(taken_back_in=None),
                name="one_yes_a_purpose",
            )
        ]


class SheetQuerySet(models.QuerySet["Sheet"]):
    """Questions about many sheets."""

    def allowed_for(self, purpose: Purpose) -> Self:
        """Finished, and of whom the yes to this purpose stands at this very moment."""
        standing = Consent.objects.filter(
            measurement=OuterRef("wave__measurement"),
            code_hash=OuterRef("code_hash"),
            purpose=purpose,
            taken_back_in=None,
        )
        return self.filter(Exists(standing), finished=True)


class Sheet(Row):
    """The answers of one wave under one code: item key to the number of the answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="sheets")
    code_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=5, default="nl")
    how = models.CharField(max_length=6, choices=How, default=How.SCREEN)
    answers = models.JSONField(default=dict)
    finished = models.BooleanField(default=False)
    # The Monday of the week in which it was last touched.
    week = models.DateField()

    objects = PeerManager.from_queryset(SheetQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "code_hash"], name="one_sheet_a_wave_and_code")]
