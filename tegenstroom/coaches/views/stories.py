"""Her own stories: telling one question at a time, seeing where each one is, wiping one."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.base.sealing import SealError
from tegenstroom.coaches import access
from tegenstroom.coaches.actions import stories as actions
from tegenstroom.coaches.actions.copies import offered_uses
from tegenstroom.coaches.forms.stories import BeginForm, QuestionForm, name_field, text_field, title_field
from tegenstroom.coaches.models import Story
from tegenstroom.coaches.rules.stories import Use
from tegenstroom.coaches.told import lines_of, may_be_said, wider_than

# The questions in order, by how they stand in an address; the title was asked first, and can be asked again.
FIELDS: dict[str, tuple[str, Callable[[], forms.CharField]]] = {
    "titel": ("title", title_field),
    "verhaal": ("text", text_field),
    "naam": ("by_name", name_field),
}
ORDER = list(FIELDS)


@guarded(access.own_profile)
def stories(request: PersonRequest) -> HttpResponse:
    """All she told, and where each one is now."""
    hers = Story.objects.of(access.own_profile(request.user).person)
    lines = lines_of(hers)
    page = {"stories": [(story, lines[story.pk]) for story in hers]}
    return render(request, "coaches/stories.html", page)


@guarded(access.own_profile)
def begin(request: PersonRequest) -> HttpResponse:
    """The first question: what is it called?"""
    coach = access.own_profile(request.user).person
    form = BeginForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if form.is_valid():
            given = form.cleaned_data
            story = actions.begin(coach=coach, title=given["answer"], key=given["key"], by=coach)
            return _next(request, story, "titel")
        if request.POST.get("go") in {"back", "stop"}:
            return redirect("coaches:stories")
    return render(request, "coaches/story_question.html", {"form": form, "number": 1, "total": len(ORDER)})


@guarded(access.own_story)
def question(request: PersonRequest, key: UUID, step: str) -> HttpResponse:
    """One question about a story. What she typed is kept whichever button she presses."""
    story = access.own_story(request.user, key)
    if step not in FIELDS:
        raise Http404
    name, field = FIELDS[step]
    data = request.POST if request.method == "POST" else None
    form = QuestionForm(data, field=field(), initial={"answer": _kept(story, name)})
    if request.method == "POST":
        if form.is_valid():
            actions.change(story=story, by=request.user, **{name: form.cleaned_data["answer"]})
            return _next(request, story, step)
        if request.POST.get("go") in {"back", "stop"} and not request.POST.get("answer", "").strip():
            return _next(request, story, step)
    page = {"form": form, "story": story, "number": ORDER.index(step) + 1, "total": len(ORDER)}
    return render(request, "coaches/story_question.html", page)


@guarded(access.own_story)
def one(request: PersonRequest, key: UUID) -> HttpResponse:
    """One story: where it is, what she says yes to, and her own words."""
    story = access.own_story(request.user, key)
    lines = lines_of([story])[story.pk]
    standing = sum(line.stands for line in lines)
    with_wider = [(line, wider_than(line, lines)) for line in lines]
    page = {"story": story, "lines": with_wider, "standing": standing, "unreadable": "", "text": ""}
    page["sayable"] = may_be_said(story.coach)
    page["asks_by_group"] = Use.THIS_GROUP in offered_uses()
    try:
        page["text"] = actions.text_of(story)
    except SealError as error:
        page["unreadable"] = str(error)
    return render(request, "coaches/story.html", page)


@guarded(access.own_story)
def erasure(request: PersonRequest, key: UUID) -> HttpResponse:
    """Wipe a story, after one question."""
    story = access.own_story(request.user, key)
    if request.method == "POST":
        all_gone = actions.erase(story=story, by=request.user)
        messages.success(
            request,
            _("Je verhaal is gewist. Niemand kan het nog lezen.")
            if all_gone
            else _("Je verhaal is gewist. Niemand kan het nog lezen. De laatste sporen gaan binnen het uur weg."),
        )
        return redirect("coaches:stories")
    return render(request, "coaches/story_erasure.html", {"story": story})


def _kept(story: Story, name: str) -> str:
    return actions.text_of(story) if name == "text" else str(getattr(story, name))


def _next(request: PersonRequest, story: Story, step: str) -> HttpResponse:
    """Where the pressed button leads: on, back, or out."""
    to = ORDER.index(step) + (-1 if request.POST.get("go") == "back" else 1)
    if request.POST.get("go") == "stop" or to < 0:
        return redirect("coaches:stories")
    if to < len(ORDER):
        return redirect("coaches:story_question", story.pk, ORDER[to])
    return redirect("coaches:story", story.pk)
