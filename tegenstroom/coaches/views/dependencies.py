"""Her own list of people and services, and what else she keeps to herself. Nobody but she opens these pages."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.coaches import access
from tegenstroom.coaches.actions import dependencies, profiles
from tegenstroom.coaches.figures import HEAVY_PER_MONTH
from tegenstroom.coaches.forms.dependencies import HeavyForm, PersonForm, ServiceForm
from tegenstroom.coaches.models import AvoidedTheme
from tegenstroom.coaches.rules.dependencies import Depended, Kind, looks_like, most_heavy_days
from tegenstroom.organisations.models import Organisation

MOST_SHOWN = 8


@guarded(access.own_profile)
@require_GET
def listed(request: PersonRequest) -> HttpResponse:
    """Her list, and what it is for."""
    access.own_profile(request.user)
    return render(request, "coaches/dependencies.html", {"lines": dependencies.listed(request.user)})


@sensitive_post_parameters()
@guarded(access.own_profile)
@require_http_methods(["GET", "POST"])
def person(request: PersonRequest) -> HttpResponse:
    """Someone by name."""
    access.own_profile(request.user)
    form = PersonForm(request.POST or None)
    if form.is_valid():
        return _add(request, Depended(Kind.PERSON, form.cleaned_data["name"]))
    return render(request, "coaches/dependency_person.html", {"form": form})


@sensitive_post_parameters()
@guarded(access.own_profile)
@require_http_methods(["GET", "POST"])
def service(request: PersonRequest) -> HttpResponse:
    """A service by name; then, where we know some that look like it, which of them. Never in the address."""
    access.own_profile(request.user)
    form = ServiceForm(request.POST or None)
    if not form.is_valid():
        return render(request, "coaches/dependency_service.html", {"form": form})
    name, chosen = form.cleaned_data["name"], form.cleaned_data["organisation"]
    alike = [house for house in Organisation.objects.all() if looks_like(name, house.name)]
    if house := next((house for house in alike if house.pk == chosen), None):
        return _add(request, Depended(Kind.SERVICE, house.name, house.pk))
    if "as_written" in request.POST or not alike:
        return _add(request, Depended(Kind.SERVICE, name))
    return render(request, "coaches/dependency_which.html", {"name": name, "alike": alike[:MOST_SHOWN]})


@guarded(access.own_dependency)
@require_POST
def removal(request: PersonRequest, key: UUID) -> HttpResponse:
    """One off the list."""
    dependencies.remove(dependency=access.own_dependency(request.user, key), by=request.user)
    messages.success(request, _("Dit staat niet meer op je lijst."))
    return redirect("coaches:dependencies")


@guarded(access.own_profile)
@require_GET
def themes(request: PersonRequest) -> HttpResponse:
    """The themes for which she would rather not be asked, and how many heavy days she takes on."""
    profile = access.own_profile(request.user)
    most = most_heavy_days(profile.heavy_a_month, int(HEAVY_PER_MONTH.on(timezone.localdate())))
    avoided = AvoidedTheme.objects.filter(coach=request.user)
    return render(request, "coaches/dependency_themes.html", {"avoided": avoided, "most": most})


@guarded(access.own_avoided_theme)
@require_POST
def theme_end(request: PersonRequest, pk: int) -> HttpResponse:
    """She may be asked for this theme again."""
    avoided = access.own_avoided_theme(request.user, pk)
    profiles.stop_avoiding(avoided=avoided, by=request.user)
    messages.success(request, _("We mogen je weer vragen voor “%(theme)s”.") % {"theme": avoided.name})
    return redirect("coaches:themes")


@guarded(access.own_profile)
@require_http_methods(["GET", "POST"])
def heavy_days(request: PersonRequest) -> HttpResponse:
    """How many heavy days a month, up to what the network allows."""
    profile = access.own_profile(request.user)
    network = int(HEAVY_PER_MONTH.on(timezone.localdate()))
    now = {"most": most_heavy_days(profile.heavy_a_month, network)}
    form = HeavyForm(request.POST or None, network=network, initial=now)
    if form.is_valid():
        most = form.cleaned_data["most"]
        profiles.limit_heavy_days(profile=profile, most=None if most == network else most, by=request.user)
        messages.success(request, _("Bewaard."))
        return redirect("coaches:themes")
    return render(request, "coaches/dependency_heavy.html", {"form": form})


def _add(request: PersonRequest, depended: Depended) -> HttpResponse:
    dependencies.add(coach=request.user, depended=depended, by=request.user)
    messages.success(request, _("Het staat op je lijst. Alleen jij ziet dit."))
    return redirect("coaches:dependencies")
