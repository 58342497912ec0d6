"""Where we meet, and whether everyone can get in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tegenstroom.base.models import Row


class Place(Row):
    """A building with the answers to what people need to know before they dare to come."""

    name = models.CharField(_("naam"), max_length=120)
    street = models.CharField(_("straat en nummer"), max_length=120)
    postcode = models.CharField(_("postcode"), max_length=10)
    municipality = models.CharField(_("gemeente"), max_length=80, db_index=True)
    directions = models.TextField(
        _("hoe je er komt"), blank=True, help_text=_("Bus, tram, te voet vanaf het station, parkeren.")
    )
    step_free = models.BooleanField(_("zonder trappen bereikbaar"), default=False)
    accessible_toilet = models.BooleanField(_("toilet voor rolstoelen"), default=False)
    hearing_loop = models.BooleanField(_("ringleiding"), default=False)
    accessibility_notes = models.TextField(_("goed om te weten"), blank=True)

    class Meta:
        ordering = ["municipality", "name"]

    def __str__(self) -> str:
        return f"{self.name}, {self.municipality}"

    @property
    def address(self) -> str:
        """One line: street, postcode and municipality."""
        return f"{self.street}, {self.postcode} {self.municipality}"
