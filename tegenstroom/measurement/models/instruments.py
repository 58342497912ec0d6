"""Questionnaires that can be put to a group."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import Row
from tegenstroom.engines.questionnaires import Questionnaire
from tegenstroom.measurement.kept import from_json


class Instrument(Row):
    """A questionnaire by the key that it keeps over all its versions."""

    key = models.SlugField(max_length=64, unique=True)

    class Meta:
        ordering = ["key"]


class InstrumentVersion(Row):
    """One version, whole. It never changes: answers keep the version that they were given to."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="versions")
    version = models.CharField(max_length=32)
    # As `kept` writes it.
    content = models.TextField()
    # Repeated from the content, so that the gate is a filter.
    free = models.BooleanField()
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["instrument", "-added_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["instrument", "version"], name="one_row_a_version")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValueError where a version that stands would change."""
        if self.pk and not type(self).objects.filter(pk=self.pk, content=self.content, free=self.free).exists():
            raise ValueError(f"{self.instrument.key} {self.version} never changes: add a version")
        super().save(*args, **kwargs)

    @property
    def questionnaire(self) -> Questionnaire:
        """What is asked; read once a process."""
        return from_json(self.content)


class InstrumentRight(Row):
    """That an organisation says it may use a questionnaire that is not free, and on what ground."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="rights")
    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("organisatie"), on_delete=models.PROTECT, related_name="+"
    )
    ground = models.CharField(_("waarom mag het"), max_length=300)
    stated_at = models.DateTimeField(default=timezone.now)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instrument", "organisation"], name="one_right_an_organisation"),
            models.CheckConstraint(condition=~models.Q(ground=""), name="a_right_has_a_ground"),
        ]
