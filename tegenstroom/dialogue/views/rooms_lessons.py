"""From harvest to insight: lines of three voices side by side, each with the yes of who said it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.models import Person
from tegenstroom.base.access import by_link, guarded
from tegenstroom.base.sealing import unseal
from tegenstroom.dialogue import doors
from tegenstroom.dialogue.access.dialogues import dialogue_for, dialogues_of
from tegenstroom.dialogue.access.lessons import insight_for, insight_to_read, insights_of, line_for, own_line
from tegenstroom.dialogue.actions import lessons as actions
from tegenstroom.dialogue.actions import seats
from tegenstroom.dialogue.forms.rooms import LessonForm, LineForm
from tegenstroom.dialogue.models import InsightVoice
from tegenstroom.dialogue.room import Room
from tegenstroom.dialogue.rules.harvest import SnagError
from tegenstroom.dialogue.rules.phases import SHARED, Part
from tegenstroom.dialogue.views.dress import dressed
from tegenstroom.dialogue.views.rooms_page import tell
from tegenstroom.dialogue.words import SNAGS

# She reads her words over, with what is hard in them; nothing is kept.
LOOK = "look"


@guarded(dialogue_for)
@require_GET
def lessons(request: PersonRequest, pk: int) -> HttpResponse:
    """The lessons of a dialogue: what is proposed, what waits for whom, what went to the library."""
    dialogue = dialogue_for(request.user, pk)
    rows = [(one, actions.rows_of(one)) for one in insights_of(request.user, dialogue).exclude(title="")]
    waiting = {line.pk for line, _text in actions.lines_to_answer(request.user)}
    page = {"room": Room(dialogue, request.user), "dialogue": dialogue, "rows": rows, "waiting": waiting}
    return dressed(request, "dialogue/room_lessons.html", page)


@guarded(dialogue_for)
@require_http_methods(["GET", "POST"])
def proposal(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose the words of a lesson: of each voice at least one."""
    dialogue = dialogue_for(request.user, pk)
    room = Room(dialogue, request.user)
    if not room.may_make_lessons:
        raise Http404
    words = [word for word in room.words if word.phase in SHARED and word.text and not word.gone]
    form = LessonForm(request.POST if request.method == "POST" else None, words=words)
    if request.method == "POST" and form.is_valid():
        chosen = [word.word for word in form.chosen()]
        try:
            made = actions.propose(
                dialogue=dialogue, title=form.cleaned_data["title"], words=chosen, by=request.user
            )
            return redirect("dialogue:lesson", made.pk)
        except SnagError as snag:
            form.add_error(None, str(SNAGS[snag.snag]))
    return dressed(
        request, "dialogue/room_lesson_proposal.html", {"room": room, "dialogue": dialogue, "form": form}
    )


@guarded(insight_to_read)
@require_GET
def lesson(request: PersonRequest, key: UUID) -> HttpResponse:
    """A lesson: three voices, and from which dialogue and day it came; never the case."""
    insight = insight_to_read(request.user, key)
    seated = dialogues_of(request.user).filter(pk=insight.dialogue_id).first()
    room = Room(seated, request.user) if seated else None
    snag = actions.against_handing_over(insight)
    page = {
        "insight": insight,
        "rows": actions.rows_of(insight),
        "room": room,
        "is_mine_to_give": room is not None and room.leads and not insight.handed_over_at,
        "may_veto": room is not None and room.may_veto and not insight.handed_over_at,
        "snag": SNAGS[snag] if snag else "",
    }
    return dressed(request, "dialogue/room_lesson.html", page)


@guarded(insight_for)
@require_POST
def hand_over(request: PersonRequest, key: UUID) -> HttpResponse:
    """Give a lesson to the library, when each voice said yes."""
    insight = insight_for(request.user, key)
    try:
        actions.hand_over(insight=insight, by=request.user)
        messages.success(request, _("De les is overgedragen. Dank aan wie ze mee maakte."))
    except SnagError as snag:
        tell(request, snag)
    return redirect("dialogue:lesson", key)


