"""One question a page, behind the link of a letter. Only the answer is written: no session, no audit row."""

from contextlib import suppress
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from tegenstroom.base.access import by_link
from tegenstroom.base.prepared import prepared
from tegenstroom.base.sealing import SealError
from tegenstroom.engines.questionnaires import Choice, Item, Questionnaire
from tegenstroom.measurement.actions import answering as actions
from tegenstroom.measurement.actions import consents
from tegenstroom.measurement.doors import Door, door_of, result_token
from tegenstroom.measurement.forms.answering import ConsentForm
from tegenstroom.measurement.models import Sheet
from tegenstroom.measurement.models.registry import questionnaire_of
from tegenstroom.measurement.papers.sheets import said
from tegenstroom.measurement.rules.consent import Read
from tegenstroom.measurement.rules.walking import (
    Answers,
    NoSuchAnswerError,
    asked,
    first_open,
    number_after,
    number_before,
)


@by_link
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, token: str) -> HttpResponse:
    """What she says yes to, use by use; or where she goes on, or that it is done."""
    door = door_of(token)
    code_hash = hash_or_404(door)
    sheet = _sheet(door, code_hash)
    if sheet is not None and sheet.finished:
        return redirect("measurement:result", token) if door.reads else _page(request, "thanks", door)
    if not actions.can_answer(door.invitation.wave):
        return _page(request, "closed", door)
    if sheet is not None:
        start = first_open(questionnaire_of(door.invitation.wave.measurement.version), sheet.answers)
        return _page(request, "go_on", door, start=start)
    return _ask_consent(request, door, code_hash)


@by_link
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """One question. Every answer is kept at once; back, passing and stopping are always there."""
    door = door_of(token)
    sheet = _open_sheet(door)
    if sheet is None:
        return redirect("measurement:begin", token)
    questionnaire = questionnaire_of(door.invitation.wave.measurement.version)
    if not 1 <= number <= len(questionnaire.items):
        raise Http404
    item, wrong = questionnaire.items[number - 1], False
    if request.method == "POST":
        try:
            answers = _kept(request, sheet, questionnaire, item)
            return _next(request, token, number, questionnaire, answers)
        except actions.AlreadyFinishedError:
            return redirect("measurement:begin", token)
        except NoSuchAnswerError:
            wrong = True
    page = _question_page(door, sheet, questionnaire, item)
    return _page(request, "question", door, number=number, wrong=wrong, **page)


@by_link
@require_http_methods(["GET", "POST"])
def finish(request: HttpRequest, token: str) -> HttpResponse:
    """The last page: handing in."""
    door = door_of(token)
    sheet = _open_sheet(door)
    if sheet is None:
        return redirect("measurement:begin", token)
    questionnaire = questionnaire_of(door.invitation.wave.measurement.version)
    if request.method == "POST":
        actions.finish(sheet=sheet, questionnaire=questionnaire, invitation=door.invitation)
        return redirect("measurement:result", token if door.reads else result_token(door.invitation))
    road = asked(questionnaire, sheet.answers)
    open_ones = sum(item.key not in sheet.answers for item in road)
    last = number_before(questionnaire, sheet.answers, len(questionnaire.items) + 1)
    return _page(request, "finish", door, open_ones=open_ones, last=last)


@by_link
@require_GET
def stopped(request: HttpRequest, token: str) -> HttpResponse:
    """She stops for now: everything is kept, the link stays."""
    return _page(request, "stopped", door_of(token))


def hash_or_404(door: Door) -> str:
    """Under which name her answers stand; nobody finds them once her key is gone."""
    try:
        return actions.sheet_hash(door.invitation)
    except SealError as error:
        raise Http404 from error


