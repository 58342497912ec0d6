"""What the pages of a room share: what they may, and how they say that something may not be."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.csp import csp_override

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base import keepsafe
from tegenstroom.base.figures import together
from tegenstroom.base.middleware import PERMISSIONS_POLICY
from tegenstroom.dialogue.access import dialogues as access
from tegenstroom.dialogue.actions import dictation, seats
from tegenstroom.dialogue.figures import RECORDING_KB, RECORDING_SECONDS
from tegenstroom.dialogue.forms.rooms import SayForm
from tegenstroom.dialogue.models import Dialogue
from tegenstroom.dialogue.polling import Held, slip_for
from tegenstroom.dialogue.room import Room
from tegenstroom.dialogue.rules import dictation as spoken
from tegenstroom.dialogue.rules.harvest import SnagError
from tegenstroom.dialogue.rules.phases import Part, Phase, RefusedError
from tegenstroom.dialogue.turns import mark_of
from tegenstroom.dialogue.views.dress import dressed
from tegenstroom.dialogue.words import REFUSALS, SNAGS

type View = Callable[..., HttpResponse]

# Here alone a microphone may be asked for, and a recording heard.
HEARS = csp_override({**settings.SECURE_CSP, "media-src": [CSP.SELF, "blob:"]})
# Stands in the form that is kept where the key comes.
NO_KEY = UUID(int=0)
# Asks for a page at its newest word.
NEWEST = "nieuw"
MICROPHONE = PERMISSIONS_POLICY.replace("microphone=()", "microphone=(self)")


def hears(view: View) -> View:
    """A page on which people can speak and listen."""

    @HEARS
    @wraps(view)
    def heard(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        response.headers["Permissions-Policy"] = MICROPHONE
        return response

    return heard


def room_page(request: PersonRequest, dialogue: Dialogue, form: SayForm | None = None) -> HttpResponse:
    """The room, with what she was writing where she was writing something."""
    return _whole(request, dialogue, form, "dialogue/room.html", among=False)


def own_group_page(request: PersonRequest, dialogue: Dialogue, form: SayForm | None = None) -> HttpResponse:
    """The page of the coaches among themselves."""
    return _whole(request, dialogue, form, "dialogue/room_own_group.html", among=True)


def news_of(
    request: PersonRequest, dialogue: Dialogue, version: str, template: str, *, among: bool
) -> HttpResponse:
    """What a page does not hold yet, and under which tag it holds it from now on."""
    held = Held.by(request)
    room = Room(dialogue, request.user, held=held.turns)
    now = _holding(request, version, room, among=among)
    context = {"room": room, "dialogue": dialogue, "form_held": held.form == now.form}
    if not context["form_held"]:
        context |= _writing(room, None)
    response = render(request, template, context)
    response.headers["ETag"] = f'"{now}"'
    return response


def moved_form(request: PersonRequest, room: Room, refused: RefusedError) -> SayForm:
    """The form of the phase that came meanwhile, filled in with what she wrote, and a sentence that says so."""
    data = request.POST.copy()
    data["phase"] = room.phase
    form = filled(room, room.phase, data, request.FILES)
    form.add_error(None, str(REFUSALS[refused.refusal]))
    return form


def filled(room: Room, phase: Phase, *sent: Any) -> SayForm:
    """The form of a phase with what she sent: her words, and her files."""
    return SayForm(*sent, phase=phase, part=room.part, typists=typists_for(room), names_here=room.names_here)


def typists_for(room: Room) -> str:
    """The names of who could type what she speaks now; empty where she types herself."""
    if spoken.against_asking(room.state, room.reader.pk):
        return ""
    return dictation.typists_of(room.dialogue, room.state, room.reader.pk, room.phase)


def tell(request: HttpRequest, error: RefusedError | SnagError) -> None:
    """Say in words why it may not be."""
    words = REFUSALS[error.refusal] if isinstance(error, RefusedError) else SNAGS[error.snag]
    messages.error(request, str(words))


def back_to_room(dialogue: Dialogue) -> HttpResponse:
    """The room; coaches who are among themselves come back there by their own door."""
    return redirect("dialogue:room", dialogue.pk)


def to_newest(name: str, dialogue: Dialogue, newest: UUID | None) -> HttpResponse:
    """A page at its newest word, loaded anew: a link to another place on the same page would load nothing."""
    address = reverse(f"dialogue:{name}", args=[dialogue.pk])
    return redirect(f"{address}#w-{newest}" if newest else address)


def phase_sent(request: HttpRequest) -> Phase | None:
    """The phase that the page showed when its button was pressed."""
    sent = request.POST.get("phase", "")
    return Phase(sent) if sent in set(Phase) else None


def _whole(
    request: PersonRequest, dialogue: Dialogue, form: SayForm | None, template: str, *, among: bool
) -> HttpResponse:
    # The number first: what changes while the page is made comes with the first poll.
    version = access.version_of(request.user, dialogue)
    room = Room(dialogue, request.user)
    context = {"room": room, "dialogue": dialogue, "holding": _holding(request, version, room, among=among)}
    if among:
        context["guide"] = seats.guide_of(dialogue, request.user)
    return dressed(request, template, context | _writing(room, form))


def _holding(request: PersonRequest, version: str, room: Room, *, among: bool) -> Held:
    looks = room.looks_among_coaches if among else room.looks
    is_open = room.may_speak_among_coaches if among else room.may_speak
    slip = slip_for(request, room.dialogue.pk, version)
    return Held(version, mark_of(looks), f"{room.phase}{is_open:d}", slip)


def _writing(room: Room, form: SayForm | None) -> dict[str, Any]:
    """Her form: as it comes back to her, or empty."""
    most_seconds, most_kb = together(room.today, RECORDING_SECONDS, RECORDING_KB)
    most = {"most_seconds": int(most_seconds), "most_kb": int(most_kb)}
    # Who knows her voice knows who speaks under a name that she made up: she is told before she records.
    alias = seats.alias_of(room.dialogue, room.reader) if room.is_coach else ""
    if form:
        return {"form": form, "alias": alias, **most}
    return {"blank": _blank(room.phase, room.part, most, typists_for(room), is_alias=bool(alias))}


def _blank(phase: Phase, part: Part | None, most: dict[str, int], typists: str, *, is_alias: bool) -> SafeString:
    """An empty form for this phase, made once; what she says gets a key of its own on each page."""

    def render() -> str:
        form = SayForm(phase=phase, part=part, typists=typists, initial={"key": NO_KEY})
        return render_to_string("dialogue/parts/room_fields.html", {"form": form, "alias": is_alias, **most})

    made = keepsafe.kept(("room_fields", get_language(), phase, part, is_alias, typists, *most.items()), render)
    return mark_safe(made.replace(str(NO_KEY), str(uuid4())))  # noqa: S308  a template of ours made it
