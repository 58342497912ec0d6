"""Who works or volunteers where, and as what."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import PeerManager, Row
from tegenstroom.organisations.models.organisations import Organisation, Team


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Questions about many memberships."""

    def current(self) -> Self:
        """Memberships that have not ended."""
        return self.filter(ended_at__isnull=True)

    def led_by(self, person: models.Model) -> Self:
        """Current memberships in which this person leads."""
        return self.current().filter(person=person, part=Membership.Part.TEAM_LEADER)


class Membership(Row):
    """One person in one organisation; a leader of a team leads that team, without a team the whole house."""

    class Part(models.TextChoices):
        COLLEAGUE = "colleague", _("medewerker")
        VOLUNTEER = "volunteer", _("vrijwilliger")
        TEAM_LEADER = "team_leader", _("leidinggevende")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="memberships")
    part = models.CharField(_("als"), max_length=20, choices=Part, default=Part.COLLEAGUE)
    is_contact = models.BooleanField(_("contactpersoon"), default=False)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = PeerManager.from_queryset(MembershipQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=models.Q(ended_at__isnull=True),
                name="one_membership_a_house",
            )
        ]
