"""The room in which a case is spoken about, the coaches' own, and the screen on the wall."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.dialogue import access
from tegenstroom.dialogue.room import Room
from tegenstroom.dialogue.views.rooms_page import has_seen, hears, news_of, own_group_page, room_page, shown

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
    """The parts of the room that changed. As long as nothing did, it costs one small question."""
    version = access.version_for(request.user, pk)
    if has_seen(request, version):
        return HttpResponse(status=NO_NEWS)
    dialogue = access.dialogue_for(request.user, pk)
    return news_of(request, "dialogue/room_news.html", Room(dialogue, request.user), version)


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
    version = access.version_for(request.user, pk)
    if has_seen(request, version):
        # Whoever has this number sat there when it was made.
        return HttpResponse(status=NO_NEWS)
    dialogue = access.own_group(request.user, pk)
    return news_of(request, "dialogue/room_own_group_news.html", Room(dialogue, request.user), version)


@guarded(access.dialogue_led)
@require_GET
def screen(request: PersonRequest, pk: int) -> HttpResponse:
    """For the screen on the wall: large, and without any name."""
    dialogue = access.dialogue_led(request.user, pk)
    page = {"room": Room(dialogue, request.user), "dialogue": dialogue}
    return shown(request, "dialogue/room_screen.html", page)


@guarded(access.dialogue_led)
@require_GET
def screen_news(request: PersonRequest, pk: int) -> HttpResponse:
    """What changed on the screen."""
    version = access.version_for(request.user, pk)
    if has_seen(request, version):
        return HttpResponse(status=NO_NEWS)
    dialogue = access.dialogue_led(request.user, pk)
    return news_of(request, "dialogue/room_screen_news.html", Room(dialogue, request.user), version)
