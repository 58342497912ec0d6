"""What goes along with a letter on paper and is kept nowhere: made when it is printed, for that kind of letter.

    enclosures.declare("dialogue_case_ready", sheet=case_sheet, left=case_left)

at import, in a module `enclosed.py` of an app.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tegenstroom.base.audit import Actor
from tegenstroom.base.models import Letter


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text in large letters: a title, what stands small below it, lines by paragraph, and a last word."""

    title: str
    under: str
    paragraphs: list[list[str]]
    care: str


class NothingToEncloseError(Exception):
    """What this letter was to carry is gone, so the letter need not leave either."""


type MakeSheet = Callable[[Letter, Actor], Sheet]
type Left = Callable[[Letter, Actor], None]


@dataclass(frozen=True, slots=True)
class Enclosure:
    """How the sheet of one kind of letter is made, and what follows once the letter is on its way."""

    sheet: MakeSheet
    left: Left


ENCLOSED: dict[str, Enclosure] = {}


def declare(kind: str, *, sheet: MakeSheet, left: Left) -> None:
    """Say once what this kind of letter carries. A kind declared twice raises ValueError."""
    if kind in ENCLOSED:
        raise ValueError(kind)
    ENCLOSED[kind] = Enclosure(sheet, left)


def sheet_of(letter: Letter, by: Actor) -> Sheet | None:
    """What goes along with a letter on paper; once that left, nothing more. Raises NothingToEncloseError."""
    waits = letter.channel == Letter.Channel.PAPER and letter.state == Letter.State.QUEUED
    return ENCLOSED[letter.kind].sheet(letter, by) if waits and letter.kind in ENCLOSED else None


def left(letter: Letter, by: Actor) -> None:
    """This paper letter is on its way, or in the hand of its reader. Inside the caller's transaction."""
    if letter.kind in ENCLOSED:
        ENCLOSED[letter.kind].left(letter, by)
