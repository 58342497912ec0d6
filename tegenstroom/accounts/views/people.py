"""People at the desk: find, add, change, and print a card."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegenstroom.accounts import actions, papers
from tegenstroom.accounts.access import (
    PersonRequest,
    administers,
    administrator,
    changeable_person,
    may_change,
    may_erase,
    people_at_desk,
    person_at_desk,
)
from tegenstroom.accounts.forms import PersonForm, RoleForm, SearchForm
from tegenstroom.accounts.models import Card, Person, RoleGrant
from tegenstroom.accounts.roles import BY_KEY, NETWORK_ROLES
from tegenstroom.base import pdf
from tegenstroom.base.access import guarded

A_PAGE = 40


@guarded(people_at_desk)
@require_GET
def people(request: PersonRequest) -> HttpResponse:
    """Everyone, found by a part of a name or an address."""
    everyone = people_at_desk(request.user)
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = (
        everyone.known()
        .found_by(words)
        .annotate(has_card=Exists(Card.objects.valid().filter(person=OuterRef("pk"))))
        .prefetch_related(Prefetch("grants", RoleGrant.objects.filter(ended_at=None), to_attr="current_grants"))
        .order_by("family_name", "given_name", "pk")
    )
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/people.html", {"form": form, "page": page, "words": words})


@guarded(people_at_desk)
@require_http_methods(["GET", "POST"])
def person_add(request: PersonRequest) -> HttpResponse:
    """Someone new."""
    people_at_desk(request.user)
    form = PersonForm(request.POST or None)
    if form.is_valid():
        person = actions.find_or_add_person(by=request.user, **form.cleaned_data)
        messages.success(request, _("%(name)s staat erbij.") % {"name": person.name})
        return redirect("accounts:person", person.pk)
    return render(request, "accounts/person_add.html", {"form": form})


@guarded(person_at_desk)
@require_GET
def person(request: PersonRequest, pk: int) -> HttpResponse:
    """What we know of someone, her card, and what her roles let her do."""
    me = request.user
    found = person_at_desk(me, pk)
    seen = {
        "person": found,
        "roles": [role for role in NETWORK_ROLES if role.key in found.role_keys],
        "cards": found.cards.select_related("printed_by", "revoked_by").order_by("-printed_at"),
        "may_change": may_change(me, found),
        "may_erase": may_erase(me, found),
        "may_give_roles": administers(me) and not found.erased_at,
    }
    return render(request, "accounts/person.html", seen)


@guarded(changeable_person)
@require_http_methods(["GET", "POST"])
def person_data(request: PersonRequest, pk: int) -> HttpResponse:
    """Change what we know of someone."""
    found = changeable_person(request.user, pk)
    form = PersonForm(request.POST or None, instance=Person.objects.get(pk=pk))
    if form.is_valid():
        actions.change_person(person=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("De gegevens van %(name)s zijn bewaard.") % {"name": found.name})
        return redirect("accounts:person", pk)
    return render(request, "accounts/person_data.html", {"form": form, "person": found})


@guarded(changeable_person)
@require_POST
def card_print(request: PersonRequest, pk: int) -> HttpResponse:
    """A new card on paper, shown this once."""
    found = changeable_person(request.user, pk)
    # Together: a paper that fails must not cost her the card she had.
    with transaction.atomic():
        printed = actions.print_card(person=found, by=request.user)
        paper = papers.card(printed)
    return pdf.answer(paper, "kaart.pdf")


@guarded(changeable_person)
@require_POST
def card_revoke(request: PersonRequest, pk: int) -> HttpResponse:
    """A card that was lost opens nothing any more."""
    found = changeable_person(request.user, pk)
    for card in found.cards.valid():
        actions.revoke_card(card=card, by=request.user)
        messages.success(request, _("De kaart van %(name)s werkt niet meer.") % {"name": found.short_name})
    return redirect("accounts:person", pk)


@guarded(administrator)
@require_GET
def person_roles(request: PersonRequest, pk: int) -> HttpResponse:
    """Which roles someone bears, and which she could get."""
    found = person_at_desk(administrator(request.user), pk)
    history = found.grants.select_related("granted_by", "ended_by").order_by("-granted_at")
    seen = {"person": found, "roles": NETWORK_ROLES, "history": history, "names": BY_KEY}
    return render(request, "accounts/person_roles.html", seen)


@guarded(administrator)
@require_POST
def role_grant(request: PersonRequest, pk: int) -> HttpResponse:
    """Give a role."""
    me = administrator(request.user)
    found = person_at_desk(me, pk)
    form = RoleForm(request.POST)
    if form.is_valid():
        actions.grant_role(person=found, role=BY_KEY[form.cleaned_data["role"]], by=me)
    return redirect("accounts:person_roles", pk)


@guarded(administrator)
@require_POST
def role_end(request: PersonRequest, pk: int) -> HttpResponse:
    """End a role."""
    me = administrator(request.user)
    found = person_at_desk(me, pk)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            actions.end_role(person=found, role=BY_KEY[form.cleaned_data["role"]], by=me)
        except actions.LastAdministratorError:
            messages.error(request, _("Dit is de enige beheerder. Geef de rol eerst aan iemand anders."))
    return redirect("accounts:person_roles", pk)
