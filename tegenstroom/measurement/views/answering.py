"""One question a page, behind the link of a letter. Only the answer is written: no session, no audit row."""

from collections.abc import Hashable, Mapping
from contextlib import suppress
from typing import Any

from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from tegenstroom.base.access import by_link
from tegenstroom.base.sealing import SealError
from tegenstroom.base.shells import shell
from tegenstroom.engines.questionnaires import Item, Questionnaire
from tegenstroom.measurement.actions import answering as actions
from tegenstroom.measurement.actions import consents
from tegenstroom.measurement.doors import Door, GoneError, door_of, result_token
from tegenstroom.measurement.forms.answering import ConsentForm
from tegenstroom.measurement.models.registry import questionnaire_of
from tegenstroom.measurement.papers.sheets import said
from tegenstroom.measurement.rules.consent import Read
from tegenstroom.measurement.rules.looking_back import When, key_of
from tegenstroom.measurement.rules.walking import (
    Answers,
    NoSuchAnswerError,
    asked,
    first_open,
    number_after,
    number_before,
    passed_over,
)
from tegenstroom.measurement.short_way import link_alone
from tegenstroom.measurement.steps import Step, step_of

# The name of each answer on the page of a question.
FIELDS = {When.NOW: "answer", When.THEN: "then"}


@by_link
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, token: str) -> HttpResponse:
    """What she says yes to, use by use; or where she goes on, or that it is done or not asked any more."""
    try:
        return _begin(request, token)
    except GoneError:
        return render(request, "measurement/no_more.html", status=404)


def _begin(request: HttpRequest, token: str) -> HttpResponse:
    door = door_of(token)
    code_hash = hash_or_404(door)
    sheet = next(iter(actions.sheets_at(door.invitation.wave_id, code_hash)), None)
    if sheet is not None and sheet.finished:
        return redirect("measurement:result", token) if door.reads else _thanks(request, door)
    if not actions.can_answer(door.invitation.wave):
        return _closed(request, door, code_hash)
    if sheet is not None:
        start = first_open(questionnaire_of(door.invitation.wave.measurement.version), sheet.answers)
        return _page(request, "go_on", door, start=start)
    return _ask_consent(request, door, code_hash)


@link_alone
@by_link
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """One question. Every answer is kept at once; back, passing and stopping are always there."""
    step = step_of(token)
    if step is None:
        return redirect("measurement:begin", token)
    if not 1 <= number <= len(step.questionnaire.items):
        raise Http404
    item, wrong = step.questionnaire.items[number - 1], False
    if request.method == "POST":
        try:
            return _next(request, token, number, step.questionnaire, _kept(request, step, item))
        except actions.AlreadyFinishedError:
            return redirect("measurement:begin", token)
        except NoSuchAnswerError:
            wrong = True
    answers = step.answers
    if answers is None:
        return redirect("measurement:begin", token)
    shown = _question_page(step, item, answers)
    return shell(request, "measurement/question.html", {**shown, "wrong": wrong})


@link_alone
@by_link
@require_http_methods(["GET", "POST"])
def finish(request: HttpRequest, token: str) -> HttpResponse:
    """The last page: handing in."""
    step = step_of(token)
    answers = step.answers if step else None
    if step is None or answers is None:
        return redirect("measurement:begin", token)
    if request.method == "POST":
        actions.finish(sheet=step, questionnaire=step.questionnaire, invitation=step.invitation)
        return redirect("measurement:result", token if step.reads else result_token(step.invitation))
    last = number_before(step.questionnaire, answers, len(step.questionnaire.items) + 1)
    passed = tuple(passed_over(step.questionnaire, answers, looks_back=step.looks_back))
    scored = bool(step.questionnaire.scales)
    shown: dict[str, Hashable] = {"open_ones": len(passed), "last": last, "scored": scored}
    # What goes on paper may be in the hands of the desk: which ones she passed over is not shown there.
    shown["passed"] = passed if step.reads else ()
    return shell(request, "measurement/finish.html", shown, hers={"token": token})


@by_link
@require_http_methods(["GET", "POST"])
def not_now(request: HttpRequest, token: str) -> HttpResponse:
    """She does not take part in this round, and gives no reason. As long as it is open she can still come back.

    Said once, right after the button: a link on paper may be in the hands of the desk, and tells nobody later on.
    """
    door = door_of(token)
    if request.method != "POST" or door.invitation.done or not actions.can_answer(door.invitation.wave):
        return redirect("measurement:begin", token)
    actions.leave_alone(door.invitation)
    return _page(request, "not_now", door)


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
        raise GoneError from error


def has_page(request: HttpRequest, door: Door) -> bool:
    """Whether she is logged in as who was asked: she came from her own page and finds her way back."""
    return request.user.is_authenticated and request.user.pk == door.invitation.participant.person_id


