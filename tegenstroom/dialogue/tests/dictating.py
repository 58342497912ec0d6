"""What a coach spoke, as far as somebody came with it: handed over, typed, sent back."""

from uuid import uuid4

from tegenstroom.dialogue.actions import dictation
from tegenstroom.dialogue.actions.speaking import Spoken
from tegenstroom.dialogue.models import Dialogue, Dictation
from tegenstroom.dialogue.tests.factories import Group
from tests.support.rooms import OPUS

SAID = "merkteken van wat zij insprak"


def spoken(who: Group, of: Dialogue) -> Dictation:
    return dictation.hand_over(dialogue=of, key=uuid4(), spoken=Spoken(OPUS, 12), by=who.coaches[0])


def typed(who: Group, of: Dialogue) -> Dictation:
    return dictation.keep_text(dictation=spoken(who, of), text=SAID, by=who.trainer)


def spoken_and_begun(who: Group, of: Dialogue) -> Dictation:
    """She wrote the first words of it herself."""
    return dictation.hand_over(dialogue=of, key=uuid4(), spoken=Spoken(OPUS, 9), text=SAID, by=who.coaches[0])


def sent_back(who: Group, of: Dialogue) -> Dictation:
    return refused(typed(who, of))


def refused(row: Dictation) -> Dictation:
    return dictation.say_no(dictation=row, by=row.speaker)
