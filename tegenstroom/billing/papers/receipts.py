"""Receipts for money in the hand: a sheet a person, to sign."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from tegenstroom.base import pdf, saying
from tegenstroom.billing.models import Payout

TEMPLATE = Path(__file__).with_name("receipt.typ")


def receipts(payouts: Iterable[Payout]) -> bytes:
    """One PDF with a sheet for each of these, in her own language."""
    return pdf.render(TEMPLATE, {"title": _("Ontvangstbewijzen"), "sheets": [_sheet(row) for row in payouts]})


def _sheet(payout: Payout) -> dict[str, Any]:
    with translation.override(payout.person.language):
        return {
            "language": payout.person.language,
            "title": _("Ontvangstbewijs"),
            "number": _("Nummer %(number)s") % {"number": f"{payout.run_id}-{payout.pk}"},
            "got": _("%(name)s kreeg %(amount)s in de hand.")
            % {"name": payout.person.name, "amount": saying.euro(payout.amount)},
            "for_what": _("Waarvoor"),
            "lines": [[saying.day(due.day), due.label, saying.euro(due.amount)] for due in payout.dues.all()],
            "sum": [_("Samen"), saying.euro(payout.amount)],
            "day": _("Dag"),
            "receiver": _("Handtekening van wie het geld kreeg"),
            "giver": _("Naam en handtekening van wie het geld gaf"),
        }
