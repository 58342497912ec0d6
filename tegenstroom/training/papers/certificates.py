"""The certificate on paper."""

import io
from datetime import date
from pathlib import Path

import segno
from django.utils import timezone, translation
from django.utils.formats import date_format

from tegenstroom.base import pdf
from tegenstroom.training.addresses import certificate_url
from tegenstroom.training.models import Certificate

TEMPLATE = Path(__file__).with_name("certificate.typ")


def certificate_pdf(certificate: Certificate) -> bytes:
    """One sheet that says who took part in what, with a code and a QR that anyone can check."""
    url = certificate_url(certificate)
    with translation.override("nl"):
        data = {
            "name": certificate.name,
            "title": certificate.title,
            "hours": hours_in_words(certificate),
            "first_day": _in_full(certificate.first_day),
            "last_day": _in_full(certificate.last_day),
            "issued": _in_full(timezone.localdate(certificate.issued_at)),
            "code": certificate.code,
            "url": url,
        }
        return pdf.render(TEMPLATE, data, {"qr.svg": _qr(url)})


def hours_in_words(certificate: Certificate) -> str:
    """`12` or `12,5`: no zeros that say nothing."""
    return f"{certificate.hours.normalize():f}".replace(".", ",")


def _in_full(day: date) -> str:
    """`24 januari 2019`: a paper outlives the year in which it is written."""
    return date_format(day, "j F Y")


def _qr(url: str) -> bytes:
    drawing = io.BytesIO()
    segno.make(url, error="m", micro=False).save(drawing, kind="svg", border=0, scale=4)
    return drawing.getvalue()
