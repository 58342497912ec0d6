"""The card of who has no e-mail, on an A4 to cut and fold."""

from io import BytesIO
from pathlib import Path

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from tegenstroom.accounts.actions import PrintedCard
from tegenstroom.accounts.rules import grouped
from tegenstroom.base import pdf, saying

TEMPLATE = Path(__file__).with_name("card.typ")


def card(printed: PrintedCard) -> bytes:
    """Card, slip with the PIN, and three sentences, in the language of the person."""
    person = printed.card.person
    page = settings.SITE_URL + reverse("accounts:card_login")
    with translation.override(person.language):
        data = {
            "name": person.name,
            "called": person.short_name,
            "number": grouped(printed.number),
            "pin": printed.pin,
            "page": page.partition("://")[2],
            "printed_on": saying.day(printed.card.printed_at),
            "words": words(),
        }
        return pdf.render(TEMPLATE, data, files={"qr.svg": _qr(f"{page}{printed.number}/")})


def _qr(address: str) -> bytes:
    drawing = BytesIO()
    segno.make(address, error="m", micro=False).save(drawing, kind="svg", border=2, xmldecl=False)
    return drawing.getvalue()


def words() -> dict[str, str]:
    """What stands on the paper beside number and PIN."""
    _ = translation.gettext
    return {
        "title": _("Jouw kaart"),
        "slip": _("Jouw PIN"),
        "keep_apart": _("Bewaar dit briefje niet bij je kaart."),
        "fold": _("Knip langs de lijn."),
        "scan": _("Scan de code met de camera van je telefoon."),
        "or_type": _("Of ga naar dit adres en tik het nummer in:"),
        "lost": _("Kaart kwijt? Bel ons. Dan werkt ze niet meer en krijg je een nieuwe."),
        "qr_alt": _("QR-code die de pagina opent waar je met deze kaart aanmeldt"),
    }
