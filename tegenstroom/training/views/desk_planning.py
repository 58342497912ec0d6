"""Planning an edition, and changing one that stands."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tegenstroom.base.access import guarded
from tegenstroom.base.figures import NoFigureError
from tegenstroom.training import access
from tegenstroom.training.actions import editions
from tegenstroom.training.forms.days import USUAL_HOURS
from tegenstroom.training.forms.desk_editions import (
    EditionForm,
    EditionSheet,
    PlanForm,
    empty_sheet,
    longer_sheet,
    sheet_of,
    typed_sheet,
    values_of,
)
from tegenstroom.training.forms.rows import MORE
from tegenstroom.training.models import Edition, ModuleVersion
from tegenstroom.training.rules.editions import Channel, RefusedError, Standing

FIRST_TIME = {"minimum": 8, "maximum": 16}


@guarded(access.at_desk)
def choice(request: HttpRequest) -> HttpResponse:
    """Which module?"""
    access.at_desk(request.user)
    versions = ModuleVersion.objects.published().order_by("title")
    return render(request, "training/desk/choose_module.html", {"versions": versions})


@guarded(access.module_at_desk)
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """A new edition of a module, with what the last one had filled in."""
    module = access.module_at_desk(request.user, pk)
    version = get_object_or_404(ModuleVersion.objects.published(), module=module)
    sheet = typed_sheet(PlanForm, request.POST, Standing()) if request.POST else _likely(version)
    if MORE in request.POST:
        sheet = longer_sheet(sheet)
    elif request.POST and sheet.is_valid():
        organisation = sheet.form.cleaned_data["organisation"]
        edition = editions.plan(
            version=version,
            days=sheet.days(),
            terms=sheet.form.terms(),
            by=access.at_desk(request.user),
            channel=Channel.IN_COMPANY if organisation else Channel.OPEN,
            organisation=organisation,
        )
        messages.success(request, _("De vorming staat klaar. Alleen jij ziet ze, tot je ze aankondigt."))
        return redirect("training:desk_edition", edition.pk)
    return _show(request, "training/desk/plan.html", sheet, version=version)


@guarded(access.edition_at_desk)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Other days, numbers, prices or words."""
    edition = access.edition_at_desk(request.user, pk)
    standing = editions.standing_of(edition)
    sheet = typed_sheet(EditionForm, request.POST, standing) if request.POST else sheet_of(edition, standing)
    if MORE in request.POST:
        sheet = longer_sheet(sheet)
    elif request.POST and sheet.is_valid() and _changed(request, edition, sheet):
        messages.success(request, _("De veranderingen zijn bewaard."))
        return redirect("training:desk_edition", pk)
    return _show(request, "training/desk/edit.html", sheet, edition=edition, version=edition.version)


def _changed(request: HttpRequest, edition: Edition, sheet: EditionSheet) -> bool:
    """Whether it could be written; someone may have enrolled since the form was shown."""
    try:
        editions.change(
            edition=edition, days=sheet.days(), terms=sheet.form.terms(), by=access.at_desk(request.user)
        )
    except RefusedError as refused:
        sheet.say(refused.problems)
        return False
    except NoFigureError as missing:
        # A coach would be asked without knowing what she gets.
        sheet.form.add_error(None, str(missing))
        return False
    return True


def _show(request: HttpRequest, template: str, sheet: EditionSheet, **context: Any) -> HttpResponse:
    parts = list(context["version"].parts.all())
    return render(request, template, {"sheet": sheet, "parts": parts, **context})


def _likely(version: ModuleVersion) -> EditionSheet:
    """A sheet for this module: place, numbers, prices and hours of the last time, days still to choose."""
    last = Edition.objects.filter(version__module=version.module_id).order_by("-starts_on", "-pk").first()
    session = last.sessions.first() if last else None
    hours = USUAL_HOURS
    if session:
        starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
        hours = {"start": starts.strftime("%H:%M"), "end": ends.strftime("%H:%M")}
    kept = ("place", "minimum", "maximum", "practical")
    values = {name: value for name, value in values_of(last).items() if _is_kept(name, kept)} if last else {}
    return empty_sheet({**FIRST_TIME, **values}, [dict(hours) for _part in version.parts.all()] or [dict(hours)])


def _is_kept(name: str, kept: tuple[str, ...]) -> bool:
    return name in kept or name.startswith("price_")
