"""The days of an edition for which coaches are asked, and the moments beside them."""

from django.db import models

from tegenstroom.base.models import Row
from tegenstroom.training.models.editions import Edition, Session, TandemMember


class CoachDay(Row):
    """Ties what a coach is asked to the edition that it is about: one of its days, or before and after them.

    What she answers stands in the assignment; `session` is None for preparing and for looking back.
    """

    member = models.ForeignKey(TandemMember, on_delete=models.CASCADE, related_name="days")
    session = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.PROTECT, related_name="coach_days"
    )
    assignment = models.OneToOneField("coaches.Assignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["assignment_id"]
        constraints = [models.UniqueConstraint(fields=["member", "session"], name="asked_once_for_a_day")]


class CoachMoment(Row):
    """Ties what a coach is asked who does not give the edition to the group that she meets there."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="coach_moments")
    assignment = models.OneToOneField("coaches.Assignment", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["assignment_id"]
