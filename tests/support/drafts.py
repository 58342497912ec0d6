"""A case in the making: a raw draft, what a second reader is asked, and a case that was sent."""

from typing import Any
from uuid import uuid4

from tegenstroom.accounts.models import Person
from tegenstroom.dialogue.actions import circles, draft_findings, drafts, second_readers
from tegenstroom.dialogue.models import Circle, RawDraft
from tegenstroom.dialogue.rules.drafts import Question
from tegenstroom.dialogue.rules.phases import Part
from tegenstroom.dialogue.tests.factories import PLAIN, TEXT, TITLE, prepare


def things_of(writer: Person, reader: Person, *, by: Person) -> dict[str, Any]:
    """What an address can name of a writer and of who reads along with her."""
    circle = circle_of(writer, reader, by=by)
    asked = ready(circle, writer)
    second_readers.ask(draft=asked, person=reader, by=writer)
    return {
        "raw_draft": asked.pk,
        "sent_case": drafts.confirm(draft=ready(circle, writer), by=writer).pk,
    }


def circle_of(writer: Person, reader: Person, *, by: Person) -> Circle:
    """A supervision of these two, who said yes to its contract."""
    prepare()
    circle = circles.of_supervision(title="Supervisie", by=by)
    for person, part in ((writer, Part.PROFESSIONAL), (reader, Part.TRAINER)):
        circles.agree(member=circles.invite(circle=circle, person=person, part=part, by=by), by=person)
    return circle


def ready(circle: Circle, writer: Person) -> RawDraft:
    """A draft in which all is decided."""
    begun = drafts.begin(circle=circle, key=uuid4(), by=writer)
    drafts.write(draft=begun, title=TITLE, text=TEXT, plain=PLAIN, names=[], has_no_theme=True, by=writer)
    draft_findings.keep_findings(draft=begun, findings=[], by=writer)
    return drafts.answer(draft=begun, answers=dict.fromkeys(Question, False), fine=[], by=writer)
