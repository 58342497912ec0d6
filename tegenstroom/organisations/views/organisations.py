"""All organisations, and one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.organisations import actions
from tegenstroom.organisations.access import organisation_at_desk, organisations_at_desk
from tegenstroom.organisations.forms import OrganisationForm, SearchForm, TeamForm
from tegenstroom.organisations.models import Organisation, Team

A_PAGE = 40
PEOPLE_NOW = Count("memberships", filter=Q(memberships__ended_at__isnull=True))


@guarded(organisations_at_desk)
def index(request: PersonRequest) -> HttpResponse:
    """All organisations, found by name, municipality, number or kind."""
    organisations = organisations_at_desk(request.user)
    search = SearchForm(request.GET)
    found = search.found_in(organisations).annotate(people=PEOPLE_NOW).order_by("name")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "organisations/index.html", {"search": search, "page": page})


@guarded(organisations_at_desk)
def add(request: PersonRequest) -> HttpResponse:
    """A new organisation."""
    organisations_at_desk(request.user)
    return _edit(request, Organisation(), "organisations/add.html")


@guarded(organisation_at_desk)
def one(request: PersonRequest, pk: int) -> HttpResponse:
    """What we know of an organisation, its teams and its people."""
    organisation = organisation_at_desk(request.user, pk)
    return _show(request, organisation, TeamForm(instance=Team(organisation=organisation)))


@guarded(organisation_at_desk)
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change what we know of an organisation."""
    organisation = organisation_at_desk(request.user, pk)
    return _edit(request, organisation, "organisations/edit.html")


@require_POST
@guarded(organisation_at_desk)
def teams(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a team."""
    organisation = organisation_at_desk(request.user, pk)
    form = TeamForm(request.POST, instance=Team(organisation=organisation))
    if not form.is_valid():
        return _show(request, organisation, form)
    actions.find_or_add_team(organisation=organisation, name=form.cleaned_data["name"], by=request.user)
    return redirect("organisations:organisation", pk)


@require_POST
@guarded(organisation_at_desk)
def team_removal(request: PersonRequest, pk: int, team: int) -> HttpResponse:
    """Take a team away; asked twice it is gone once."""
    organisation = organisation_at_desk(request.user, pk)
    if found := organisation.teams.filter(pk=team).first():
        actions.remove_team(team=found, by=request.user)
    return redirect("organisations:organisation", pk)


def _show(request: PersonRequest, organisation: Organisation, team_form: TeamForm) -> HttpResponse:
    people = organisation.memberships.current().select_related("person", "team")
    seen = {
        "organisation": organisation,
        "teams": organisation.teams.annotate(people=PEOPLE_NOW).order_by("name"),
        "people": people.order_by("person__family_name", "person__given_name"),
        "team_form": team_form,
    }
    return render(request, "organisations/one.html", seen)


def _edit(request: PersonRequest, organisation: Organisation, template: str) -> HttpResponse:
    form = OrganisationForm(request.POST or None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_organisation(organisation=form.save(commit=False), by=request.user)
        messages.success(request, _("%(name)s is bewaard.") % {"name": saved.name})
        return redirect("organisations:organisation", saved.pk)
    return render(request, template, {"form": form, "organisation": organisation})
