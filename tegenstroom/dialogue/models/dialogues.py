"""A dialogue on one case: who sits in it, through which phases it went, and who still has to be called."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import PeerManager, Row
from tegenstroom.dialogue.models.cases import Case, that_stands
from tegenstroom.dialogue.models.circles import Circle
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.words import LEFT_HOWS, PARTS, PHASES, TURNS

# The kind of the letter with which a coach gets the case.
CASE_LETTER = "dialogue_case_ready"


class DialogueQuerySet(models.QuerySet["Dialogue"]):
    """Questions about many dialogues."""

    def locked(self, pk: int) -> "Dialogue":
        """The dialogue with its row locked until the transaction ends: contributions come one by one."""
        return self.select_for_update(no_key=True).get(pk=pk)

    def running(self) -> Self:
        """Dialogues that are neither closed nor withdrawn nor past their time, whether or not they stand still."""
        return self.exclude(phase=Phase.CLOSED).filter(that_stands("case__"), withdrawn_at=None)


class Dialogue(Row):
    """One case, spoken about in one circle.

    `phase` is a phase of the road; `paused_at` says that it stands still there, `withdrawn_at` that it never goes
    on. Which steps led here stands in `steps`. Pages that poll look at `version`, which counts up with everything
    that others may see, and coaches at `own_version` too: what happens in their own group cannot be seen from the
    first.
    """

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="dialogues")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="dialogue")
    # Of the coaches' own group; she reads along there.
    facilitator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    phase = models.CharField(max_length=12, choices=PHASES, default=Phase.PREPARATION)
    paused_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # The moment from which coaches had the case long enough; later when it left on paper later. NULL before that.
    own_group_from = models.DateTimeField(_("de coaches onder elkaar vanaf"), null=True, blank=True)
    # Frozen at the end of the harvest: when people are asked what they did, and until when we wait for it.
    ask_done_at = models.DateTimeField(null=True, blank=True)
    done_until = models.DateTimeField(null=True, blank=True)
    last_number = models.PositiveIntegerField(default=0)
    version = models.PositiveBigIntegerField(default=0)
    own_version = models.PositiveBigIntegerField(default=0)

    objects = PeerManager.from_queryset(DialogueQuerySet)()

    class Meta:
        ordering = ["-opened_at", "-pk"]

    @property
    def shown_phase(self) -> Phase:
        """The phase as people see it: with PAUSED and WITHDRAWN."""
        if self.withdrawn_at:
            return Phase.WITHDRAWN
        return Phase.PAUSED if self.paused_at else Phase(self.phase)


class Step(Row):
    """That a dialogue came into a phase, when, and by whom. NULL: it followed by itself."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="steps")
    phase = models.CharField(max_length=12, choices=PHASES)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["at", "pk"]


class Seat(Row):
    """Someone's place in one dialogue, under the name that she chose for it."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(_("als"), max_length=12, choices=PARTS)
    # A coach chooses; for others it is the name they are called by.
    shown_as = models.CharField(_("deze naam zien de anderen"), max_length=80)
    came_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)
    left_how = models.CharField(max_length=8, choices=LEFT_HOWS, blank=True)

    class Meta:
        ordering = ["came_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["dialogue", "person"], name="one_seat_in_a_dialogue")]


class TurnTaken(Row):
    """That someone let her turn go by in a phase, or said that she is ready. No reason is asked."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="turns")
    phase = models.CharField(max_length=12, choices=PHASES)
    turn = models.CharField(max_length=8, choices=TURNS)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["seat", "phase", "turn"], name="one_turn_a_phase")]


class Aftercare(Row):
    """A call that a coach is owed because of this dialogue. As long as it is open nothing closes."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="aftercare")
    call = models.ForeignKey("coaches.CareCall", on_delete=models.PROTECT, related_name="+")
    owed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["owed_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["seat", "call"], name="one_aftercare_a_call")]
