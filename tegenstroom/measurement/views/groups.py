"""Groups beside an edition, at the desk: projects with whom it chooses, and tracks of several editions."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Case, Count, Q, When
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegenstroom.accounts.access import PersonRequest, people_at_desk
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.models.people import PersonQuerySet
from tegenstroom.base.access import guarded
from tegenstroom.measurement import access
from tegenstroom.measurement.actions import closing as closings
from tegenstroom.measurement.actions import groups, planning
from tegenstroom.measurement.forms.desk import PlanForm
from tegenstroom.measurement.forms.groups import GROUP_FAULTS, PickForm, ProjectForm, TrackForm
from tegenstroom.measurement.models import MeasuredGroup
from tegenstroom.measurement.rules.gatherings import GroupFault, Kind
from tegenstroom.measurement.views.desk import planned, with_rounds
from tegenstroom.training.access import editions_at_desk
from tegenstroom.training.rules.editions import EditionState

# More than this nobody reads through: another word finds her.
MOST_FOUND = 20
# What was over longer ago is not offered for a track: its people would be asked about something they forgot.
LONGEST_AGO = timedelta(days=365)


@guarded(access.groups_at_desk)
@require_GET
def index(request: PersonRequest) -> HttpResponse:
    """Projects and tracks, the newest first."""
    rows = access.groups_at_desk(request.user).annotate(measured=Count("measurements"))
    return render(request, "measurement/groups/index.html", {"rows": rows})


@guarded(access.groups_at_desk)
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest, kind: Kind) -> HttpResponse:
    """A name, and for a track its editions; the people of a project are chosen on its own page."""
    access.groups_at_desk(request.user)
    form = _form(request, kind)
    if form.is_valid():
        make = groups.make_project if kind is Kind.PROJECT else groups.make_track
        return redirect("measurement:desk_group", make(**form.cleaned_data, by=request.user).pk)
    return render(request, "measurement/groups/new.html", {"form": form, "is_project": kind is Kind.PROJECT})


@guarded(access.group_at_desk)
@require_GET
def one(request: PersonRequest, pk: int) -> HttpResponse:
    """Who is in it, what is measured, and for a project whom the desk may add."""
    group = access.group_at_desk(request.user, pk)
    words = request.GET.get("zoek", "").strip()
    page = {
        "group": group,
        "rows": with_rounds(access.measurements_at_desk(request.user).filter(group=group)),
        "members": group.members.select_related("person").order_by("person__given_name", "person__family_name"),
        "editions": group.editions.select_related("version").order_by("starts_on"),
        "words": words,
        "found": _found(request, group, words) if words and group.is_project and not group.closed_at else [],
    }
    return render(request, "measurement/groups/one.html", page)


@guarded(access.open_group_at_desk)
@require_http_methods(["GET", "POST"])
def change(request: PersonRequest, pk: int) -> HttpResponse:
    """Another name, another organisation, other editions."""
    group = access.open_group_at_desk(request.user, pk)
    form = _form(request, Kind(group.kind), group)
    if form.is_valid() and _changed(request, group, form):
        return redirect("measurement:desk_group", pk)
    page = {"group": group, "form": form, "answered": groups.was_answered(group)}
    return render(request, "measurement/groups/change.html", page)


@guarded(access.group_at_desk)
@require_http_methods(["GET", "POST"])
def ending(request: PersonRequest, pk: int) -> HttpResponse:
    """Dropping a group: a page that says what follows, or why it stays."""
    group = access.group_at_desk(request.user, pk)
    if request.method == "POST":
        with suppress(groups.GroupError):
            groups.remove(group=group, by=request.user)
            messages.success(request, _("“%(name)s” is weg.") % {"name": group.name})
            return redirect("measurement:desk_groups")
    page = {
        "group": group,
        "answered": groups.was_answered(group),
        "asked": groups.asked_in(group),
        "planned": access.measurements_at_desk(request.user).filter(group=group, ended_at=None),
    }
    return render(request, "measurement/groups/ending.html", page)


@guarded(access.group_at_desk)
@require_POST
def closing(request: PersonRequest, pk: int) -> HttpResponse:
    """Nothing is measured in it any more; the page of its ending said what follows."""
    group = access.group_at_desk(request.user, pk)
    if closings.close(group=group, by=request.user):
        messages.success(request, _("“%(name)s” is afgesloten. Wat gemeten is, blijft.") % {"name": group.name})
    return redirect("measurement:desk_group", pk)


@guarded(access.open_group_at_desk)
@require_http_methods(["GET", "POST"])
def plan(request: PersonRequest, pk: int) -> HttpResponse:
    """A questionnaire, its uses and its rounds. The days of a track are proposed; those of a project are typed."""
    group = access.open_group_at_desk(request.user, pk)
    data = request.POST if request.method == "POST" else None
    form = PlanForm(data, organisation=group.organisation, proposal=planning.proposal(group))
    if data is not None and form.is_valid() and (made := planned(request, form, group=group)):
        return redirect("measurement:desk_measurement", made.pk)
    page = {"group": group, "form": form, "people": groups.people_of(group, before=True)}
    return render(request, "measurement/groups/plan.html", page)


@guarded(access.open_project_at_desk)
@require_POST
def people(request: PersonRequest, pk: int) -> HttpResponse:
    """Someone whom the desk may see takes part in a project."""
    group = access.open_project_at_desk(request.user, pk)
    form = PickForm(request.POST, people=_takes_part(request))
    if not form.is_valid():
        messages.error(request, _("Deze persoon vinden we niet. Zoek opnieuw op naam."))
        return redirect("measurement:desk_group", pk)
    person = form.cleaned_data["person"]
    try:
        if groups.add_person(group=group, person=person, by=request.user):
            messages.success(request, _("%(name)s doet mee vanaf de volgende brieven.") % {"name": person.name})
    except groups.GroupError as refused:
        messages.error(request, GROUP_FAULTS[refused.fault])
        if refused.fault is GroupFault.GONE:
            return redirect("measurement:desk_groups")
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


def _form(request: PersonRequest, kind: Kind, group: MeasuredGroup | None = None) -> ProjectForm | TrackForm:
    """What is asked about such a group, with what it is now."""
    data = request.POST if request.method == "POST" else None
    now: dict[str, Any] = {"name": group.name, "organisation": group.organisation_id} if group else {}
    if kind is Kind.PROJECT:
        return ProjectForm(data, initial=now)
    held = list(group.editions.values_list("pk", flat=True)) if group else []
    lately = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate() - LONGEST_AGO)
    offered = editions_at_desk(request.user).filter((lately & ~Q(state=EditionState.CANCELLED)) | Q(pk__in=held))
    # Those that it has, stand first.
    held_first = [Case(When(pk__in=held, then=0), default=1)] if held else []
    rows = offered.select_related("version").order_by(*held_first, "-starts_on", "-pk")
    return TrackForm(data, initial=now | {"editions": held}, editions=rows)


def _changed(request: PersonRequest, group: MeasuredGroup, form: ProjectForm | TrackForm) -> bool:
    """Whether it was changed; if not, the form says why."""
    make = groups.change_project if group.is_project else groups.change_track
    try:
        make(group=group, **form.cleaned_data, by=request.user)
    except groups.GroupError as refused:
        form.add_error(None, GROUP_FAULTS[refused.fault])
        return False
    return True


def _takes_part(request: PersonRequest) -> PersonQuerySet:
    """Whom this desk may see, and who takes part in the network still."""
    return people_at_desk(request.user).known().filter(is_active=True)


def _found(request: PersonRequest, group: MeasuredGroup, words: str) -> list[Person]:
    """People with these words in their name, who are not in it yet."""
    others = _takes_part(request).found_by(words).exclude(pk__in=group.members.values("person"))
    return list(others.order_by("given_name", "family_name", "pk")[:MOST_FOUND])
