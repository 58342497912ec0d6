"""Leaving, ending a case, taking words back, asking to be called: never with a reason."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.base.access import guarded
from tegenstroom.dialogue.access.dialogues import dialogue_for, dialogue_to_veto, sits_in
from tegenstroom.dialogue.access.words import own_word, word_for
from tegenstroom.dialogue.actions import aftercare, leaving, speaking
from tegenstroom.dialogue.actions.reading import own_words
from tegenstroom.dialogue.doors import room_path
from tegenstroom.dialogue.models import Word
from tegenstroom.dialogue.room import Room
from tegenstroom.dialogue.rules.phases import WITH_LINE_VETO, Phase, RefusedError
from tegenstroom.dialogue.views.cases import gone_page
from tegenstroom.dialogue.views.dress import dressed
from tegenstroom.dialogue.views.rooms_page import back_to_room, tell


@guarded(dialogue_for)
@require_http_methods(["GET", "POST"])
def stop(request: PersonRequest, pk: int) -> HttpResponse:
    """She leaves this dialogue, before it begins or later, after one question that asks for no reason."""
    dialogue = dialogue_for(request.user, pk)
    if gone := gone_page(request, dialogue.case):
        return gone
    if request.method == "POST" and _done(request, lambda: leaving.stop(dialogue=dialogue, by=request.user)):
        messages.success(request, _("Je doet niet mee. Dat is goed. Niemand vraagt waarom."))
        return redirect("dialogue:circles")
    has_begun = dialogue.phase != Phase.PREPARATION
    back = room_path(dialogue) if has_begun else reverse("dialogue:circles")
    page = {"dialogue": dialogue, "has_begun": has_begun, "back": back}
    return dressed(request, "dialogue/room_stop.html", page)


@guarded(dialogue_to_veto)
@require_http_methods(["GET", "POST"])
def veto(request: PersonRequest, pk: int) -> HttpResponse:
    """A coach, or who brought the case, ends it for everybody, at once. No reason is asked; nobody reads who."""
    dialogue = dialogue_to_veto(request.user, pk)
    if gone := gone_page(request, dialogue.case):
        return gone
    if request.method == "POST" and _done(request, lambda: leaving.veto(dialogue=dialogue, by=request.user)):
        return redirect("dialogue:case", pk)
    has_begun = dialogue.phase != Phase.PREPARATION
    back = room_path(dialogue) if has_begun else reverse("dialogue:case", args=[pk])
    page = {"dialogue": dialogue, "has_begun": has_begun, "back": back}
    return dressed(request, "dialogue/room_veto.html", page)


@guarded(dialogue_for)
@require_POST
def call_me(request: PersonRequest, pk: int) -> HttpResponse:
    """A coach wants to be called because of this dialogue. Until someone did, it does not close."""
    dialogue = dialogue_for(request.user, pk)
    try:
        aftercare.ask_for_call(dialogue=dialogue, by=request.user)
    except RefusedError as refused:
        tell(request, refused)
        return back_to_room(dialogue)
    return redirect("coaches:call_me")


@guarded(own_word)
@require_http_methods(["GET", "POST"])
def taking_back(request: PersonRequest, key: UUID) -> HttpResponse:
    """Her own words go, at any time, also after she left: one question first, for a thumb that slipped."""
    word = own_word(request.user, key)
    if request.method == "POST":
        speaking.take_back(word=word, by=request.user)
        messages.success(request, _("Je woorden zijn weg. Niemand kan ze nog lezen."))
        return redirect(_where_it_stands(request, word))
    heard = [one for one in own_words(request.user, word.dialogue) if one.word.pk == word.pk]
    sits = sits_in(request.user, word.dialogue_id)
    page = {"word": word, "heard": heard[0] if heard else None, "back": _where_it_stands(request, word)}
    return dressed(request, "dialogue/room_word_back.html", {**page, "sits": sits})


@guarded(word_for)
@require_http_methods(["GET", "POST"])
def line_veto(request: PersonRequest, key: UUID) -> HttpResponse:
    """A coach, or who brought the case, keeps a line of the harvest, or of what someone did, from all others."""
    word = word_for(request.user, key)
    room = Room(word.dialogue, request.user)
    if word.phase not in WITH_LINE_VETO or not room.may_veto:
        raise Http404
    if request.method == "POST":
        try:
            leaving.veto_line(word=word, by=request.user)
            messages.success(request, _("Deze zin gaat niet verder. Alleen wie hem zei, leest hem nog."))
        except RefusedError as refused:
            tell(request, refused)
        return back_to_room(word.dialogue)
    heard = next(one for one in room.words if one.word.pk == word.pk)
    return dressed(request, "dialogue/room_word_veto.html", {"word": word, "heard": heard})


def _where_it_stands(request: PersonRequest, word: Word) -> str:
    """The page on which she reads the words: the room as long as she still sits there, then her own."""
    sits = sits_in(request.user, word.dialogue_id)
    among = "own_group" if word.phase == Phase.OWN_GROUP else "room"
    return reverse(f"dialogue:{among if sits else 'what_i_said'}", args=[word.dialogue_id])


def _done(request: PersonRequest, act: Callable[[], object]) -> bool:
    try:
        act()
    except RefusedError as refused:
        tell(request, refused)
        return False
    return True
