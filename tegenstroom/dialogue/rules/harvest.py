"""What a dialogue hands over: lessons with a yes of each voice, and signals for policy."""

from collections.abc import Collection
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


class SnagError(Exception):
    """A verb of the harvest that may not be done now; nothing was changed."""

    def __init__(self, snag: Snag) -> None:
        self.snag = snag
        super().__init__(snag)


def against_handing_over(voices: Collection[tuple[Voice, bool]]) -> Snag | None:
    """Why a lesson stays where it is. `voices`: each voice that stands in it, and whether its speaker said yes."""
    if {voice for voice, _yes in voices} != set(Voice):
        return Snag.VOICE_MISSING
    return None if all(yes for _voice, yes in voices) else Snag.NO_YES


def is_shown(*, dialogues: int, approvals: int, from_dialogues: int, from_coaches: int) -> bool:
    """Whether policy makers see a signal: it came back often enough, and enough coaches stand behind it."""
    return dialogues >= from_dialogues and approvals >= from_coaches
