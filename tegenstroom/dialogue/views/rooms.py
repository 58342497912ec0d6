"""The room in which a case is spoken about, the coaches' own, and the screen on the wall."""

from collections.abc import Callable

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.models import Person
from tegenstroom.base.access import guarded
from tegenstroom.dialogue import access
from tegenstroom.dialogue.models import Dialogue
from tegenstroom.dialogue.room import Room
from tegenstroom.dialogue.views.dress import dressed
from tegenstroom.dialogue.views.rooms_page import has_seen, hears, news_of, own_group_page, room_page

type Guard = Callable[[Person, int], Dialogue]

# Nothing new: the page that polls stays as it is.
NO_NEWS = 204


@guarded(access.dialogue_for)
@require_GET
@hears
def room(request: PersonRequest, pk: int) -> HttpResponse:
    """Where we are, what is asked of me, and what was said."""
    return room_page(request, access.dialogue_for(request.user, pk))


@guarded(access.version_for)
@require_GET
def news(request: PersonRequest, pk: int) -> HttpResponse:
    """The parts of the room that changed."""
    return _news(request, pk, access.dialogue_for, "dialogue/room_news.html")


@guarded(access.own_group)
@require_GET
@hears
def own_group(request: PersonRequest, pk: int) -> HttpResponse:
    """The coaches among themselves."""
    return own_group_page(request, access.own_group(request.user, pk))


@guarded(access.own_group)
@require_GET
def own_group_news(request: PersonRequest, pk: int) -> HttpResponse:
    """What changed among the coaches."""
    return _news(request, pk, access.own_group, "dialogue/room_own_group_news.html")


@guarded(access.dialogue_led)
@require_GET
def screen(request: PersonRequest, pk: int) -> HttpResponse:
    """For the screen on the wall: large, and without any name."""
    dialogue = access.dialogue_led(request.user, pk)
    page = {"room": Room(dialogue, request.user), "dialogue": dialogue}
    return dressed(request, "dialogue/room_screen.html", page)


@guarded(access.dialogue_led)
@require_GET
def screen_news(request: PersonRequest, pk: int) -> HttpResponse:
    """What changed on the screen."""
    return _news(request, pk, access.dialogue_led, "dialogue/room_screen_news.html")


def _news(request: PersonRequest, pk: int, guard: Guard, template: str) -> HttpResponse:
    """Nothing for who has this number: she sat there when it was made. Such a poll costs one small question."""
    version = access.version_for(request.user, pk)
    if has_seen(request, version):
        return HttpResponse(status=NO_NEWS)
    return news_of(request, template, Room(guard(request.user, pk), request.user), version)
