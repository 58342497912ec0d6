"""What she is asked: one question a page, one tap to answer, never a reason."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.models import Person
from tegenstroom.base.access import by_link, guarded
from tegenstroom.coaches import access, doors
from tegenstroom.coaches.actions import assignments as actions
from tegenstroom.coaches.actions import cut, her_list, in_the_way, money, silence
from tegenstroom.coaches.actions.company import company_of
from tegenstroom.coaches.models import Assignment
from tegenstroom.coaches.rules.answers import may_say, shown_to_others
from tegenstroom.coaches.rules.assignments import ANSWERS, RefusedError, State
from tegenstroom.coaches.words import OBSTACLES_TO_HER

LOOK_AGAIN = _("Er kwam intussen iemand van je lijst bij. Kijk nog eens. Je ja is nog niet bewaard.")


@guarded(access.own_profile)
def questions(request: PersonRequest) -> HttpResponse:
    """What she did not answer yet, and what she said of what is still to come."""
    coach = access.own_profile(request.user).person
    coming = list(Assignment.objects.of(coach).filter(ends_at__gt=timezone.now()))
    silent = silence.silent_among(coach, coming)
    asked = [row for row in coming if row.state == State.ASKED and row.pk not in silent]
    page = {
        "asked": [row for row in asked if row.starts_at > timezone.now()],
        "answered": [row for row in coming if row.state != State.ASKED or row.pk in silent],
        "silent": silent,
        "meets": her_list.that_meet(coach, coming),
    }
    return render(request, "coaches/questions.html", page)


@guarded(access.own_assignment)
def question(request: PersonRequest, pk: int) -> HttpResponse:
    """One question on her own page."""
    assignment = access.own_assignment(request.user, pk)
    if request.method == "POST":
        shown = shown_on(request, [assignment])
        says_yes = request.POST.get("answer") == State.YES
        if says_yes and her_list.changed_since(shown, [assignment], coach=request.user):
            messages.info(request, LOOK_AGAIN)
            return redirect("coaches:question", pk)
        _keep(request, assignment, by=request.user)
        her_list.comes_all_the_same(assignments=[assignment], shown=shown, by=request.user)
        return redirect("coaches:question", pk)
    # For her eyes: whoever holds her letter does not learn it.
    meets = her_list.that_meet(assignment.coach, [assignment])
    page = {
        **_page(assignment),
        "meets_her_list": bool(meets),
        "marks": her_list.shown_marks(assignment.coach, [assignment]),
        "is_own_page": True,
        "in_the_way": in_the_way.of_yes(assignment),
        "is_silent": bool(silence.silent_among(assignment.coach, [assignment])),
    }
    return render(request, "coaches/question.html", page)


@by_link
def question_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same question behind the link in her letter."""
    assignment = doors.assignment_of(token)
    if request.method == "POST":
        _keep(request, assignment, by=None)
        return redirect("coaches:question_link", token)
    # Whoever holds her letter, or printed it, does not read which no it was.
    assignment.state = shown_to_others(State(assignment.state))
    return render(request, "coaches/question.html", _page(assignment))


def shown_on(request: HttpRequest, rows: Iterable[Assignment]) -> dict[int, str]:
    """By number what her page told of these days, as its form brings it back."""
    marks = ((row.pk, request.POST.get(f"shown-{row.pk}")) for row in rows)
    return {number: mark for number, mark in marks if mark}


def _keep(request: HttpRequest, assignment: Assignment, *, by: Person | None) -> None:
    """Keep the answer, or say why it cannot be kept."""
    if (wanted := request.POST.get("answer", "")) not in ANSWERS:
        raise BadRequest
    try:
        actions.answer(assignment=assignment, answer=State(wanted), by=by)
    except RefusedError as refused:
        for obstacle in refused.obstacles:
            messages.error(request, str(OBSTACLES_TO_HER[obstacle]))
    except ValueError as error:
        raise BadRequest from error


def _page(assignment: Assignment) -> dict[str, Any]:
    state = State(assignment.state)
    now, has_theme = timezone.now(), bool(assignment.themes)
    may_answer = {
        answer.value: may_say(state, answer, starts_at=assignment.starts_at, now=now, has_theme=has_theme)
        for answer in ANSWERS
    }
    is_open = any(may_answer.values())
    said_yes = state in {State.YES, State.DONE}
    offer = money.offer(assignment) if is_open and not said_yes else None
    return {
        "assignment": assignment,
        "theme": assignment.themes[0]["name"] if assignment.themes else "",
        "with_whom": company_of(assignment),
        "may_answer": may_answer,
        "is_open": is_open,
        "own_page": doors.own_questions_url(),
        "offer": offer,
        "offers": money.all_of([offer] if offer else []),
        "amount": money.amount_of(assignment),
        "rate": cut.rate_before(assignment),
        "kept": money.kept_of(assignment),
        "waits": said_yes and money.waits_for_her(assignment),
        "paid_on": money.paid_on(money.day_of(assignment)),
    }
