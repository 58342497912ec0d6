"""Whole names, streets with their number, and named schools and services, for who waits for her words to be sent.

The whole engine takes too long there: a twentieth of a second for a page of text. Here only sentences are read in
which a capital, two names or a number make it worth while, and only what is surest is told. A first name by itself
is none of it: who speaks of Karim names nobody to who does not know him. One after a title is: Meneer Janssens.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from tegenstroom.engines.deidentification import addresses, ends, lexicon, names, one_word, organisations, places
from tegenstroom.engines.deidentification.detection import general_services
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.people import particles, roles
from tegenstroom.engines.deidentification.text import Reading, plain
from tegenstroom.engines.remembering import reading

# A point after a capital is an initial, after "St" a saint's; one before a number belongs to a street.
_END = re.compile(r"(?<![A-Z])(?<!\bSt)[.!?…]+[\"'”’)]*\s+(?=[^\W\d_\s]|[\"'“‘(\[])|\n+")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_INNER_CAPITAL = re.compile(r"[\w,;)\]'’][ \t\u00a0]+[\"'“‘(]?[A-Z]")
_NUMBER_AFTER_WORD = re.compile(r"[^\W\d_]{2}\.?,?[ \t\u00a0]{1,2}(?:nr\.?[ ]?|nummer[ ])?\d{1,4}(?!\d)")
_IN_PLACE = re.compile(r"\[[^\[\]\n]{1,60}\]")  # what stands in place of a name
_STREET = re.compile(r"[^\W\d_]{3}")
_SURE = 0.7


@dataclass(frozen=True, slots=True)
class Named:
    """Words as they are written, and what they name: a PERSON, an ADDRESS or an ORG."""

    words: str
    label: Label


@reading
def naming_someone(text: str, *, known: Collection[str] = ()) -> list[Named]:
    """Whole names, streets with a number, named schools and services; each once, in their order.

    `known`: names that everybody there bears or knows; what is one of these, or part of one, is not told.
    """
    heard = [_words(name) for name in known]
    found: dict[Named, None] = {}
    for sentence in _sentences(text):
        for span in _named_in(sentence):
            written = " ".join(sentence[span.start : span.end].split())
            if not any(_words(written) <= name for name in heard):
                found[Named(written, span.label)] = None
    return list(found)


def _words(name: str) -> set[str]:
    return {plain(match[0]) for match in _WORD.finditer(name)} - particles()


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(text):
        yield text[start : end.start() + 1]
        start = end.end()
    yield text[start:]


def _named_in(sentence: str) -> list[Span]:
    named, houses = _may_name(sentence), bool(_INNER_CAPITAL.search(sentence))
    streets = bool(_NUMBER_AFTER_WORD.search(sentence))
    called = [*one_word.find(sentence)]
    if not (named or houses or streets or called):
        return []
    reading = Reading(sentence)
    found = called
    if streets:
        found += [span for span in addresses.find(reading) if _has_number(sentence, span)]
    if houses:
        found += organisations.find(reading)
    away = [match.span() for match in _IN_PLACE.finditer(sentence)]
    away += [(span.start, span.end) for span in general_services(reading)]
    if named:
        taken = _tokens_in(reading, [*away, *((span.start, span.end) for span in found)])
        people = ends.widened([*names.find(reading, taken)], sentence)
        found += [span for span in people if _is_whole_name(sentence, span) or _is_titled(sentence, span)]
    return _apart(span for span in found if span.confidence >= _SURE and not _lies_in(span, away))


def _may_name(sentence: str) -> bool:
    """Whether two words stand beside each other that may be a first name or a title, and a surname."""
    words = [match[0] for match in _WORD.finditer(sentence) if plain(match[0]) not in particles()]
    return any(
        (_may_be_first(one) and _may_be_last(two)) or (_is_title(one) and two[0].isupper())
        for one, two in pairwise(words)
    )


def _is_title(word: str) -> bool:
    return roles().get(plain(word), {}).get("kind") == "title"


def _may_be_first(word: str) -> bool:
    low = lexicon.bare(plain(word))
    if word[0].isupper():
        return lexicon.is_first_name(low) or not lexicon.is_known(low)
    return lexicon.is_first_name(low) and lexicon.is_name(low)


def _may_be_last(word: str) -> bool:
    low = lexicon.bare(plain(word))
    return not lexicon.is_service(low) and (word[0].isupper() or lexicon.is_name(low))


def _is_whole_name(sentence: str, span: Span) -> bool:
    """Whether someone's first name and surname stand there, and no town or title of something."""
    written = [lexicon.bare(word) for word in map(plain, _WORD.findall(sentence[span.start : span.end]))]
    parts = [word for word in written if word not in particles() and len(word) > 1]
    if len(parts) < 2 or all(places.is_place(word) for word in parts):
        return False
    if span.reason is Reason.UNKNOWN_CAPITAL:
        return not any(map(lexicon.is_known, parts))
    return lexicon.is_first_name(parts[0]) and not all(map(lexicon.is_ordinary, parts))


def _is_titled(sentence: str, span: Span) -> bool:
    """Whether a title stands before it, or at its beginning, and a surname with a capital in it."""
    before, within = _WORD.findall(sentence[: span.start]), _WORD.findall(sentence[span.start : span.end])
    if span.reason is not Reason.TITLE or not any(map(_is_title, before[-1:] + within[:1])):
        return False
    return any(word[0].isupper() and not _is_title(word) and not places.is_place(plain(word)) for word in within)


def _has_number(sentence: str, span: Span) -> bool:
    written = sentence[span.start : span.end]
    return span.label is Label.ADDRESS and any(map(str.isdigit, written)) and bool(_STREET.search(written))


def _tokens_in(reading: Reading, stretches: list[tuple[int, int]]) -> frozenset[int]:
    return frozenset(
        place
        for place, token in enumerate(reading.tokens)
        if any(start < token.end and token.start < end for start, end in stretches)
    )


def _lies_in(span: Span, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in stretches)


def _apart(spans: Iterator[Span]) -> list[Span]:
    """These in order, the longest where two overlap."""
    apart: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return apart
