"""When and where a module is given, by whom, for how many and at what price."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import PeerManager, Row
from tegenstroom.base.models.letters import subject_of
from tegenstroom.organisations.models import Place
from tegenstroom.training.models.modules import ModulePart, ModuleVersion
from tegenstroom.training.rules.editions import Channel, EditionState
from tegenstroom.training.words import CHANNELS, EDITION_STATES


class EditionQuerySet(models.QuerySet["Edition"]):
    def public(self) -> Self:
        """Open editions that anyone may see: announced or confirmed."""
        return self.filter(channel=Channel.OPEN, state__in=(EditionState.OPEN, EditionState.CONFIRMED))

    def to_come(self) -> Self:
        """Editions of which the first day is not yet past."""
        return self.filter(starts_on__gte=timezone.localdate())

    def locked(self, pk: int) -> "Edition":
        """The edition with its row locked until the transaction ends: places are given one by one."""
        return self.select_for_update().get(pk=pk)


class Edition(Row):
    """One group that follows a module version on dated parts."""

    version = models.ForeignKey(ModuleVersion, on_delete=models.PROTECT, related_name="editions")
    channel = models.CharField(_("aanbod"), max_length=12, choices=CHANNELS, default=Channel.OPEN)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("op maat van"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    place = models.ForeignKey(
        "organisations.Place", verbose_name=_("plaats"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    room = models.CharField(_("lokaal"), max_length=80, blank=True)
    room_booked = models.BooleanField(_("lokaal ligt vast"), default=False)
    material_ready = models.BooleanField(_("materiaal ligt klaar"), default=False)
    state = models.CharField(max_length=12, choices=EDITION_STATES, default=EditionState.DRAFT)
    minimum = models.PositiveSmallIntegerField(_("minstens"), default=8)
    maximum = models.PositiveSmallIntegerField(_("hoogstens"), default=16)
    enrol_until = models.DateField(_("inschrijven tot en met"), null=True, blank=True)
    # Kept beside the sessions so that lists sort and filter on one indexed column.
    starts_on = models.DateField(null=True, editable=False, db_index=True)
    ends_on = models.DateField(null=True, editable=False, db_index=True)
    practical = models.TextField(_("praktisch"), blank=True)
    # Made to measure: one price for everyone together, agreed in a proposal.
    group_price = models.DecimalField(
        _("prijs voor de hele groep"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    created_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.CharField(max_length=300, blank=True)

    objects = PeerManager.from_queryset(EditionQuerySet)()

    class Meta:
        ordering = ["starts_on", "pk"]
        indexes = [models.Index(fields=["channel", "state", "starts_on"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minimum__gte=1, maximum__gte=models.F("minimum")),
                name="room_for_the_minimum",
            ),
            models.CheckConstraint(
                condition=models.Q(channel="open", organisation__isnull=True)
                | models.Q(channel="in_company", organisation__isnull=False),
                name="made_to_measure_for_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version.title} ({self.starts_on})"

    def letter_subjects(self) -> list[str]:
        """How letters name this edition and the enrolments in it."""
        enrolments = self.enrolments.values_list("pk", flat=True)
        return [subject_of(self), *(f"training.enrolment:{pk}" for pk in enrolments)]


class Price(Row):
    """What one kind of participant pays, VAT aside."""

    class Kind(models.TextChoices):
        PROFESSIONAL = "professional", _("hulpverlener, begeleider")
        VOLUNTEER = "volunteer", _("vrijwilliger")
        STUDENT = "student", _("student")
        LIVED = "lived", _("ik heb zelf ervaring met armoede")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="prices")
    kind = models.CharField(_("voor"), max_length=20, choices=Kind)
    amount = models.DecimalField(_("prijs"), max_digits=8, decimal_places=2)

    class Meta:
        ordering = ["edition_id", "-amount"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind"], name="one_price_a_kind"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="no_negative_price"),
        ]


class Session(Row):
    """A dated part of an edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sessions")
    part = models.ForeignKey(ModulePart, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(_("begint"))
    ends_at = models.DateTimeField(_("eindigt"))
    # Only where this part is elsewhere than the edition.
    place = models.ForeignKey(
        "organisations.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Bound into the attendance QR: a new value makes the old code worthless.
    checkin_salt = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="ends_after_start")
        ]

    @property
    def where(self) -> Place | None:
        """Where this part happens: its own place, else that of the edition."""
        return self.place or self.edition.place


class DayClosing(Row):
    """A day that is done with: who was there is noted, and every coach was called. It stays where it is."""

    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="closing")
    # When it was over, as it stood then.
    ended_at = models.DateTimeField()
    closed_at = models.DateTimeField(default=timezone.now)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_at__gte=models.F("ended_at")), name="a_day_is_closed_once_it_is_over"
            )
        ]


class TandemMember(Row):
    """A trainer or coach asked to give an edition."""

    class Part(models.TextChoices):
        TRAINER = "trainer", _("trainer")
        COACH = "coach", _("coach")

    class Answer(models.TextChoices):
        ASKED = "asked", _("gevraagd")
        YES = "yes", _("komt")
        NO = "no", _("komt niet")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="tandem")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(_("als"), max_length=10, choices=Part)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["part", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "person"], name="one_part_in_a_tandem")]


class Task(Row):
    """Something still to be done for an edition that the system cannot see by itself, and by whom."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="tasks")
    what = models.CharField(_("wat"), max_length=200)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    due_on = models.DateField(_("tegen"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["due_on", "pk"]
