"""The desk about money of coaches: one coach's year, and the list that the law asks for."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base import pdf
from tegenstroom.base.access import guarded
from tegenstroom.base.figures import NoFigureError
from tegenstroom.coaches import access, tables
from tegenstroom.coaches.actions import ceilings, late_pay, money, nominative, travel_held
from tegenstroom.coaches.actions.money_year import year_of_coach, years_of_coach
from tegenstroom.coaches.actions.travel_waiting import lacks
from tegenstroom.coaches.forms.money import OutsideForm
from tegenstroom.coaches.models import Assignment, OutsideEarning
from tegenstroom.coaches.papers.nominative import nominative_pdf
from tegenstroom.coaches.rules.assignments import RefusedError
from tegenstroom.coaches.rules.profiles import Terms
from tegenstroom.coaches.words import OBSTACLES


@guarded(access.profile_at_desk)
def coach_year(request: PersonRequest, pk: int, year: int | None = None) -> HttpResponse:
    """What one coach got and gets here, and what passes a ceiling; where else she earned is hers."""
    profile = access.profile_at_desk(request.user, pk)
    coach, years = profile.person, years_of_coach(profile.person)
    year = year or timezone.localdate().year
    if year not in years:
        raise Http404
    hers = year_of_coach(coach, year)
    page = {
        "coach": coach,
        "year": hers,
        "held": list(travel_held.held().filter(assignment__coach=coach, assignment__starts_at__year=year)),
        "lacks": lacks(hers.roads),
        "is_volunteer": profile.terms == Terms.VOLUNTEER,
        "late_pay": late_pay.at_desk([hers.late]) if hers.late else [],
        "years": years,
        "assignments": Assignment.objects.of(coach).filter(starts_at__year=year).order_by("-starts_at"),
    }
    return render(request, "coaches/desk/money.html", page)


@guarded(access.profile_at_desk)
@require_POST
def known(request: PersonRequest, pk: int) -> HttpResponse:
    """She said on the phone that she knows of the ceiling."""
    coach = access.profile_at_desk(request.user, pk).person
    ceilings.know(coach=coach, by=request.user)
    messages.success(request, _("Het is bewaard. Haar geld wacht niet langer."))
    return redirect("coaches:desk_money", pk)


@guarded(access.profile_at_desk)
def outside(request: PersonRequest, pk: int) -> HttpResponse:
    """What others gave her on a day, as she says by phone: it counts for her ceiling, and she reads that."""
    coach = access.profile_at_desk(request.user, pk).person
    if obstacle := money.against_outside(coach):
        messages.error(request, str(OBSTACLES[obstacle]))
        return redirect("coaches:desk_coach", pk)
    form = OutsideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            money.tell_outside(coach=coach, by=request.user, **form.cleaned_data)
        except NoFigureError as missing:
            form.add_error("day", str(missing))
        except RefusedError as refused:
            form.add_error(None, [str(OBSTACLES[obstacle]) for obstacle in refused.obstacles])
        else:
            messages.success(request, _("Het is bewaard. Ze leest het op haar eigen pagina."))
            return redirect("coaches:desk_outside", pk)
    noted = OutsideEarning.objects.filter(coach=coach, noted_at_desk=True).order_by("-day")
    return render(request, "coaches/desk/outside.html", {"form": form, "coach": coach, "noted": noted})


@guarded(access.noted_earning)
@require_POST
def outside_removal(request: PersonRequest, pk: int) -> HttpResponse:
    """That was noted wrongly."""
    earning = access.noted_earning(request.user, pk)
    money.forget_outside(earning=earning, by=request.user)
    messages.success(request, _("Dit is weg."))
    return redirect("coaches:desk_outside", earning.coach_id)


@guarded(access.nominative_at_desk)
def nominative_list(request: PersonRequest, year: int | None = None) -> HttpResponse:
    """Who got how much for which day in a calendar year."""
    access.nominative_at_desk(request.user)
    year = year or timezone.localdate().year
    years = _years(year)
    page = {"list": nominative.list_of(year), "years": years}
    return render(request, "coaches/desk/nominative.html", page)


@guarded(access.nominative_at_desk)
def nominative_file(request: PersonRequest, year: int, suffix: str) -> HttpResponse:
    """The same list as a paper or a spreadsheet."""
    access.nominative_at_desk(request.user)
    _years(year)
    found, name = nominative.list_of(year), _("nominatieve lijst %(year)s") % {"year": year}
    if suffix == "pdf":
        return pdf.answer(nominative_pdf(found), f"nominatieve-lijst-{year}.pdf")
    if suffix not in tables.RESPONSES:
        raise Http404
    header, rows = tables.nominative_table(found)
    return tables.RESPONSES[suffix](name, header, rows)


def _years(year: int) -> list[int]:
    """The years that have a list, the newest first; Http404 when this one is not among them."""
    years = sorted({*nominative.years(), timezone.localdate().year}, reverse=True)
    if year not in years:
        raise Http404
    return years
