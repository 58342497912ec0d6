"""The places where we meet."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tegenstroom.accounts.models import Person
from tegenstroom.base.access import guarded
from tegenstroom.organisations import actions
from tegenstroom.organisations.access import place_at_desk, places_at_desk
from tegenstroom.organisations.forms import PlaceForm
from tegenstroom.organisations.models import Place


@guarded(places_at_desk)
def index(request: HttpRequest) -> HttpResponse:
    """All places, by municipality."""
    places = places_at_desk(cast("Person", request.user))
    return render(request, "organisations/places.html", {"places": places})


@guarded(places_at_desk)
def add(request: HttpRequest) -> HttpResponse:
    """A new place."""
    places_at_desk(cast("Person", request.user))
    return _edit(request, Place(), "organisations/place_add.html")


@guarded(place_at_desk)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what we know of a place."""
    place = place_at_desk(cast("Person", request.user), pk)
    return _edit(request, place, "organisations/place_edit.html")


@require_POST
@guarded(place_at_desk)
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a place away that no training needs."""
    place = place_at_desk(cast("Person", request.user), pk)
    if actions.remove_place(place=place, by=cast("Person", request.user)):
        messages.success(request, _("%(name)s is weg uit de lijst.") % {"name": place.name})
        return redirect("organisations:places")
    messages.error(
        request,
        _("In %(name)s is of wordt een vorming gegeven. Daarom blijft deze plaats staan.") % {"name": place.name},
    )
    return redirect("organisations:place", pk)


def _edit(request: HttpRequest, place: Place, template: str) -> HttpResponse:
    form = PlaceForm(request.POST or None, instance=place)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_place(place=form.save(commit=False), by=cast("Person", request.user))
        messages.success(request, _("%(name)s is bewaard.") % {"name": saved.name})
        return redirect("organisations:places")
    return render(request, template, {"form": form, "place": place})
