"""Who works or volunteers in an organisation."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.actions import find_or_add_person
from tegenstroom.accounts.models import Person
from tegenstroom.base.access import guarded
from tegenstroom.organisations import actions
from tegenstroom.organisations.access import membership_at_desk, organisation_at_desk
from tegenstroom.organisations.forms import MembershipForm, NewMemberForm
from tegenstroom.organisations.models import Organisation


@guarded(organisation_at_desk)
def add(request: PersonRequest, pk: int) -> HttpResponse:
    """Someone who works or volunteers here."""
    organisation = organisation_at_desk(request.user, pk)
    form = NewMemberForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        person = _join(form, organisation, request.user)
        messages.success(
            request, _("%(name)s hoort nu bij %(house)s.") % {"name": person.name, "house": organisation.name}
        )
        return redirect("organisations:organisation", pk)
    return render(request, "organisations/member_add.html", {"form": form, "organisation": organisation})


@guarded(membership_at_desk)
def edit(request: PersonRequest, pk: int, member: int) -> HttpResponse:
    """Another part, another team, contact person or not."""
    membership = membership_at_desk(request.user, pk, member)
    form = MembershipForm(request.POST or None, instance=membership)
    if request.method == "POST" and form.is_valid():
        actions.change_membership(membership=form.save(commit=False), by=request.user)
        return redirect("organisations:organisation", pk)
    return render(request, "organisations/member_edit.html", {"form": form, "membership": membership})


@require_POST
@guarded(membership_at_desk)
def end(request: PersonRequest, pk: int, member: int) -> HttpResponse:
    """Someone no longer works here."""
    membership = membership_at_desk(request.user, pk, member)
    actions.end_membership(membership=membership, by=request.user)
    messages.success(
        request, _("%(name)s hoort niet meer bij deze organisatie.") % {"name": membership.person.name}
    )
    return redirect("organisations:organisation", pk)


@transaction.atomic
def _join(form: NewMemberForm, organisation: Organisation, by: Person) -> Person:
    typed = form.cleaned_data
    person = find_or_add_person(
        given_name=typed["given_name"],
        family_name=typed["family_name"],
        email=typed["email"] or None,
        phone=typed["phone"],
        by=by,
    )
    actions.join(
        organisation=organisation,
        person=person,
        part=typed["part"],
        team=typed["team"],
        is_contact=typed["is_contact"],
        by=by,
    )
    return person
