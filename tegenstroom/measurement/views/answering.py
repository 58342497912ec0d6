"""Answering: a yes for each purpose, one question a page, her own result. By link; nothing needs a script."""

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import by_link, guarded
from tegenstroom.engines.questionnaires import Questionnaire
from tegenstroom.measurement import access, own_result
from tegenstroom.measurement.actions import answering, consent
from tegenstroom.measurement.doors import invitation_of, invitation_token, sheet_of, sheet_token
from tegenstroom.measurement.forms.answers import AnswerForm, ConsentForm
from tegenstroom.measurement.models import Invitation, Sheet
from tegenstroom.measurement.rules.questions import first_open, next_number
from tegenstroom.measurement.rules.waves import Purpose


@by_link
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, token: str) -> HttpResponse:
    """What is asked and what may be done with it. Who began goes on; who is done sees her result."""
    invitation = invitation_of(token)
    sheet = answering.sheet_of(invitation)
    if sheet and sheet.finished:
        return redirect("measurement:result", sheet_token(sheet, invitation.pk))
    if not invitation.wave.takes_answers(timezone.localdate()):
        return render(request, "measurement/closed.html", {"invitation": invitation})
    measurement = invitation.wave.measurement
    language = _language(measurement.version.questionnaire)
    texts = consent.texts(measurement, language)
    form = ConsentForm(request.POST if request.method == "POST" else None, texts=texts, initial=_yes(invitation))
    if request.method == "POST" and form.is_valid():
        return _begin(invitation, form, language)
    page = {
        "invitation": invitation,
        "form": form,
        "sheet": sheet,
        "token": token,
        **_texts(measurement.version.questionnaire),
    }
    return render(request, "measurement/door.html", page)


@by_link
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """One question. Every answer is kept at once; going back and stopping are always there."""
    sheet, _invitation = sheet_of(token)
    questionnaire = sheet.wave.measurement.version.questionnaire
    if sheet.finished:
        return redirect("measurement:result", token)
    if not 1 <= number <= len(questionnaire.items):
        raise Http404
    item, language = questionnaire.items[number - 1], _language(questionnaire)
    data = request.POST if request.method == "POST" else None
    kept = {"answer": sheet.answers.get(item.key)}
    form = AnswerForm(data, questionnaire=questionnaire, item=item, language=language, initial=kept)
    if request.method == "POST" and form.is_valid():
        try:
            answering.answer(sheet=sheet, key=item.key, code=form.cleaned_data["answer"], language=language)
        except answering.ClosedError:
            return redirect("measurement:finish", token)
        return _next(request, token, sheet, number)
    page = {"form": form, "number": number, "total": len(questionnaire.items), "token": token}
    return render(request, "measurement/question.html", page)


@by_link
@require_http_methods(["GET", "POST"])
def finish(request: HttpRequest, token: str) -> HttpResponse:
    """The last page: handing in."""
    sheet, invitation = sheet_of(token)
    if sheet.finished:
        return redirect("measurement:result", token)
    if request.method == "POST":
        # Twice on the button is once; too late is said on the page.
        with suppress(answering.ClosedError):
            answering.finish(sheet=sheet, invitation=invitation)
            return redirect("measurement:result", token)
    questionnaire = sheet.wave.measurement.version.questionnaire
    page = {
        "token": token,
        "answered": len(sheet.answers),
        "previous": next_number(questionnaire, sheet.answers, len(questionnaire.items) + 1, -1),
        "open": sheet.wave.takes_answers(timezone.localdate()),
    }
    return render(request, "measurement/finish.html", page)


@by_link
def later(request: HttpRequest, token: str) -> HttpResponse:
    """She stops for now: everything is kept, the link stays."""
    sheet, _invitation = sheet_of(token)
    questionnaire = sheet.wave.measurement.version.questionnaire
    page = {"token": token, "number": first_open(questionnaire, sheet.answers), "wave": sheet.wave}
    return render(request, "measurement/later.html", page)


@by_link
def result(request: HttpRequest, token: str) -> HttpResponse:
    """Her own result, in words and a picture; made for this page and kept nowhere."""
    sheet, _invitation = sheet_of(token)
    if not sheet.finished:
        return redirect("measurement:finish", token)
    questionnaire = sheet.wave.measurement.version.questionnaire
    page = {"token": token, "lines": own_result.lines(sheet, _language(questionnaire)), **_texts(questionnaire)}
    return render(request, "measurement/result.html", page)


@by_link
@require_http_methods(["GET", "POST"])
def consents(request: HttpRequest, token: str) -> HttpResponse:
    """What she said yes to, and taking it back: one purpose, or everything with her answers."""
    sheet, _invitation = sheet_of(token)
    measurement, hers = sheet.wave.measurement, sheet.code_hash
    if request.method == "POST":
        if request.POST.get("purpose") in set(Purpose):
            consent.take_back(measurement=measurement, code_hash=hers, purpose=Purpose(request.POST["purpose"]))
            return redirect("measurement:consents", token)
        if "all" in request.POST:
            consent.take_all_back(measurement=measurement, code_hash=hers)
            return render(request, "measurement/gone.html")
    return render(
        request,
        "measurement/consents.html",
        {"token": token, "consents": consent.standing(measurement, hers), "finished": sheet.finished},
    )


@guarded(access.invitation_of_herself)
def mine(request: PersonRequest, pk: int) -> HttpResponse:
    """From her own page to the same questions as behind the link in the letter."""
    invitation = access.invitation_of_herself(request.user, pk)
    return redirect("measurement:door", invitation_token(invitation))


def _begin(invitation: Invitation, form: ConsentForm, language: str) -> HttpResponse:
    hers = answering.own_hash(invitation)
    sheet = answering.begin(wave=invitation.wave, code_hash=hers, language=language)
    consent.give(measurement=invitation.wave.measurement, code_hash=hers, said_yes=form.said_yes)
    questionnaire = invitation.wave.measurement.version.questionnaire
    return redirect(
        "measurement:question", sheet_token(sheet, invitation.pk), first_open(questionnaire, sheet.answers)
    )


def _yes(invitation: Invitation) -> dict[str, bool]:
    """What she said yes to at an earlier moment."""
    given = consent.standing(invitation.wave.measurement, answering.own_hash(invitation))
    return {each.purpose: True for each in given}


def _next(request: HttpRequest, token: str, sheet: Sheet, number: int) -> HttpResponse:
    """Where the pressed button leads: on, back, or out."""
    questionnaire = sheet.wave.measurement.version.questionnaire
    pressed = request.POST.get("go")
    if pressed == "stop":
        return redirect("measurement:later", token)
    to = next_number(questionnaire, sheet.answers, number, -1 if pressed == "back" else 1)
    if to is None:
        return (
            redirect("measurement:question", token, number)
            if pressed == "back"
            else redirect("measurement:finish", token)
        )
    return redirect("measurement:question", token, to)


def _language(questionnaire: Questionnaire) -> str:
    """The language of the page where the questionnaire speaks it."""
    wanted = translation.get_language()
    return wanted if wanted in questionnaire.languages else questionnaire.languages[0]


def _texts(questionnaire: Questionnaire) -> dict[str, object]:
    language = _language(questionnaire)
    return {
        "name": questionnaire.title[language],
        "intro": questionnaire.intro[language] if questionnaire.intro else "",
        "total": len(questionnaire.items),
        "validated": questionnaire.validated,
    }
