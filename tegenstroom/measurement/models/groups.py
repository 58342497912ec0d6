"""Groups beside an edition: a project, whose people the desk chooses, and a track of several editions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import Row
from tegenstroom.measurement.rules.gatherings import Kind

# Words of the desk alone: whoever is asked reads the name of her group.
KINDS = {Kind.PROJECT: _("project"), Kind.TRACK: _("traject")}


class MeasuredGroup(Row):
    """People who are measured together without being in one edition."""

    kind = models.CharField(max_length=10, choices=KINDS)
    name = models.CharField(_("naam"), max_length=120)
    # Whose questionnaires may be put to it, beside the free ones.
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Of a track only.
    editions = models.ManyToManyField("training.Edition", related_name="+", blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # Nothing is measured in it any more; what was measured stays.
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_group_has_a_name"),
            models.CheckConstraint(condition=Q(kind__in=list(Kind)), name="a_project_or_a_track"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_project(self) -> bool:
        return self.kind == Kind.PROJECT


class GroupMember(Row):
    """Someone whom the desk chose for a project. It says that she is asked, and nothing of what she answers."""

    group = models.ForeignKey(MeasuredGroup, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="once_in_a_project")]

    def __str__(self) -> str:
        return f"{self.person}, {self.group}"
