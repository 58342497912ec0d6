"""What a dialogue leaves behind when its words are gone: insights in three voices, and signals for policy."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import PeerManager, Row
from tegenstroom.base.sealing import SealedField
from tegenstroom.base.voices import WORDS as VOICE_WORDS
from tegenstroom.base.voices import Voice
from tegenstroom.dialogue.models.cases import that_stands
from tegenstroom.dialogue.models.dialogues import Dialogue, Seat
from tegenstroom.dialogue.models.words import Word
from tegenstroom.dialogue.rules.harvest import Standing, may_read
from tegenstroom.dialogue.rules.phases import Part

VOICES = [(voice.value, VOICE_WORDS[voice]) for voice in Voice]


class InsightQuerySet(models.QuerySet["Insight"]):
    """Questions about many lessons."""

    def there(self) -> Self:
        """What was handed over; and proposals as long as the case stands, with which they go."""
        return self.filter(models.Q(handed_over_at__isnull=False) | that_stands("dialogue__case__"))


class Insight(Row):
    """A lesson of a dialogue: first a proposal, then handed over when each voice said yes.

    The title is written for readers and speaks of no one. Provenance is the dialogue and its day, never the case.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="insights")
    title = models.CharField(_("titel"), max_length=160)
    themes = models.JSONField(default=list)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    handed_over_at = models.DateTimeField(null=True, blank=True)

    objects = PeerManager.from_queryset(InsightQuerySet)()

    class Meta:
        ordering = ["-made_at"]


class InsightVoiceQuerySet(models.QuerySet["InsightVoice"]):
    """Questions about many lines."""

    def there(self) -> Self:
        """Lines of lessons that are there, and what is left of those that are gone."""
        handed = models.Q(insight__handed_over_at__isnull=False)
        return self.filter(handed | that_stands("insight__dialogue__case__") | models.Q(gone_at__isnull=False))


class InsightVoice(Row):
    """What one voice says in an insight: sealed with the key of who said it, hers to take back at any time."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    insight = models.ForeignKey(Insight, on_delete=models.CASCADE, related_name="voices")
    voice = models.CharField(max_length=10, choices=VOICES)
    word = models.ForeignKey(Word, on_delete=models.PROTECT, related_name="lessons")
    speaker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(_("deze naam staat erbij"), max_length=80, blank=True)
    sealed_text = SealedField(owner="speaker")
    said_yes_at = models.DateTimeField(null=True, blank=True)
    gone_at = models.DateTimeField(null=True, blank=True)

    objects = PeerManager.from_queryset(InsightVoiceQuerySet)()

    class Meta:
        # Lived experience stands first; practice and research follow.
        ordering = ["insight_id", "voice"]
        constraints = [
            models.UniqueConstraint(fields=["insight", "word"], name="one_line_a_word"),
            models.CheckConstraint(
                condition=models.Q(gone_at__isnull=True) | models.Q(sealed_text=b"", by_name=""),
                name="a_voice_that_is_gone_has_no_words",
            ),
        ]


class SignalQuerySet(models.QuerySet["Signal"]):
    """Questions about many signals."""

    def standings(self) -> dict[int, Standing]:
        """How far each of them is, by its number."""
        coaches: defaultdict[int, set[int]] = defaultdict(set)
        seats = Seat.objects.filter(part=Part.COACH, left_at=None, dialogue__signals__signal__in=self)
        for dialogue, person in seats.values_list("dialogue", "person"):
            coaches[dialogue].add(person)
        approved: defaultdict[int, set[int]] = defaultdict(set)
        for signal, coach in SignalApproval.objects.filter(signal__in=self).values_list("signal", "coach"):
            approved[signal].add(coach)
        named: defaultdict[int, dict[int, frozenset[int]]] = defaultdict(dict)
        for signal, dialogue in SignalMention.objects.filter(signal__in=self).values_list("signal", "dialogue"):
            named[signal][dialogue] = frozenset(coaches[dialogue])
        return {signal: Standing(there, frozenset(approved[signal])) for signal, there in named.items()}

    def read_by(self, sits_in: Collection[int]) -> Self:
        """What someone reads who sits in these dialogues."""
        return self.filter(pk__in=[pk for pk, standing in self.standings().items() if may_read(standing, sits_in)])


class Signal(Row):
    """What keeps coming back, in a sentence about rules and organisations, never about someone."""

    sentence = models.CharField(_("wat telkens terugkomt"), max_length=240, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = PeerManager.from_queryset(SignalQuerySet)()

    class Meta:
        ordering = ["sentence"]


class SignalMention(Row):
    """That it came up in a dialogue: counted once a dialogue."""

    # What it is known by on the list of withdrawals.
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="mentions")
    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="signals")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["signal", "dialogue"], name="one_mention_a_dialogue")]


class SignalApprovalQuerySet(models.QuerySet["SignalApproval"]):
    """Questions about many approvals."""

    def readable(self) -> Self:
        """Those whose coach reads the sentence now: it is let out, or named where she sits."""
        sits = models.Q(
            signal__mentions__dialogue__seats__person=models.F("coach"),
            signal__mentions__dialogue__seats__left_at=None,
        )
        hers = SignalApproval.objects.filter(sits).values("pk")
        return self.filter(models.Q(signal__in=Signal.objects.read_by(())) | models.Q(pk__in=hers))


class SignalApproval(Row):
    """That a coach lets policy makers hear it."""

    # As with a mention.
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="approvals")
    coach = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = PeerManager.from_queryset(SignalApprovalQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["signal", "coach"], name="one_approval_a_coach")]
