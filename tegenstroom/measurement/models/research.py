"""What goes to research: which codes stand in it, and the analyses that were asked of their answers."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from tegenstroom.base.models import PeerManager, Row
from tegenstroom.measurement.models.plans import Measurement
from tegenstroom.measurement.models.registry import InstrumentVersion
from tegenstroom.measurement.research.words import KINDS, STATES
from tegenstroom.measurement.rules.analyses import RUNNING, Kind, State
from tegenstroom.measurement.words import HOWS


class ReleasedQuerySet(models.QuerySet["Released"]):
    def inside(self, version: InstrumentVersion) -> Self:
        """Who stands in the answers to this version for researchers."""
        return self.filter(measurement__version=version, out=False)


class Released(Row):
    """That the answers of one code are for researchers, since a month, and what a row of hers may say.

    It holds no answer. Once out, she never comes back in: see rules/crowds.py.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    measurement = models.ForeignKey(Measurement, on_delete=models.CASCADE, related_name="released")
    code_hash = models.CharField(max_length=64)
    # The first day of the month in which she came in, together with many.
    since = models.DateField()
    shows_group = models.BooleanField()
    # Moments with a space between; only these rounds of hers are given.
    rounds = models.CharField(max_length=40)
    language = models.CharField(max_length=5, blank=True)
    how = models.CharField(max_length=10, choices=HOWS, blank=True)
    out = models.BooleanField(default=False)

    objects = PeerManager.from_queryset(ReleasedQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measurement", "code_hash"], name="once_for_research")]


class Analysis(Row):
    """A long analysis of all research answers to one version, and what came of it: figures of many people."""

    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="analyses")
    kind = models.CharField(max_length=16, choices=KINDS)
    options = models.JSONField(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=STATES, default=State.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    # The last moment at which whoever computes let hear of herself.
    alive_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(progress__lte=100), name="progress_ends_at_100"),
            models.CheckConstraint(
                condition=models.Q(state__in=RUNNING, ended_at=None)
                | (~models.Q(state__in=RUNNING) & models.Q(ended_at__isnull=False)),
                name="an_analysis_runs_or_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.version}"

    @property
    def runs(self) -> bool:
        """It waits or is being computed."""
        return self.state in RUNNING

    @property
    def asked(self) -> dict[str, Any]:
        """The options, with the kind."""
        return {"kind": Kind(self.kind), **self.options}
