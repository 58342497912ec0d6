"""The places where we meet."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.organisations import actions
from tegenstroom.organisations.access import place_at_desk, places_at_desk
from tegenstroom.organisations.forms import PlaceForm
from tegenstroom.organisations.models import Place


@guarded(places_at_desk)
def index(request: PersonRequest) -> HttpResponse:
    """All places, by municipality."""
    places = places_at_desk(request.user)
    return render(request, "organisations/places.html", {"places": places})


@guarded(places_at_desk)
def add(request: PersonRequest) -> HttpResponse:
    """A new place."""
    places_at_desk(request.user)
    return _edit(request, Place(), "organisations/place_add.html")


@guarded(place_at_desk)
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change what we know of a place."""
    place = place_at_desk(request.user, pk)
    return _edit(request, place, "organisations/place_edit.html")


@require_POST
@guarded(place_at_desk)
def removal(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a place away that no training needs."""
    place = place_at_desk(request.user, pk)
    if actions.remove_place(place=place, by=request.user):
        messages.success(request, _("%(name)s is weg uit de lijst.") % {"name": place.name})
        return redirect("organisations:places")
    messages.error(
        request,
        _("In %(name)s is of wordt een vorming gegeven. Daarom blijft deze plaats staan.") % {"name": place.name},
    )
    return redirect("organisations:place", pk)


def _edit(request: PersonRequest, place: Place, template: str) -> HttpResponse:
    form = PlaceForm(request.POST or None, instance=place)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_place(place=form.save(commit=False), by=request.user)
        messages.success(request, _("%(name)s is bewaard.") % {"name": saved.name})
        return redirect("organisations:places")
    return render(request, template, {"form": form, "place": place})
