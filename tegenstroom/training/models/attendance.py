"""Who was there, part by part."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import Row
from tegenstroom.training.models.editions import Session
from tegenstroom.training.models.enrolments import Enrolment


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    """Marks of one or more parts."""

    def kept(self) -> Self:
        """Marks that show that a list was kept: an excuse stands there from before the day."""
        return self.exclude(mark=Attendance.Mark.EXCUSED)


class Attendance(Row):
    """The last word on one person in one part; corrections overwrite it and stand in the audit."""

    class Mark(models.TextChoices):
        PRESENT = "present", _("aanwezig")
        ABSENT = "absent", _("afwezig")
        EXCUSED = "excused", _("verwittigd")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendance")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="attendance")
    mark = models.CharField(max_length=10, choices=Mark)
    marked_at = models.DateTimeField(default=timezone.now)
    # NULL: the participant herself, with the QR in the room or the link of her letter.
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "enrolment"], name="one_mark_a_part")]
