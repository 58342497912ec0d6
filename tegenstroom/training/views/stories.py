"""Which stories of coaches a group may read: chosen by who gives the training, or runs it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.coaches.models import Story
from tegenstroom.coaches.rules.stories import NoConsentError
from tegenstroom.training import access, words
from tegenstroom.training.actions import stories as actions
from tegenstroom.training.forms.stories import ChoiceForm
from tegenstroom.training.models import Edition
from tegenstroom.training.rules.editions import RefusedError


@guarded(access.edition_given_by)
def stories(request: PersonRequest, pk: int) -> HttpResponse:
    """What the group reads, and what may be added: titles, never words."""
    edition = access.edition_given_by(request.user, pk)
    choices = actions.choices(edition)
    form = ChoiceForm(request.POST if request.method == "POST" else None, choices=choices)
    if request.method == "POST" and form.is_valid():
        return _choose(request, edition, get_object_or_404(Story, pk=form.cleaned_data["story"]))
    chosen = edition.stories.covered().select_related("copy__consent__story__coach")
    page = {"edition": edition, "chosen": chosen, "choices": choices, "form": form}
    return render(request, "training/stories.html", page)


@guarded(access.story_given_by)
@require_POST
def removal(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a story out of the group."""
    chosen = access.story_given_by(request.user, pk)
    actions.leave_out(chosen=chosen, by=request.user)
    messages.success(request, _("Het verhaal staat niet meer in deze groep."))
    return redirect("training:edition_stories", chosen.edition_id)


def _choose(request: PersonRequest, edition: Edition, story: Story) -> HttpResponse:
    try:
        actions.choose(edition=edition, story=story, by=request.user)
    except RefusedError as refused:
        for problem in refused.problems:
            messages.error(request, words.sentence(problem))
    except NoConsentError:
        messages.error(request, _("Dit verhaal mag hier niet meer. De coach nam het terug."))
    else:
        messages.success(request, _("Het verhaal staat in deze groep. De coach ziet dat op haar pagina."))
    return redirect("training:edition_stories", edition.pk)
