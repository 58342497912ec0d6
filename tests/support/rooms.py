"""Dialogues in which the people of the small network sit: a word of each, a recording, a lesson, a signal."""

from typing import Any
from uuid import uuid4

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.dialogue.actions import circles, lessons, signals, speaking
from tegenstroom.dialogue.actions.speaking import Spoken
from tegenstroom.dialogue.models import Dialogue, InsightVoice, Word
from tegenstroom.dialogue.rules.phases import Field, Part, Phase
from tegenstroom.dialogue.tests.factories import Group, dialogue, prepare, say

# The beginning of a recording, as browsers make it: enough to be known by.
OPUS = b"OggS" + bytes(24) + b"OpusHead" + bytes(64)

type Things = dict[str, Any]


def group_of(
    coaches: list[Person], professionals: list[Person], trainer: Person, researcher: Person, *, by: Person
) -> Group:
    """A supervision in which these people agreed; the first of the professionals brings a case."""
    prepare()
    guide = PersonFactory(roles=[TRAINER])
    circle = circles.of_supervision(title="Supervisie", by=by)
    made = Group(circle, coaches, professionals, trainer, researcher, guide)
    parts = [
        *((person, Part.COACH) for person in coaches),
        *((person, Part.PROFESSIONAL) for person in professionals),
        (trainer, Part.TRAINER),
        (researcher, Part.RESEARCHER),
        (guide, Part.TRAINER),
    ]
    for person, part in parts:
        circles.agree(member=circles.invite(circle=made.circle, person=person, part=part, by=by), by=person)
    return made


def things_of(who: Group) -> tuple[Things, dict[int, Things]]:
    """What an address can name of two dialogues of a group; and by person what is hers alone."""
    of = dialogue(who, phase=Phase.HARVEST)
    words = {person.pk: say(of, person, "Dit neem ik mee.", field=Field.TAKE_ALONG) for person in who.people}
    lesson = lessons.propose(
        dialogue=of,
        title="Vraag waar, niet wanneer",
        words=[words[who.coaches[0].pk], words[who.writer.pk], words[who.researcher.pk]],
        by=who.trainer,
    )
    things = {
        "room": of.pk,
        "research_room": dialogue(who, phase=Phase.RESEARCH).pk,
        "word": words[who.coaches[1].pk].pk,
        "harvest_word": words[who.trainer.pk].pk,
        "recording": _recording(of, who.coaches[1]),
        "lesson": lesson.pk,
        "line": lesson.voices.get(voice="research").pk,
        "signal": signals.name_signal(
            dialogue=of, sentence=f"Wie {of.pk} keer wegblijft, is weg.", by=who.trainer
        ).pk,
    }
    lines = {line.speaker_id: line for line in lesson.voices.all()}
    return things, {person.pk: _hers(words[person.pk], lines.get(person.pk)) for person in who.people}


def _recording(of: Dialogue, speaker: Person) -> Any:
    spoken = Spoken(OPUS, seconds=3)
    word = speaking.write(
        dialogue=of, text="Luister.", key=uuid4(), field=Field.TENSION, spoken=spoken, by=speaker
    )
    return word.recording.pk


def _hers(word: Word, line: InsightVoice | None) -> Things:
    return {"word": word.pk} | ({"line": line.pk} if line else {})
