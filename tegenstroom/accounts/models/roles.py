"""Who bears which network role, since when, given by whom."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from tegenstroom.accounts.roles import NETWORK_ROLES
from tegenstroom.base.models import Row


class RoleGrant(Row):
    """A role given; ended by a date, and deleted only with whom is erased."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=[(role.key, role.name) for role in NETWORK_ROLES])
    granted_at = models.DateTimeField(default=timezone.now)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=models.Q(ended_at__isnull=True),
                name="a_role_is_borne_once",
            )
        ]