@guarded(insight_for)
@require_http_methods(["GET", "POST"])
def veto(request: PersonRequest, key: UUID) -> HttpResponse:
    """A coach, or who brought the case, stops a lesson before it is handed over."""
    insight = insight_for(request.user, key)
    if not Room(insight.dialogue, request.user).may_veto:
        raise Http404
    if request.method == "POST":
        try:
            actions.veto_whole(insight=insight, by=request.user)
            messages.success(request, _("Deze les gaat niet mee."))
        except SnagError as snag:
            tell(request, snag)
        return redirect("dialogue:lessons", insight.dialogue_id)
    return dressed(request, "dialogue/room_lesson_veto.html", {"insight": insight})


@guarded(own_line)
@require_http_methods(["GET", "POST"])
def line(request: PersonRequest, key: UUID) -> HttpResponse:
    """Her own words in a lesson: may they go along, and under which name?"""
    hers = own_line(request.user, key)
    part = Part(hers.word.seat.part)
    form = _line_form(request, hers, part)
    if request.method == "POST" and _answered(request, form, hers, request.user):
        return redirect("dialogue:line", key)
    page = {"is_own_page": True, "part": part, "reads_lesson": _reads(request.user, hers)}
    return dressed(request, "dialogue/room_line.html", {**_line_page(hers, form), **page})


@by_link
def line_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same question behind the link in her letter."""
    hers = doors.line_of(token)
    form = _line_form(request, hers, Part(hers.word.seat.part), logged_in=False)
    if request.method == "POST" and _answered(request, form, hers, hers.speaker):
        return redirect("dialogue:line_link", token)
    return dressed(request, "dialogue/room_line.html", _line_page(hers, form))


@guarded(own_line)
@require_http_methods(["GET", "POST"])
def line_back(request: PersonRequest, key: UUID) -> HttpResponse:
    """Her words leave the lesson, also when it was handed over."""
    hers = own_line(request.user, key)
    if request.method == "POST":
        actions.take_voice_back(voice=hers, by=request.user)
        messages.success(request, _("Je woorden zijn weg uit deze les."))
        return redirect("dialogue:line", key)
    return dressed(request, "dialogue/room_line_back.html", {"line": hers, "text": _text(hers)})


@guarded(line_for)
@require_http_methods(["GET", "POST"])
def line_veto(request: PersonRequest, key: UUID) -> HttpResponse:
    """A coach, or who brought the case, keeps one line out before it is handed over."""
    theirs = line_for(request.user, key)
    if not Room(theirs.insight.dialogue, request.user).may_veto:
        raise Http404
    if request.method == "POST":
        try:
            actions.veto_lesson(voice=theirs, by=request.user)
            messages.success(request, _("Deze zin gaat niet mee."))
        except SnagError as snag:
            tell(request, snag)
        return redirect("dialogue:lesson", theirs.insight_id)
    return dressed(request, "dialogue/room_line_veto.html", {"line": theirs, "text": _text(theirs)})


def _reads(person: Person, line: InsightVoice) -> bool:
    """Whether she reads the whole lesson: who left its dialogue may not."""
    try:
        insight_to_read(person, line.insight_id)
    except Http404:
        return False
    return True


def _line_page(hers: InsightVoice, form: LineForm) -> dict[str, Any]:
    return {"line": hers, "form": form, "alias": seats.alias_of(hers.insight.dialogue, hers.speaker)}


def _line_form(request: HttpRequest, hers: InsightVoice, part: Part, *, logged_in: bool = True) -> LineForm:
    name = hers.by_name if hers.said_yes_at else hers.word.seat.shown_as
    data = request.POST if request.method == "POST" else None
    return LineForm(data, initial={"text": _text(hers), "by_name": name}, part=part, logged_in=logged_in)


def _answered(request: HttpRequest, form: LineForm, hers: InsightVoice, by: Person) -> bool:
    """Keep her yes or her no; False when something must be looked at again."""
    try:
        if request.POST.get("answer") == "no":
            actions.take_voice_back(voice=hers, by=by)
            return True
        if not form.is_valid() or request.POST.get("answer") == LOOK:
            return False
        if form.cleaned_data["text"] != _text(hers):
            actions.rewrite(voice=hers, text=form.cleaned_data["text"], by=by)
        actions.say_yes(voice=hers, by_name=form.cleaned_data["by_name"], by=by)
    except SnagError as snag:
        form.add_error(None, str(SNAGS[snag.snag]))
        return False
    return True


def _text(row: InsightVoice) -> str:
    """The words of one line; none when it is gone."""
    if row.gone_at is not None:
        return ""
    return unseal(row.sealed_text, row=row, field="sealed_text", owner=row.speaker)
