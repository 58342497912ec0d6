"""Modules and their versions, as the desk writes them."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tegenstroom.base.access import guarded
from tegenstroom.training import access
from tegenstroom.training.actions import modules
from tegenstroom.training.forms.desk_modules import (
    ModuleForm,
    PublishForm,
    longer_sheet,
    sheet_of,
    typed_sheet,
)
from tegenstroom.training.forms.rows import MORE
from tegenstroom.training.models import ModuleVersion
from tegenstroom.training.rules.editions import LIVE


@guarded(access.at_desk)
def index(request: HttpRequest) -> HttpResponse:
    """All modules, with the newest version of each."""
    access.at_desk(request.user)
    newest = {version.module_id: version for version in _versions().order_by("number")}
    shown = sorted(newest.values(), key=lambda version: version.title)
    return render(request, "training/desk/modules.html", {"versions": shown})


@guarded(access.at_desk)
def add(request: HttpRequest) -> HttpResponse:
    """A new module."""
    by = access.at_desk(request.user)
    form = ModuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        with transaction.atomic():
            module = modules.add_module(slug=typed["slug"], by=by)
            draft = modules.draft_version(module=module, by=by, title=typed["title"], summary=typed["summary"])
        return redirect("training:desk_version", draft.pk)
    return render(request, "training/desk/module_add.html", {"form": form})


@guarded(access.module_at_desk)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """A module and all its versions."""
    module = access.module_at_desk(request.user, pk)
    versions = list(_versions().filter(module=module).order_by("-number"))
    return render(request, "training/desk/module.html", {"module": module, "versions": versions})


@guarded(access.module_at_desk)
@require_POST
def new_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a draft that copies the newest version, or go on with the one that is open."""
    module = access.module_at_desk(request.user, pk)
    draft = modules.draft_version(module=module, by=access.at_desk(request.user))
    return redirect("training:desk_version", draft.pk)


@guarded(access.version_at_desk)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a draft. A published version is shown, not changed."""
    version = access.version_at_desk(request.user, pk)
    if version.published_at:
        return redirect("training:desk_module", version.module_id)
    sheet = typed_sheet(version, request.POST) if request.POST else sheet_of(version)
    if MORE in request.POST:
        sheet = longer_sheet(version, sheet)
    elif request.POST and sheet.is_valid():
        modules.edit_draft(
            version=version,
            parts=sheet.parts(),
            themes=sheet.form.cleaned_data["themes"],
            by=access.at_desk(request.user),
            **sheet.content(),
        )
        messages.success(request, _("De tekst is bewaard. Nog niemand anders ziet hem."))
        return redirect("training:desk_publication" if "publish" in request.POST else "training:desk_version", pk)
    return render(request, "training/desk/version.html", {"version": version, "sheet": sheet})


@guarded(access.version_at_desk)
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what changed, and make it the version that new editions get."""
    version = access.version_at_desk(request.user, pk)
    if version.published_at:
        return redirect("training:desk_module", version.module_id)
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        modules.publish(version=version, by=access.at_desk(request.user), **form.cleaned_data)
        messages.success(request, _("Versie %(number)s staat in het aanbod.") % {"number": version.number})
        return redirect("training:desk_module", version.module_id)
    return render(
        request,
        "training/desk/publication.html",
        {"version": version, "form": form, "parts": version.parts.all()},
    )


def _versions() -> QuerySet[ModuleVersion]:
    live = Count("editions", filter=Q(editions__state__in=LIVE), distinct=True)
    return ModuleVersion.objects.annotate(editions_now=live, editions_ever=Count("editions", distinct=True))
