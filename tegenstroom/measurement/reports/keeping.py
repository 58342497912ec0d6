"""Keeps a report in memory as long as nothing in it changed: to make one takes up to a second."""

from hashlib import blake2b

from django.core.cache import caches
from django.utils import timezone

from tegenstroom.base.figures import together
from tegenstroom.measurement.figures import SMALLEST_CELL, SMALLEST_GROUP
from tegenstroom.measurement.models import Consent, Measurement, Sheet
from tegenstroom.measurement.reports.making import report_of
from tegenstroom.measurement.reports.parts import Report
from tegenstroom.measurement.rules.consent import Purpose


def kept_report(measurement: Measurement, language: str) -> Report:
    """What can be said of this group now. Raises TooFewError when that is nothing."""
    # What it is made of is read first: a change meanwhile gives the next reader a fresh one.
    key = _key(measurement, language)
    report: Report | None = caches["pages"].get(key)
    if report is None:
        report = report_of(measurement, language)
        caches["pages"].set(key, report)
    return report


def _key(measurement: Measurement, language: str) -> str:
    """All that a report is made of: handed in, answers and questions never change, and so their names will do."""
    today = timezone.localdate()
    sheets = Sheet.objects.filter(wave__measurement=measurement, release__gt=Sheet.OUT).order_by("pk")
    parts = (
        measurement.pk,
        measurement.group_title,
        language,
        today,
        together(today, SMALLEST_GROUP, SMALLEST_CELL),
        measurement.waves.counts(),
        list(sheets.values_list("pk", "release")),
        Consent.objects.for_use(Purpose.GROUP).filter(measurement=measurement).count(),
    )
    return "report:" + blake2b(repr(parts).encode(), digest_size=16).hexdigest()
