"""What a coach told or wrote, what may be done with it, and where it went."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import PeerManager, Row
from tegenstroom.base.sealing import SealedField
from tegenstroom.coaches.rules.stories import EVERY_GROUP, HerGroup, Meant, Use
from tegenstroom.coaches.words import READS, USES, WAYS, word_of


class StoryQuerySet(models.QuerySet["Story"]):
    """Questions about many stories."""

    def of(self, coach: models.Model) -> Self:
        """What one coach told, but for what she erased."""
        return self.filter(coach=coach).exclude(title="")

    def erased(self) -> Self:
        """What she erased, of which a copy may still be on its way out."""
        return self.filter(title="")

    def locked(self, key: uuid.UUID) -> "Story":
        """The story with its row locked until the transaction ends: a yes and a no never cross."""
        return self.select_for_update().get(pk=key)


class Story(Row):
    """Something she told or wrote. The text is sealed with her own key; empty until she wrote it.

    A story that she erased has no words left, not even a title: the row goes when its last copy is gone.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    coach = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(_("titel"), max_length=120)
    # The name that readers see: her own choice.
    by_name = models.CharField(_("deze naam staat erbij"), max_length=80)
    sealed_text = SealedField(owner="coach")
    told_on = models.DateField(_("verteld op"), default=timezone.localdate)
    made_at = models.DateTimeField(default=timezone.now)

    objects = PeerManager.from_queryset(StoryQuerySet)()

    class Meta:
        ordering = ["-told_on", "-made_at"]

    @property
    def is_told(self) -> bool:
        """Whether there are words to say yes to."""
        return bool(self.title and self.sealed_text)


class Wording(Row):
    """The exact words that a coach agrees with for one use, in one language. Never changed: a new row follows."""

    use = models.CharField(max_length=16, choices=USES)
    language = models.CharField(max_length=5, default="nl")
    text = models.TextField(_("waarmee ze akkoord gaat"))
    valid_from = models.DateField()

    class Meta:
        ordering = ["use", "language", "-valid_from"]
        constraints = [models.UniqueConstraint(fields=["use", "language", "valid_from"], name="one_wording_a_day")]


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Questions about many consents."""

    def standing(self) -> Self:
        """Consents that hold now: not taken back and not ended."""
        return self.filter(withdrawn_at=None, until__gte=timezone.localdate())

    def to_use(self, use: Use, group: str = EVERY_GROUP) -> Self:
        """Consents to exactly this: one use, and for one group to that group."""
        return self.filter(use=use, group=group)

    def covering(self, use: Use, place: str) -> Self:
        """Consents to one use that hold in this place, the narrowest first."""
        groups = (EVERY_GROUP, place) if use is Use.THIS_GROUP else (EVERY_GROUP,)
        return self.filter(use=use, group__in=groups).order_by("-group", "-pk")


class Consent(Row):
    """Her yes to one use of one story: which words, how she read them, since when, and taken back when.

    A yes to one group names it in `group`, as base.subject_of writes it, and in `group_name` as she read it then.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="consents")
    # As in its wording; here too, so that the database itself allows one standing yes a use and a group.
    use = models.CharField(max_length=16, choices=USES)
    group = models.CharField(max_length=80, blank=True)
    group_name = models.CharField(_("welke groep"), max_length=200, blank=True)
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="+")
    read = models.CharField(_("hoe las je dit"), max_length=12, choices=READS)
    given_at = models.DateTimeField(default=timezone.now)
    until = models.DateField(_("tot en met"))
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_how = models.CharField(max_length=8, choices=WAYS, blank=True)

    objects = PeerManager.from_queryset(ConsentQuerySet)()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["story", "use", "group"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_standing_consent_a_use",
            ),
            models.CheckConstraint(
                condition=models.Q(use=Use.THIS_GROUP) | models.Q(group=EVERY_GROUP),
                name="only_one_use_names_a_group",
            ),
        ]

    @property
    def meant(self) -> Meant:
        """What it is to."""
        return Meant(Use(self.use), HerGroup(self.group, self.group_name) if self.group else None)

    @property
    def word(self) -> str | Promise:
        """What it is to, as she reads it."""
        return word_of(self.meant)


class CopyQuerySet(models.QuerySet["Copy"]):
    """Questions about many copies."""

    def still_there(self) -> Self:
        """Copies that were not yet taken away."""
        return self.filter(gone_at=None)

    def with_her_yes(self) -> Self:
        """Copies whose yes holds now, and holds where they are."""
        here = models.Q(consent__group=EVERY_GROUP) | models.Q(consent__group=models.F("subject"))
        return self.still_there().filter(here, consent__in=Consent.objects.standing())

    def to_take_away(self) -> Self:
        """Copies that are still there though their yes has ended, the longest first."""
        ended = self.still_there().filter(consent__withdrawn_at__isnull=False)
        return ended.select_related("consent__story__coach").order_by("consent__withdrawn_at", "pk")


class Copy(Row):
    """One place to which a story went under a consent. `kind` names who knows how to take it away."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="copies")
    kind = models.SlugField(max_length=40)
    # What it hangs on, as base.subject_of writes it: "training.session:7".
    subject = models.CharField(max_length=80)
    where = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=timezone.now)
    gone_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = PeerManager.from_queryset(CopyQuerySet)()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["consent", "kind", "subject"], name="one_copy_a_place")]
