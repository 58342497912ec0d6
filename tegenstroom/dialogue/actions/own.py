"""What someone left in a dialogue that is still hers, also after she left it or its words are gone.

Her words, her lines of lessons and the sentences that she named for policy: each is hers to take back at any time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from tegenstroom.accounts.models import Person
from tegenstroom.dialogue.actions import lessons, reading, signals, speaking
from tegenstroom.dialogue.actions import running as held
from tegenstroom.dialogue.actions.reading import Heard
from tegenstroom.dialogue.models import (
    Circle,
    CircleMember,
    Dialogue,
    InsightVoice,
    Recording,
    Seat,
    Signal,
    SignalMention,
    Word,
)
from tegenstroom.dialogue.models.cases import that_stands
from tegenstroom.dialogue.models.dialogues import DialogueQuerySet
from tegenstroom.dialogue.models.words import STILL_HERS


@dataclass(frozen=True, slots=True)
class Own:
    """All that is hers in one dialogue. `seconds`: how long her voice lasts, by the word that it stands beside."""

    words: list[Heard]
    seconds: Mapping[UUID, int]
    lines: list[tuple[InsightVoice, str]]
    sentences: list[Signal]

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.lines or self.sentences)


def own_in(person: Person, dialogue: Dialogue) -> Own:
    """What she can take back here, and nobody else's."""
    words = reading.own_words(person, dialogue)
    spoken = Recording.objects.filter(word__in=[one.word.pk for one in words])
    return Own(
        words=words,
        seconds=dict(spoken.values_list("word", "seconds")),
        lines=lessons.own_lines(person, dialogue),
        sentences=list(Signal.objects.filter(mentions__in=_named(person).filter(dialogue=dialogue))),
    )


def left_with_something(person: Person) -> DialogueQuerySet:
    """Dialogues with something of hers and without a room for it, newest first.

    She reads there no longer, for she left or did not say yes to what was agreed anew, or its words are gone: a
    line of a lesson and a sentence for policy outlive them.
    """
    words = Word.objects.filter(that_stands("dialogue__case__"), speaker=person, gone_how__in=STILL_HERS)
    lines = InsightVoice.objects.there().filter(speaker=person, gone_at=None, insight__dialogue=OuterRef("pk"))
    seat = Seat.objects.filter(person=person, left_at=None, dialogue=OuterRef("pk"))
    member = CircleMember.objects.agreed().filter(person=person, circle=OuterRef("circle"))
    named = _named(person).filter(dialogue=OuterRef("pk"))
    hers = Exists(words.filter(dialogue=OuterRef("pk"))) | Exists(lines) | Exists(named)
    in_a_room = that_stands("case__") & Exists(seat) & Exists(member)
    return Dialogue.objects.filter(hers).exclude(in_a_room).select_related("circle__edition__version")


@transaction.atomic
def take_sentence_back(*, dialogue: Dialogue, signal: Signal, by: Person) -> None:
    """A sentence that she named counts no more for this dialogue, also after she left; twice is once.

    What another named is not hers: then nothing happens. A sentence that is named nowhere else goes.
    """
    held.hold(dialogue)
    signals.undo(_named(by).filter(dialogue=dialogue, signal=signal), by=by)


def take_back_in(*, circle: Circle, by: Person) -> None:
    """All of hers in a group, in each of its dialogues: as when she takes it back one by one."""
    for word in Word.objects.filter(speaker=by, dialogue__circle=circle).order_by("dialogue", "number"):
        speaking.take_back(word=word, by=by)
    # What was handed over stands on her yes, and outlives the word that it came of.
    lines = InsightVoice.objects.filter(speaker=by, gone_at=None, insight__dialogue__circle=circle)
    for line in lines.select_related("insight__dialogue"):
        lessons.take_voice_back(voice=line, by=by)
    for mention in _named(by).filter(dialogue__circle=circle).select_related("dialogue", "signal"):
        take_sentence_back(dialogue=mention.dialogue, signal=mention.signal, by=by)


def _named(person: Person) -> QuerySet[SignalMention]:
    return SignalMention.objects.filter(by=person)
