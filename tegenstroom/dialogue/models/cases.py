"""A raw draft, which is its writer's alone and lives a day at most, and the case that comes of it."""

import uuid
from datetime import date, datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import PeerManager, Row
from tegenstroom.base.sealing import SealedField
from tegenstroom.dialogue.models.circles import Circle
from tegenstroom.dialogue.rules.drafts import Choice, Source
from tegenstroom.dialogue.rules.phases import Gone
from tegenstroom.dialogue.words import CHOICES, GONES, SOURCES


class RawDraftQuerySet(models.QuerySet["RawDraft"]):
    """Questions about many drafts."""

    def living(self) -> Self:
        """Drafts whose day is not over, whether or not the clock came by."""
        return self.filter(until__gt=timezone.now())

    def locked(self, key: uuid.UUID) -> "RawDraft":
        """The draft with its row locked until the transaction ends."""
        return self.select_for_update(no_key=True).get(pk=key)


class RawDraft(Row):
    """A story as it happened, with everything by which someone is known. Sealed, read by its writer alone.

    The row goes when it is confirmed or when its day is over, and the stand-ins with it. `stand_ins` is JSON, by
    finding: what comes instead, what the engine proposed, why it may stay.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sealed_title = SealedField(owner="writer", default=b"")
    sealed_text = SealedField(owner="writer", default=b"")
    sealed_plain = SealedField(owner="writer", default=b"")
    # JSON list; empty bytes as long as she was not asked for names.
    sealed_names = SealedField(owner="writer", default=b"")
    sealed_stand_ins = SealedField(owner="writer", default=b"")
    # JSON list: what she marked and could not be found again in a changed text, until she was told.
    sealed_lost_marks = SealedField(owner="writer", default=b"")
    # The engine looked at this very text with these very names.
    looked_at = models.BooleanField(default=False)
    # By question: true or false. No words.
    answers = models.JSONField(default=dict)
    fine = models.JSONField(default=list)
    themes = models.JSONField(default=list)
    # She was asked, and it is about none of them: an empty list may also mean that nobody asked.
    has_no_theme = models.BooleanField(default=False)
    is_heavy = models.BooleanField(_("een zwaar thema"), default=False)
    began_at = models.DateTimeField(default=timezone.now)
    # Frozen when it begins: a figure that changes gives no draft a longer life.
    until = models.DateTimeField()

    objects = PeerManager.from_queryset(RawDraftQuerySet)()

    class Meta:
        ordering = ["-began_at"]


class DraftFinding(Row):
    """One place in a raw draft at which someone can be known, and what its writer decides. Holds no text."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(RawDraft, on_delete=models.CASCADE, related_name="findings")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    label = models.CharField(max_length=16)
    # How sure the engine is, 0 to 1; NULL for what she marked herself.
    confidence = models.FloatField(null=True, blank=True)
    source = models.CharField(max_length=8, choices=SOURCES, default=Source.ENGINE)
    choice = models.CharField(max_length=12, choices=CHOICES, default=Choice.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["start"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "start"], name="one_finding_a_place"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="a_finding_has_a_length"),
        ]


class SecondReader(Row):
    """Someone who is asked whether the decided text of a draft gives anyone away. She never reads the raw one.

    Her yes holds for the text that she read: any change asks her again.
    """

    draft = models.OneToOneField(RawDraft, on_delete=models.CASCADE, related_name="second_reader")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    agrees = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True, blank=True)


class RecognisedQuerySet(models.QuerySet["Recognised"]):
    """Questions about many of them."""

    def binding(self, draft: RawDraft) -> Self:
        """Those of its writer that hold for this draft, as long as it lives."""
        return self.filter(writer=draft.writer_id, until__gt=draft.began_at)

    def of_story(self, draft: RawDraft) -> Self:
        """Those that ask another look at this draft, in whatever words: said of it, or before it began.

        Of what she threw away nobody knows whether she tells it again. What became a case was settled there.
        """
        cases = Case.objects.filter(pk=models.OuterRef("draft_key"))
        before = models.Q(circle=draft.circle_id, said_at__lte=draft.began_at) & ~models.Exists(cases)
        return self.binding(draft).filter(models.Q(draft_key=draft.pk) | before)

    def forgotten(self, now: datetime) -> Self:
        """Those whose time is over, and that hold for no draft that began within it and lives."""
        living = RawDraft.objects.filter(
            writer=models.OuterRef("writer"), began_at__lt=models.OuterRef("until"), until__gt=now
        )
        return self.filter(~models.Exists(living), until__lte=now)


