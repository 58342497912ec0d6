"""Who did what, when: rows that only grow."""

from django.db import models
from django.utils import timezone

from tegenstroom.base.models.abstract import Row


class AuditEvent(Row):
    """One act. Database triggers refuse a change or a removal; the hash ties it to the row before.

    `actor` is the id of a person, or NULL when the clock did it, or a link. It is no foreign key: the row
    outlives the person, and base knows no people. `details` holds counts and decisions, never texts.
    """

    at = models.DateTimeField(default=timezone.now)
    actor = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "at"])]
