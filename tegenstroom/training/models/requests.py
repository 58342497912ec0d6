"""A training made to measure: from an organisation's question to an edition, nothing typed twice."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import Row
from tegenstroom.training.models.editions import Edition
from tegenstroom.training.models.modules import Module, ModuleVersion
from tegenstroom.training.rules.editions import Day
from tegenstroom.training.rules.requests import RequestState

REQUEST_STATES = {
    RequestState.NEW: _("nieuw"),
    RequestState.TALKING: _("in gesprek"),
    RequestState.PROPOSED: _("voorstel verstuurd"),
    RequestState.AGREED: _("akkoord"),
    RequestState.PLANNED: _("ingepland"),
    RequestState.DECLINED: _("gaat niet door"),
}


class TrainingRequest(Row):
    """What an organisation asks, in its own words. It may come from someone without an account."""

    state = models.CharField(max_length=12, choices=REQUEST_STATES, default=RequestState.NEW)
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation_name = models.CharField(_("organisatie"), max_length=160)
    enterprise_number = models.CharField(_("ondernemingsnummer"), max_length=14, blank=True)
    contact_name = models.CharField(_("je naam"), max_length=120)
    contact_email = models.EmailField(_("je e-mailadres"))
    contact_phone = models.CharField(_("je telefoon"), max_length=30, blank=True)
    module = models.ForeignKey(
        Module,
        verbose_name=_("vorming"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="requests",
    )
    question = models.TextField(_("wat speelt er bij jullie?"))
    people = models.PositiveSmallIntegerField(_("met hoeveel mensen?"), null=True, blank=True)
    period = models.CharField(_("wanneer ongeveer?"), max_length=120, blank=True)
    form_key = models.UUIDField(null=True, unique=True, editable=False)
    received_at = models.DateTimeField(default=timezone.now)
    edition = models.OneToOneField(
        Edition, null=True, blank=True, on_delete=models.SET_NULL, related_name="request"
    )

    class Meta:
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return self.organisation_name


class RequestNote(Row):
    """What was said in the conversation."""

    request = models.ForeignKey(TrainingRequest, on_delete=models.CASCADE, related_name="notes")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # Empty when an organisation wants to talk and says no more than that.
    text = models.TextField(_("wat is er besproken?"))

    class Meta:
        ordering = ["at"]

    @property
    def said(self) -> str:
        """What was said, as its reader reads it."""
        return self.text or gettext("Wil eerst nog eens praten over het voorstel.")


class Proposal(Row):
    """An offer with dates and a price. A new proposal replaces the one before; none is overwritten."""

    request = models.ForeignKey(TrainingRequest, on_delete=models.CASCADE, related_name="proposals")
    number = models.PositiveSmallIntegerField()
    version = models.ForeignKey(ModuleVersion, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(
        "organisations.Place", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    maximum = models.PositiveSmallIntegerField(_("hoogstens zoveel mensen"), default=16)
    price = models.DecimalField(_("prijs voor de hele vorming"), max_digits=9, decimal_places=2)
    # [{"starts_at": ISO 8601, "ends_at": ISO 8601}, …]: they become the sessions, in order.
    dates = models.JSONField(default=list)
    message = models.TextField(_("woordje erbij"), blank=True)
    valid_until = models.DateField(_("geldig tot en met"))
    sent_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["request", "number"], name="a_proposal_has_one_number")]

    @property
    def days(self) -> list[Day]:
        """The proposed days, in our own time zone."""
        return [
            Day(
                timezone.localtime(datetime.fromisoformat(row["starts_at"])),
                timezone.localtime(datetime.fromisoformat(row["ends_at"])),
            )
            for row in self.dates
        ]
