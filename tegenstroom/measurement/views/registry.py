"""Questionnaires at the desk: which there are, how people will see them, bringing one in, taking one along."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegenstroom.accounts.access import PersonRequest, coordinator
from tegenstroom.base.access import guarded
from tegenstroom.base.downloads import download
from tegenstroom.engines.questionnaires import FormError, write_form
from tegenstroom.engines.sentences import Said
from tegenstroom.measurement import access
from tegenstroom.measurement.actions import drafts
from tegenstroom.measurement.actions.exporting import name_of
from tegenstroom.measurement.actions.registry import KnownVersionError
from tegenstroom.measurement.forms.registry import LicenceForm, UploadForm
from tegenstroom.measurement.forms.scales import ScaleForm
from tegenstroom.measurement.models import QuestionnaireDraft
from tegenstroom.measurement.models.registry import questionnaire_of
from tegenstroom.measurement.research.words import FORMS
from tegenstroom.measurement.views.questions import shown
from tegenstroom.measurement.views.reading_back import reads_back
from tegenstroom.measurement.words import why

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/fhir+json",
    "toml": "application/toml",
}


@guarded(access.versions_at_desk)
@require_GET
def index(request: PersonRequest) -> HttpResponse:
    """Every questionnaire, with its versions."""
    rows = access.versions_at_desk(request.user)
    waiting = QuestionnaireDraft.objects.filter(owner=request.user).defer("content")
    page = {"rows": [(row, questionnaire_of(row)) for row in rows], "drafts": waiting}
    return render(request, "measurement/registry/index.html", page)


@guarded(access.version_at_desk)
@require_GET
def version(request: PersonRequest, pk: int) -> HttpResponse:
    """One version: its licence, and its questions as people will see them."""
    row = access.version_at_desk(request.user, pk)
    page = {"version": row, "forms": FORMS.items(), **shown(request, questionnaire_of(row))}
    return render(request, "measurement/registry/version.html", page)


@guarded(access.version_at_desk)
@require_GET
def form_file(request: PersonRequest, pk: int, suffix: str) -> HttpResponse:
    """The version as a form for other tools."""
    row = access.version_at_desk(request.user, pk)
    if suffix not in TYPES:
        raise Http404
    name = f"{name_of(row)}.{suffix}"
    try:
        content = write_form(name, questionnaire_of(row))
    except FormError as refused:
        messages.error(request, why(refused))
        return redirect("measurement:desk_version", pk)
    return download(content, TYPES[suffix], name)


@guarded(coordinator)
@require_http_methods(["GET", "POST"])
def upload(request: PersonRequest) -> HttpResponse:
    """Choose a file; what stands in it is shown before anything is kept."""
    person = coordinator(request.user)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        name = form.cleaned_data["file"].name
        return redirect("measurement:desk_draft", drafts.keep(found=form.found, file_name=name, by=person).pk)
    return render(request, "measurement/registry/upload.html", {"form": form})


@reads_back
@guarded(access.own_draft)
@require_http_methods(["GET", "POST"])
def draft(request: PersonRequest, pk: int) -> HttpResponse:
    """What was read and what was left out; then the licence, and it is kept."""
    row = access.own_draft(request.user, pk)
    asked = row.questionnaire
    form = LicenceForm(request.POST if request.method == "POST" else None, asked=asked)
    if form.is_valid() and (made := _kept(request, row, form)):
        messages.success(request, _("De vragenlijst staat erin. Je kan ze nu aan een groep geven."))
        return redirect("measurement:desk_version", made)
    return _draft_page(request, row, form=form)


@reads_back
@guarded(access.own_draft)
@require_POST
def draft_scale(request: PersonRequest, pk: int) -> HttpResponse:
    """One more scale: which questions are one score together."""
    row = access.own_draft(request.user, pk)
    form = ScaleForm(request.POST, asked=row.questionnaire, language=get_language() or "")
    if form.is_valid():
        try:
            drafts.add_scale(draft=row, scale=form.scale)
        except FormError as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("De schaal staat erbij. Kijk na of elke vraag de juiste kant op telt."))
            return redirect("measurement:desk_draft", pk)
    return _draft_page(request, row, scale_form=form)


@reads_back
@guarded(access.own_draft)
@require_POST
def draft_scale_removal(request: PersonRequest, pk: int, key: str) -> HttpResponse:
    """Without this scale; one with a norm stays."""
    row = access.own_draft(request.user, pk)
    try:
        drafts.drop_scale(draft=row, key=key)
    except FormError as refused:
        messages.error(request, why(refused))
    return redirect("measurement:desk_draft", pk)


@reads_back
@guarded(access.own_draft)
@require_POST
def draft_removal(request: PersonRequest, pk: int) -> HttpResponse:
    """Drop a form without keeping it."""
    access.own_draft(request.user, pk).delete()
    messages.success(request, _("Het bestand is weg. Er is niets bewaard."))
    return redirect("measurement:desk_registry")


def _kept(request: PersonRequest, row: QuestionnaireDraft, form: LicenceForm) -> int | None:
    """The version that was made, or None and a sentence on the form."""
    try:
        made = drafts.confirm(
            draft=row, questionnaire=form.questionnaire, organisation=form.house, by=request.user
        )
        return int(made.pk)
    except KnownVersionError:
        form.refuse_known()
    except FormError as refused:
        for each in refused.said:
            form.add_error(None, each.in_words(_))
    return None


def _draft_page(
    request: PersonRequest,
    row: QuestionnaireDraft,
    *,
    form: LicenceForm | None = None,
    scale_form: ScaleForm | None = None,
) -> HttpResponse:
    """What was read, the scales and the licence; a form that was filled in comes back with what is wrong."""
    asked = row.questionnaire
    page = {
        "draft": row,
        "form": form or LicenceForm(None, asked=asked),
        "scale_form": scale_form or ScaleForm(None, asked=asked, language=get_language() or ""),
        "notes": [Said("", each["dutch"], each["values"]).in_words(_) for each in row.notes],
    }
    return render(request, "measurement/registry/draft.html", {**page, **shown(request, asked)})
