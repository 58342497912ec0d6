"""Erasing someone who asks for it, at the desk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tegenstroom.accounts import actions
from tegenstroom.accounts.access import PersonRequest, erasable_person
from tegenstroom.accounts.forms import ErasureForm
from tegenstroom.base import erasing
from tegenstroom.base.access import guarded


@guarded(erasable_person)
@require_http_methods(["GET", "POST"])
def erasure(request: PersonRequest, pk: int) -> HttpResponse:
    """What goes, what stays and what must be done first; then, once, the button."""
    person = erasable_person(request.user, pk)
    form = ErasureForm(request.POST or None)
    if form.is_valid():
        try:
            actions.erase_person(person=person, by=request.user)
        except actions.NotYetError:
            messages.error(request, _("Dit kan nog niet: zie wat eerst moet. Er is niets gewist."))
            return redirect("accounts:erasure", pk)
        messages.success(request, _("%(name)s is gewist.") % {"name": person.name})
        return redirect("accounts:people")
    first = erasing.hindrances(person)
    # Who she is comes first, and that is told by the app at the bottom.
    goes, stays = erasing.GOES[::-1], erasing.STAYS[::-1]
    seen = {"person": person, "form": form, "first": first, "goes": goes, "stays": stays}
    return render(request, "accounts/erasure.html", seen)
