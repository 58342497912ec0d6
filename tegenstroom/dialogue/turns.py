"""How a contribution stands on the page of a room: made once, and kept where only who may read it opens it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Self
from uuid import UUID

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tegenstroom.base import keepsafe
from tegenstroom.base.voices import Voice
from tegenstroom.dialogue.actions import lessons
from tegenstroom.dialogue.actions.lessons import Line
from tegenstroom.dialogue.actions.reading import Contribution, Heard, Sound
from tegenstroom.dialogue.models import Insight
from tegenstroom.dialogue.rules.phases import Gone, Phase

# Of a digest, in a tag that goes to and fro with each poll.
DIGITS = 18


@dataclass(frozen=True, slots=True)
class Linked:
    """The insight that somebody laid there as the voice of research."""

    title: str
    lines: tuple[Line, ...]

    @classmethod
    def of(cls, insight: Insight) -> Self:
        return cls(insight.title, tuple(lessons.lines(insight)))


@dataclass(frozen=True)
class Turn:
    """One contribution as one reader gets it: plain values, and all that its place on the page depends on.

    A linked insight speaks with the voice of research. Of what was taken back there is no text and no name.
    """

    key: UUID
    # The phase, in the harvest the question; empty for the place of what was taken back there.
    section: str
    voice: Voice
    shown_as: str
    at: datetime
    is_today: bool
    is_own: bool
    gone: Gone | None
    heard: str
    text: str
    sound: Sound | None = None
    is_insight: bool = False
    title: str = ""
    lines: tuple[Line, ...] = ()
    may_veto: bool = False

    @property
    def is_gone(self) -> bool:
        return self.gone is Gone.TAKEN_BACK

    @property
    def is_kept_out(self) -> bool:
        """Vetoed: its speaker alone still reads it."""
        return self.gone is Gone.VETOED

    @cached_property
    def html(self) -> SafeString:
        """Its place on the page."""
        return keepsafe.rendered("dialogue/parts/room_turn.html", turn=self)


def turn_of(word: Heard, linked: Linked | None, *, today: date, may_veto: bool) -> Turn:
    """A contribution as its reader gets it today. `linked`: the insight that lies there, while it stands."""
    return replace(_unopened(word, linked, today, may_veto=may_veto), heard=word.heard, text=word.text)


def _unopened(word: Contribution, linked: Linked | None, today: date, *, may_veto: bool) -> Turn:
    return Turn(
        key=word.word.pk,
        section=section_of(word),
        voice=voice_of(word),
        shown_as=word.shown_as,
        at=word.at,
        is_today=timezone.localdate(word.at) == today,
        is_own=word.is_own,
        gone=word.gone,
        heard="",
        text="",
        sound=word.sound,
        is_insight=word.word.insight_id is not None,
        title=linked.title if linked else "",
        lines=linked.lines if linked else (),
        may_veto=may_veto,
    )


def section_of(word: Contribution) -> str:
    """Where it stands on the page: the phase, in the harvest the question; empty for a place left there."""
    return str(word.field or "") if word.phase is Phase.HARVEST else str(word.phase)


def voice_of(word: Contribution) -> Voice:
    """With which voice it speaks."""
    return Voice.RESEARCH if word.word.insight_id else word.voice


def newest_of(words: Sequence[Contribution]) -> UUID | None:
    """Which is the last of these whose words still stand for everyone who reads it."""
    return next((one.word.pk for one in reversed(words) if one.gone is None), None)


def look_of(word: Contribution, linked: Linked | None, *, today: date, may_veto: bool) -> bytes:
    """All that its place on the page depends on, with its words as they are sealed: as `turn_of`, unopened.

    Words sealed anew look otherwise, and are read once more.
    """
    plain = repr(_unopened(word, linked, today, may_veto=may_veto)).encode()
    return b"|".join([plain, bytes(word.word.sealed_text), bytes(word.word.sealed_heard)])


def mark_of(looks: Sequence[bytes]) -> str:
    """What a page with these is known by: how many there are, and a digest that tells nobody a word."""
    digest = salted_hmac("tegenstroom.dialogue.turns", str(get_language()), algorithm="sha256")
    for look in looks:
        digest.update(f"{len(look)}|".encode())
        digest.update(look)
    return f"{len(looks)}-{digest.hexdigest()[:DIGITS]}"


def held_by(mark: str, looks: Sequence[bytes]) -> int:
    """How many of these, from the first on, a page with this mark shows; 0 when one of those changed."""
    count = mark.partition("-")[0]
    held = int(count) if count.isdecimal() and len(count) < 7 else 0
    return held if held <= len(looks) and mark_of(looks[:held]) == mark else 0
