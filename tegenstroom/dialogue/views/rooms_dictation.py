"""A spoken word whose text somebody else types: the page of who types, and those of her who spoke."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tegenstroom.accounts.access import PersonRequest
from tegenstroom.accounts.models import Person
from tegenstroom.base.access import guarded
from tegenstroom.dialogue.access.dialogues import sits_in
from tegenstroom.dialogue.access.dictation import (
    dictation_or_gone,
    dictation_or_word_of,
    dictation_to_hear,
    dictation_to_type,
    dictation_typed_by,
)
from tegenstroom.dialogue.actions import dictation as actions
from tegenstroom.dialogue.actions import seats
from tegenstroom.dialogue.actions.looking import leading_to_someone
from tegenstroom.dialogue.actions.running import state_of
from tegenstroom.dialogue.forms.rooms import TypeForm
from tegenstroom.dialogue.models import Dialogue, Dictation, Word
from tegenstroom.dialogue.playing import played
from tegenstroom.dialogue.rules import dictation as rules
from tegenstroom.dialogue.rules.dictation import Stage
from tegenstroom.dialogue.rules.phases import Phase, Refusal, RefusedError
from tegenstroom.dialogue.views.dress import dressed
from tegenstroom.dialogue.views.rooms_page import HEARS, tell
from tegenstroom.dialogue.words import REFUSALS, asking_about

type View = Callable[..., HttpResponse]


class StandsError(Exception):
    """What she spoke stands in the room already, as `word`."""

    def __init__(self, word: Word) -> None:
        self.word = word
        super().__init__(word.pk)


def to_what_stands(view: View) -> View:
    """A page about what waits leads to her word in the room once it stands there."""

    @wraps(view)
    def led(*args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(*args, **kwargs)
        except StandsError as stands:
            return redirect(_at(stands.word))

    return led


@guarded(dictation_to_type)
@require_http_methods(["GET", "POST"])
@HEARS
def to_type(request: PersonRequest, key: UUID) -> HttpResponse:
    """Who leads, or guides the coaches, hears her and types what she says."""
    typed = request.method == "POST"
    row = dictation_typed_by(request.user, key) if typed else dictation_to_type(request.user, key)
    form = _form(request, row, name=row.seat.shown_as)
    if typed and form.is_valid():
        try:
            _keep_text(row, form, by=request.user)
            messages.success(request, _("Dank je. De coach leest het nu na."))
            return redirect(_room(row))
        except RefusedError as refused:
            form.add_error(None, str(REFUSALS[refused.refusal]))
    stage = actions.waiting_of(row).stage
    page = _page(row, form=form, again=stage is Stage.TO_TYPE_AGAIN, hears=stage is not Stage.TO_CHECK)
    return dressed(request, "dialogue/dictation_to_type.html", page)


@guarded(dictation_to_hear)
@require_GET
def sound(request: PersonRequest, key: UUID) -> HttpResponse:
    """Her voice, for herself and for who types it now. No browser and no proxy keeps it."""
    row = dictation_to_hear(request.user, key)
    return played(request, actions.play(dictation=row, by=request.user), row.media_type)


@guarded(dictation_or_word_of)
@require_http_methods(["GET", "POST"])
@HEARS
@to_what_stands
def own(request: PersonRequest, key: UUID) -> HttpResponse:
    """She reads what was typed; at her yes it stands in the room."""
    row = _waiting(dictation_or_word_of(request.user, key))
    if request.method == "POST":
        times = request.POST.get("times", "")
        try:
            said = actions.say_yes(dictation=row, times=int(times) if times.isdecimal() else 0, by=request.user)
            return redirect(_at(said))
        except RefusedError as refused:
            tell(request, refused)
            return redirect("dialogue:dictation", key)
    return dressed(request, "dialogue/dictation.html", _read_over(row))


@guarded(dictation_or_word_of)
@require_POST
@to_what_stands
def no(request: PersonRequest, key: UUID) -> HttpResponse:
    """It is not what she said: who types listens again."""
    row = _waiting(dictation_or_word_of(request.user, key))
    actions.say_no(dictation=row, by=request.user)
    return redirect("dialogue:dictation", key)


@guarded(dictation_or_word_of)
@require_http_methods(["GET", "POST"])
@HEARS
@to_what_stands
def by_herself(request: PersonRequest, key: UUID) -> HttpResponse:
    """She types it after all, from what stands there already."""
    row = _waiting(dictation_or_word_of(request.user, key))
    dictation_to_hear(request.user, key)
    form = _form(request, row)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_at(actions.type_self(dictation=row, by=request.user, **_words(form))))
        except RefusedError as refused:
            tell(request, refused)
            return redirect("dialogue:dictation", key)
    return dressed(request, "dialogue/dictation_self.html", _page(row, form=form, hears=True))


@guarded(dictation_or_gone)
@require_http_methods(["GET", "POST"])
@to_what_stands
def taking_back(request: PersonRequest, key: UUID) -> HttpResponse:
    """Voice and text go: one question first, for a thumb that slipped."""
    row = _waiting(dictation_or_gone(request.user, key, request.POST.get("room", "")))
    if isinstance(row, Dialogue):
        messages.success(request, _("Je opname is weg. Niemand kan ze nog horen."))
        return redirect("dialogue:room", row.pk)
    if request.method == "POST":
        actions.take_back(dictation=row, by=request.user)
        messages.success(request, _("Je opname is weg. Niemand kan ze nog horen."))
        sits = sits_in(request.user, row.dialogue_id)
        return redirect(_room(row) if sits else "front:my_page")
    return dressed(request, "dialogue/dictation_back.html", _page(row))


def _waiting[Row: Dictation | Dialogue](row: Row | Word) -> Row:
    """What she spoke, as long as it is no word in the room. Raises StandsError."""
    if isinstance(row, Word):
        raise StandsError(row)
    return row


def _keep_text(row: Dictation | Word, form: TypeForm, *, by: Person) -> None:
    """Also for who sends it when it stands in the room already, by another's hand. Raises RefusedError."""
    if isinstance(row, Word):
        raise RefusedError(Refusal.TYPED_ALREADY)
    actions.keep_text(dictation=row, by=by, **_words(form))