def _ask_consent(request: HttpRequest, door: Door, code_hash: str) -> HttpResponse:
    measurement, language = door.invitation.wave.measurement, get_language() or "nl"
    questionnaire = questionnaire_of(measurement.version)
    form = ConsentForm(request.POST if request.method == "POST" else None, purposes=measurement.purposes)
    if request.method == "POST" and form.is_valid():
        actions.begin(
            wave=door.invitation.wave,
            code_hash=code_hash,
            purposes=form.given,
            read=Read(form.cleaned_data["read"]),
            language=language,
        )
        return redirect("measurement:question", door.token, 1)
    uses = [(form[each.value], consents.newest(each, language)) for each in measurement.purposes]
    return _page(
        request,
        "consent",
        door,
        form=form,
        uses=uses,
        total=len(questionnaire.items),
        intro=said(questionnaire.intro, questionnaire, language) if questionnaire.intro else "",
        heading=said(questionnaire.title, questionnaire, language),
        validated=questionnaire.validated,
    )


def _sheet(door: Door, code_hash: str) -> Sheet | None:
    return next(iter(_sheets(door.invitation.wave_id, code_hash)), None)


@prepared
def _sheets(wave: int, code_hash: str) -> QuerySet[Sheet]:
    return Sheet.objects.filter(wave=wave, code_hash=code_hash)


def _open_sheet(door: Door) -> Sheet | None:
    """Her sheet, when she can still write on it."""
    sheet = _sheet(door, hash_or_404(door)) if actions.can_answer(door.invitation.wave) else None
    return None if sheet is None or sheet.finished else sheet


def _kept(request: HttpRequest, sheet: Sheet, questionnaire: Questionnaire, item: Item) -> Answers:
    """The answers after what she pressed. Nothing chosen leaves what was there; passing takes it away."""
    typed = request.POST.get("answer", "")
    if request.POST.get("go") == "pass":
        return actions.answer(sheet=sheet, questionnaire=questionnaire, item=item, code=None)
    if not typed:
        return dict(sheet.answers)
    code: int | None = None
    with suppress(ValueError):
        code = int(typed)
    if code is None:
        raise NoSuchAnswerError(item.key)
    return actions.answer(sheet=sheet, questionnaire=questionnaire, item=item, code=code)


def _next(
    request: HttpRequest, token: str, number: int, questionnaire: Questionnaire, answers: Answers
) -> HttpResponse:
    """Where the pressed button leads: on, back, or out."""
    match request.POST.get("go"):
        case "stop":
            return redirect("measurement:stopped", token)
        case "back":
            before = number_before(questionnaire, answers, number)
            return (
                redirect("measurement:question", token, before) if before else redirect("measurement:begin", token)
            )
    after = number_after(questionnaire, answers, number)
    return redirect("measurement:question", token, after) if after else redirect("measurement:finish", token)


def _question_page(door: Door, sheet: Sheet, questionnaire: Questionnaire, item: Item) -> dict[str, Any]:
    language = get_language() or "nl"
    road = asked(questionnaire, sheet.answers)
    # What goes on paper may be in the hands of the desk: her earlier answers are not shown there.
    chosen = sheet.answers.get(item.key) if door.reads else None
    return {
        "text": said(item.text, questionnaire, language),
        "hint": said(item.hint, questionnaire, language) if item.hint else "",
        "choices": [
            _choice(each, questionnaire, language, chosen) for each in questionnaire.format_of(item).choices
        ],
        "place": road.index(item) + 1 if item in road else 1,
        "total": len(road),
    }


def _choice(choice: Choice, questionnaire: Questionnaire, language: str, chosen: int | None) -> dict[str, Any]:
    label = said(choice.label, questionnaire, language)
    return {"code": choice.code, "label": label, "chosen": choice.code == chosen}


def _page(request: HttpRequest, name: str, door: Door, **more: Any) -> HttpResponse:
    wave = door.invitation.wave
    page = {
        "token": door.token,
        "reads": door.reads,
        "wave": wave,
        "title": wave.measurement.group_title,
    }
    return render(request, f"measurement/{name}.html", {**page, **more})
