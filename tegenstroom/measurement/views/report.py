"""The report of a group, for who gives its edition and for the desk: as a page, a paper and a workbook."""

from collections.abc import Callable

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base import pdf
from tegenstroom.base.access import guarded
from tegenstroom.base.downloads import download
from tegenstroom.base.tables import workbook_response
from tegenstroom.engines.questionnaires.data_files import write_sav
from tegenstroom.measurement import access
from tegenstroom.measurement.matrix import TooFewError
from tegenstroom.measurement.models import Measurement
from tegenstroom.measurement.models.plans import GROUP
from tegenstroom.measurement.papers.reports import report_pdf
from tegenstroom.measurement.reports.datafile import dataset_of
from tegenstroom.measurement.reports.keeping import kept_report
from tegenstroom.measurement.reports.parts import Report
from tegenstroom.measurement.reports.waiting import standing
from tegenstroom.measurement.reports.workbook import sheets_of
from tegenstroom.measurement.research.files import File, type_of
from tegenstroom.training.access import edition_given_by


@guarded(edition_given_by)
@require_GET
def of_group(request: PersonRequest, pk: int) -> HttpResponse:
    """What is or was measured in a group that she gives."""
    edition = edition_given_by(request.user, pk)
    hers = Q(edition=edition) | Q(group__editions=edition)
    rows = Measurement.objects.filter(hers).select_related("version", *GROUP)
    now = timezone.now()
    page = {"edition": edition, "rows": [standing(each, now) for each in rows]}
    return render(request, "measurement/of_group.html", page)


@guarded(access.measurement_given_by)
@require_GET
def page(request: PersonRequest, pk: int) -> HttpResponse:
    """The report, or what is waited for."""
    measurement = access.measurement_given_by(request.user, pk)
    try:
        report = kept_report(measurement, get_language() or "nl")
    except TooFewError:
        waits = {"measurement": measurement, "standing": standing(measurement, timezone.now())}
        return render(request, "measurement/report_waits.html", waits)
    return render(request, "measurement/report.html", {"measurement": measurement, "report": report})


@guarded(access.measurement_given_by)
@require_GET
def paper(request: PersonRequest, pk: int) -> HttpResponse:
    """The report on paper."""
    return _as_file(request, pk, lambda report: pdf.answer(report_pdf(report), f"{_('verslag')}-{pk}.pdf"))


@guarded(access.measurement_given_by)
@require_GET
def workbook(request: PersonRequest, pk: int) -> HttpResponse:
    """The tables of the report."""
    return _as_file(request, pk, lambda report: workbook_response(f"{_('verslag')}-{pk}", sheets_of(report)))


@guarded(access.measurement_given_by)
@require_GET
def datafile(request: PersonRequest, pk: int) -> HttpResponse:
    """The figures of the report for a statistics program."""
    ending, content_type = type_of(File.SAV)
    name = f"{_('verslag')}-{pk}.{ending}"
    return _as_file(request, pk, lambda report: download(write_sav(dataset_of(report)), content_type, name))


def _as_file(request: PersonRequest, pk: int, write: Callable[[Report], HttpResponse]) -> HttpResponse:
    """The report as this file; the page that says what is waited for when there is none yet."""
    measurement = access.measurement_given_by(request.user, pk)
    try:
        report = kept_report(measurement, get_language() or "nl")
    except TooFewError:
        return redirect("measurement:report", pk)
    return write(report)
