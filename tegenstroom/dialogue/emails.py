"""Letters about dialogues. None holds a word of a case or of what anyone said: they only say where to read it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base import letters
from tegenstroom.base.models import Letter
from tegenstroom.dialogue.doors import (
    case_url,
    contract_url,
    course_url,
    dialogue_url,
    done_url,
    lesson_url,
    opening_url,
    second_reading_url,
)
from tegenstroom.dialogue.figures import PREPARATION_DAYS
from tegenstroom.dialogue.models import Case, CircleMember, Dialogue, InsightVoice, Seat, SecondReader, Word
from tegenstroom.dialogue.rules.first import Ask
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.words import ASKS

# Asked of who leads: not to speak, but to go on.
LEADING = frozenset((Ask.START, Ask.MOVE))


def case_is_ready(seat: Seat) -> None:
    """To a coach: a case waits for her, from when the coaches talk about it, and who guides them. Once a seat.

    On paper the case itself goes along (`enclosed`), and never in the words of the letter.
    """
    dialogue = seat.dialogue
    guide = dialogue.seats.filter(person=dialogue.facilitator_id, left_at=None).exclude(pk=seat.pk).first()
    context = {
        "dialogue": dialogue,
        "name": dialogue.circle.name,
        "url": case_url(dialogue),
        "is_to_come": dialogue.phase == Phase.PREPARATION,
        "guide": guide.shown_as if guide else "",
        "on_paper": _on_paper(seat.person),
        "days": int(PREPARATION_DAYS.on(timezone.localdate())),
    }
    _write("case_ready", seat.person, dialogue, context, once_key=f"dialogue-ready:{seat.pk}")


def your_turn(seat: Seat, ask: Ask, *, once_key: str) -> None:
    """To whose turn it is: what is asked of her in this dialogue now, and how such letters end."""
    dialogue = seat.dialogue
    context = {
        "name": dialogue.circle.name,
        "ask": ASKS[ask],
        "leads": ask in LEADING,
        "url": course_url(dialogue) if ask in LEADING else dialogue_url(dialogue),
        "on_paper": _on_paper(seat.person),
    }
    _write("your_turn", seat.person, dialogue, context, once_key=once_key)


def case_waits(case: Case, trainer: Person, *, once_key: str) -> None:
    """To who trains a group: a case was sent to it, and waits for its dialogue."""
    context = {"name": case.circle.name, "url": opening_url(case)}
    _write("case_waits", trainer, case.circle, context, once_key=once_key)


def guide_changes(seat: Seat, guide: Seat) -> None:
    """To a coach who has the case: someone else guides the coaches, and reads along."""
    dialogue = seat.dialogue
    context = {"name": dialogue.circle.name, "guide": guide.shown_as, "url": case_url(dialogue)}
    _write("guide_changes", seat.person, dialogue, context)


def contract_changed(member: CircleMember) -> None:
    """To a member: other words on trust hold now, and her yes to those is asked. Once a time that they change."""
    context = {"name": member.circle.name, "url": contract_url(member.circle), "part": member.part}
    _write("contract_changed", member.person, member.circle, context)


def what_did_you_do(seat: Seat) -> None:
    """To who took something along: what became of it? Once a seat."""
    dialogue = seat.dialogue
    context = {"name": dialogue.circle.name, "url": done_url(seat)}
    _write("what_did_you_do", seat.person, dialogue, context, once_key=f"dialogue-done:{seat.pk}")


def coaches_hear(word: Word, coaches: Iterable[Seat]) -> None:
    """To each coach: someone told what came of it."""
    dialogue = word.dialogue
    context = {"name": dialogue.circle.name, "url": dialogue_url(dialogue)}
    for seat in coaches:
        key = f"dialogue-heard:{word.pk}:{seat.pk}"
        _write("coaches_hear", seat.person, dialogue, context, once_key=key)


def may_this_go_along(line: InsightVoice) -> None:
    """To whose words stand in a proposed lesson: may they go to the library? Once a line."""
    dialogue = line.insight.dialogue
    context = {"name": dialogue.circle.name, "url": lesson_url(line)}
    _write("lesson_asks", line.speaker, line.insight, context, once_key=f"dialogue-lesson:{line.pk}")


def withdrawn(dialogue: Dialogue, seats: Iterable[Seat]) -> None:
    """To everyone who is here: this case is gone. By whom and why is asked nowhere, and told nowhere."""
    context = {"name": dialogue.circle.name}
    for seat in seats:
        _write("case_withdrawn", seat.person, dialogue, context, once_key=f"dialogue-gone:{seat.pk}")


def second_reading(asked: SecondReader) -> None:
    """To a second reader: someone asks her to look whether a text gives anyone away."""
    context = {
        "name": asked.draft.circle.name,
        "until": asked.draft.until,
        "url": second_reading_url(asked.draft_id),
    }
    _write("second_reading", asked.person, asked.draft.circle, context)


def _on_paper(person: Person) -> bool:
    return letters.channel_of(person) == Letter.Channel.PAPER


def _write(
    letter: str, to: Person, about: models.Model, context: Mapping[str, Any], once_key: str | None = None
) -> None:
    letters.write(
        kind=f"dialogue_{letter}",
        template=f"dialogue/emails/{letter}",
        to=to,
        about=about,
        context=context,
        once_key=once_key,
    )
