"""A measurement and its waves, and who is asked. Nothing here says what anyone answered."""

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import PeerManager, Row
from tegenstroom.base.sealing import SealedField
from tegenstroom.measurement.models.instruments import InstrumentVersion
from tegenstroom.measurement.rules.waves import Purpose, is_open
from tegenstroom.measurement.words import MOMENTS


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    """Questions about many measurements."""

    def going_on(self) -> Self:
        """Those that were not called off."""
        return self.filter(called_off_at=None)


class Measurement(Row):
    """A questionnaire put to the people of an edition, at one or more moments."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey("training.Edition", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="measurements")
    for_research = models.BooleanField(_("ook voor onderzoek vragen"), default=False)
    for_norms = models.BooleanField(_("ook vragen om te vergelijken met andere groepen"), default=False)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    called_off_at = models.DateTimeField(null=True, blank=True)

    objects = PeerManager.from_queryset(MeasurementQuerySet)()

    class Meta:
        ordering = ["-made_at"]

    @property
    def purposes(self) -> list[Purpose]:
        """What people are asked a yes for."""
        wanted = {Purpose.GROUP: True, Purpose.RESEARCH: self.for_research, Purpose.NORMS: self.for_norms}
        return [purpose for purpose, asked in wanted.items() if asked]


class Wave(Row):
    """One moment at which people are asked."""

    measurement = models.ForeignKey(Measurement, on_delete=models.CASCADE, related_name="waves")
    moment = models.CharField(_("wanneer"), max_length=8, choices=MOMENTS)
    invites_on = models.DateField(_("brieven gaan uit op"))
    closes_on = models.DateField(_("antwoorden kan tot en met"))

    class Meta:
        ordering = ["invites_on"]
        constraints = [
            models.UniqueConstraint(fields=["measurement", "moment"], name="each_moment_once"),
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("invites_on")), name="a_wave_closes_after_it_opens"
            ),
        ]

    def takes_answers(self, today: date) -> bool:
        """Whether someone may answer now."""
        return self.measurement.called_off_at is None and is_open(self.invites_on, self.closes_on, today=today)


class Participation(Row):
    """That someone is asked in a measurement. Her code follows from the secret; it dies with her key."""

    measurement = models.ForeignKey(Measurement, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sealed_secret = SealedField(owner="person")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measurement", "person"], name="once_in_a_measurement")]


class Invitation(Row):
    """That someone was asked in a wave, and whether she is done. Days, no moments; not what she answered."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="invitations")
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="invitations")
    invited_on = models.DateField(default=timezone.localdate)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True, blank=True)
    done = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participation", "wave"], name="invited_once_a_wave")]
