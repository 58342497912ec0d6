"""The desk about dialogues: all of them by phase, all groups, a supervision that begins. No word of a case."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.dialogue import overview as seen
from tegenstroom.dialogue.access.circles import circles_at_desk
from tegenstroom.dialogue.access.dialogues import dialogues_at_desk
from tegenstroom.dialogue.actions import circles as actions
from tegenstroom.dialogue.forms.circles import SupervisionForm
from tegenstroom.training.access import edition_at_desk


@guarded(dialogues_at_desk)
@require_GET
def overview(request: PersonRequest) -> HttpResponse:
    """What is still to be done, and by whom."""
    dialogues_at_desk(request.user)
    page = {
        "to_open": seen.to_open(request.user),
        "lines": seen.running(request.user),
        "over": seen.over(request.user),
        "groups": seen.groups_of(request.user),
    }
    return render(request, "dialogue/desk/overview.html", page)


@guarded(edition_at_desk)
@require_GET
def of_edition(request: PersonRequest, pk: int) -> HttpResponse:
    """Where the dialogues of one edition are, as a part of the page of that edition."""
    edition = edition_at_desk(request.user, pk)
    page = {
        "edition": edition,
        "circle": circles_at_desk(request.user).filter(edition=edition).first(),
        "lines": seen.of_edition(request.user, edition),
    }
    return render(request, "dialogue/desk/of_edition.html", page)


@guarded(circles_at_desk)
@require_http_methods(["GET", "POST"])
def supervision(request: PersonRequest) -> HttpResponse:
    """A group without a training; people are invited one by one."""
    circles_at_desk(request.user)
    form = SupervisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        circle = actions.of_supervision(**form.cleaned_data, by=request.user)
        messages.success(request, _("De groep is er. Nodig nu de mensen uit."))
        return redirect("dialogue:circle_people", circle.pk)
    return render(request, "dialogue/desk/supervision.html", {"form": form})
