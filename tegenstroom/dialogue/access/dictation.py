"""What a coach spoke and somebody else types: hers, and for who may type it now. Nobody else finds it."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from tegenstroom.accounts.access import Visitor, someone
from tegenstroom.dialogue.access.dialogues import dialogue_for, dialogues_of
from tegenstroom.dialogue.actions.dictation import waiting_of
from tegenstroom.dialogue.actions.running import state_of
from tegenstroom.dialogue.actions.wiping import DICTATION
from tegenstroom.dialogue.models import Dialogue, Dictation, Withdrawal, Word
from tegenstroom.dialogue.models.cases import that_stands
from tegenstroom.dialogue.rules import dictation as spoken


def dictation_of(person: Visitor, key: UUID) -> Dictation:
    """What she spoke and somebody else types: hers, as long as it waits."""
    return get_object_or_404(_dictations(), key=key, speaker=someone(person))


def dictation_or_word_of(person: Visitor, key: UUID) -> Dictation | Word:
    """The same; once it stands in the room, her word there: a button pressed twice comes to the same place."""
    said = Word.objects.filter(that_stands("dialogue__case__"), key=key, speaker=someone(person)).first()
    return said or dictation_of(person, key)


def dictation_or_gone(person: Visitor, key: UUID, room: str = "") -> Dictation | Word | Dialogue:
    """The same; once it was taken back, the dialogue that her page names, when she sits there."""
    try:
        return dictation_or_word_of(person, key)
    except Http404:
        if room.isdecimal() and Withdrawal.objects.filter(kind=DICTATION, key=key).exists():
            return get_object_or_404(dialogues_of(person), pk=room)
        raise


def dictation_to_type(person: Visitor, key: UUID) -> Dictation:
    """What someone else spoke, for who may type it now; for anyone else, and once it is typed, it is not there."""
    row = get_object_or_404(_dictations(), key=key)
    if spoken.may_type(state_of(dialogue_for(person, row.dialogue_id)), waiting_of(row), someone(person).pk):
        return row
    raise Http404


def dictation_typed_by(person: Visitor, key: UUID) -> Dictation | Word:
    """The same for who sends what she typed: when another was first it is still there, or stands in the room."""
    row = _dictations().filter(key=key).first() or get_object_or_404(_spoken_words(), key=key)
    if spoken.might_type(state_of(dialogue_for(person, row.dialogue_id)), waiting_of(row), someone(person).pk):
        return row
    raise Http404


def dictation_to_hear(person: Visitor, key: UUID) -> Dictation:
    """What waits, for her who spoke and for who may type it now."""
    row = get_object_or_404(_dictations(), key=key)
    if spoken.may_hear(state_of(dialogue_for(person, row.dialogue_id)), waiting_of(row), someone(person).pk):
        return row
    raise Http404


def _spoken_words() -> QuerySet[Word]:
    standing = Word.objects.filter(that_stands("dialogue__case__"), gone_how="", recording__isnull=False)
    return standing.select_related("speaker", "seat", "dialogue__case", "dialogue__circle__edition__version")


def _dictations() -> QuerySet[Dictation]:
    standing = Dictation.objects.filter(that_stands("dialogue__case__"))
    return standing.select_related(
        "speaker", "seat", "typist", "dialogue__case", "dialogue__circle__edition__version"
    )
