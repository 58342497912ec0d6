"""What people say in a dialogue: written, or spoken with a text beside it."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import PeerManager, Row
from tegenstroom.base.sealing import SealedField
from tegenstroom.dialogue.models.dialogues import Dialogue, Seat
from tegenstroom.dialogue.rules.dictation import Stage
from tegenstroom.dialogue.rules.phases import Gone
from tegenstroom.dialogue.words import FIELDS, GONES, PHASES, STAGES

# Plain strings: a migration must not depend on an enum that may move.
STILL_HERS = ["", Gone.VETOED.value]


class WordQuerySet(models.QuerySet["Word"]):
    """Questions about many contributions."""

    def standing(self) -> Self:
        """Contributions of which the words are still there for all who may read them."""
        return self.filter(gone_how="")


class Word(Row):
    """One contribution. Its words are sealed with the key of who said it, and destroyed when she takes it back.

    `key` is drawn when the form is shown: the form sent five times at once is one contribution. Of what was taken
    back only this row stays, so that the others see that something stood here.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="words")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="words")
    # As in the seat; here too, because it names whose key seals it.
    speaker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    phase = models.CharField(max_length=12, choices=PHASES)
    field = models.CharField(_("waarbij het hoort"), max_length=12, choices=FIELDS, blank=True)
    sealed_text = SealedField(owner="speaker")
    # "Wat ik gehoord heb": what she heard others say.
    sealed_heard = SealedField(owner="speaker", default=b"")
    insight = models.ForeignKey(
        "dialogue.Insight", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # In words, for the shares of the voices; 0 when it is gone.
    length = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)
    gone_at = models.DateTimeField(null=True, blank=True)
    gone_how = models.CharField(max_length=12, choices=GONES, blank=True)

    objects = PeerManager.from_queryset(WordQuerySet)()

    class Meta:
        ordering = ["dialogue_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "number"], name="one_word_a_number"),
            models.CheckConstraint(
                condition=models.Q(gone_how__in=STILL_HERS)
                | models.Q(sealed_text=b"", sealed_heard=b"", length=0),
                name="what_is_gone_has_no_words",
            ),
        ]


class Recording(Row):
    """The voice of a contribution: Opus, as her browser made it. The text beside it is the contribution's own."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    word = models.OneToOneField(Word, on_delete=models.CASCADE, related_name="recording")
    speaker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # Base64: what is sealed is text.
    sealed_audio = SealedField(owner="speaker")
    media_type = models.CharField(max_length=20)
    seconds = models.PositiveSmallIntegerField(_("duur in seconden"))
    size = models.PositiveIntegerField(_("grootte in bytes"))


class Dictation(Row):
    """A recording of which somebody else types the text. Nobody reads or counts it before the speaker's yes.

    At her yes it becomes a contribution with the same key, and this row goes; until then she takes it back.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="dictations")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="dictations")
    speaker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # Who typed what stands there: the speaker reads from whose hand it is.
    typist = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, related_name="+")
    phase = models.CharField(max_length=12, choices=PHASES)
    stage = models.CharField(_("waarop het wacht"), max_length=16, choices=STAGES, default=Stage.TO_TYPE)
    # How often it was typed: she says yes to the text that she read.
    times = models.PositiveSmallIntegerField(default=0)
    # Base64: what is sealed is text.
    sealed_audio = SealedField(owner="speaker")
    sealed_text = SealedField(owner="speaker", default=b"")
    sealed_heard = SealedField(owner="speaker", default=b"")
    media_type = models.CharField(max_length=20)
    seconds = models.PositiveSmallIntegerField(_("duur in seconden"))
    size = models.PositiveIntegerField(_("grootte in bytes"))
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(stage="to_check") | ~models.Q(sealed_text=b""),
                name="what_is_checked_has_a_text",
            )
        ]

    @property
    def kilobytes(self) -> int:
        """As the recorder on her phone says it."""
        return max(1, (self.size + 512) // 1024)
