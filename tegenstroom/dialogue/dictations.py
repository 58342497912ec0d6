"""Recordings that wait, as they stand on the page of a room: to type for one, to read over for her who spoke."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tegenstroom.dialogue.actions.dictation import waiting_of
from tegenstroom.dialogue.models import Dictation
from tegenstroom.dialogue.rules import dictation as rules
from tegenstroom.dialogue.rules.dictation import Stage
from tegenstroom.dialogue.rules.phases import Phase
from tegenstroom.dialogue.rules.state import State


@dataclass(frozen=True, slots=True)
class Waits:
    """One recording, for who types it or for her who spoke."""

    key: UUID
    shown_as: str
    phase: Phase
    is_own: bool
    is_typed: bool


def waits_for(state: State, reader: int, rows: Sequence[Dictation]) -> list[Waits]:
    """Those that this reader has something to do with; of the others she does not even see that they wait."""
    return [
        Waits(row.pk, row.seat.shown_as, Phase(row.phase), row.speaker_id == reader, row.stage == Stage.TO_CHECK)
        for row in rows
        if rules.may_hear(state, waiting_of(row), reader)
    ]
