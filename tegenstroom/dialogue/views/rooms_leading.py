"""Taking a dialogue from phase to phase, and laying what is known beside it."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.dialogue.access import dialogues as access
from tegenstroom.dialogue.actions import dialogues, lessons, speaking
from tegenstroom.dialogue.forms.rooms import LayForm
from tegenstroom.dialogue.room import Room
from tegenstroom.dialogue.rules.phases import Phase, RefusedError
from tegenstroom.dialogue.views.dress import dressed
from tegenstroom.dialogue.views.rooms_page import back_to_room, phase_sent, tell


@guarded(access.dialogue_led)
@require_POST
def step(request: PersonRequest, pk: int) -> HttpResponse:
    """On to the next phase, as far as the rules allow; a button pressed twice goes one step."""
    dialogue = access.dialogue_led(request.user, pk)
    if (shown := phase_sent(request)) is None:
        raise BadRequest
    try:
        dialogues.next_phase(dialogue=dialogue, expected=shown, by=request.user)
    except RefusedError as refused:
        tell(request, refused)
    return back_to_room(dialogue)


@guarded(access.dialogue_led)
@require_http_methods(["GET", "POST"])
def insight(request: PersonRequest, pk: int) -> HttpResponse:
    """A trainer lays an insight beside the case: one that was handed over and still stands."""
    dialogue = access.dialogue_led(request.user, pk)
    room = Room(dialogue, request.user)
    if not room.may_lay_research:
        raise Http404
    known = list(lessons.standing())
    form = LayForm(request.POST if request.method == "POST" else None, insights=known)
    if request.method == "POST" and form.is_valid():
        chosen = next(one for one in known if str(one.pk) == form.cleaned_data["insight"])
        try:
            speaking.write(
                dialogue=dialogue,
                text="",
                key=form.cleaned_data["key"],
                insight=chosen,
                expected=Phase.RESEARCH,
                by=request.user,
            )
        except RefusedError as refused:
            tell(request, refused)
        return back_to_room(dialogue)
    page = {"room": room, "dialogue": dialogue, "form": form, "known": known}
    return dressed(request, "dialogue/room_insight.html", page)
