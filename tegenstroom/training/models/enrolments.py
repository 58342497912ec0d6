"""Who takes part, who waits, and every step on the way."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import PeerManager, Row
from tegenstroom.training.models.editions import Edition, Price
from tegenstroom.training.rules.places import ACTIVE, SEATED, EnrolmentState, Why
from tegenstroom.training.words import ENROLMENT_STATES, WHYS

# Plain strings: a migration must not depend on an enum that may move.
HOLDS_A_SEAT = [state.value for state in SEATED]
HOLDS_SOMETHING = [state.value for state in ACTIVE]


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def seated(self) -> Self:
        """Holders of a seat: placed, or thinking over an offer."""
        return self.filter(state__in=SEATED)

    def placed(self) -> Self:
        return self.filter(state=EnrolmentState.PLACED)

    def waiting(self) -> Self:
        """The waiting list, first in line first."""
        return self.filter(state=EnrolmentState.WAITING).order_by("queued_at", "pk")

    def active(self) -> Self:
        return self.filter(state__in=ACTIVE)


class Enrolment(Row):
    """One person in one edition.

    A seat number is held by one enrolment at most: the database itself refuses the twenty-first of twenty.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("organisatie"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # What the person typed, where no organisation in our list was meant.
    organisation_name = models.CharField(_("organisatie"), max_length=160, blank=True)
    # The name in the form, when someone came in through one: anyone can type someone's address.
    introduced_as = models.CharField(max_length=161, blank=True)
    enrolled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(_("ik kom als"), max_length=20, choices=Price.Kind)
    price = models.DecimalField(_("prijs"), max_digits=8, decimal_places=2, default=0)
    needs = models.CharField(_("wat maakt het makkelijker voor jou?"), max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=ENROLMENT_STATES)
    seat = models.PositiveSmallIntegerField(null=True, blank=True)
    queued_at = models.DateTimeField(default=timezone.now)
    offer_until = models.DateTimeField(null=True, blank=True)
    # Drawn when the form is shown: the form sent five times at once carries one key.
    form_key = models.UUIDField(null=True, unique=True, editable=False)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaced_by"
    )
    cancellation_fee = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)

    objects = PeerManager.from_queryset(EnrolmentQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["edition", "state", "queued_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "person"],
                condition=models.Q(state__in=HOLDS_SOMETHING),
                name="once_in_an_edition",
            ),
            models.UniqueConstraint(fields=["edition", "seat"], name="a_seat_is_held_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=HOLDS_A_SEAT, seat__isnull=False)
                | (~models.Q(state__in=HOLDS_A_SEAT) & models.Q(seat__isnull=True)),
                name="seated_holds_a_seat",
            ),
            models.CheckConstraint(
                condition=models.Q(state=EnrolmentState.OFFERED.value, offer_until__isnull=False)
                | ~models.Q(state=EnrolmentState.OFFERED.value),
                name="an_offer_has_a_deadline",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.edition}"

    @property
    def known_as(self) -> str:
        """Her name for a colleague or a leader: what the form said, not what we know of who owns the address."""
        return self.introduced_as or self.person.name

    @property
    def organisation_label(self) -> str:
        """The organisation as people see it on a list."""
        return self.organisation.name if self.organisation else self.organisation_name


class EnrolmentStep(Row):
    """One step of an enrolment: from which state to which, when, by whom (NULL: the clock, or a link) and why."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="steps")
    before = models.CharField(max_length=12, blank=True, choices=ENROLMENT_STATES)
    after = models.CharField(max_length=12, choices=ENROLMENT_STATES)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # Asked with the link of a letter, which may have been passed on: by whom is not known.
    by_link = models.BooleanField(default=False)
    # A code of Why, or what the desk typed.
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    @property
    def reason(self) -> str:
        """Why, as its reader reads it; empty when there is nothing to say."""
        return str(WHYS[Why(self.why)]) if self.why in Why else self.why


class Approval(Row):
    """The question to a participant's own team leader, answered through a link or on her page."""

    class Answer(models.TextChoices):
        ASKED = "asked", _("gevraagd")
        YES = "yes", _("goedgekeurd")
        NO = "no", _("niet goedgekeurd")
        NONE = "none", _("geen antwoord")

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="approval")
    leader_name = models.CharField(_("naam van je leidinggevende"), max_length=120)
    leader_email = models.EmailField(_("e-mailadres van je leidinggevende"))
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    # Frozen when the question is asked: a figure changed later shortens nobody's time.
    until = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    # NULL when the leader answered through the link of her letter.
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )


class CancellationTerm(Row):
    """A tier of the rules for cancelling that hold for enrolments from `valid_from` on."""

    valid_from = models.DateField(_("geldt voor inschrijvingen vanaf"))
    days_before = models.PositiveSmallIntegerField(_("vanaf zoveel dagen voor de start"))
    percent = models.DecimalField(_("percent van de prijs"), max_digits=5, decimal_places=2)
    source = models.CharField(_("beslist in"), max_length=200)

    class Meta:
        ordering = ["-valid_from", "days_before"]
        constraints = [
            models.UniqueConstraint(fields=["valid_from", "days_before"], name="one_tier_a_day"),
            models.CheckConstraint(condition=models.Q(percent__gte=0, percent__lte=100), name="a_percentage"),
        ]
