"""What a dialogue hands over: lessons with a yes of each voice, and signals for policy."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tegenstroom.base.voices import Voice
from tegenstroom.dialogue.rules.phases import Part

VOICES = {
    Part.COACH: Voice.LIVED,
    Part.PROFESSIONAL: Voice.PRACTICE,
    Part.TRAINER: Voice.PRACTICE,
    Part.RESEARCHER: Voice.RESEARCH,
}


class Snag(StrEnum):
    """Why a lesson is not handed over, or a signal not named."""

    VOICE_MISSING = "voice_missing"
    NO_YES = "no_yes"
    NOT_FOR_YOU = "not_for_you"
    NOT_YET = "not_yet"
    OVER = "over"
    WORDLESS = "wordless"
    POINTS_AT_SOMEONE = "points_at_someone"


class SnagError(Exception):
    """A verb of the harvest that may not be done now; nothing was changed. `words`: what stands in its way."""

    def __init__(self, snag: Snag, words: Sequence[str] = ()) -> None:
        self.snag, self.words = snag, words
        super().__init__(snag)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a signal is: the coaches of each dialogue in which it is named, and who lets it be heard."""

    coaches: Mapping[int, frozenset[int]]
    approved: frozenset[int] = frozenset()

    @property
    def is_let_out(self) -> bool:
        """Whether others may read it: a coach of a dialogue in which it is named read it there, and said yes."""
        return any(there & self.approved for there in self.coaches.values())


def against_handing_over(voices: Collection[tuple[Voice, bool]]) -> Snag | None:
    """Why a lesson stays where it is. `voices`: each voice that stands in it, and whether its speaker said yes."""
    if {voice for voice, _yes in voices} != set(Voice):
        return Snag.VOICE_MISSING
    return None if all(yes for _voice, yes in voices) else Snag.NO_YES


def may_read(standing: Standing, sits_in: Collection[int]) -> bool:
    """Whether someone who sits in these dialogues reads a signal; a coach who reads it says whether it may out."""
    return standing.is_let_out or not standing.coaches.keys().isdisjoint(sits_in)


def is_shown(standing: Standing, *, from_dialogues: int, from_coaches: int) -> bool:
    """Whether policy makers see a signal: it came back often enough, and enough coaches stand behind it."""
    often, behind = len(standing.coaches) >= from_dialogues, len(standing.approved) >= from_coaches
    return standing.is_let_out and often and behind
