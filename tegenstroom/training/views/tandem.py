"""Yes or no from a trainer: one tap, never a reason. Coaches are asked day by day, on pages of their own."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tegenstroom.accounts.models import Person
from tegenstroom.base.access import by_link, guarded
from tegenstroom.coaches.rules import assignments as asking
from tegenstroom.coaches.words import OBSTACLES
from tegenstroom.training import access, words
from tegenstroom.training.actions import tandem
from tegenstroom.training.doors import member_of
from tegenstroom.training.models import TandemMember
from tegenstroom.training.rules.editions import RefusedError

ANSWERS = {TandemMember.Answer.YES.value, TandemMember.Answer.NO.value}


@by_link
def answer_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link in the letter."""
    member = member_of(token)
    if member.part == TandemMember.Part.COACH:
        # A letter from before coaches were asked day by day.
        return redirect("coaches:questions")
    if request.method == "POST":
        if (answer := request.POST.get("answer", "")) not in ANSWERS:
            raise BadRequest
        keep(request, member, answer, by=None)
        return redirect("training:tandem_answer", token)
    edition = member.edition
    context = {
        "member": member,
        "edition": edition,
        "sessions": edition.sessions.select_related("part"),
        "may_answer": tandem.may_answer(edition),
    }
    return render(request, "training/tandem_answer.html", context)


@guarded(access.question_for)
@require_POST
def answer_on_my_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One tap on her own page."""
    member = access.question_for(request.user, pk)
    if (answer := request.POST.get("answer", "")) not in ANSWERS:
        raise BadRequest
    keep(request, member, answer, by=member.person)
    return redirect("front:my_page")


def keep(request: HttpRequest, member: TandemMember, answer: str, *, by: Person | None) -> None:
    """Keep the answer, or say why it comes too late."""
    try:
        tandem.answer(member=member, answer=answer, by=by)
    except RefusedError as refused:
        for problem in refused.problems:
            messages.error(request, words.sentence(problem))
    except asking.RefusedError as refused:
        for obstacle in refused.obstacles:
            messages.error(request, str(OBSTACLES[obstacle]))
    else:
        messages.success(request, _("We weten het. Dank je wel."))
