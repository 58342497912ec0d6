"""Marks on single words and phrases: jargon, abbreviations, rare words, long words."""

import re
from dataclasses import dataclass

from tegenstroom.engines.plain_language import lexicon
from tegenstroom.engines.plain_language.abbreviations import Abbreviations
from tegenstroom.engines.plain_language.levels import Level
from tegenstroom.engines.plain_language.marks import APART, EASIER, SHORTER, WRITE, WRITE_NOTE, Kind, Mark, mark
from tegenstroom.engines.plain_language.tables import jargon
from tegenstroom.engines.plain_language.text import Form, Sentence, Word

# Endings of words that are not names: at the start of a sentence a capital tells nothing.
_NO_NAME = re.compile(
    r"(?:heid|heden|ing|ingen|[tsc]ie|[tsc]ies|iteit|isme|eren|eerd|eert|lijk|lijke|baar|bare|ief|ieve|eel|isch|ische|"
    r"loos|loze|schap|schappen|matig|matige|ment|menten|aal|ale|air|aire|logie|voorwaarden|erend|gericht|gerichte)$"
)
_WELL_KNOWN = 4.0  # Zipf: once in a hundred thousand words; nobody stumbles over its length


@dataclass(frozen=True, slots=True)
class WordMarks:
    """What single words give: their marks, how many are rare, how many abbreviations stay unexplained."""

    marks: tuple[Mark, ...]
    rare: int
    unexplained: int


def look(found: list[Sentence], text: str, level: Level) -> WordMarks:
    """Look at each word of each sentence; a place gets one mark at most."""
    marked: list[Mark] = []
    rare = 0
    abbreviations = Abbreviations(text)
    for sentence in found:
        taken = 0  # up to here a phrase was marked
        for place, word in enumerate(sentence.words):
            is_abbreviation = abbreviations.is_one(sentence.words, place)
            is_rare = not is_abbreviation and _is_rare(word, first=place == 0)
            rare += is_rare
            if word.start < taken:
                continue
            if is_abbreviation:
                one = abbreviations.mark(sentence.words, place)
            else:
                one = _jargon(sentence.words, place) or (_rare(word) if is_rare else _long(word, level))
            if one is not None:
                taken = one.end
                marked.append(one)
    return WordMarks(tuple(marked), rare, sum(each.kind is Kind.ABBREVIATION for each in marked))


def _jargon(words: tuple[Word, ...], place: int) -> Mark | None:
    for phrase, entry in jargon().get(words[place].plain, ()):
        stretch = words[place : place + len(phrase)]
        if tuple(word.plain for word in stretch) == phrase and not _is_name(words[place], first=place == 0):
            advice = WRITE_NOTE if entry.note else WRITE
            return mark(
                Kind.JARGON,
                stretch[0].start,
                stretch[-1].end,
                advice,
                word=" ".join(word.text for word in stretch),
                plain=entry.plain,
                note=entry.note,
            )
    return None


def _is_name(word: Word, *, first: bool) -> bool:
    return word.is_capitalised and not first


def _is_rare(word: Word, *, first: bool) -> bool:
    if word.form is not Form.WORD or len(word.plain) < 3:
        return False
    if word.is_capitalised and (not first or not _NO_NAME.search(word.plain)):
        return False
    if lexicon.is_common(word.plain):
        return False
    pieces = [piece for piece in re.split(r"['-]", word.plain) if len(piece) > 2]
    return not pieces or not all(map(lexicon.is_common, pieces))


def _rare(word: Word) -> Mark:
    return mark(Kind.RARE_WORD, word.start, word.end, EASIER, word=word.text)


def _long(word: Word, level: Level) -> Mark | None:
    plain = word.plain
    if len(plain) <= level.max_word or word.form is not Form.WORD or "-" in plain or _is_well_known(plain):
        return None
    if word.is_capitalised and not lexicon.is_common(plain):
        return None
    parts = lexicon.parts(plain)
    advice = APART if parts and all(len(part) > 3 and lexicon.is_written_so(part) for part in parts) else SHORTER
    return mark(
        Kind.LONG_WORD, word.start, word.end, advice, word=word.text, letters=len(plain), parts=", ".join(parts)
    )


def _is_well_known(word: str) -> bool:
    return word in lexicon.HOUSE or lexicon.zipf(word) >= _WELL_KNOWN
