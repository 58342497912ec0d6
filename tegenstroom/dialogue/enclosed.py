"""What goes along with letters of a dialogue on paper: the case, for a coach who does not read it on a page."""

from django.http import Http404
from django.utils import translation

from tegenstroom.accounts.models import Person
from tegenstroom.base import enclosures
from tegenstroom.base.audit import Actor
from tegenstroom.base.enclosures import NothingToEncloseError, Sheet
from tegenstroom.base.models import Letter
from tegenstroom.base.sealing import SealError
from tegenstroom.dialogue.actions import posting, reading
from tegenstroom.dialogue.models.dialogues import CASE_LETTER
from tegenstroom.dialogue.papers.cases import case_sheet


def _sheet(letter: Letter, by: Actor) -> Sheet:
    dialogue = posting.dialogue_of(letter)
    if dialogue is None or letter.person is None:
        raise NothingToEncloseError
    try:
        words = reading.print_case(dialogue=dialogue, reader=letter.person, by=Person.objects.get(pk=by.pk))
    except (Http404, SealError) as gone:
        raise NothingToEncloseError from gone
    with translation.override(letter.language):
        return case_sheet(words, dialogue.circle.name)


def _left(letter: Letter, by: Actor) -> None:
    posting.left(letter=letter, by=by)


enclosures.declare(CASE_LETTER, sheet=_sheet, left=_left)
