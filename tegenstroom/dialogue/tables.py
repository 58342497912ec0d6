"""Sentences for policy, as a page and as a spreadsheet have them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tegenstroom.base.tables import Cell, Column, csv_response, xlsx_response
from tegenstroom.dialogue.actions.policy import Shown
from tegenstroom.dialogue.words import period_word

RESPONSES = {"csv": csv_response, "xlsx": xlsx_response}


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with its counts, in words."""

    sentence: str
    dialogues: int
    themes: str
    periods: str


def lines(found: Sequence[Shown]) -> list[Line]:
    """Where a theme or a period cannot be told without telling of a few, it is not named."""
    return [
        Line(one.sentence, one.dialogues, ", ".join(one.themes), "; ".join(map(period_word, one.periods)))
        for one in found
    ]


def signals_table(found: Sequence[Shown]) -> tuple[list[Column], list[list[Cell]]]:
    """A row for each sentence."""
    header = [
        Column(_("zin"), 80),
        Column(_("in minstens zoveel gesprekken"), 16),
        Column(_("thema's"), 32),
        Column(_("periodes"), 40),
    ]
    return header, [[one.sentence, one.dialogues, one.themes, one.periods] for one in lines(found)]
