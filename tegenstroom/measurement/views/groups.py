"""Groups beside an edition, at the desk: projects with whom it chooses, and tracks of several editions."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegenstroom.accounts.access import PersonRequest, people_at_desk
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.models.people import PersonQuerySet
from tegenstroom.base.access import guarded
from tegenstroom.measurement import access
from tegenstroom.measurement.actions import groups, planning
from tegenstroom.measurement.forms.desk import PickForm, PlanForm, ProjectForm, TrackForm
from tegenstroom.measurement.models import MeasuredGroup
from tegenstroom.measurement.views.desk import planned
from tegenstroom.training.access import editions_at_desk
from tegenstroom.training.rules.editions import EditionState

# More than this nobody reads through: another word finds her.
MOST_FOUND = 20


@guarded(access.groups_at_desk)
@require_GET
def index(request: PersonRequest) -> HttpResponse:
    """Projects and tracks, the newest first."""
    rows = access.groups_at_desk(request.user).annotate(measured=Count("measurements"))
    return render(request, "measurement/groups/index.html", {"rows": rows})


@guarded(access.groups_at_desk)
@require_http_methods(["GET", "POST"])
def project(request: PersonRequest) -> HttpResponse:
    """A name for a new project; its people are chosen on its own page."""
    access.groups_at_desk(request.user)
    form = ProjectForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = groups.make_project(**form.cleaned_data, by=request.user)
        return redirect("measurement:desk_group", made.pk)
    return render(request, "measurement/groups/project.html", {"form": form})


@guarded(access.groups_at_desk)
@require_http_methods(["GET", "POST"])
def track(request: PersonRequest) -> HttpResponse:
    """A name, and the editions that the same people follow."""
    access.groups_at_desk(request.user)
    editions = editions_at_desk(request.user).exclude(state=EditionState.CANCELLED).select_related("version")
    form = TrackForm(request.POST if request.method == "POST" else None, editions=editions.order_by("-starts_on"))
    if form.is_valid():
        made = groups.make_track(**form.cleaned_data, by=request.user)
        return redirect("measurement:desk_group", made.pk)
    return render(request, "measurement/groups/track.html", {"form": form})


@guarded(access.group_at_desk)
@require_GET
def one(request: PersonRequest, pk: int) -> HttpResponse:
    """Who is in it, what is measured, and for a project whom the desk may add."""
    group = access.group_at_desk(request.user, pk)
    words = request.GET.get("zoek", "").strip()
    page = {
        "group": group,
        "rows": access.measurements_at_desk(request.user).filter(group=group),
        "members": group.members.select_related("person").order_by("person__given_name", "person__family_name"),
        "editions": group.editions.select_related("version").order_by("starts_on"),
        "words": words,
        "found": _found(request, group, words) if words and group.is_project else [],
    }
    return render(request, "measurement/groups/one.html", page)


@guarded(access.group_at_desk)
@require_http_methods(["GET", "POST"])
def plan(request: PersonRequest, pk: int) -> HttpResponse:
    """A questionnaire, its uses and its rounds. The days of a track are proposed; those of a project are typed."""
    group = access.group_at_desk(request.user, pk)
    data = request.POST if request.method == "POST" else None
    form = PlanForm(data, organisation=group.organisation, proposal=planning.proposal(group))
    if data is not None and form.is_valid() and (made := planned(request, form, group=group)):
        return redirect("measurement:desk_measurement", made.pk)
    page = {"group": group, "form": form, "people": groups.people_of(group, before=True)}
    return render(request, "measurement/groups/plan.html", page)


@guarded(access.project_at_desk)
@require_POST
def people(request: PersonRequest, pk: int) -> HttpResponse:
    """Someone whom the desk may see takes part in a project."""
    group = access.project_at_desk(request.user, pk)
    form = PickForm(request.POST, people=_takes_part(request))
    if not form.is_valid():
        messages.error(request, _("Deze persoon vinden we niet. Zoek opnieuw op naam."))
        return redirect("measurement:desk_group", pk)
    person = form.cleaned_data["person"]
    if groups.add_person(group=group, person=person, by=request.user):
        messages.success(request, _("%(name)s doet mee vanaf de volgende brieven.") % {"name": person.name})
    return redirect("measurement:desk_group", pk)


@guarded(access.member_at_desk)
@require_http_methods(["GET", "POST"])
def removal(request: PersonRequest, pk: int) -> HttpResponse:
    """Taking someone out of a project: a page that says what follows, then the button."""
    member = access.member_at_desk(request.user, pk)
    if request.method == "POST":
        groups.remove_person(member=member, by=request.user)
        messages.success(request, _("%(name)s krijgt hier geen brieven meer over.") % {"name": member.person.name})
        return redirect("measurement:desk_group", member.group_id)
    return render(request, "measurement/groups/removal.html", {"member": member})


def _takes_part(request: PersonRequest) -> PersonQuerySet:
    """Whom this desk may see, and who takes part in the network still."""
    return people_at_desk(request.user).known().filter(is_active=True)


def _found(request: PersonRequest, group: MeasuredGroup, words: str) -> list[Person]:
    """People with these words in their name, who are not in it yet."""
    others = _takes_part(request).found_by(words).exclude(pk__in=group.members.values("person"))
    return list(others.order_by("given_name", "family_name", "pk")[:MOST_FOUND])
