"""A questionnaire put to a group, in rounds."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import PeerManager, Row
from tegenstroom.measurement.models.groups import MeasuredGroup
from tegenstroom.measurement.models.registry import InstrumentVersion
from tegenstroom.measurement.rules.consent import Purpose
from tegenstroom.measurement.rules.reliabilities import Trust
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.words import MOMENTS, TRUSTS
from tegenstroom.training.models import Edition

# What tells whom a measurement is of: for `select_related`.
GROUP = ("edition__version", "group")


def of(path: str) -> list[str]:
    """The same, from a row that leads to a measurement by this path."""
    return [f"{path}__{each}" for each in GROUP]


class Measurement(Row):
    """One version of a questionnaire for one edition, or for a group beside one: a project or a track.

    `sealed_pepper` makes the hashes of its codes.
    """

    edition = models.ForeignKey(
        "training.Edition", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    group = models.ForeignKey(
        MeasuredGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="measurements"
    )
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="measurements")
    asks_research = models.BooleanField(_("vraag of het voor onderzoek mag"), default=False)
    asks_norms = models.BooleanField(_("vraag of we mogen vergelijken met andere groepen"), default=False)
    # By which reliability it is counted who changed. It never changes: see rules/reliabilities.py.
    trust = models.CharField(max_length=10, choices=TRUSTS, default=Trust.ALL)
    sealed_pepper = models.TextField(editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "version"],
                condition=models.Q(ended_at__isnull=True),
                name="a_questionnaire_runs_once_in_a_group",
            ),
            models.UniqueConstraint(
                fields=["group", "version"],
                condition=models.Q(ended_at__isnull=True),
                name="a_questionnaire_runs_once_beside_an_edition",
            ),
            models.CheckConstraint(
                condition=models.Q(edition__isnull=False, group__isnull=True)
                | models.Q(edition__isnull=True, group__isnull=False),
                name="of_an_edition_or_of_another_group",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version.title} · {self.of}"

    @property
    def group_title(self) -> str:
        """How the group is called that is asked."""
        return str(self.edition.version.title) if self.edition else str(self.group)

    @property
    def of(self) -> Edition | MeasuredGroup:
        """The group that is asked: an edition, a project or a track."""
        found = self.edition or self.group
        assert found is not None
        return found

    @property
    def purposes(self) -> list[Purpose]:
        """What people are asked to say yes to."""
        asked = {Purpose.GROUP: True, Purpose.RESEARCH: self.asks_research, Purpose.NORMS: self.asks_norms}
        return [purpose for purpose, wanted in asked.items() if wanted]


class WaveQuerySet(models.QuerySet["Wave"]):
    def taking_answers(self, today: date) -> Self:
        """Those in which someone may answer on this day, as far as the measurement says."""
        return self.filter(opens_on__lte=today, closes_on__gte=today, measurement__ended_at=None)

    def counts(self) -> list[tuple[str, date, date, int, int]]:
        """In order, of each: which round, its two days, how many were asked and how many answered."""
        return list(self.counted().values_list("moment", "opens_on", "closes_on", "asked", "answered"))

    def counted(self) -> Self:
        """In order, each with how many were `asked` and how many `answered`."""
        return self.in_order().annotate(
            asked=models.Count("invitations"),
            answered=models.Count("invitations", filter=models.Q(invitations__done=True)),
        )

    def in_order(self) -> Self:
        return self.order_by("opens_on", "pk")


class Wave(Row):
    """A round: from when people are asked, and the last day on which they can answer."""

    measurement = models.ForeignKey(Measurement, on_delete=models.CASCADE, related_name="waves")
    moment = models.CharField(_("ronde"), max_length=10, choices=MOMENTS)
    opens_on = models.DateField(_("vanaf"))
    closes_on = models.DateField(_("tot en met"))
    # Each question stands here twice: how it is now, and how it was before the start.
    looks_back = models.BooleanField(default=False)

    objects = PeerManager.from_queryset(WaveQuerySet)()

    class Meta:
        ordering = ["opens_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["measurement", "moment"], name="each_round_once"),
            models.UniqueConstraint(
                fields=["measurement"], condition=models.Q(looks_back=True), name="one_round_looks_back"
            ),
            models.CheckConstraint(
                condition=models.Q(looks_back=False) | ~models.Q(moment=Moment.BEFORE),
                name="nobody_looks_back_before_the_start",
            ),
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="a_round_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measurement}, {self.get_moment_display()}"

    @property
    def is_before(self) -> bool:
        return self.moment == Moment.BEFORE


class PastDays(Row):
    """Days on which a round took answers before it was moved. What was answered then stays of those days."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="past_days")
    opens_on = models.DateField()
    closes_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.wave}: {self.opens_on}"
