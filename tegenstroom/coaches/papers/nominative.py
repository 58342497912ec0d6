"""The list of a calendar year for the inspection: name, day, amount, and the sum of each coach."""

from pathlib import Path

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tegenstroom.base import pdf, saying
from tegenstroom.coaches.actions.nominative import DayOfCoach, Nominative

TEMPLATE = Path(__file__).with_name("nominative.typ")


def nominative_pdf(found: Nominative) -> bytes:
    """The list in Dutch, the language in which the inspection asks for it."""
    with translation.override("nl"):
        amounts = [_("Forfaitair"), _("Vervoer"), _("Samen")]
        data = {
            "title": _("Nominatieve lijst van vrijwilligers, %(year)s") % {"year": found.year},
            "law": _("Wet van 3 juli 2005 betreffende de rechten van vrijwilligers, artikel 10."),
            "made": _("Gemaakt op %(day)s") % {"day": saying.day(timezone.localdate())} + ".",
            "columns": [_("Naam"), _("Dag"), *amounts],
            "rows": [_row(row, row.day.strftime("%d/%m/%Y")) for row in found.rows],
            "each": _("Per persoon"),
            "of_people": [_("Naam"), "", *amounts],
            "people": [_row(row, "") for row in found.people()],
            "sum": [_("Som"), "", *map(saying.euro, (found.allowance, found.travel, found.total))],
            "nothing": _("In dit jaar is nog niets uitbetaald."),
        }
        return pdf.render(TEMPLATE, data)


def _row(row: DayOfCoach, day: str) -> list[str]:
    amounts = map(saying.euro, (row.allowance, row.travel, row.amount))
    return [f"{row.family_name} {row.given_name}".strip(), day, *amounts]
