"""What a coach gets for her time and the road, what others gave her, and what she knows of the ceilings."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import Row
from tegenstroom.billing.models import Due
from tegenstroom.coaches.models.assignments import Assignment
from tegenstroom.coaches.rules.travel import Mode
from tegenstroom.coaches.words import MODES, how_much


class Allowance(Row):
    """The flat-rate allowance for one assignment. It exists from her yes; the amount stands in the due."""

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="allowance")
    due = models.OneToOneField(Due, on_delete=models.PROTECT, related_name="+")
    # What the network's rate came to before the ceilings of the law, in euro.
    rate = models.DecimalField(max_digits=8, decimal_places=2)
    made_at = models.DateTimeField(default=timezone.now)


class Correction(Row):
    """A change to an allowance that was already in a pay run: the difference is a due of its own."""

    allowance = models.ForeignKey(Allowance, on_delete=models.PROTECT, related_name="corrections")
    due = models.OneToOneField(Due, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("waarom"), max_length=200)
    made_at = models.DateTimeField(default=timezone.now)


class Kept(Row):
    """What she agreed to for a day that we moved too late, in euro: hers, whatever she says of the new day."""

    allowance = models.ForeignKey(Allowance, on_delete=models.CASCADE, related_name="kept")
    day = models.DateField()
    amount = models.DecimalField(max_digits=8, decimal_places=2)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["allowance", "day"], name="kept_once_a_day"),
            models.CheckConstraint(condition=models.Q(amount__gt=Decimal(0)), name="kept_something"),
        ]


class Travel(Row):
    """The road to one assignment as she told it: `km` there and back, or `cost` of the tickets, in euro."""

    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="travel")
    mode = models.CharField(_("hoe kwam je"), max_length=8, choices=MODES)
    km = models.DecimalField(_("kilometer, heen en terug"), max_digits=6, decimal_places=1, default=Decimal(0))
    cost = models.DecimalField(_("tickets, in euro"), max_digits=8, decimal_places=2, default=Decimal(0))
    due = models.OneToOneField(Due, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # True while a number of that day is not known: what it comes to cannot be said yet.
    waits = models.BooleanField(default=False)
    # What the law leaves unpaid of it, in euro: her year was full.
    cut = models.DecimalField(max_digits=8, decimal_places=2, default=Decimal(0))
    # True while it passes what is usual and nobody of the desk said yes: until then it is not paid.
    to_look_at = models.BooleanField(default=False)
    told_at = models.DateTimeField(default=timezone.now)

    @property
    def said_at(self) -> str:
        """Names this word of hers: whatever she tells later has another."""
        return self.told_at.isoformat()

    @property
    def much(self) -> str:
        """`36,5 kilometer` or `€ 6,80`; empty for a way without costs."""
        return how_much(Mode(self.mode), self.km, self.cost)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(waits=False) | models.Q(due=None), name="a_road_that_waits_owes_nothing"
            )
        ]


class OutsideEarning(Row):
    """What she got as a volunteer elsewhere on a day, in euro. Where is hers: it is not asked.

    `noted_at_desk`: she told it by phone or on paper, and the desk typed it; the rest is read by her alone.
    """

    coach = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(_("dag"))
    amount = models.DecimalField(_("bedrag"), max_digits=8, decimal_places=2)
    told_at = models.DateTimeField(default=timezone.now)
    noted_at_desk = models.BooleanField(default=False)

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=Decimal(0)), name="earned_something_elsewhere")
        ]


class KnownOver(Row):
    """She knows that a day, or the whole year (no day), passes its ceiling by this much; by more is new to her."""

    coach = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    day = models.DateField(null=True, blank=True)
    amount = models.DecimalField(max_digits=8, decimal_places=2)
    known_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["coach", "year"])]
