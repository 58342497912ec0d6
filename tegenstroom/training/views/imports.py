"""Bringing in people and enrolments from a table: send, look, confirm."""

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from tegenstroom.accounts.models import Person
from tegenstroom.base.access import guarded
from tegenstroom.base.tables import csv_response, xlsx_response
from tegenstroom.training.access import at_desk, editions_at_desk
from tegenstroom.training.actions.enrolment import EnrolmentRefused
from tegenstroom.training.forms.imports import ImportForm
from tegenstroom.training.imports import actions, upload
from tegenstroom.training.imports.lines import Column
from tegenstroom.training.imports.rules import Verdict, bad_rows
from tegenstroom.training.imports.words import problem_sentence, remark_sentence
from tegenstroom.training.models import ImportDraft
from tegenstroom.training.rules.editions import LIVE

A_PAGE = 100
TEMPLATES = {"csv": csv_response, "xlsx": xlsx_response}


def draft_of(person: Person, pk: int) -> ImportDraft:
    """A table that she sent herself and that was not yet written."""
    return get_object_or_404(ImportDraft, pk=pk, owner=at_desk(person))


# The check of the token reads the whole body: the size is looked at before, the token right after.
@csrf_exempt
@guarded(at_desk)
def send(request: HttpRequest) -> HttpResponse:
    """Choose a file; what is too large is refused unread."""
    at_desk(cast("Person", request.user))
    if request.method == "POST" and upload.is_too_large(request):
        upload.let_go(request)
        form = ImportForm({})
        form.errors["table"] = form.error_class([upload.sentence()])
        return _sending(request, form, status=413)
    return _receive(request)


@csrf_protect
def _receive(request: HttpRequest) -> HttpResponse:
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if not form.is_valid():
        return _sending(request, form)
    name = form.cleaned_data["table"].name
    draft = actions.keep(rows=form.rows, file_name=name, by=cast("Person", request.user))
    return redirect("training:import_preview", draft.pk)


@guarded(draft_of)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What would happen with every row; nothing is written yet."""
    draft = draft_of(cast("Person", request.user), pk)
    return _show(request, draft, actions.plan(draft))


@require_POST
@guarded(draft_of)
def confirmation(request: HttpRequest, pk: int) -> HttpResponse:
    """Write everything, or nothing."""
    person = cast("Person", request.user)
    draft = draft_of(person, pk)
    try:
        counts = actions.carry_out(draft=draft, by=person)
    except ImportDraft.DoesNotExist:
        messages.info(request, _("Deze tabel is al verwerkt. Er is niets twee keer geschreven."))
        return redirect("training:import")
    except (actions.BadRowsError, EnrolmentRefused):
        messages.error(request, _("Er veranderde iets sinds je keek. Er is niets geschreven. Kijk de rijen na."))
        return redirect("training:import_preview", pk)
    messages.success(
        request,
        _("Klaar. Nieuw: mensen %(people)s, organisaties %(organisations)s, inschrijvingen %(enrolments)s.")
        % {
            "people": counts.people,
            "organisations": counts.organisations,
            "enrolments": counts.enrolments,
        },
    )
    return redirect("training:import")


@require_POST
@guarded(draft_of)
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop a table without writing it."""
    actions.drop(draft=draft_of(cast("Person", request.user), pk))
    messages.success(request, _("De tabel is weg. Er is niets geschreven."))
    return redirect("training:import")


@guarded(at_desk)
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty table with the right columns."""
    at_desk(cast("Person", request.user))
    if kind not in TEMPLATES:
        raise Http404
    return TEMPLATES[kind]("mensen-en-inschrijvingen", [column.value for column in Column], [])


def _sending(request: HttpRequest, form: ImportForm, status: int = 200) -> HttpResponse:
    person = cast("Person", request.user)
    shown = {
        "form": form,
        "drafts": ImportDraft.objects.filter(owner=person).defer("rows"),
        "editions": editions_at_desk(person).to_come().filter(state__in=LIVE).select_related("version"),
    }
    return render(request, "training/import.html", shown, status=status)


def _show(request: HttpRequest, draft: ImportDraft, verdicts: list[Verdict]) -> HttpResponse:
    bad = bad_rows(verdicts)
    rows = Paginator([verdict for verdict in verdicts if not verdict.problems], A_PAGE)
    shown = {
        "draft": draft,
        "bad": [(verdict.line, map(problem_sentence, verdict.problems)) for verdict in bad[:A_PAGE]],
        "more_bad": len(bad) - A_PAGE,
        "page": (page := rows.get_page(request.GET.get("page"))),
        "rows": [(verdict, [remark_sentence(*remark) for remark in verdict.remarks]) for verdict in page],
        "counts": _count(verdicts),
    }
    return render(request, "training/import_preview.html", shown)


def _count(verdicts: list[Verdict]) -> dict[str, Any]:
    return {
        "rows": len(verdicts),
        "bad": sum(bool(verdict.problems) for verdict in verdicts),
        "people": sum(verdict.adds_person for verdict in verdicts),
        "houses": sum(verdict.adds_house for verdict in verdicts),
        "enrolments": sum(verdict.enrols for verdict in verdicts),
        "changes": sum(verdict.changes_something for verdict in verdicts),
    }
