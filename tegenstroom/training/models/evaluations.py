"""What people found, and what they did with it later. Who answered and what was answered never meet in a table.

What this does not protect against: someone who holds both the database and the server's secret key can make
the pseudonyms again, and someone who watches the rows as they are written sees which invitation and which
answers change in the same second. Rows have random keys and bear a day, not a moment, so that a list or an
export gives nobody away by its order. Own words can give someone away by what they tell: the page says so.
"""

import uuid
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import Letter, PeerManager, Row
from tegenstroom.training.models.editions import Edition
from tegenstroom.training.models.enrolments import Enrolment
from tegenstroom.training.rules.evaluation import Wave

WAVES = {
    Wave.LAST_DAY: _("op de laatste dag"),
    Wave.SIX_WEEKS: _("na zes weken"),
    Wave.THREE_MONTHS: _("na drie maanden"),
}


class Question(Row):
    """A question of one wave. A question that was asked is retired, never rewritten.

    `key` names it in the file it comes from. Questions of different waves with the same `thread` ask the same
    thing: the answers of one person can be laid side by side.
    """

    class Kind(models.TextChoices):
        SCALE = "scale", _("van 1 tot 5")
        TEXT = "text", _("eigen woorden")

    key = models.SlugField(max_length=60, unique=True)
    thread = models.SlugField(max_length=40, blank=True)
    wave = models.CharField(max_length=20, choices=WAVES)
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.CharField(_("vraag"), max_length=200)
    low_label = models.CharField(_("bij 1"), max_length=60, blank=True)
    high_label = models.CharField(_("bij 5"), max_length=60, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def with_scale(self) -> str:
        """The question as a letter asks it: with what 1 and 5 stand for."""
        if self.kind == self.Kind.TEXT:
            return self.text
        ends = {"question": self.text, "low": self.low_label, "high": self.high_label}
        return _now("%(question)s Van 1 (%(low)s) tot 5 (%(high)s).") % ends


class InvitationQuerySet(models.QuerySet["EvaluationInvitation"]):
    def on_paper(self) -> Self:
        """To people whose letters go by post: they may answer on the sheet itself."""
        without_mail = models.Q(enrolment__person__email=None) | models.Q(enrolment__person__email="")
        return self.filter(without_mail | models.Q(enrolment__person__reached_by=Letter.Channel.PAPER))


class EvaluationInvitation(Row):
    """That someone was asked and whether she answered; not what."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="invitations")
    wave = models.CharField(max_length=20, choices=WAVES)
    invited_at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered = models.BooleanField(default=False)

    objects = PeerManager.from_queryset(InvitationQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enrolment", "wave"], name="asked_once_a_wave")]


class EvaluationResponse(Row):
    """What was answered; not by whom.

    `pseudonym` ties one person's waves together: a keyed hash that only her own link can make again.
    `answers` maps question keys to 1..5 or to a text. Only the day is kept, so that no clock gives her away.
    `released_on` is the day on which this answer joined the result that others see (see rules/evaluation.py).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="responses")
    wave = models.CharField(max_length=20, choices=WAVES)
    pseudonym = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    share_with_coaches = models.BooleanField(_("de coaches mogen mijn woorden lezen"), default=False)
    finished = models.BooleanField(default=False)
    answered_on = models.DateField(default=timezone.localdate)
    released_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "wave", "pseudonym"], name="one_answer_a_wave"),
            models.CheckConstraint(
                condition=models.Q(released_on__isnull=True) | models.Q(finished=True),
                name="only_finished_answers_are_released",
            ),
        ]
