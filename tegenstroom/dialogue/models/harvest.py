"""What a dialogue leaves behind when its words are gone: insights in three voices, and signals for policy."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import Row
from tegenstroom.base.sealing import SealedField
from tegenstroom.base.voices import WORDS as VOICE_WORDS
from tegenstroom.base.voices import Voice
from tegenstroom.dialogue.models.dialogues import Dialogue
from tegenstroom.dialogue.models.words import Word

VOICES = [(voice.value, VOICE_WORDS[voice]) for voice in Voice]


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

    class Meta:
        ordering = ["-made_at"]


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


class Signal(Row):
    """What keeps coming back, in a sentence about rules and organisations, never about someone."""

    sentence = models.CharField(_("wat telkens terugkomt"), max_length=240, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["sentence"]


class SignalMention(Row):
    """That it came up in a dialogue: counted once a dialogue."""

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="mentions")
    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="signals")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["signal", "dialogue"], name="one_mention_a_dialogue")]


class SignalApproval(Row):
    """That a coach lets policy makers hear it."""

    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="approvals")
    coach = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["signal", "coach"], name="one_approval_a_coach")]
