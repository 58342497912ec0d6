"""The harvest, and what people did with it weeks later: one question a page."""

from contextlib import suppress

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.models import Person
from tegenstroom.base.access import by_link, guarded
from tegenstroom.dialogue import doors
from tegenstroom.dialogue.access import dialogues as access
from tegenstroom.dialogue.actions import speaking
from tegenstroom.dialogue.actions.running import state_of
from tegenstroom.dialogue.forms.rooms import HELP, QUESTIONS, AnswerForm
from tegenstroom.dialogue.models import Dialogue, Word
from tegenstroom.dialogue.room import Room
from tegenstroom.dialogue.rules.first import First, fields_left
from tegenstroom.dialogue.rules.phases import Field, Phase, RefusedError
from tegenstroom.dialogue.views.dress import dressed
from tegenstroom.dialogue.views.rooms_page import back_to_room
from tegenstroom.dialogue.words import REFUSALS

# The questions as they stand in an address.
FIELDS = {"meenemen": Field.TAKE_ALONG, "doen": Field.WILL_DO, "spanning": Field.TENSION, "anders": Field.CHANGE}
ORDER = list(FIELDS)
GO_BACK, GO_STOP, GO_LOOK = "back", "stop", "look"


@guarded(access.dialogue_for)
@require_http_methods(["GET", "POST"])
def harvest(request: PersonRequest, pk: int, field: str) -> HttpResponse:
    """One of the four questions. What she wrote is kept whichever button she presses; nothing is an answer too."""
    dialogue = access.dialogue_for(request.user, pk)
    room = Room(dialogue, request.user)
    if field not in FIELDS or (room.phase is not Phase.HARVEST and request.method == "GET"):
        raise Http404
    asked = FIELDS[field]
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(
        data, label=QUESTIONS[asked], help_text=HELP[asked], part=room.part, names_here=room.names_here
    )
    if request.method == "POST":
        if not request.POST.get("text", "").strip():
            return _go(request, dialogue, field)
        if form.is_valid() and _harvested(form, dialogue, asked, request.user):
            return _go(request, dialogue, field)
    hers = [word for word in room.words if word.is_own and word.field is asked and word.text]
    page = {"room": room, "dialogue": dialogue, "form": form, "hers": hers, "number": ORDER.index(field) + 1}
    return dressed(request, "dialogue/room_harvest.html", {**page, "total": len(ORDER)})


@guarded(access.dialogue_for)
@require_http_methods(["GET", "POST"])
def done(request: PersonRequest, pk: int) -> HttpResponse:
    """What became of it: the coaches hear."""
    dialogue = access.dialogue_for(request.user, pk)
    room = Room(dialogue, request.user)
    form = _done_form(request, room)
    if request.method == "POST" and form.is_valid() and _told(form, dialogue, request.user):
        messages.success(request, _("Dank je om het te vertellen. De coaches krijgen bericht."))
        return back_to_room(dialogue)
    page = {"room": room, "dialogue": dialogue, "form": form, "is_own_page": True}
    return dressed(request, "dialogue/room_done.html", page)


@by_link
def done_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same question behind the link in her letter. It shows nothing of the case."""
    seat = doors.seat_of(token)
    form = _done_form(request, Room(seat.dialogue, seat.person), logged_in=False)
    is_sent = request.method == "POST" and request.POST.get("go") != GO_LOOK
    if is_sent and form.is_valid() and _told(form, seat.dialogue, seat.person):
        return redirect("dialogue:done_link", token)
    room = Room(seat.dialogue, seat.person)
    page = {"room": room, "dialogue": seat.dialogue, "form": form, "has_told": room.first is First.TOLD}
    return dressed(request, "dialogue/room_done.html", page)


def _done_form(request: HttpRequest, room: Room, *, logged_in: bool = True) -> AnswerForm:
    return AnswerForm(
        request.POST if request.method == "POST" else None,
        label=_("Wat deed je ermee?"),
        help_text=_("Enkele zinnen volstaan. Lukte het niet? Vertel ook dat."),
        part=room.part,
        logged_in=logged_in,
        names_here=room.names_here,
    )


def _told(form: AnswerForm, dialogue: Dialogue, by: Person) -> Word | None:
    try:
        given = form.cleaned_data
        return speaking.say_what_i_did(dialogue=dialogue, text=given["text"], key=given["key"], by=by)
    except RefusedError as refused:
        form.add_error(None, str(REFUSALS[refused.refusal]))
        return None


def _harvested(form: AnswerForm, dialogue: Dialogue, field: Field, by: Person) -> Word | None:
    given = form.cleaned_data
    try:
        return speaking.write(
            dialogue=dialogue, text=given["text"], key=given["key"], field=field, expected=Phase.HARVEST, by=by
        )
    except RefusedError as refused:
        form.add_error(None, str(REFUSALS[refused.refusal]))
        return None


def _go(request: PersonRequest, dialogue: Dialogue, field: str) -> HttpResponse:
    """Where the pressed button leads: on, back, or to the room."""
    go = request.POST.get("go")
    to = ORDER.index(field) + (-1 if go == GO_BACK else 1)
    if go != GO_STOP and 0 <= to < len(ORDER):
        return redirect("dialogue:harvest", dialogue.pk, ORDER[to])
    if go != GO_STOP and to == len(ORDER):
        _let_the_rest_go_by(dialogue, request.user)
    return back_to_room(dialogue)


def _let_the_rest_go_by(dialogue: Dialogue, person: Person) -> None:
    """Who went past the last question is asked those that she left open no more; answering them stays possible."""
    if fields_left(state_of(dialogue), person.pk):
        # When the dialogue went on meanwhile, nothing is asked of her any more either.
        with suppress(RefusedError):
            speaking.pass_turn(dialogue=dialogue, expected=Phase.HARVEST, by=person)
