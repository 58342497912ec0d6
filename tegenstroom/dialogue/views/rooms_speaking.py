"""Speaking in a dialogue: written or recorded, let by; and listening to who spoke."""

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.models import Person
from tegenstroom.base.access import guarded
from tegenstroom.dialogue.access.dialogues import dialogue_for, own_group
from tegenstroom.dialogue.access.words import recording_for
from tegenstroom.dialogue.actions import dictation, reading, speaking
from tegenstroom.dialogue.forms.rooms import SayForm
from tegenstroom.dialogue.models import Dialogue, Dictation, Word
from tegenstroom.dialogue.playing import played
from tegenstroom.dialogue.room import Room
from tegenstroom.dialogue.rules.phases import Phase, Refusal, RefusedError
from tegenstroom.dialogue.rules.recordings import TroubleError
from tegenstroom.dialogue.views.dress import dressed
from tegenstroom.dialogue.views.rooms_page import (
    back_to_room,
    filled,
    hears,
    moved_form,
    own_group_page,
    phase_sent,
    room_page,
    tell,
)
from tegenstroom.dialogue.words import REFUSALS, TROUBLES


@guarded(dialogue_for)
@require_POST
@hears
def words(request: PersonRequest, pk: int) -> HttpResponse:
    """What she says before everybody. Sent five times it is one contribution."""
    dialogue = dialogue_for(request.user, pk)
    said = _say(request, dialogue, phase_sent(request))
    if isinstance(said, SayForm):
        return room_page(request, dialogue, said)
    return _where("dialogue:room", said)


@guarded(own_group)
@require_POST
@hears
def own_group_words(request: PersonRequest, pk: int) -> HttpResponse:
    """What she says among the coaches. When their group just ended nobody reads it: it comes back to her."""
    dialogue = own_group(request.user, pk)
    said = _say(request, dialogue, Phase.OWN_GROUP)
    if isinstance(said, SayForm):
        page = own_group_page if Room(dialogue, request.user).phase is Phase.OWN_GROUP else room_page
        return page(request, dialogue, said)
    return _where("dialogue:own_group", said)


@guarded(dialogue_for)
@require_POST
def turn(request: PersonRequest, pk: int) -> HttpResponse:
    """She listens rather than speaks: one button, no reason."""
    dialogue = dialogue_for(request.user, pk)
    try:
        speaking.pass_turn(dialogue=dialogue, expected=phase_sent(request), by=request.user)
    except RefusedError as refused:
        tell(request, refused)
    return back_to_room(dialogue)


@guarded(own_group)
@require_POST
def ready(request: PersonRequest, pk: int) -> HttpResponse:
    """A coach is done among the coaches. The last of them ends it: she is asked once more."""
    dialogue = own_group(request.user, pk)
    if Room(dialogue, request.user).is_last_to_be_ready and "sure" not in request.POST:
        return dressed(request, "dialogue/room_own_group_end.html", {"dialogue": dialogue})
    try:
        speaking.say_ready(dialogue=dialogue, by=request.user)
    except RefusedError as refused:
        tell(request, refused)
        return back_to_room(dialogue)
    still = Room(dialogue, request.user).phase is Phase.OWN_GROUP
    return redirect("dialogue:own_group" if still else "dialogue:room", pk)


@guarded(recording_for)
@require_GET
def recording(request: PersonRequest, key: UUID) -> HttpResponse:
    """Someone's voice, for who may read the words beside it. No browser and no proxy keeps it."""
    spoken = recording_for(request.user, key)
    return played(request, reading.play(recording=spoken, by=request.user), spoken.media_type)


def _where(name: str, said: Word | Dictation) -> HttpResponse:
    """The page on which she spoke, at her word; or where she sees that somebody types it."""
    place = f"w-{said.pk}" if isinstance(said, Word) else "room-waits"
    return redirect(f"{reverse(name, args=[said.dialogue_id])}#{place}")


def _say(request: PersonRequest, dialogue: Dialogue, phase: Phase | None) -> Word | Dictation | SayForm:
    """Keep what she said; or the form as it comes back to her, with all that she wrote and recorded."""
    said = _kept(request, dialogue, phase)
    if isinstance(said, SayForm):
        said.hand_back()
    return said


def _kept(request: PersonRequest, dialogue: Dialogue, phase: Phase | None) -> Word | Dictation | SayForm:
    room = Room(dialogue, request.user)
    phase = phase or room.phase
    form = filled(room, phase, request.POST, request.FILES)
    if not form.is_valid():
        return form if phase is room.phase else moved_form(request, room, RefusedError(Refusal.MOVED_ON))
    try:
        return _keep(form, dialogue, phase, by=request.user)
    except TroubleError as trouble:
        # What cannot be kept does not come back: her words do.
        form = filled(room, phase, _without_voice(request))
        form.add_error("text", str(TROUBLES[trouble.trouble]))
        return form
    except RefusedError as refused:
        return _refused(request, dialogue, form, refused)


def _keep(form: SayForm, dialogue: Dialogue, phase: Phase, *, by: Person) -> Word | Dictation:
    """A contribution; or a recording that waits for its text, where she lets somebody else type it."""
    given, spoken = form.cleaned_data, form.spoken()
    said = {"text": given["text"], "heard": given.get("heard", "")}
    if spoken is not None and form.lets_type:
        key = given["key"]
        return dictation.hand_over(dialogue=dialogue, key=key, spoken=spoken, expected=phase, by=by, **said)
    return speaking.write(dialogue=dialogue, key=given["key"], spoken=spoken, expected=phase, by=by, **said)


def _refused(request: PersonRequest, dialogue: Dialogue, form: SayForm, refused: RefusedError) -> SayForm:
    if refused.refusal is Refusal.MOVED_ON:
        return moved_form(request, Room(dialogue, request.user), refused)
    form.add_error(None, str(REFUSALS[refused.refusal]))
    return form


def _without_voice(request: PersonRequest) -> QueryDict:
    data = request.POST.copy()
    for name in ("voice", "with_voice", "seconds"):
        data.pop(name, None)
    return data
