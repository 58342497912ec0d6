"""The page of a team leader's letter: may her colleague come?"""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tegenstroom.accounts.models import Person
from tegenstroom.base.access import by_link
from tegenstroom.training.actions.enrolment import EnrolmentRefused, answer_approval
from tegenstroom.training.doors import approval_of
from tegenstroom.training.models import Approval
from tegenstroom.training.rules.places import ACTIVE

ANSWERS = {Approval.Answer.YES.value, Approval.Answer.NO.value}


@by_link
def approval(request: HttpRequest, token: str) -> HttpResponse:
    """Who, which training, when, at what price; yes or no."""
    question = approval_of(token)
    if request.method == "POST":
        if request.POST.get("answer") not in ANSWERS:
            raise BadRequest
        keep(request, question, by=None)
        return redirect("training:approval", token)
    edition = question.enrolment.edition
    context = {
        "approval": question,
        "enrolment": question.enrolment,
        "edition": edition,
        "sessions": edition.sessions.select_related("place"),
        "waits": question.answer == Approval.Answer.ASKED and question.enrolment.state in ACTIVE,
    }
    return render(request, "training/approval.html", context)


def keep(request: HttpRequest, question: Approval, *, by: Person | None) -> None:
    """Keep the answer that was posted, or say why it comes too late."""
    try:
        answer_approval(approval=question, answer=request.POST["answer"], by=by)
    except EnrolmentRefused as refused:
        messages.error(request, str(refused))
