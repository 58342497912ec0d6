"""What measuring knows of someone: that she was asked. What she answered bears her code and no name."""

from django.utils.translation import gettext_lazy as _

from tegenstroom.base import erasing
from tegenstroom.base.export import declare

declare(
    "measurement.Participation",
    owner="person",
    title=_("Metingen waarin ik gevraagd ben"),
    columns={
        "measurement.edition.version.title": _("vorming"),
        "sealed_secret": _("geheim waaruit mijn code volgt"),
    },
)
declare(
    "measurement.Invitation",
    owner="participation__person",
    title=_("Vragenlijsten die ik kreeg"),
    columns={
        "wave.measurement.edition.version.title": _("vorming"),
        "wave.moment": _("wanneer"),
        "invited_on": _("gevraagd op"),
        "reminders": _("herinneringen"),
        "done": _("geantwoord"),
    },
)

erasing.goes(_("Dat iemand een vragenlijst kreeg, en het geheim waaruit haar code volgt."))
erasing.stays(
    "measurement.Sheet",
    "measurement.Consent",
    why=_("Antwoorden op vragenlijsten: zonder naam, en zonder sleutel is niet meer te weten van wie."),
)
