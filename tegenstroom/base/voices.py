"""The three voices, and the woven band that shows who spoke, how much, and in which order."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Voice(StrEnum):
    """Who speaks. Lived experience comes first, here as everywhere."""

    LIVED = "lived"
    PRACTICE = "practice"
    RESEARCH = "research"

    @property
    def word(self) -> str | Promise:
        """The word that always goes along with colour and sign."""
        return WORDS[self]


WORDS: dict[Voice, str | Promise] = {
    Voice.LIVED: _("ervaring"),
    Voice.PRACTICE: _("praktijk"),
    Voice.RESEARCH: _("onderzoek"),
}

# The voice in which someone takes part.
VOICE_OF_PART = {"coach": Voice.LIVED, "trainer": Voice.PRACTICE, "researcher": Voice.RESEARCH}
PART_WORDS: dict[str, str | Promise] = {
    "coach": _("coach"),
    "trainer": _("trainer"),
    "researcher": _("onderzoeker"),
    **{voice.value: word for voice, word in WORDS.items()},
}

# Measures of a band, in units of its own drawing.
LENGTH, HEIGHT, TURN, LEAST = 640.0, 48, 36.0, 30.0
LANES = (9.0, 24.0, 39.0)  # above, in the middle, below: who speaks runs in the middle


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of one strand: a straight run where its voice speaks, a thin line where it listens."""

    voice: Voice
    path: str
    speaks: bool
    over: bool = False
    sign_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """A turn of one voice and its part of the whole, in whole percents."""

    voice: Voice
    percent: int


def turns(spoken: Iterable[tuple[str, float]]) -> list[tuple[Voice, float]]:
    """What was said in order, with neighbours of one voice joined. A negative amount raises ValueError."""
    said = [(Voice(voice), float(amount)) for voice, amount in spoken]
    if any(amount < 0 for _voice, amount in said):
        raise ValueError("nobody speaks less than nothing")
    joined = [
        (voice, sum(amount for _v, amount in same)) for voice, same in groupby(said, key=lambda turn: turn[0])
    ]
    return [(voice, amount) for voice, amount in joined if amount > 0]


def shares(spoken: Iterable[tuple[str, float]]) -> list[Share]:
    """The turns in words: for whoever does not see the band."""
    order = turns(spoken)
    whole = sum(amount for _voice, amount in order)
    return [Share(voice, round(100 * amount / whole)) for voice, amount in order]


def weave(spoken: Iterable[tuple[str, float]]) -> list[Stretch]:
    """The stretches of a band, in the order in which they are drawn: what lies over comes last."""
    order = turns(spoken)
    if not order:
        return []
    widths = _widths([amount for _voice, amount in order])
    lanes = _lanes([voice for voice, _amount in order])
    stretches: list[Stretch] = []
    at = 0.0
    for index, (voice, _amount) in enumerate(order):
        end = at + widths[index]
        stretches += [_run(each, lanes[index][each], at, end, each is voice) for each in Voice]
        at = end
        if index + 1 < len(order):
            stretches += _crossing(lanes[index], lanes[index + 1], at, over=order[index + 1][0])
            at += TURN
    return sorted(stretches, key=lambda stretch: (stretch.over, stretch.speaks))


def _widths(amounts: list[float]) -> list[float]:
    """Lengths in proportion; the shortest turn stays long enough to be seen."""
    room = LENGTH - TURN * (len(amounts) - 1)
    spare = max(room - LEAST * len(amounts), 0)
    return [LEAST + spare * amount / sum(amounts) for amount in amounts]


def _lanes(speakers: list[Voice]) -> list[dict[Voice, float]]:
    """Where each strand runs in each turn: the new speaker changes places with the one before."""
    first = speakers[0]
    above, below = (voice for voice in Voice if voice is not first)
    lanes = [{above: LANES[0], first: LANES[1], below: LANES[2]}]
    for before, after in pairwise(speakers):
        now = dict(lanes[-1])
        now[before], now[after] = now[after], now[before]
        lanes.append(now)
    return lanes


def _run(voice: Voice, lane: float, start: float, end: float, speaks: bool) -> Stretch:
    path = f"M{start:.1f} {lane:g}H{end:.1f}"
    return Stretch(voice, path, speaks, sign_at=round((start + end) / 2, 1) if speaks else 0.0)


def _crossing(before: dict[Voice, float], after: dict[Voice, float], at: float, *, over: Voice) -> list[Stretch]:
    half = at + TURN / 2
    return [
        Stretch(
            voice,
            f"M{at:.1f} {before[voice]:g}C{half:.1f} {before[voice]:g} {half:.1f} {after[voice]:g} "
            f"{at + TURN:.1f} {after[voice]:g}",
            speaks=False,
            over=voice is over,
        )
        for voice in Voice
    ]
