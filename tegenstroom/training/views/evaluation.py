"""Looking back: one question a page, and what comes of all the answers together."""

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import by_link, guarded
from tegenstroom.training import access
from tegenstroom.training.actions import evaluation as actions
from tegenstroom.training.addresses import evaluation_token, invitation_of
from tegenstroom.training.forms.after import AnswerForm, ShareForm
from tegenstroom.training.models import EvaluationInvitation, Question
from tegenstroom.training.results import results


@by_link
def evaluation(request: HttpRequest, token: str) -> HttpResponse:
    """What is asked and what happens with it; or thanks, when she handed it in."""
    invitation = invitation_of(token)
    response = actions.response_to(invitation)
    questions = list(actions.questions_of(invitation.wave))
    page = "training/evaluation_thanks.html" if response.finished else "training/evaluation.html"
    begun = sum(question.key in response.answers for question in questions)
    return render(request, page, _page(invitation, token, total=len(questions), begun=begun))


@by_link
def evaluation_question(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """One question. Every answer is kept at once; going back and stopping are always there."""
    invitation = invitation_of(token)
    questions, response = list(actions.questions_of(invitation.wave)), actions.response_to(invitation)
    if response.finished:
        return redirect("training:evaluation", token)
    question = _numbered(questions, number)
    # An empty form is an answer too: she passes.
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(data, question=question, initial={"answer": response.answers.get(question.key)})
    if request.method == "POST" and form.is_valid():
        # Handed in meanwhile, on another screen: what was handed in stays.
        with suppress(actions.AlreadyFinishedError):
            actions.answer(invitation=invitation, question=question, value=form.cleaned_data["answer"])
        return _next(request, token, number, len(questions))
    page = _page(invitation, token, form=form, number=number, total=len(questions), previous=number - 1)
    return render(request, "base/one_question.html", page)


@by_link
def evaluation_finish(request: HttpRequest, token: str) -> HttpResponse:
    """The last page: who may read her words, and handing in."""
    invitation = invitation_of(token)
    response = actions.response_to(invitation)
    if response.finished:
        return redirect("training:evaluation", token)
    data = request.POST if request.method == "POST" else None
    form = ShareForm(data, initial={"share_with_coaches": response.share_with_coaches})
    if request.method == "POST" and form.is_valid():
        # Twice on the button is once.
        with suppress(actions.AlreadyFinishedError):
            actions.finish(invitation=invitation, share_with_coaches=form.cleaned_data["share_with_coaches"])
        return redirect("training:evaluation", token)
    total = actions.questions_of(invitation.wave).count()
    return render(request, "training/evaluation_finish.html", _page(invitation, token, form=form, previous=total))


@by_link
def evaluation_kept(request: HttpRequest, token: str) -> HttpResponse:
    """She stops for now: everything is kept, the link stays."""
    invitation = invitation_of(token)
    return render(request, "training/evaluation_kept.html", _page(invitation, token))


@guarded(access.invitation_of_herself)
def my_evaluation(request: PersonRequest, pk: int) -> HttpResponse:
    """From her own page to the same questions as behind the link in the letter."""
    invitation = access.invitation_of_herself(request.user, pk)
    return redirect("training:evaluation", evaluation_token(invitation))


@guarded(access.edition_given_by)
def evaluation_results(request: PersonRequest, pk: int) -> HttpResponse:
    """For the coordinator and the trainer of this edition."""
    edition = access.edition_given_by(request.user, pk)
    page = {"edition": edition, "results": results(edition, for_coaches=False), "for_coaches": False}
    return render(request, "training/evaluation_results.html", page)


@guarded(access.edition_coached_by)
def coach_feedback(request: PersonRequest, pk: int) -> HttpResponse:
    """For the coaches of this edition: what came of their work."""
    edition = access.edition_coached_by(request.user, pk)
    page = {"edition": edition, "results": results(edition, for_coaches=True), "for_coaches": True}
    return render(request, "training/evaluation_results.html", page)


def _numbered(questions: list[Question], number: int) -> Question:
    if not 1 <= number <= len(questions):
        raise Http404
    return questions[number - 1]


def _next(request: HttpRequest, token: str, number: int, total: int) -> HttpResponse:
    """Where the pressed button leads: on, back, or out."""
    match request.POST.get("go"):
        case "back" if number > 1:
            return redirect("training:evaluation_question", token, number - 1)
        case "back":
            return redirect("training:evaluation", token)
        case "stop":
            return redirect("training:evaluation_kept", token)
    if number < total:
        return redirect("training:evaluation_question", token, number + 1)
    return redirect("training:evaluation_finish", token)


def _page(invitation: EvaluationInvitation, token: str, **more: object) -> dict[str, object]:
    enrolment = invitation.enrolment
    return {
        "invitation": invitation,
        "edition": enrolment.edition,
        "name": enrolment.person.short_name,
        "token": token,
        **more,
    }
