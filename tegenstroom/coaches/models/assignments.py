"""What coaches are asked for."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import PeerManager, Row
from tegenstroom.coaches.rules.assignments import Kind, State
from tegenstroom.coaches.words import KINDS, KINDS_TO_HER, STATES


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Questions about many assignments."""

    def of(self, coach: models.Model) -> Self:
        """What one coach is asked."""
        return self.filter(coach=coach)

    def agreed(self) -> Self:
        """What she said yes to, whether it is still to come or done."""
        return self.filter(state__in=(State.YES, State.DONE))

    def locked(self, pk: int) -> "Assignment":
        """The assignment with its row locked until the transaction ends."""
        return self.select_for_update().get(pk=pk)


class Assignment(Row):
    """One moment for which one coach is asked. Who asks says what it is about, in words that she will read."""

    coach = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("waarvoor"), max_length=12, choices=KINDS, default=Kind.TRAINING)
    title = models.CharField(_("waarover het gaat"), max_length=200)
    starts_at = models.DateTimeField(_("begint"))
    ends_at = models.DateTimeField(_("eindigt"))
    place = models.ForeignKey(
        "organisations.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    room = models.CharField(_("lokaal"), max_length=80, blank=True)
    # Slugs and names as who asks knows them; the first is what she sees.
    themes = models.JSONField(default=list, blank=True)
    is_heavy = models.BooleanField(_("een zwaar thema"), default=False)
    state = models.CharField(max_length=12, choices=STATES, default=State.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)

    objects = PeerManager.from_queryset(AssignmentQuerySet)()

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["coach", "starts_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="an_assignment_ends_after_start"
            )
        ]

    @property
    def kind_to_her(self) -> str:
        """What she is asked for, in the words of her own pages and letters."""
        return str(KINDS_TO_HER[Kind(self.kind)])


class AvoidedTheme(Row):
    """A theme for which she would rather not be asked. Hers; anyone else only sees that she is not available."""

    coach = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField()
    name = models.CharField(max_length=80)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["coach", "slug"], name="one_avoidance_a_theme")]
