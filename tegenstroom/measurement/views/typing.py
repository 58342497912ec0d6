"""Typing over what came back on paper: keyboard only, one sheet after another."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tegenstroom.accounts.access import PersonRequest, coordinator
from tegenstroom.base.access import guarded
from tegenstroom.measurement import access
from tegenstroom.measurement.actions import paper
from tegenstroom.measurement.forms.typing import DIGITS, FAULTS, SheetForm
from tegenstroom.measurement.models import Wave
from tegenstroom.measurement.models.registry import questionnaire_of
from tegenstroom.measurement.rules.consent import Purpose
from tegenstroom.measurement.words import PURPOSES


@guarded(access.wave_at_desk)
@require_http_methods(["GET", "POST"])
def sheet(request: PersonRequest, pk: int) -> HttpResponse:
    """The code, the ticks, and the digits in one row; what was kept leaves an empty row for the next sheet."""
    try:
        wave = access.wave_at_desk(request.user, pk)
    except Http404:
        if request.method == "POST":
            return _without_a_place(request)
        raise
    questionnaire = questionnaire_of(wave.measurement.version)
    data = request.POST if request.method == "POST" else None
    form = SheetForm(
        data, questionnaire=questionnaire, purposes=wave.measurement.purposes, looks_back=wave.looks_back
    )
    fault = None
    if data is not None and form.is_valid():
        fault = _hand_in(request, wave, form)
        if fault is None:
            messages.success(request, _("Dit blad is bewaard, zonder naam. Typ nu het volgende over."))
            return redirect("measurement:desk_typing", pk)
    gone = fault is paper.PaperFault.GONE
    page = {"wave": wave, "form": form, "questionnaire": questionnaire, "gone": gone}
    return render(request, "measurement/desk/typing.html", page)


def _without_a_place(request: PersonRequest) -> HttpResponse:
    """What was typed for a group that was dropped while the page stood open, for a coordinator to read over."""
    coordinator(request.user)
    digits, then = (
        [value for name, value in request.POST.items() if name.startswith(begins)] for begins in DIGITS.values()
    )
    ticks = [PURPOSES[purpose] for purpose in Purpose if purpose in request.POST]
    page = {"code": request.POST.get("code", ""), "ticks": ticks, "digits": digits, "then": then}
    said = {"said": FAULTS[paper.PaperFault.GONE]}
    return render(request, "measurement/desk/typing_gone.html", {**page, **said}, status=404)


def _hand_in(request: PersonRequest, wave: Wave, form: SheetForm) -> paper.PaperFault | None:
    """Why it was not kept, which the form says too."""
    try:
        paper.enter(
            wave=wave,
            code=form.cleaned_data["code"],
            purposes=form.given,
            answers=form.answers,
            then=form.then,
            language=wave.measurement.version.questionnaire.languages[0],
            by=request.user,
        )
    except paper.PaperError as refused:
        form.add_error(None if refused.fault is paper.PaperFault.GONE else "code", FAULTS[refused.fault])
        return refused.fault
    return None
