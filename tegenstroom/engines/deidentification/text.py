"""Cutting a text into words, numbers and initials, with their places and with what a capital is worth there.

Takes time in proportion to the length of the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from unicodedata import normalize

from tegenstroom.engines.deidentification import lexicon, lists


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    INITIALS = "initials"  # "K.O.", "J."


@dataclass(frozen=True, slots=True)
class Token:
    """A word and its place: `text[start:end]`."""

    start: int
    end: int
    text: str
    plain: str  # lower case, composed, straight apostrophes: as lists know it
    kind: Kind
    opens: bool  # a capital is worth nothing here: a sentence, line or quotation begins

    @property
    def capital(self) -> bool:
        return self.text.lstrip("'’")[:1].isupper()

    @property
    def shouted(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()


_LETTER = r"[^\W\d_][̀-ͯ]*"
_TOKEN = re.compile(
    rf"""
    (?P<initials> (?<![\w.]) (?:[A-Z]\.[ ]?-?){{1,5}} (?![a-z]) )
  | (?P<word>     (?:['’](?=[tsnkmrTSNKMR]\b))? (?:{_LETTER})+ (?:['’\-‐‑](?:{_LETTER})+)* )
  | (?P<number>   \d+ )
    """,
    re.VERBOSE,
)
_OPENING = re.compile(r"[.?!…:;\n\r|•]|(?:^|\s)[-–—*>][ \t]|[\"“„«‘(\[]\s*$")
_SHOUTING = 0.7  # share of words in capitals from which a stretch is read without them
_FEW = 3  # words; fewer say nothing of how a stretch is written
_SOME = 12  # words
_TEN = 10  # words; fewer say nothing of a dialect
_SHORT = 2  # letters
_STRANGE = 0.12  # share of words
_BRACKETS = re.compile(r"\[[^\[\]\n]{1,60}\]")
# "[08:11] Wout VDB: oke", "> Sien: ja": who speaks, before what she says.
_SPEAKER = re.compile(
    r"^[>*\s-]{0,4}(?:\[?[\d/]{0,10}[ ,]{0,2}\d{1,2}[:.hu]\d{2}\]?[ ]?-?[ ]?)?"
    r"[^\W\d_][\w'’.-]{0,24}(?:[ ][^\W\d_][\w'’.-]{0,24}){0,2}(?=:[ ]\S)",
    re.MULTILINE,
)
_STRETCH = re.compile(r"[^.!?\n]+")


class Reading:
    """A text with its tokens. `plain_capitals` tells whether a capital is evidence of a name at a token."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tuple(_tokens(text))
        self._shouted = _shouted_stretches(text)
        self._starts = [start for start, _end in self._shouted]

    @cached_property
    def small(self) -> bool:
        """Whether the writer uses (nearly) no capitals, so that a small letter says nothing."""
        labels = self._speakers
        words = [token for token in self.tokens if token.kind is Kind.WORD and token.start not in labels]
        capitals = sum(token.capital and not token.shouted and len(token.text) > 1 for token in words)
        openings = [token for token in words if token.opens]
        opened = sum(token.capital and not token.shouted for token in openings)
        inner = sum(token.capital and not (token.opens or token.shouted) for token in words)
        if inner <= 0.01 * len(words) and len(words) > _SOME and any(map(_is_small_name, words)):
            return True  # a telephone sets a capital where a sentence opens, its owner none
        hasty = len(openings) > 3 and opened <= 0.15 * len(openings) and capitals <= 0.08 * len(words)
        return capitals <= 0.02 * len(words) or hasty

    @cached_property
    def crooked(self) -> bool:
        """Whether the text is in a dialect or misspelt throughout: there a strange small word is no name."""
        words = [token.plain for token in self.tokens if token.kind is Kind.WORD and not token.capital]
        words = [word for word in words if len(word) > _SHORT]
        strange = sum(not lexicon.is_known(word) and not lexicon.is_name(word) for word in words)
        return not self.small and len(words) > _TEN and strange > _STRANGE * len(words)

    @cached_property
    def _speakers(self) -> frozenset[int]:
        """Where the names of who speaks begin, in a talk of some lines: their capitals say nothing of the rest."""
        found = [
            label.start() + word.start()
            for label in _SPEAKER.finditer(self.text)
            for word in re.finditer(r"[^\W\d_]+", label[0])
        ]
        return frozenset(found) if len(found) > _FEW else frozenset()

    def shouted(self, token: Token) -> bool:
        """Whether this stretch is in capitals throughout, so that a capital says nothing."""
        if not token.shouted:
            return False
        stretch = bisect_right(self._starts, token.start) - 1
        return stretch >= 0 and token.start < self._shouted[stretch][1]

    def gap(self, place: int) -> str:
        """What stands between a token and the next one."""
        if place + 1 >= len(self.tokens):
            return self.text[self.tokens[place].end :]
        return self.text[self.tokens[place].end : self.tokens[place + 1].start]

    def at(self, place: int) -> Token | None:
        """The token with this number, or None outside the text."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def plain(self, place: int) -> str:
        """The token with this number as lists know it; empty outside the text."""
        return self.tokens[place].plain if 0 <= place < len(self.tokens) else ""


def _is_small_name(token: Token) -> bool:
    """Whether a first name or a town that is no other word stands here in small letters."""
    word = token.plain
    if token.capital or len(word) <= _FEW:
        return False
    named = lexicon.is_first_name(word) or word in lists.long_list("places")
    return named and not (lexicon.is_known(word) or lexicon.is_service(word))


def plain(word: str) -> str:
    """A word as lists know it."""
    if not word.isascii():
        word = normalize("NFC", word).replace("’", "'").replace("‐", "-").replace("‑", "-")
    return word.lower()


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    abbreviations = lists.words("dotted")
    end = 0
    for match in _TOKEN.finditer(text):
        gap = text[end : match.start()]
        opens = not found or bool(_OPENING.search(gap))
        if opens and found and gap.startswith(".") and not _OPENING.search(gap[1:]):
            opens = found[-1].plain not in abbreviations
        elif opens and found and found[-1].kind is Kind.INITIALS:
            opens = "\n" in gap
        elif found and found[-1].opens and found[-1].text[0] in "'’" and gap.isspace():
            opens = True  # "'s Zondags", "'t Was"
        kind = Kind(match.lastgroup or Kind.WORD)
        stop = match.end()
        word = match[0]
        if kind is Kind.INITIALS:
            word = word.rstrip()
            stop = match.start() + len(word)
        found.append(Token(match.start(), stop, word, plain(word), kind, opens))
        end = stop
    return found


def _shouted_stretches(text: str) -> tuple[tuple[int, int], ...]:
    """Sentences and lines in capitals; the whole text when most of it is."""
    text = _BRACKETS.sub(lambda match: " " * len(match[0]), text)  # a stand-in is in small letters
    words = re.findall(rf"(?:{_LETTER}){{2,}}", text)
    if len(words) >= _FEW and sum(map(str.isupper, words)) >= _SHOUTING * len(words):
        return ((0, len(text)),)
    found = []
    for stretch in _STRETCH.finditer(text):
        words = re.findall(rf"(?:{_LETTER}){{2,}}", stretch[0])
        if len(words) >= _FEW and sum(map(str.isupper, words)) >= _SHOUTING * len(words):
            found.append((stretch.start(), stretch.end()))
    return tuple(found)


def mask(text: str, stretches: Iterable[tuple[int, int]]) -> bytearray:
    """Of each character 1 where it lies in one of these stretches, else 0."""
    covered = bytearray(len(text))
    cover(covered, stretches)
    return covered


def cover(covered: bytearray, stretches: Iterable[tuple[int, int]]) -> None:
    """Put these stretches in a mask."""
    for start, end in stretches:
        covered[start:end] = b"\x01" * (end - start)
