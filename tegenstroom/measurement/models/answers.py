"""WHAT was answered, and for what it may be used. By code, never by person; by week, never by moment.

A code stands here as a keyed hash. Rows have random keys, so that no list gives anyone away by its order.
"""

import uuid
from typing import Self

from django.conf import settings
from django.db import models

from tegenstroom.base.models import PeerManager, Row
from tegenstroom.measurement.models.plans import Measurement, Wave
from tegenstroom.measurement.rules.consent import How, Purpose
from tegenstroom.measurement.words import HOWS, PURPOSES, READS


class Wording(Row):
    """The exact words that someone says yes to, in one language, from a day on. Never changed once there."""

    purpose = models.CharField(max_length=10, choices=PURPOSES)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    valid_from = models.DateField()
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["purpose", "language", "valid_from"], name="one_wording_a_use_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.language} {self.valid_from}"


class SheetQuerySet(models.QuerySet["Sheet"]):
    def serving(self, purpose: Purpose) -> Self:
        """Those that may serve this use, as far as the words go that were read before them."""
        return self.exclude(not_for__contains=purpose)


class Sheet(Row):
    """The answers of one code in one round. `answers` maps the keys of questions to codes of answers.

    In a round that looks back it also holds what was said of then (rules/looking_back.py).
    """

    OUT = 0  # as `release`: stays out of the report for good

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="sheets")
    code_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=5)
    how = models.CharField(max_length=10, choices=HOWS, default=How.SCREEN)
    answers = models.JSONField(default=dict)
    finished = models.BooleanField(default=False)
    # Uses with a space between, of which she read new words before this round and did not say yes to them.
    not_for = models.CharField(max_length=40, default="", blank=True)
    # With which release of its round it joined the report of the group (rules/release.py). Empty while it waits.
    release = models.PositiveSmallIntegerField(null=True)
    # The Monday of the week in which it was begun.
    week = models.DateField()

    objects = PeerManager.from_queryset(SheetQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["wave", "code_hash"], name="one_sheet_a_round")]


class YesQuerySet(models.QuerySet["Consent"]):
    def standing(self) -> Self:
        return self.filter(taken_back_in=None, renewed_in=None)

    def for_use(self, purpose: Purpose) -> Self:
        return self.standing().filter(purpose=purpose)


class Consent(Row):
    """A yes of one code to one use, with the words she read and how.

    A yes that was taken back stays as a row, and so does one to older words in place of which she gave a new one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    measurement = models.ForeignKey(Measurement, on_delete=models.CASCADE, related_name="consents")
    code_hash = models.CharField(max_length=64)
    purpose = models.CharField(max_length=10, choices=PURPOSES)
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="+")
    read = models.CharField(max_length=10, choices=READS)
    given_in = models.DateField()
    taken_back_in = models.DateField(null=True, blank=True)
    renewed_in = models.DateField(null=True, blank=True)

    objects = PeerManager.from_queryset(YesQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measurement", "code_hash", "purpose"],
                condition=models.Q(taken_back_in__isnull=True, renewed_in__isnull=True),
                name="one_yes_a_use",
            )
        ]
