"""Stories at the desk: their titles and what they may be used for, never their words."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.models import Person
from tegenstroom.base.access import guarded
from tegenstroom.coaches import access
from tegenstroom.coaches.actions import consent, copies
from tegenstroom.coaches.actions import stories as actions
from tegenstroom.coaches.actions.her_groups import meant_for
from tegenstroom.coaches.actions.wordings import newest
from tegenstroom.coaches.doors import slug_of
from tegenstroom.coaches.forms.stories import EnterForm, TakeBackForm
from tegenstroom.coaches.models import Story
from tegenstroom.coaches.rules.stories import Way
from tegenstroom.coaches.told import UseLine, line_of, lines_of


@guarded(access.profile_at_desk)
def stories(request: PersonRequest, pk: int) -> HttpResponse:
    """What one coach told, by title, for when she phones to take it back."""
    coach = access.profile_at_desk(request.user, pk).person
    hers = Story.objects.of(coach).defer("sealed_text")
    lines = lines_of(hers)
    each = [(story, _answered(lines[story.pk]), sum(line.stands for line in lines[story.pk])) for story in hers]
    page = {"coach": coach, "stories": each, "standing": sum(stand for _story, _lines, stand in each)}
    return render(request, "coaches/desk/stories.html", page)


@guarded(access.profile_at_desk)
def enter(request: PersonRequest, pk: int) -> HttpResponse:
    """Write down what she told aloud; after this only she reads it."""
    coach = access.profile_at_desk(request.user, pk).person
    offered = {slug_of(meant): meant for meant in meant_for(coach)}
    wordings = [newest(use, coach.language) for use in dict.fromkeys(meant.use for meant in offered.values())]
    data = request.POST if request.method == "POST" else None
    form = EnterForm(data, offered=offered, by_name=coach.short_name)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        uses = [offered[slug] for slug in given["uses"]]
        actions.enter(
            coach=coach,
            title=given["title"],
            by_name=given["by_name"],
            text=given["text"],
            uses=uses,
            key=given["key"],
            by=request.user,
        )
        kept = _("Het verhaal is bewaard. Vanaf nu kan alleen %(name)s het nog lezen.")
        messages.success(request, kept % {"name": coach.short_name})
        return redirect("coaches:desk_stories", pk)
    return render(request, "coaches/desk/story_enter.html", {"coach": coach, "form": form, "wordings": wordings})


@guarded(access.story_at_desk)
def take_back(request: PersonRequest, key: UUID, slug: str) -> HttpResponse:
    """She phones: take back one use for her."""
    story = access.story_at_desk(request.user, key)
    if (line := line_of(story, slug)) is None:
        raise Http404
    standing = [line] if line.stands else []
    if request.method == "POST" and standing and standing[0].consent:
        consent.withdraw(consent=standing[0].consent, by=request.user, how=Way.PHONE)
        messages.success(request, _("Teruggenomen. %(name)s krijgt een brief.") % {"name": story.coach.short_name})
    if request.method == "POST" or not standing:
        return redirect("coaches:desk_stories", story.coach_id)
    return render(request, "coaches/desk/story_take_back.html", {"story": story, "line": standing[0]})


@guarded(access.story_at_desk)
def take_all_back(request: PersonRequest, key: UUID) -> HttpResponse:
    """She phones: take back every use of one story for her, or some."""
    story = access.story_at_desk(request.user, key)
    return _back(request, [story], coach=story.coach)


@guarded(access.profile_at_desk)
def take_each_back(request: PersonRequest, pk: int) -> HttpResponse:
    """She phones: take back every use of all that she told for her, or some."""
    coach = access.profile_at_desk(request.user, pk).person
    return _back(request, list(Story.objects.of(coach).defer("sealed_text")), coach=coach)


@guarded(access.copies_at_desk)
def left(request: PersonRequest) -> HttpResponse:
    """Where a story still is though she took it back, the longest first."""
    waiting = access.copies_at_desk(request.user)
    late = set(copies.overdue().values_list("pk", flat=True))
    return render(
        request, "coaches/desk/stories_left.html", {"copies": [(copy, copy.pk in late) for copy in waiting]}
    )


@guarded(access.copy_at_desk)
@require_POST
def gone(request: PersonRequest, pk: int) -> HttpResponse:
    """A coordinator took it away by hand."""
    copy = access.copy_at_desk(request.user, pk)
    if copies.gone_by_hand(copy=copy, by=request.user):
        messages.success(request, _("Weg uit: %(where)s. De coach ziet het ook.") % {"where": copy.where})
    else:
        messages.info(request, _("Dit was al weg."))
    return redirect("coaches:desk_copies")


def _back(request: PersonRequest, told: list[Story], *, coach: Person) -> HttpResponse:
    """First the words to say on the phone, with all that can go; then it goes, or only what she chose of it."""
    standing = _standing(told)
    form = TakeBackForm(request.POST if request.method == "POST" else None, standing=standing)
    if request.method == "POST" and form.is_valid():
        only = form.cleaned_data["chosen"]
        if consent.withdraw_each(coach=coach, by=request.user, how=Way.PHONE, only=only):
            done = _("Teruggenomen.") if form.is_part else _("Alles is teruggenomen.")
            gets = _("%(name)s krijgt één brief.") % {"name": coach.short_name}
            messages.success(request, f"{done} {gets}")
        return redirect("coaches:desk_stories", coach.pk)
    if not standing:
        return redirect("coaches:desk_stories", coach.pk)
    page = {"coach": coach, "stories": standing, "form": form}
    return render(request, "coaches/desk/story_take_all_back.html", page)


def _standing(told: list[Story]) -> list[tuple[Story, list[UseLine]]]:
    """The stories that something may use now, each with what may."""
    lines = lines_of(told)
    each = [(story, [line for line in lines[story.pk] if line.stands]) for story in told]
    return [(story, stand) for story, stand in each if stand]


def _answered(lines: list[UseLine]) -> list[UseLine]:
    """What she once said yes to."""
    return [line for line in lines if line.consent]
