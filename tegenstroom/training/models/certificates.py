"""The certificate, and the public check of its code."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import PeerManager, Row
from tegenstroom.training.models.enrolments import Enrolment


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def valid(self) -> Self:
        """Certificates that nobody revoked."""
        return self.filter(revoked_at__isnull=True)


class Certificate(Row):
    """Proof that someone took part. What it says is frozen on the day it is issued.

    A revoked certificate stays, with the reason; a corrected one can then be issued beside it, with a new code.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="certificates")
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
    revoked_reason = models.CharField(_("waarom"), max_length=200, blank=True)

    objects = PeerManager.from_queryset(CertificateQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=models.Q(revoked_at__isnull=True),
                name="one_valid_certificate",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True) | ~models.Q(revoked_reason=""),
                name="revoking_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.code
