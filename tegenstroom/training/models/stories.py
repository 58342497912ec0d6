"""Stories of coaches that a group may read."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from tegenstroom.base.models import PeerManager, Row
from tegenstroom.coaches.models import Copy
from tegenstroom.coaches.rules.stories import Use
from tegenstroom.training.models.editions import Edition, TandemMember


class EditionStoryQuerySet(models.QuerySet["EditionStory"]):
    """Questions about many stories in groups."""

    def covered(self) -> Self:
        """Stories for which her yes covers the group: to all trainings, or to this one as long as she gives it."""
        gives = TandemMember.objects.filter(
            edition=models.OuterRef("edition"),
            person=models.OuterRef("copy__consent__story__coach"),
            part=TandemMember.Part.COACH,
            answer=TandemMember.Answer.YES,
        )
        hers = models.Q(copy__in=Copy.objects.with_her_yes())
        return self.filter(hers, models.Q(copy__consent__use=Use.ALL_TRAININGS) | models.Exists(gives))


class EditionStory(Row):
    """One story in one group. The words stay with her: this only says that they may be read here."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="stories")
    copy = models.OneToOneField("coaches.Copy", on_delete=models.CASCADE, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    objects = PeerManager.from_queryset(EditionStoryQuerySet)()

    class Meta:
        ordering = ["added_at", "pk"]