class Recognised(Row):
    """A second reader's no: someone can be known by these words, whoever is asked about them afterwards.

    It stays with their writer for as long as a draft lives, also when she throws hers away: `wording` changes with
    the words, holds none of them and is made with our own key, so that nobody tries out words on it. Who says yes
    to the same words takes her own no back.
    """

    # The draft itself may be gone.
    draft_key = models.UUIDField()
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    wording = models.CharField(max_length=32)
    said_at = models.DateTimeField(default=timezone.now)
    # Frozen when she says it, as with a draft.
    until = models.DateTimeField()

    objects = PeerManager.from_queryset(RecognisedQuerySet)()

    class Meta:
        ordering = ["said_at"]
        constraints = [
            models.UniqueConstraint(fields=["writer", "person", "wording"], name="recognised_once_in_these_words")
        ]


def is_over(last_day: date) -> bool:
    """Whether nobody reads the case any more that stays until this day: from the first minute after it on."""
    return last_day < timezone.localdate()


def that_stands(road: str = "") -> models.Q:
    """A case that is neither withdrawn nor past its last day, whether or not the clock came by.

    `road`: the way to it from the rows that are asked, as a filter writes it.
    """
    return models.Q(**{f"{road}gone_at": None, f"{road}expires_on__gte": timezone.localdate()})


class CaseQuerySet(models.QuerySet["Case"]):
    """Questions about many cases."""

    def standing(self) -> Self:
        """Cases that are neither withdrawn nor past their last day."""
        return self.filter(that_stands())

    def to_open(self) -> Self:
        """Cases that stand and wait for a dialogue."""
        return self.standing().filter(dialogue=None)

    def overdue(self, today: date) -> Self:
        """Cases whose last day is over on this day, and whose words are still to be destroyed."""
        return self.filter(gone_at=None, expires_on__lt=today)


class Case(Row):
    """A case that nobody can be known by, as its writer confirmed it, with a plain version for coaches.

    When it goes nothing is left but this row: who wrote one, in which circle, since when and until when.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="cases")
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sealed_title = SealedField(owner="writer")
    sealed_text = SealedField(owner="writer")
    sealed_plain = SealedField(owner="writer")
    # As {"slug", "name"}: what coaches may rather not, and what policy counts.
    themes = models.JSONField(default=list)
    is_heavy = models.BooleanField(_("een zwaar thema"), default=False)
    confirmed_at = models.DateTimeField(default=timezone.now)
    expires_on = models.DateField(_("blijft tot en met"))
    gone_at = models.DateTimeField(null=True, blank=True)
    gone_how = models.CharField(max_length=12, choices=GONES, blank=True)

    objects = PeerManager.from_queryset(CaseQuerySet)()

    class Meta:
        ordering = ["-confirmed_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(gone_at__isnull=True)
                | models.Q(sealed_title=b"", sealed_text=b"", sealed_plain=b""),
                name="a_case_that_is_gone_has_no_words",
            )
        ]

    @property
    def is_gone(self) -> bool:
        """Whether nobody reads it any more: from the first minute after its last day on."""
        return self.gone_at is not None or self.is_past

    @property
    def is_past(self) -> bool:
        """Whether its time is over, and not something else ended it."""
        return self.gone_how == Gone.EXPIRED if self.gone_at else is_over(self.expires_on)


class ReadCase(Row):
    """That someone opened a case on a day. Without a word of what."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="readings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(default=timezone.localdate)
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["read_at"]
        constraints = [models.UniqueConstraint(fields=["case", "reader", "day"], name="read_once_a_day")]


class Withdrawal(Row):
    """That words with this key must be nowhere: replayed after a backup was put back. Never removed."""

    kind = models.CharField(max_length=12)
    key = models.UUIDField()
    how = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="withdrawn_once")]

    def as_line(self) -> dict[str, Any]:
        """For the list that stands beside the backups."""
        return {"kind": self.kind, "key": str(self.key), "how": self.how, "at": self.at.isoformat()}
