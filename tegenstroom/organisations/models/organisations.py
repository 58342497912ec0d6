"""An organisation and its teams."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import Row
from tegenstroom.organisations.rules import compact_number, is_enterprise_number, shown_number


def check_enterprise_number(value: str) -> None:
    """Refuse a number that the Crossroads Bank for Enterprises cannot have given."""
    if not is_enterprise_number(value):
        raise ValidationError(
            _("Dit ondernemingsnummer klopt niet. Een juist nummer lijkt op 0566.988.259: tien cijfers."),
            code="enterprise_number",
        )


class Organisation(Row):
    """A partner of the network."""

    class Kind(models.TextChoices):
        OCMW = "ocmw", _("OCMW")
        CAW = "caw", _("CAW")
        CLB = "clb", _("CLB")
        SCHOOL = "school", _("school")
        YOUTH_CARE = "youth_care", _("jeugdhulp")
        VDAB = "vdab", _("VDAB")
        ASSOCIATION = "association", _("vereniging")
        OTHER = "other", _("andere")

    kind = models.CharField(_("soort"), max_length=20, choices=Kind)
    name = models.CharField(_("naam"), max_length=160, unique=True)
    enterprise_number = models.CharField(
        _("ondernemingsnummer"),
        max_length=14,
        null=True,
        blank=True,
        unique=True,
        validators=[check_enterprise_number],
        help_text=_("Tien cijfers. Je vindt het op een factuur of in de KBO."),
    )
    street = models.CharField(_("straat en nummer"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    municipality = models.CharField(_("gemeente"), max_length=80, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    # The letters of enrolment requests wait for a team leader only where the organisation wants so.
    asks_approval = models.BooleanField(_("leidinggevende keurt inschrijvingen goed"), default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        # One number, one form: ten digits. Nothing typed is no number.
        self.enterprise_number = compact_number(self.enterprise_number) if self.enterprise_number else None
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def number_shown(self) -> str:
        """The enterprise number as people know it: 0566.988.259."""
        return shown_number(self.enterprise_number)

    @property
    def address(self) -> str:
        """One line: street, postcode and municipality; empty parts left out."""
        place = f"{self.postcode} {self.municipality}".strip()
        return ", ".join(part for part in (self.street, place) if part)


class Team(Row):
    """A part of an organisation that sends people to a training together."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="teams")
    name = models.CharField(_("naam"), max_length=120)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="a_team_has_one_name")]

    def __str__(self) -> str:
        return self.name
