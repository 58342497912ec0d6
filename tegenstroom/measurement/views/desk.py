"""Measuring at the desk: planning, who is done, sheets of paper. No page says what someone answered."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base import pdf
from tegenstroom.base.access import guarded
from tegenstroom.measurement import access
from tegenstroom.measurement.actions import consent, paper, planning
from tegenstroom.measurement.actions.instruments import usable_by
from tegenstroom.measurement.forms.answers import PaperForm
from tegenstroom.measurement.forms.planning import PlanForm
from tegenstroom.measurement.models import Measurement, Wave
from tegenstroom.measurement.papers.forms import form_pdf
from tegenstroom.measurement.rules.waves import proposed
from tegenstroom.training.access import edition_at_desk

PAPER_FAULTS = {
    paper.PaperFault.NOBODY: gettext_lazy(
        "Niemand in deze meting heeft deze code. Kijk ze nog eens na op het blad."
    ),
    paper.PaperFault.DOUBLE: gettext_lazy(
        "Met deze code is op dit moment al geantwoord. Dit blad is dubbel. Het eerste antwoord blijft staan."
    ),
    paper.PaperFault.CLOSED: gettext_lazy(
        "Op dit moment nemen we geen antwoorden aan. De meting is voorbij of afgelast."
    ),
}


@guarded(edition_at_desk)
@require_GET
def of_edition(request: PersonRequest, pk: int) -> HttpResponse:
    """The measurements of one edition, as a part of its page."""
    edition = edition_at_desk(request.user, pk)
    found = Measurement.objects.filter(edition=edition).select_related("version").prefetch_related("waves")
    return render(request, "measurement/desk/of_edition.html", {"edition": edition, "measurements": found})


@guarded(edition_at_desk)
@require_http_methods(["GET", "POST"])
def plan(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose a questionnaire, what for, and when."""
    edition, today = edition_at_desk(request.user, pk), timezone.localdate()
    waves = (
        proposed(edition.starts_on, edition.ends_on, today=today) if edition.starts_on and edition.ends_on else []
    )
    data = request.POST if request.method == "POST" else None
    form = PlanForm(data, versions=usable_by(edition.organisation_id), waves=waves, today=today)
    if request.method == "POST" and form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in ("version", "for_research", "for_norms")}
        made = planning.plan(edition=edition, waves=form.waves, by=request.user, **chosen)
        messages.success(request, _("De meting is gepland. De brieven gaan vanzelf uit."))
        return redirect("measurement:desk_one", made.pk)
    return render(request, "measurement/desk/plan.html", {"edition": edition, "form": form})


@guarded(access.measurement_at_desk)
@require_GET
def one(request: PersonRequest, key: object) -> HttpResponse:
    """How many were asked and are done, at each moment."""
    measurement = access.measurement_at_desk(request.user, key)
    waves = measurement.waves.annotate(
        asked=Count("invitations"), done=Count("invitations", filter=Q(invitations__done=True))
    )
    page = {
        "measurement": measurement,
        "edition": measurement.edition,
        "waves": waves,
        "today": timezone.localdate(),
    }
    return render(request, "measurement/desk/one.html", page)


@guarded(access.measurement_at_desk)
@require_POST
def calling_off(request: PersonRequest, key: object) -> HttpResponse:
    """Ask nobody any more."""
    measurement = access.measurement_at_desk(request.user, key)
    planning.call_off(measurement=measurement, by=request.user)
    messages.success(request, _("De meting is afgelast. Er gaan geen brieven meer uit."))
    return redirect("measurement:desk_one", measurement.pk)


@guarded(access.wave_at_desk)
@require_GET
def form_paper(request: PersonRequest, pk: int) -> HttpResponse:
    """The form to print, in large letters; her code is written or stuck on by hand."""
    wave = access.wave_at_desk(request.user, pk)
    return pdf.answer(form_pdf(wave, translation.get_language() or "nl"), "vragenlijst.pdf")


@guarded(access.wave_at_desk)
@require_http_methods(["GET", "POST"])
def typing(request: PersonRequest, pk: int) -> HttpResponse:
    """A sheet of paper typed over: the code, then digits. What is kept is not shown again."""
    wave = access.wave_at_desk(request.user, pk)
    form = _paper_form(request, wave)
    if request.method == "POST" and form.is_valid():
        try:
            paper.hand_in(
                wave=wave,
                code=form.cleaned_data["code"],
                answers=form.answers,
                said_yes=form.said_yes,
                by=request.user,
            )
        except paper.PaperError as error:
            form.add_error("code", str(PAPER_FAULTS[error.fault]))
        else:
            messages.success(request, _("Dit blad is afgegeven. Vernietig het papier."))
            return redirect("measurement:desk_typing", wave.pk)
    return render(
        request, "measurement/desk/typing.html", {"wave": wave, "form": form, "measurement": wave.measurement}
    )


def _paper_form(request: HttpRequest, wave: Wave) -> PaperForm:
    questionnaire = wave.measurement.version.questionnaire
    language = questionnaire.languages[0]
    return PaperForm(
        request.POST if request.method == "POST" else None,
        questionnaire=questionnaire,
        language=language,
        purposes=consent.texts(wave.measurement, language),
    )
