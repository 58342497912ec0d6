"""Coaches at the desk: the list, someone who becomes one, and the page of one coach."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base import pdf
from tegenstroom.base.access import guarded
from tegenstroom.base.figures import NoFigureError
from tegenstroom.billing.rules.payruns import Method
from tegenstroom.billing.words import METHODS_AT_DESK
from tegenstroom.coaches import access, desk
from tegenstroom.coaches.actions import agreements, benefits, profiles, travel_held, travel_waiting
from tegenstroom.coaches.forms.agreements import DayForm
from tegenstroom.coaches.forms.profiles import CheckForm, CoachFilter, TermsForm
from tegenstroom.coaches.models import Agreement, CareCall, CoachProfile
from tegenstroom.coaches.papers.benefits import every_benefit_pdf

A_PAGE = 40


@guarded(access.profiles_at_desk)
@require_GET
def coaches(request: PersonRequest) -> HttpResponse:
    """All coaches, and what each still lacks."""
    access.profiles_at_desk(request.user)
    search = CoachFilter(request.GET)
    found = desk.narrowed(desk.lines(desk.still_coaches()), *search.wanted())
    seen = {
        "search": search,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "without_profile": desk.without_profile(),
        "calls": CareCall.objects.waiting(),
        "held": list(travel_held.held()),
        "lacks": travel_waiting.lacks(travel_waiting.waiting()),
    }
    return render(request, "coaches/desk/coaches.html", seen)


@guarded(access.future_coach)
@require_http_methods(["GET", "POST"])
def add(request: PersonRequest, pk: int) -> HttpResponse:
    """Someone becomes a coach: the role and her terms at once."""
    person = access.future_coach(request.user, pk)
    if desk.still_coaches().filter(pk=pk).exists():
        return redirect("coaches:desk_coach", pk)
    form = TermsForm(request.POST or None, profile=CoachProfile.objects.filter(pk=pk).first())
    if form.is_valid() and _known(
        form, lambda: profiles.make_coach(person=person, by=request.user, **form.terms_agreed())
    ):
        messages.success(request, _("%(name)s is nu coach.") % {"name": person.name})
        return redirect("coaches:desk_coach", pk)
    return render(request, "coaches/desk/coach_add.html", {"form": form, "person": person})


@guarded(access.profile_at_desk)
@require_GET
def coach(request: PersonRequest, pk: int) -> HttpResponse:
    """One coach as the desk may know her."""
    return _page(request, access.profile_at_desk(request.user, pk), CheckForm())


@guarded(access.profile_at_desk)
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """What was agreed with her changes."""
    profile = access.profile_at_desk(request.user, pk)
    form = TermsForm(request.POST or None, profile=profile)
    if form.is_valid() and _known(
        form, lambda: profiles.change_profile(profile=profile, by=request.user, **form.terms_agreed())
    ):
        messages.success(request, _("Bewaard."))
        return redirect("coaches:desk_coach", pk)
    return render(request, "coaches/desk/coach_edit.html", {"form": form, "profile": profile})


@guarded(access.profile_at_desk)
@require_POST
def papers_by_phone(request: PersonRequest, pk: int) -> HttpResponse:
    """She told the desk how it stands with her papers."""
    profile = access.profile_at_desk(request.user, pk)
    form = CheckForm(request.POST)
    if not form.is_valid():
        return _page(request, profile, form)
    benefits.answer(coach=profile.person, by=request.user, **form.checked())
    messages.success(request, _("Bewaard. Welke papieren het zijn, staat nergens."))
    return redirect("coaches:desk_coach", pk)


@guarded(access.profile_at_desk)
@require_POST
def letters(request: PersonRequest, pk: int) -> HttpResponse:
    """All letters about a benefit, for who does not log in herself. Which one she needs, nobody asks."""
    coach = access.profile_at_desk(request.user, pk).person
    content = every_benefit_pdf(coach)
    benefits.letters_printed(coach=coach, by=request.user)
    return pdf.answer(content, _("brieven.pdf"))


def _known(form: TermsForm, verb: Callable[[], CoachProfile]) -> bool:
    """Whether it could be kept; a number that misses for a day to come is said, and what was typed stays."""
    try:
        verb()
    except NoFigureError as error:
        form.add_error("terms", str(error))
        return False
    return True


def _page(request: PersonRequest, profile: CoachProfile, check_form: CheckForm) -> HttpResponse:
    [line] = desk.lines(CoachProfile.objects.filter(pk=profile.pk))
    person = line.profile.person
    seen = {
        "line": line,
        "profile": line.profile,
        "person": person,
        "to_sign_anew": agreements.to_sign_anew(line.profile),
        "agreements": Agreement.objects.filter(coach=person).select_related("text", "kept_by"),
        "sign_form": DayForm(label=_("Getekend op")),
        "end_form": DayForm(label=_("Laatste dag")),
        "check_form": check_form,
        "method": METHODS_AT_DESK[Method(line.profile.method)],
        "days": desk.days_to_come(person),
        "calls": CareCall.objects.open().filter(coach=person).select_related("caller"),
    }
    return render(request, "coaches/desk/coach.html", seen)
