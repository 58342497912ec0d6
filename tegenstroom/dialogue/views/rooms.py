"""The room in which a case is spoken about, the coaches' own, and the screen on the wall."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.dialogue.access import dialogues as access
from tegenstroom.dialogue.polling import NO_NEWS, Held
from tegenstroom.dialogue.room import Room
from tegenstroom.dialogue.views.dress import after_her_yes, dressed
from tegenstroom.dialogue.views.rooms_page import NEWEST, hears, news_of, own_group_page, room_page, to_newest


@guarded(access.dialogue_for)
@require_GET
@after_her_yes
@hears
def room(request: PersonRequest, pk: int) -> HttpResponse:
    """Where we are, what is asked of me, and what was said."""
    dialogue = access.dialogue_for(request.user, pk)
    if NEWEST in request.GET:
        return to_newest("room", dialogue, Room(dialogue, request.user).newest)
    return room_page(request, dialogue)


@guarded(access.dialogue_for)
@require_GET
def news(request: PersonRequest, pk: int) -> HttpResponse:
    """The parts of the room that changed."""
    dialogue = access.dialogue_for(request.user, pk)
    version = access.version_of(request.user, dialogue)
    if Held.by(request).version == version:
        return HttpResponse(status=NO_NEWS)
    return news_of(request, dialogue, version, "dialogue/room_news.html", among=False)


@guarded(access.own_group)
@require_GET
@hears
def own_group(request: PersonRequest, pk: int) -> HttpResponse:
    """The coaches among themselves."""
    dialogue = access.own_group(request.user, pk)
    if NEWEST in request.GET:
        return to_newest("own_group", dialogue, Room(dialogue, request.user).newest_among_coaches)
    return own_group_page(request, dialogue)


@guarded(access.own_group)
@require_GET
def own_group_news(request: PersonRequest, pk: int) -> HttpResponse:
    """What changed among the coaches."""
    version = access.version_for(request.user, pk)
    # Nothing for who has this number: she sat there when it was made.
    if Held.by(request).version == version:
        return HttpResponse(status=NO_NEWS)
    dialogue = access.own_group(request.user, pk)
    return news_of(request, dialogue, version, "dialogue/room_own_group_news.html", among=True)


@guarded(access.dialogue_led)
@require_GET
def screen(request: PersonRequest, pk: int) -> HttpResponse:
    """For the screen on the wall: large, and without any name."""
    shown = _on_screen(request, pk)
    if NEWEST in request.GET:
        return to_newest("room_screen", shown["dialogue"], shown["room"].newest)
    return dressed(request, "dialogue/room_screen.html", shown)


@guarded(access.dialogue_led)
@require_GET
def screen_news(request: PersonRequest, pk: int) -> HttpResponse:
    """What changed on the screen."""
    version = access.version_for(request.user, pk)
    if Held.by(request).version == version:
        return HttpResponse(status=NO_NEWS)
    response = render(request, "dialogue/room_screen_news.html", _on_screen(request, pk))
    response.headers["ETag"] = f'"{version}"'
    return response


def _on_screen(request: PersonRequest, pk: int) -> dict[str, Any]:
    dialogue = access.dialogue_led(request.user, pk)
    holding = access.version_of(request.user, dialogue)
    return {"dialogue": dialogue, "holding": holding, "room": Room(dialogue, request.user)}
