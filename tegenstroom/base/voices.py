"""The three voices, and the woven band that shows who spoke, how much, and in which order."""

from collections.abc import Iterable, Iterator
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
VOICE_OF_PART = {
    "coach": Voice.LIVED,
    "professional": Voice.PRACTICE,
    "trainer": Voice.PRACTICE,
    "researcher": Voice.RESEARCH,
}
PART_WORDS: dict[str, str | Promise] = {
    "coach": _("coach"),
    "professional": _("hulpverlener"),
    "trainer": _("trainer"),
    "researcher": _("onderzoeker"),
    **{voice.value: word for voice, word in WORDS.items()},
}

# Measures of a band, in units of its own drawing. It grows when there are more turns than fit.
LENGTH, HEIGHT, TURN, LEAST = 400.0, 40, 26.0, 24.0
THICK = 15  # as in voice.css
LANES = (7.0, 20.0, 33.0)  # above, in the middle, below: who speaks runs in the middle


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of one strand: a thick run where its voice speaks, a thin line where it listens."""

    voice: Voice
    path: str
    speaks: bool = False
    over: bool = False
    middle: float = 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """A turn of one voice and its part of the whole, in whole percents."""

    voice: Voice
    percent: int


@dataclass(frozen=True, slots=True)
class Band:
    """A drawing, its size, and the same in words. Stretches come in drawing order: what lies over comes later."""

    length: float
    stretches: tuple[Stretch, ...]
    shares: tuple[Share, ...]
    height: int = HEIGHT


def turns(spoken: Iterable[tuple[str, float]]) -> list[tuple[Voice, float]]:
    """What was said in order, with neighbours of one voice joined. A negative amount raises ValueError."""
    said = [(Voice(voice), float(amount)) for voice, amount in spoken]
    if any(amount < 0 for _voice, amount in said):
        raise ValueError("nobody speaks less than nothing")
    heard = [(voice, amount) for voice, amount in said if amount > 0]
    return [
        (voice, sum(amount for _v, amount in same)) for voice, same in groupby(heard, key=lambda turn: turn[0])
    ]


def weave(spoken: Iterable[tuple[str, float]]) -> Band:
    """The band of these turns; without stretches when nobody spoke."""
    order = turns(spoken)
    if not order:
        return Band(LENGTH, (), ())
    length = max(LENGTH, len(order) * (LEAST + TURN))
    whole = sum(amount for _voice, amount in order)
    shares = tuple(Share(voice, round(100 * amount / whole)) for voice, amount in order)
    stretches = sorted(_stretches(order, length), key=lambda stretch: (stretch.speaks, stretch.over))
    return Band(length, tuple(stretches), shares)


def _stretches(order: list[tuple[Voice, float]], length: float) -> Iterator[Stretch]:
    widths = _widths([amount for _voice, amount in order], length)
    lanes = _lanes([voice for voice, _amount in order])
    at = 0.0
    for index, (speaker, _amount) in enumerate(order):
        if index:
            yield from _crossing(lanes[index - 1], lanes[index], at, over=speaker)
            at += TURN
        for voice in Voice:
            yield _run(voice, lanes[index][voice], at, at + widths[index], speaks=voice is speaker)
        at += widths[index]


def _widths(amounts: list[float], length: float) -> list[float]:
    """Lengths in proportion; the shortest turn stays long enough to be seen."""
    room = length - TURN * (len(amounts) - 1)
    spare = room - LEAST * len(amounts)
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


def _run(voice: Voice, lane: float, start: float, end: float, *, speaks: bool) -> Stretch:
    round_end = THICK / 2 if speaks else 0.0
    path = f"M{start + round_end:.1f} {lane:g}H{end - round_end:.1f}"
    return Stretch(voice, path, speaks=speaks, middle=round((start + end) / 2, 1))


def _crossing(
    before: dict[Voice, float], after: dict[Voice, float], at: float, *, over: Voice
) -> Iterator[Stretch]:
    half, end = at + TURN / 2, at + TURN
    for voice in Voice:
        start, to = before[voice], after[voice]
        path = f"M{at:.1f} {start:g}C{half:.1f} {start:g} {half:.1f} {to:g} {end:.1f} {to:g}"
        yield Stretch(voice, path, over=voice is over)
