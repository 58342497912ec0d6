"""What a personal calendar needs to know: a key that can be changed, and how often each part changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from tegenstroom.base.models import Row
from tegenstroom.training.models.editions import Session


class CalendarFeed(Row):
    """A person's own calendar address. A new salt makes the old address worthless."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    salt = models.CharField(max_length=32)


class CalendarEntry(Row):
    """How a moment last stood in a calendar file, and how many times it changed since the first.

    It is a part of an edition, or what a coach is asked beside those. Calendars on phones keep the entry with
    the highest number (RFC 5545, SEQUENCE).
    """

    session = models.OneToOneField(Session, null=True, on_delete=models.CASCADE, related_name="calendar_entry")
    assignment = models.OneToOneField("coaches.Assignment", null=True, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(session=None) ^ models.Q(assignment=None), name="an_entry_of_one_moment"
            )
        ]
