"""Her yes to one use of a story, and taking it back: one button, one question, never why."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.coaches import access
from tegenstroom.coaches.actions import consent as actions
from tegenstroom.coaches.actions.copies import offered_uses
from tegenstroom.coaches.actions.wordings import newest
from tegenstroom.coaches.figures import CONSENT_YEARS
from tegenstroom.coaches.forms.stories import HowLongForm, ReadForm
from tegenstroom.coaches.models import Story
from tegenstroom.coaches.rules.stories import Read, Use, Way, day_for
from tegenstroom.coaches.told import USE_OF, UseLine, line_of, lines_of


@guarded(access.own_story)
def use(request: PersonRequest, key: UUID, slug: str) -> HttpResponse:
    """One use: the exact words, since when, where the story is, and where it is gone."""
    story = access.own_story(request.user, key)
    return render(request, "coaches/story_use.html", {"story": story, "line": _line(story, slug)})


@guarded(access.own_story)
def yes(request: PersonRequest, key: UUID, slug: str) -> HttpResponse:
    """First the words that she would agree with, and how she read them."""
    story, offered = access.own_story(request.user, key), _offered(slug)
    if not story.is_told:
        return redirect("coaches:story_question", story.pk, "verhaal")
    form = ReadForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (leave := _left(request, story)):
        return leave
    if request.method == "POST" and form.is_valid():
        return redirect("coaches:story_how_long", story.pk, slug, form.cleaned_data["answer"])
    wording = newest(offered, story.coach.language)
    return render(request, "coaches/story_yes.html", {"story": story, "wording": wording, "form": form})


@guarded(access.own_story)
def how_long(request: PersonRequest, key: UUID, slug: str, read: str) -> HttpResponse:
    """Then until when; with this answer she says yes."""
    story, offered = access.own_story(request.user, key), _offered(slug)
    if read not in set(Read) or not story.is_told:
        raise Http404
    today = timezone.localdate()
    form = HowLongForm(request.POST if request.method == "POST" else None, years=int(CONSENT_YEARS.on(today)))
    if request.method == "POST" and request.POST.get("go") == "back":
        return redirect("coaches:story_yes", story.pk, slug)
    if request.method == "POST" and (leave := _left(request, story)):
        return leave
    if request.method == "POST" and form.is_valid():
        until = day_for(form.cleaned_data["answer"], given_on=today)
        actions.give(story=story, use=offered, read=Read(read), until=until, by=request.user)
        messages.success(request, _("Je zei ja. Je kan dit altijd terugnemen."))
        return redirect("coaches:story_use", story.pk, slug)
    return render(request, "coaches/story_how_long.html", {"story": story, "form": form})


@guarded(access.own_story)
def take_back(request: PersonRequest, key: UUID, slug: str) -> HttpResponse:
    """Take back one use."""
    story = access.own_story(request.user, key)
    line = _line(story, slug)
    if line.consent is None or not line.stands:
        return redirect("coaches:story_use", story.pk, slug)
    if request.method == "POST":
        actions.withdraw(consent=line.consent, by=request.user, how=Way.BUTTON)
        return redirect("coaches:story_use", story.pk, slug)
    return render(request, "coaches/story_take_back.html", {"story": story, "lines": [line]})


@guarded(access.own_story)
def take_all_back(request: PersonRequest, key: UUID) -> HttpResponse:
    """Take back every use at once."""
    story = access.own_story(request.user, key)
    standing = [line for line in lines_of([story])[story.pk] if line.stands]
    if request.method == "POST":
        actions.withdraw_all(story=story, by=request.user, how=Way.BUTTON)
    if request.method == "POST" or not standing:
        return redirect("coaches:story", story.pk)
    return render(request, "coaches/story_take_back.html", {"story": story, "lines": standing})


def _offered(slug: str) -> Use:
    found = USE_OF.get(slug)
    if found is None or found not in offered_uses():
        raise Http404
    return found


def _line(story: Story, slug: str) -> UseLine:
    line = line_of(story, USE_OF[slug]) if slug in USE_OF else None
    if line is None:
        raise Http404
    return line


def _left(request: PersonRequest, story: Story) -> HttpResponse | None:
    """She went back or stopped: nothing was said."""
    return redirect("coaches:story", story.pk) if request.POST.get("go") in {"back", "stop"} else None
