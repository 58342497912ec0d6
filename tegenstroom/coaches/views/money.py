"""Her money: what she got, when the rest comes, how far she is from the ceiling, what others gave her."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base import pdf, saying
from tegenstroom.base.access import guarded
from tegenstroom.base.figures import NoFigureError
from tegenstroom.coaches import access
from tegenstroom.coaches.actions import ceilings, money, travel
from tegenstroom.coaches.actions.money_year import roads_to_tell, roads_told, year_of_coach, years_of_coach
from tegenstroom.coaches.forms.money import AmountForm, CostForm, DayForm, KmForm
from tegenstroom.coaches.models import Assignment, Travel
from tegenstroom.coaches.papers.money import year_pdf
from tegenstroom.coaches.rules import travel as rules
from tegenstroom.coaches.rules.assignments import Obstacle, RefusedError
from tegenstroom.coaches.rules.profiles import Terms
from tegenstroom.coaches.rules.travel import Mode
from tegenstroom.coaches.words import MODES, OBSTACLES_TO_HER, ROAD_IS_CUT, ROAD_IS_FAR, ROAD_WAITS, how_much

# How a way to come stands in an address, and what is asked next. Without a next question it is kept at once.
WAYS: dict[str, tuple[Mode, type[forms.Form] | None]] = {
    "auto": (Mode.CAR, KmForm),
    "fiets": (Mode.BICYCLE, KmForm),
    "openbaar-vervoer": (Mode.PUBLIC, CostForm),
    "zonder-kosten": (Mode.NONE, None),
}
TOO_LATE = gettext_lazy("Dit kan je hier niet meer zeggen. Bel ons. Samen zetten we het recht.")
NOT_THAT_DAY = gettext_lazy("Voor deze dag kan dit hier niet. Bel ons. Samen zetten we het recht.")


@guarded(access.own_profile)
def year(request: PersonRequest, year: int | None = None) -> HttpResponse:
    """One calendar year of her money; this one, when the address names none."""
    profile = access.own_profile(request.user)
    coach, years = profile.person, years_of_coach(profile.person)
    year = year or timezone.localdate().year
    if year not in years:
        raise Http404
    page = {
        "year": year_of_coach(coach, year),
        "years": years,
        "is_volunteer": profile.terms == Terms.VOLUNTEER,
        "roads": roads_to_tell(coach, year),
        "told": roads_told(coach, year),
    }
    return render(request, "coaches/money.html", page)


@guarded(access.own_profile)
def year_paper(request: PersonRequest, year: int) -> HttpResponse:
    """The year on paper."""
    coach = access.own_profile(request.user).person
    if year not in years_of_coach(coach):
        raise Http404
    return pdf.answer(year_pdf(coach, year_of_coach(coach, year)), f"geld-{year}.pdf")


@guarded(access.own_profile)
@require_POST
def known(request: PersonRequest) -> HttpResponse:
    """She knows that she passes a ceiling: what waited for that is paid."""
    coach = access.own_profile(request.user).person
    ceilings.know(coach=coach, by=coach)
    messages.success(request, _("We weten het. Je geld wacht niet langer."))
    return redirect("coaches:money")


@guarded(access.own_profile)
def outside_day(request: PersonRequest) -> HttpResponse:
    """On which day did others give her something?"""
    coach = access.own_profile(request.user).person
    if obstacle := money.against_outside(coach):
        return _refused(request, obstacle)
    form = DayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("coaches:outside_amount", form.cleaned_data["answer"].isoformat())
    return _question(request, form, back="coaches:money")


@guarded(access.own_profile)
def outside_amount(request: PersonRequest, day: str) -> HttpResponse:
    """How much was it?"""
    coach = access.own_profile(request.user).person
    if obstacle := money.against_outside(coach):
        return _refused(request, obstacle)
    on, form = _day(day), AmountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        amount = form.cleaned_data["answer"]
        if _done(form, lambda: money.tell_outside(coach=coach, day=on, amount=amount, by=coach)):
            messages.success(request, _("Dit staat erbij. Dank je wel."))
            return redirect("coaches:money_year", on.year)
    return _question(request, form, back="coaches:outside_day", about=on)


@guarded(access.own_outside_earning)
@require_POST
def outside_removal(request: PersonRequest, pk: int) -> HttpResponse:
    """That was a mistake."""
    earning = access.own_outside_earning(request.user, pk)
    on = earning.day
    money.forget_outside(earning=earning, by=request.user)
    messages.success(request, _("Dit is weg."))
    return redirect("coaches:money_year", on.year)


@guarded(access.own_assignment)
def road(request: PersonRequest, pk: int) -> HttpResponse:
    """How did you come?"""
    assignment = access.own_assignment(request.user, pk)
    if travel.obstacle_for(assignment):
        messages.error(request, TOO_LATE)
        return redirect("coaches:money")
    ways = [(slug, mode, MODES[mode]) for slug, (mode, _form) in WAYS.items()]
    told = Travel.objects.filter(assignment=assignment).first()
    return render(request, "coaches/road.html", {"assignment": assignment, "ways": ways, "told": told})


@guarded(access.own_assignment)
def road_with(request: PersonRequest, pk: int, way: str) -> HttpResponse:
    """How far, or how much? Without costs there is nothing more to ask."""
    assignment = access.own_assignment(request.user, pk)
    if way not in WAYS:
        raise Http404
    mode, asked = WAYS[way]
    if asked is None:
        return _road_without_costs(request, assignment)
    form = asked(request.POST or None, initial=_told_before(assignment, mode))
    if request.method == "POST" and "change" not in request.POST and form.is_valid():
        given = {"km" if asked is KmForm else "cost": form.cleaned_data["answer"]}
        if travel.is_far(assignment, rules.told(mode, **given)) and not _is_sure(request, form):
            return _far(request, assignment, mode, **given)
        if _done(form, lambda: travel.tell(assignment=assignment, mode=mode, by=request.user, **given)):
            _thank(request, assignment)
            return redirect("coaches:money")
    about = {"about": assignment.starts_at, "mode": MODES[mode], "left": travel.left_for(assignment, mode)}
    return _question(request, form, back="coaches:road", key=pk, **about)


def _told_before(assignment: Assignment, mode: Mode) -> dict[str, Decimal]:
    """What she said that way of this day, to change it."""
    row = Travel.objects.filter(assignment=assignment, mode=mode).first()
    return {"answer": row.km or row.cost} if row else {}


def _is_sure(request: PersonRequest, form: forms.Form) -> bool:
    """Whether she said yes to this very number."""
    return request.POST.get("sure") == str(form.cleaned_data["answer"])


def _far(request: PersonRequest, assignment: Assignment, mode: Mode, **given: Decimal) -> HttpResponse:
    """Is that right? What she typed stays, whatever she says."""
    [typed] = given.values()
    page = {
        "about": assignment.starts_at,
        "mode": MODES[mode],
        "much": how_much(mode, typed, typed),
        "answer": request.POST["answer"],
        "number": str(typed),
    }
    return render(request, "coaches/road_far.html", page)


def _thank(request: PersonRequest, assignment: Assignment) -> None:
    row = Travel.objects.get(assignment=assignment)
    messages.success(request, ROAD_IS_FAR if row.to_look_at else _("We weten het. Dank je wel."))
    if row.waits:
        messages.info(request, ROAD_WAITS)
    if row.cut:
        said = {"amount": saying.euro(row.due.amount if row.due else 0), "cut": saying.euro(row.cut)}
        messages.info(request, ROAD_IS_CUT % said)


def _road_without_costs(request: PersonRequest, assignment: Assignment) -> HttpResponse:
    if request.method != "POST":
        return redirect("coaches:road", assignment.pk)
    try:
        travel.tell(assignment=assignment, mode=Mode.NONE, by=request.user)
    except RefusedError:
        messages.error(request, TOO_LATE)
    else:
        messages.success(request, _("We weten het. Dank je wel."))
    return redirect("coaches:money")


def _done(form: forms.Form, verb: Callable[[], Any]) -> bool:
    """Whether it could be kept; what stands in the way is said at the field, and what she typed stays."""
    try:
        verb()
    except NoFigureError:
        # What is missing is a line of the desk: she hears who helps her.
        form.add_error("answer", NOT_THAT_DAY)
    except RefusedError as refused:
        told = Obstacle.PAID_A_WAGE in refused.obstacles
        form.add_error("answer", OBSTACLES_TO_HER[Obstacle.PAID_A_WAGE] if told else TOO_LATE)
    else:
        return True
    return False


def _refused(request: PersonRequest, obstacle: Obstacle) -> HttpResponse:
    messages.info(request, str(OBSTACLES_TO_HER[obstacle]))
    return redirect("coaches:money")


def _question(
    request: PersonRequest, form: forms.Form, *, back: str, key: int | None = None, **about: Any
) -> HttpResponse:
    return render(request, "coaches/money_question.html", {"form": form, "back": back, "key": key, **about})


def _day(written: str) -> date:
    """The day in an address; one to come, or none that exists, is no page."""
    try:
        day = date.fromisoformat(written)
    except ValueError as error:
        raise Http404 from error
    if day > timezone.localdate():
        raise Http404
    return day
