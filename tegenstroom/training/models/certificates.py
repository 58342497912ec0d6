"""The certificate, and the public check of its code."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from tegenstroom.base.models import Row
from tegenstroom.training.models.enrolments import Enrolment


class Certificate(Row):
    """Proof that someone took part. What it says is frozen on the day it is issued."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="certificate")
    code = models.CharField(max_length=14, unique=True)
    name = models.CharField(max_length=170)
    title = models.CharField(max_length=160)
    hours = models.DecimalField(max_digits=5, decimal_places=2)
    first_day = models.DateField()
    last_day = models.DateField()
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    revoked_reason = models.CharField(max_length=200, blank=True)
