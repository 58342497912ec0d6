"""Her yes to one use or one group of a story, and taking it back: one button, one question, never why."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base import saying
from tegenstroom.base.access import guarded
from tegenstroom.coaches import access
from tegenstroom.coaches.actions import consent as actions
from tegenstroom.coaches.actions.wordings import newest
from tegenstroom.coaches.figures import CONSENT_YEARS
from tegenstroom.coaches.forms.stories import HowLongForm, ReadForm
from tegenstroom.coaches.models import Story
from tegenstroom.coaches.rules.stories import Meant, Read, Way, day_for
from tegenstroom.coaches.told import UseLine, groups_for, line_of, lines_of, may_be_said, meant_by, wider_than
from tegenstroom.coaches.words import word_of


@guarded(access.own_story)
def groups(request: PersonRequest, key: UUID) -> HttpResponse:
    """Which group? Those that she helps give, one by one."""
    story = access.own_story(request.user, key)
    return render(request, "coaches/story_groups.html", {"story": story, "lines": groups_for(story)})


@guarded(access.own_story)
def use(request: PersonRequest, key: UUID, slug: str) -> HttpResponse:
    """One use: the exact words, since when, where the story is, and where it is gone."""
    story = access.own_story(request.user, key)
    line = _line(story, slug)
    page = {
        "story": story,
        "line": line,
        "wider": wider_than(line, lines_of([story])[story.pk]),
        "sayable": may_be_said(story.coach),
    }
    return render(request, "coaches/story_use.html", page)


@guarded(access.own_story)
def yes(request: PersonRequest, key: UUID, slug: str) -> HttpResponse:
    """First the words that she would agree with, and how she read them."""
    story, meant = access.own_story(request.user, key), _meant(request, slug)
    if not story.is_told:
        return redirect("coaches:story_question", story.pk, "verhaal")
    form = ReadForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (leave := _left(request, story)):
        return leave
    if request.method == "POST" and form.is_valid():
        return redirect("coaches:story_how_long", story.pk, slug, form.cleaned_data["answer"])
    page = {"story": story, "wording": newest(meant.use, story.coach.language), "form": form}
    return render(request, "coaches/story_yes.html", page | {"word": word_of(meant)})


@guarded(access.own_story)
def longer(request: PersonRequest, key: UUID, slug: str) -> HttpResponse:
    """Her yes ends: may it last? The words as they are now, and a yes and a no."""
    story = access.own_story(request.user, key)
    line, meant = _line(story, slug), meant_by(request.user, slug)
    if line.consent is None or not line.stands or meant is None:
        return redirect("coaches:story_use", story.pk, slug)
    form = ReadForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and request.POST.get("go") == "no":
        said = _("Goed. Het mag nog tot en met %(day)s. Daarna halen we het daar weg.")
        messages.success(request, said % {"day": saying.day(line.consent.until)})
        return redirect("coaches:story_use", story.pk, slug)
    if request.method == "POST" and (leave := _left(request, story)):
        return leave
    if request.method == "POST" and form.is_valid():
        return redirect("coaches:story_how_long", story.pk, slug, form.cleaned_data["answer"])
    wording = newest(meant.use, story.coach.language)
    page = {"story": story, "line": line, "wording": wording, "form": form}
    return render(request, "coaches/story_longer.html", page)


@guarded(access.own_story)
def how_long(request: PersonRequest, key: UUID, slug: str, read: str) -> HttpResponse:
    """Then until when; with this answer she says yes."""
    story, meant = access.own_story(request.user, key), _meant(request, slug)
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
        actions.give(story=story, use=meant.use, group=meant.group, read=Read(read), until=until, by=request.user)
        messages.success(request, _("Je zei ja. Je kan dit altijd terugnemen."))
        return redirect("coaches:story_use", story.pk, slug)
    return render(request, "coaches/story_how_long.html", {"story": story, "form": form, "word": word_of(meant)})


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


def _meant(request: PersonRequest, slug: str) -> Meant:
    meant = meant_by(request.user, slug)
    if meant is None:
        raise Http404
    return meant


def _line(story: Story, slug: str) -> UseLine:
    line = line_of(story, slug)
    if line is None:
        raise Http404
    return line


def _left(request: PersonRequest, story: Story) -> HttpResponse | None:
    """She went back or stopped: nothing was said."""
    return redirect("coaches:story", story.pk) if request.POST.get("go") in {"back", "stop"} else None
