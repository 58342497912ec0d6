"""Calls to coaches: after a heavy day, or because she asked."""

from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from tegenstroom.base.models import PeerManager, Row
from tegenstroom.coaches.models.assignments import Assignment
from tegenstroom.coaches.words import REASONS


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many coaches wait for a call, and how many of them past the time that was promised."""

    open: int
    late: int


class CareCallQuerySet(models.QuerySet["CareCall"]):
    """Questions about many calls."""

    def open(self) -> Self:
        """Calls that still have to be made."""
        return self.filter(made_at=None)

    def waiting(self) -> Waiting:
        """How many coaches wait now, in one query: who waits for two calls is one coach."""
        late = models.Count("coach", distinct=True, filter=models.Q(due_at__lt=timezone.now()))
        return Waiting(**self.open().aggregate(open=models.Count("coach", distinct=True), late=late))


class CareCall(Row):
    """One call that someone owes a coach. What was said is written nowhere."""

    coach = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=12, choices=REASONS)
    # None when she asked for it herself, and after something heavy that was no assignment.
    assignment = models.OneToOneField(
        Assignment, null=True, blank=True, on_delete=models.PROTECT, related_name="care_call"
    )
    caller = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = PeerManager.from_queryset(CareCallQuerySet)()

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["coach"],
                # A plain string: a migration must not depend on an enum that may move.
                condition=models.Q(reason="asked", made_at__isnull=True),
                name="one_open_call_that_she_asked_for",
            )
        ]
