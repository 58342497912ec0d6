"""What the pages of a room share: what they may, and how they say that something may not be."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.figures import together
from tegenstroom.base.middleware import PERMISSIONS_POLICY
from tegenstroom.dialogue.figures import RECORDING_KB, RECORDING_SECONDS
from tegenstroom.dialogue.forms.rooms import SayForm
from tegenstroom.dialogue.models import Dialogue
from tegenstroom.dialogue.room import Room
from tegenstroom.dialogue.rules.harvest import SnagError
from tegenstroom.dialogue.rules.phases import Phase, RefusedError
from tegenstroom.dialogue.views.dress import dressed
from tegenstroom.dialogue.words import REFUSALS, SNAGS

type View = Callable[..., HttpResponse]

# Here alone a microphone may be asked for, and a recording heard.
HEARS = csp_override({**settings.SECURE_CSP, "media-src": [CSP.SELF, "blob:"]})
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
    room = Room(dialogue, request.user)
    return dressed(request, "dialogue/room.html", _page(room, form if form else say_form(room)))


def own_group_page(request: PersonRequest, dialogue: Dialogue, form: SayForm | None = None) -> HttpResponse:
    """The page of the coaches among themselves."""
    room = Room(dialogue, request.user)
    return dressed(request, "dialogue/room_own_group.html", _page(room, form if form else say_form(room)))


def news_of(request: PersonRequest, template: str, room: Room, version: str) -> HttpResponse:
    """The parts of a page that change, under the number of what they show."""
    context = _page(room, say_form(room))
    response = render(request, template, context)
    response.headers["ETag"] = f'"{version}"'
    return response


def has_seen(request: HttpRequest, version: str) -> bool:
    """Whether the page that polls shows this already; compressed on the way, a number comes back as a weak one."""
    return request.headers.get("If-None-Match", "").removeprefix("W/").strip('"') == version


def say_form(room: Room) -> SayForm:
    """An empty form for this phase."""
    return SayForm(phase=room.phase, part=room.part)


def moved_form(request: PersonRequest, room: Room, refused: RefusedError) -> SayForm:
    """The form of the phase that came meanwhile, filled in with what she wrote, and a sentence that says so."""
    data = request.POST.copy()
    data["phase"] = room.phase
    form = SayForm(data, request.FILES, phase=room.phase, part=room.part)
    form.add_error(None, str(REFUSALS[refused.refusal]))
    return form


def tell(request: HttpRequest, error: RefusedError | SnagError) -> None:
    """Say in words why it may not be."""
    words = REFUSALS[error.refusal] if isinstance(error, RefusedError) else SNAGS[error.snag]
    messages.error(request, str(words))


def back_to_room(dialogue: Dialogue) -> HttpResponse:
    """The room; coaches who are among themselves come back there by their own door."""
    return redirect("dialogue:room", dialogue.pk)


def phase_sent(request: HttpRequest) -> Phase | None:
    """The phase that the page showed when its button was pressed."""
    sent = request.POST.get("phase", "")
    return Phase(sent) if sent in set(Phase) else None


def _page(room: Room, form: SayForm) -> dict[str, Any]:
    most_seconds, most_kb = together(timezone.localdate(room.now), RECORDING_SECONDS, RECORDING_KB)
    return {
        "room": room,
        "dialogue": room.dialogue,
        "form": form,
        "most_seconds": int(most_seconds),
        "most_kb": int(most_kb),
    }