def _form(request: PersonRequest, row: Dictation | Word, *, name: str = "") -> TypeForm:
    # Who sends sees what she sent, never what another was first to type.
    data = request.POST if request.method == "POST" else None
    text, heard = ("", "") if data is not None or isinstance(row, Word) else actions.words_of(row)
    here = partial(seats.names_here, row.dialogue)
    first = {"text": text, "heard": heard}
    return TypeForm(data, phase=Phase(row.phase), name=name, names_here=here, initial=first)


def _words(form: TypeForm) -> dict[str, str]:
    return {"text": form.cleaned_data["text"], "heard": form.cleaned_data.get("heard", "")}


def _asked(row: Dictation, *words: str) -> str:
    """What in her words leads straight to someone: who typed was asked about it, she was not."""
    here = partial(seats.names_here, row.dialogue)
    return asking_about(
        {word: why for text in words if text for word, why in leading_to_someone(text, here).items()}
    )


def _read_over(row: Dictation) -> dict[str, Any]:
    """What she finds who spoke: her voice and its text where it is there, and whom it waits for."""
    state, waiting = state_of(row.dialogue), actions.waiting_of(row)
    hears = rules.may_hear(state, waiting, row.speaker_id)
    text, heard = actions.words_of(row) if hears else ("", "")
    return _page(
        row,
        text=text,
        heard=heard,
        hears=hears,
        is_typed=hears and row.stage == Stage.TO_CHECK,
        asked=_asked(row, text, heard),
        typists=actions.typists_of(row.dialogue, state, row.speaker_id, waiting.phase),
        round_waits=row.speaker_id in state.coaches_to_speak and state.phase is Phase.ROUND_ONE,
    )


def _page(row: Dictation | Word, **more: Any) -> dict[str, Any]:
    return {"row": row, "dialogue": row.dialogue, "room_address": _room(row), **more}


def _room(row: Dictation | Word) -> str:
    """Where it was spoken."""
    name = "own_group" if row.phase == Phase.OWN_GROUP else "room"
    return reverse(f"dialogue:{name}", args=[row.dialogue_id])


def _at(said: Word) -> str:
    return f"{_room(said)}#w-{said.pk}"