def _ask_consent(request: HttpRequest, door: Door, code_hash: str) -> HttpResponse:
    measurement, language = door.invitation.wave.measurement, get_language() or "nl"
    questionnaire = questionnaire_of(measurement.version)
    form = ConsentForm(request.POST if request.method == "POST" else None, purposes=measurement.purposes)
    if request.method == "POST" and form.is_valid():
        wave, read = door.invitation.wave, Read(form.cleaned_data["read"])
        try:
            actions.begin(wave=wave, code_hash=code_hash, purposes=form.given, read=read, language=language)
        except actions.ClosedError:
            # While she read: the page that says so, or none where it was dropped.
            return redirect("measurement:begin", door.token)
        actions.leave_alone(door.invitation, wish=False)
        return redirect("measurement:question", door.token, 1)
    shown = {
        "words": tuple((each, consents.newest(each, language).text) for each in measurement.purposes),
        "total": len(questionnaire.items),
        "looks_back": door.invitation.wave.looks_back,
        "of_training": measurement.edition_id is not None,
        "intro": said(questionnaire.intro, questionnaire, language) if questionnaire.intro else "",
        "heading": said(questionnaire.title, questionnaire, language),
        "title": measurement.group_title,
        "validated": questionnaire.validated,
        "scored": bool(questionnaire.scales),
        "left_alone": door.reads and door.invitation.left_alone,
        # What goes on paper may be in the hands of the desk: that she said yes before is not shown there.
        "new_words": door.reads and bool(consents.old_words_of(measurement, code_hash)),
        "took_back": door.reads and door.invitation.participant.asks_no_more,
    }
    token = {"token": door.token}
    if form.is_bound:
        page = {**shown, **token, "form": form, "uses": _uses(form, shown)}
        return render(request, "measurement/consent.html", page)
    return shell(
        request,
        "measurement/consent.html",
        shown,
        hers=token,
        more=lambda: {"form": form, "uses": _uses(form, shown)},
    )


def _uses(form: ConsentForm, shown: Mapping[str, Any]) -> list[tuple[BoundField, str]]:
    """Of each use the tick and its words."""
    return [(form[purpose.value], text) for purpose, text in shown["words"]]


def _kept(request: HttpRequest, step: Step, item: Item) -> Answers:
    """The answers after what she pressed. Nothing chosen leaves what was there; passing takes it away."""
    fields = FIELDS if step.looks_back else {When.NOW: FIELDS[When.NOW]}
    chosen: dict[When, int | None]
    if request.POST.get("go") == "pass":
        chosen = dict.fromkeys(fields)
    else:
        typed = {when: word for when, name in fields.items() if (word := request.POST.get(name))}
        chosen = {when: _code(word, item) for when, word in typed.items()}
    if chosen:
        return actions.answer_of(sheet=step, questionnaire=step.questionnaire, item=item, said=chosen)
    answers = step.answers
    if answers is None:
        raise actions.AlreadyFinishedError
    return answers


def _code(typed: str, item: Item) -> int:
    with suppress(ValueError):
        return int(typed)
    raise NoSuchAnswerError(item.key)


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


def _question_page(step: Step, item: Item, answers: Answers) -> dict[str, Hashable]:
    questionnaire, language = step.questionnaire, get_language() or "nl"
    road = asked(questionnaire, answers)
    return {
        "text": said(item.text, questionnaire, language),
        "hint": said(item.hint, questionnaire, language) if item.hint else "",
        "choices": tuple(
            (each.code, said(each.label, questionnaire, language))
            for each in questionnaire.format_of(item).choices
        ),
        # What goes on paper may be in the hands of the desk: her earlier answers are not shown there.
        "chosen": answers.get(item.key) if step.reads else None,
        "looks_back": step.looks_back,
        "of_training": step.of_training,
        "chosen_then": answers.get(key_of(item, When.THEN)) if step.reads and step.looks_back else None,
        "place": road.index(item) + 1 if item in road else 1,
        "total": len(road),
    }


def _thanks(request: HttpRequest, door: Door) -> HttpResponse:
    """It was handed in; who came from paper reads nothing more behind that link."""
    scored = bool(questionnaire_of(door.invitation.wave.measurement.version).scales)
    return _page(request, "thanks", door, scored=scored)


def _closed(request: HttpRequest, door: Door, code_hash: str) -> HttpResponse:
    """Why she cannot answer now, and where she reads what she said yes to, when she ever did."""
    wave = door.invitation.wave
    said_yes = door.reads and bool(consents.all_of(wave.measurement, code_hash))
    return _page(request, "closed", door, runs=actions.runs(wave), today=timezone.localdate(), said_yes=said_yes)


def _page(request: HttpRequest, name: str, door: Door, **more: Any) -> HttpResponse:
    wave = door.invitation.wave
    page = {
        "token": door.token,
        "reads": door.reads,
        "wave": wave,
        "title": wave.measurement.group_title,
        "has_page": has_page(request, door),
    }
    return render(request, f"measurement/{name}.html", {**page, **more})
