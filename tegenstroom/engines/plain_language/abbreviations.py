"""Abbreviations that a text does not explain."""

import re

from tegenstroom.engines.plain_language import tables
from tegenstroom.engines.plain_language.marks import EXPLAIN, EXPLAIN_AS, WRITE, Kind, Mark, mark
from tegenstroom.engines.plain_language.text import Form, Word
from tegenstroom.engines.plain_language.wordset import wordset

# Abbreviations that are words by now.
_EVERYDAY = wordset("a4 cd dvd eu gb gps gsm id kb mb mr nr ok pin qr sms tel tv u usb wc wifi")
_CAPITALS = re.compile(r"(?![IVX]+$)(?:[A-Z]{2,6}|[A-Z][a-z]?[A-Z]{1,3})")  # OCMW, KdG, but not part II
_NEAR = 120  # characters before or after in which an explanation stands


class Abbreviations:
    """Goes through a text from front to back; marks each abbreviation once, where it first comes."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lowered = text.lower()
        self._met: set[str] = set()

    def mark(self, words: tuple[Word, ...], place: int) -> Mark | None:
        """A mark on this word of a sentence when it is an abbreviation that the text explains nowhere."""
        word = words[place]
        if not self.is_one(words, place) or _key(word) in self._met:
            return None
        self._met.add(_key(word))
        full = tables.abbreviations().get(_key(word))
        if self._is_explained(word, full):
            return None
        advice = EXPLAIN if full is None else EXPLAIN_AS if self._is_a_name(word) else WRITE
        end = word.end + (_key(word) in tables.shortened())
        return mark(
            Kind.ABBREVIATION, word.start, end, advice, word=self._text[word.start : end], full=full, plain=full
        )

    def is_one(self, words: tuple[Word, ...], place: int) -> bool:
        """Whether this word of a sentence is an abbreviation that not everyone uses every day."""
        word = words[place]
        if word.form is Form.DOTTED:
            return _key(word) in tables.abbreviations()
        if word.form is not Form.WORD or _key(word) in _EVERYDAY:
            return False
        if _key(word) in tables.abbreviations():
            return _key(word) not in tables.shortened() or self._has_dot(word)
        return _CAPITALS.fullmatch(re.sub("['’]s$", "", word.text)) is not None and not _is_shouted(words, place)

    def _has_dot(self, word: Word) -> bool:
        return word.form is Form.DOTTED or self._text.startswith(".", word.end)

    def _is_a_name(self, word: Word) -> bool:
        """Whether it is a name by now (OCMW, vzw), not a shorter way of writing (bv., m.b.t.)."""
        return word.form is Form.WORD and _key(word) not in tables.shortened()

    def _is_explained(self, word: Word, full: str | None) -> bool:
        if full and full.lower() in self._lowered:
            return True
        before = self._text[max(0, word.start - _NEAR) : word.start]
        if before.endswith("(") and _spells(_key(word), before):
            return True
        after = self._text[word.end : word.end + _NEAR]
        within = after.split(")")[0]
        return after.startswith(" (") and " " in within[2:] and _spells(_key(word), within)


def _key(word: Word) -> str:
    """An abbreviation as the table knows it: without its dot or its plural, as in OCMW's."""
    return word.plain.rstrip(".").removesuffix("'s")


def _spells(short: str, words: str) -> bool:
    """Whether the letters of an abbreviation stand in these words in that order, the first at the start of one."""
    letters = short.lower()
    for start in re.finditer(rf"\b{re.escape(letters[0])}", words.lower()):
        rest = iter(words.lower()[start.start() :])
        if all(letter in rest for letter in letters):
            return True
    return False


def _is_shouted(words: tuple[Word, ...], place: int) -> bool:
    """Whether a word beside it is in capitals too: then it is a heading."""
    beside = words[max(0, place - 1) : place] + words[place + 1 : place + 2]
    return any(len(word.text) > 1 and word.text.isupper() and word.form is Form.WORD for word in beside)
