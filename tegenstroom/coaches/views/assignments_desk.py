"""The desk about what one coach is asked: an answer by phone, calling off, correcting what she gets."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.base.figures import NoFigureError
from tegenstroom.coaches import access
from tegenstroom.coaches.actions import assignments as actions
from tegenstroom.coaches.actions import cut, money, travel
from tegenstroom.coaches.actions.company import company_of
from tegenstroom.coaches.actions.short_day import short_day
from tegenstroom.coaches.forms.assignments import CorrectionForm
from tegenstroom.coaches.forms.money import RoadForm
from tegenstroom.coaches.models import Allowance, Assignment, Travel
from tegenstroom.coaches.rules import travel as rules
from tegenstroom.coaches.rules.answers import shown_to_others
from tegenstroom.coaches.rules.assignments import RefusedError, State
from tegenstroom.coaches.rules.travel import NOTHING, Mode
from tegenstroom.coaches.words import OBSTACLES, ROAD_WAITS_AT_DESK, STATES_AT_DESK, how_much

# Why she does not come is hers: nobody answers "rather not" for her.
BY_PHONE = (State.YES, State.NO)


@guarded(access.assignment_at_desk)
def one(request: PersonRequest, pk: int) -> HttpResponse:
    """What she was asked, what she said and what she gets; never why not."""
    assignment = access.assignment_at_desk(request.user, pk)
    return render(request, "coaches/desk/assignment.html", _page(assignment))


@guarded(access.assignment_at_desk)
@require_POST
def answer(request: PersonRequest, pk: int) -> HttpResponse:
    """Keep the answer of a coach who phoned."""
    assignment = access.assignment_at_desk(request.user, pk)
    if (said := request.POST.get("answer", "")) not in BY_PHONE:
        raise BadRequest
    return _try(
        request,
        assignment,
        lambda: actions.answer(assignment=assignment, answer=State(said), by=request.user),
        _("Haar antwoord is bewaard."),
    )


@guarded(access.assignment_at_desk)
@require_POST
def calling_off(request: PersonRequest, pk: int) -> HttpResponse:
    """It does not go on for her."""
    assignment = access.assignment_at_desk(request.user, pk)
    return _try(
        request,
        assignment,
        lambda: actions.call_off(assignment=assignment, by=request.user),
        _("Ze krijgt een brief dat dit niet doorgaat."),
    )


@guarded(access.assignment_at_desk)
def correction(request: PersonRequest, pk: int) -> HttpResponse:
    """Another amount, with a reason that she reads."""
    assignment = access.assignment_at_desk(request.user, pk)
    form = CorrectionForm(request.POST or None, initial={"amount": money.amount_of(assignment)})
    if request.method == "POST" and form.is_valid():
        try:
            money.correct(assignment=assignment, by=request.user, **form.cleaned_data)
        except RefusedError as refused:
            form.add_error("amount", " ".join(str(OBSTACLES[obstacle]) for obstacle in refused.obstacles))
        except NoFigureError as missing:
            form.add_error("amount", str(missing))
        else:
            messages.success(request, _("Het bedrag is verbeterd."))
            return redirect("coaches:desk_assignment", pk)
    return render(request, "coaches/desk/correction.html", {"form": form, "assignment": assignment})


@guarded(access.assignment_at_desk)
def road(request: PersonRequest, pk: int) -> HttpResponse:
    """How she came, as she said by phone or on paper: who has no page is paid her road too."""
    assignment = access.assignment_at_desk(request.user, pk)
    form = RoadForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = {name: number for name, number in form.cleaned_data.items() if number}
        trip = rules.told(Mode(told["mode"]), km=told.get("km", NOTHING), cost=told.get("cost", NOTHING))
        number = str(trip.km or trip.amount)
        if travel.is_far(assignment, trip) and request.POST.get("sure") != number:
            far = {"much": how_much(trip.mode, trip.km, trip.amount), "number": number}
            return render(request, "coaches/desk/road.html", {"form": form, "assignment": assignment, **far})
        try:
            kept = travel.tell(assignment=assignment, by=request.user, **told)
        except RefusedError:
            form.add_error(None, _("Dit kan niet (meer): ze was er niet, of deze reis is al betaald."))
        else:
            messages.success(request, ROAD_WAITS_AT_DESK if kept.waits else _("Het is bewaard."))
            return redirect("coaches:desk_assignment", pk)
    return render(request, "coaches/desk/road.html", {"form": form, "assignment": assignment})


@guarded(access.assignment_at_desk)
@require_POST
def road_right(request: PersonRequest, pk: int) -> HttpResponse:
    """The desk looked at a road that is far, or dear: it is right, and may be paid."""
    assignment = access.assignment_at_desk(request.user, pk)
    return _try(
        request,
        assignment,
        lambda: travel.let_through(
            assignment=assignment, said_at=request.POST.get("said_at", ""), by=request.user
        ),
        _("Nagekeken. Het komt bij de volgende uitbetaling."),
    )


def _try(request: PersonRequest, assignment: Assignment, verb: Callable[[], Any], done: str) -> HttpResponse:
    """Do it and say so, or say what stands in the way."""
    try:
        verb()
    except RefusedError as refused:
        for obstacle in refused.obstacles:
            messages.error(request, str(OBSTACLES[obstacle]))
    else:
        messages.success(request, done)
    return redirect("coaches:desk_assignment", assignment.pk)


def _page(assignment: Assignment) -> dict[str, Any]:
    allowance = Allowance.objects.filter(assignment=assignment).select_related("due__payout").first()
    state = shown_to_others(State(assignment.state))
    return {
        "assignment": assignment,
        "coach": assignment.coach,
        "state": state,
        "state_word": STATES_AT_DESK[state],
        "with_whom": company_of(assignment),
        "allowance": allowance,
        "corrections": allowance.corrections.select_related("due__payout").order_by("pk") if allowance else (),
        "amount": money.amount_of(assignment),
        "rate": cut.rate_before(assignment),
        "offer": _offer(assignment) if state not in {State.YES, State.DONE, State.CALLED_OFF} else None,
        "short": short_day(assignment) if state is State.ASKED else None,
        "told": Travel.objects.select_related("due").filter(assignment=assignment).first(),
        "may_tell_road": travel.obstacle_for(assignment) is None,
        "may_call_off": actions.may_be_called_off(assignment),
    }


def _offer(assignment: Assignment) -> money.Offer | None:
    """What who answers the phone tells her before she says yes; None while a number of that year is missing."""
    try:
        return money.offer(assignment)
    except NoFigureError:
        return None
