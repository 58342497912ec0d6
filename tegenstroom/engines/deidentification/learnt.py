"""What a reader that was trained on our own texts takes for a name, where the rules found nothing or half a name.

It knows how people write about others, not who lives where: most names in its lessons were made up on the spot
(`tools/train_reader.py`). A conditional random field (Lafferty, McCallum & Pereira 2001) says of every word how
likely it is part of a name, a place, an age. The rules stay first: what they found keeps its label and its reason.
"""

import lzma
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from threading import Lock

import pycrfsuite

from tegenstroom.engines.deidentification import clues, lexicon
from tegenstroom.engines.deidentification.clues import Piece
from tegenstroom.engines.deidentification.findings import DIRECT, Label, Reason, Span
from tegenstroom.engines.deidentification.text import Reading, mask, plain
from tegenstroom.engines.plain_language.lexicon import zipf

# How likely a word must be: part of what names someone; the same right beside what was found; part of a hint; a
# capital that stands for anything at all. Chosen on texts that the reader had not learnt from (docs/adr/0015).
NAMED, BESIDE, HINTING, MEANT = 0.2, 0.07, 0.5, 0.1
# A word of the dictionary in small letters: as part of a name after all, and beside one.
ORDINARY, ORDINARY_BESIDE = 0.3, 0.1
RAISED = 0.5  # a word of the dictionary with a capital, which a sentence may have given it
COUNTING = 0.9  # a number that stands for a day or an age: most numbers count something else
OTHER = "O"
# Labels that the reader was not taught apart.
TAUGHT_AS = {
    Label.NICKNAME: Label.PERSON,
    Label.POSTCODE: Label.LOCATION,
    **dict.fromkeys((Label.RRN, Label.PHONE, Label.IBAN, Label.EMAIL, Label.HANDLE), Label.ID),
}
_WHOLE = frozenset((Reason.TYPED, Reason.CHECKED))  # nothing is missing from these
_MODEL = Path(__file__).parent / "data/reader.crf.xz"
# What may stand between two parts of one name.
_JOINTS = frozenset(("", "-", "'", "’", "&", ".", "/"))
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORT = 8  # letters; longer words are made of others and need not be heard
_NOTHING = [["b"]]  # one word without any; the library cannot read none
_one_at_a_time = Lock()  # the library keeps the text that it reads


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest label of a piece, and how likely it is part of what names someone, and of anything at all."""

    label: Label
    named: float
    anything: float


def completed(found: Iterable[Span], reading: Reading, closed: Iterable[tuple[int, int]]) -> list[Span]:
    """What was found, with what the reader takes for a name beside it; in order, none over another.

    Nothing is added within the `closed` stretches. A word of the dictionary with a capital that nothing
    explains goes where the reader sees nothing in it: of fifty such findings it takes away, one named someone.
    """
    pieces, shown = clues.shown(reading)
    words = [piece for piece in pieces if piece.is_word]
    guesses = [guess for piece, guess in zip(pieces, guessed(shown), strict=True) if piece.is_word]
    meant = (word for word, guess in zip(words, guesses, strict=True) if guess.anything >= MEANT)
    likely = mask(reading.text, ((word.start, word.end) for word in meant))
    kept = [span for span in found if not _is_doubtful(span, reading.text) or any(likely[span.start : span.end])]
    closed_to_it = mask(reading.text, [*closed, *((span.start, span.end) for span in kept)])
    open_to_it = [
        not (any(closed_to_it[word.start : word.end]) or lexicon.is_service(word.said)) for word in words
    ]
    names = mask(reading.text, ((span.start, span.end) for span in kept if _may_lack_a_part(span)))
    named = [any(names[word.start : word.end]) for word in words]
    chosen = _chosen(reading.text, words, guesses, open_to_it, named)
    added = [
        Span(word.start, word.end, guess.label, Reason.SURROUNDINGS, round(guess.anything, 2))
        for word, guess, is_chosen in zip(words, guesses, chosen, strict=True)
        if is_chosen
    ]
    return _joined(sorted([*kept, *added], key=lambda span: span.start), reading.text)


def _is_doubtful(span: Span, text: str) -> bool:
    """What nobody says stays a name, whatever the reader makes of it: a word of no dictionary, or a short one."""
    words = _WORD.findall(plain(text[span.start : span.end]))
    return span.reason is Reason.UNKNOWN_CAPITAL and all(map(_is_said, words))


def _is_said(word: str) -> bool:
    return lexicon.is_known(word) and (len(word) > _SHORT or zipf(word) > 0)


def _may_lack_a_part(span: Span) -> bool:
    return span.label in DIRECT and span.reason not in _WHOLE


def guessed(shown: Sequence[list[str]]) -> list[Guess]:
    """Of each piece what the reader thinks of it, by its clues."""
    if not shown:
        return []
    tagger = _tagger()
    with _one_at_a_time:
        tagger.set(shown)
        try:
            return [_guess(tagger, place) for place in range(len(shown))]
        finally:
            tagger.set(_NOTHING)  # no word of a draft stays in memory


def _guess(tagger: pycrfsuite.Tagger, place: int) -> Guess:
    anything = 1 - tagger.marginal(OTHER, place)
    if anything < BESIDE:
        return Guess(Label.PERSON, 0, anything)
    chances: Mapping[Label, float] = {label: tagger.marginal(label.value, place) for label in _taught()}
    named = sum(chance for label, chance in chances.items() if label in DIRECT)
    return Guess(max(chances, key=chances.__getitem__), named, anything)


@cache
def _weights() -> bytes:
    """The model, which must stay where it is: the library reads it in place and keeps no hold of it."""
    return lzma.decompress(_MODEL.read_bytes())


@cache
def _tagger() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(_weights())
    return tagger


@cache
def _taught() -> tuple[Label, ...]:
    return tuple(Label(name) for name in _tagger().labels() if name != OTHER)


def _chosen(
    text: str, words: Sequence[Piece], guesses: Sequence[Guess], is_open: Sequence[bool], is_named: Sequence[bool]
) -> Sequence[bool]:
    """Which words are taken: those that are likely enough, then less likely ones right beside what is taken."""
    chosen = [
        free and (guess.named >= _least(word) or guess.anything >= _least_of_hint(word))
        for word, guess, free in zip(words, guesses, is_open, strict=True)
    ]
    may_follow = [
        free and guess.named >= _least_beside(word)
        for word, guess, free in zip(words, guesses, is_open, strict=True)
    ]
    near = [_are_joined(text, before, after) for before, after in pairwise(words)]
    # Forwards and back again: a name may lack its beginning as well as its end.
    for order in (range(len(words) - 1), range(len(words) - 2, -1, -1)):
        for place in order:
            for one, other in ((place, place + 1), (place + 1, place)):
                if near[place] and may_follow[one] and (chosen[other] or is_named[other]):
                    chosen[one] = True
    return chosen


def _least(word: Piece) -> float:
    if word.case == "cap" and "ord" in word.known:
        return RAISED
    return ORDINARY if _is_ordinary(word) else NAMED


def _least_of_hint(word: Piece) -> float:
    return COUNTING if word.text.isdigit() or word.is_everywhere else HINTING


def _least_beside(word: Piece) -> float:
    if word.is_everywhere or "vb" in word.known:
        return 1
    return ORDINARY_BESIDE if _is_ordinary(word) else BESIDE


def _is_ordinary(word: Piece) -> bool:
    return word.case == "low" and "ord" in word.known


def _are_joined(text: str, before: Piece, after: Piece) -> bool:
    between = text[before.end : after.start]
    return "\n" not in between and between.strip() in _JOINTS


def _joined(spans: Sequence[Span], text: str) -> list[Span]:
    """Words of one name in one: those of the reader together, and with what the rules found right beside them."""
    kept: list[Span] = []
    for span in spans:
        before = kept[-1] if kept else None
        if before and _is_one_name(before, span) and text[before.end : span.start].strip(" ") in _JOINTS:
            told = span if before.reason is Reason.SURROUNDINGS else before
            kept[-1] = replace(told, start=before.start, end=span.end)
        else:
            kept.append(span)
    return kept


def _is_one_name(before: Span, after: Span) -> bool:
    if Reason.SURROUNDINGS not in {before.reason, after.reason} or _WHOLE & {before.reason, after.reason}:
        return False
    return TAUGHT_AS.get(before.label, before.label) is TAUGHT_AS.get(after.label, after.label)
