"""What was said: for who may read it now, and to take back for who said it."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from tegenstroom.accounts.access import Visitor, someone
from tegenstroom.dialogue.access.dialogues import dialogue_for
from tegenstroom.dialogue.actions import reading
from tegenstroom.dialogue.actions.reading import Heard
from tegenstroom.dialogue.actions.running import state_of
from tegenstroom.dialogue.models import Dialogue, Recording, Word
from tegenstroom.dialogue.rules import reading as rules


def words_visible_to(person: Visitor, dialogue: Dialogue, *, since: int = 0) -> list[Heard]:
    """What she may read of a dialogue, in order. See `actions.reading`."""
    return reading.words_visible_to(someone(person), dialogue, since=since)


def own_word(person: Visitor, key: UUID) -> Word:
    """Something that she said, in any dialogue: hers to take back, also after she left."""
    rows = Word.objects.select_related("dialogue__circle", "dialogue__case")
    return get_object_or_404(rows, key=key, speaker=someone(person))


def word_for(person: Visitor, key: UUID) -> Word:
    """A contribution that she may read now."""
    word = get_object_or_404(Word.objects.select_related("dialogue__case"), key=key)
    dialogue = dialogue_for(person, word.dialogue_id)
    if word.number in rules.visible_words(state_of(dialogue), someone(person).pk):
        return word
    raise Http404


def recording_for(person: Visitor, key: UUID) -> Recording:
    """A recording whose words she may read now."""
    recording = get_object_or_404(Recording.objects.select_related("word"), key=key)
    word_for(person, recording.word_id)
    return recording
