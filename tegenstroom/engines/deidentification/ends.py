"""Where a name really begins and ends, once it is known that one stands there: half a name is still readable.

The detectors find the heart of a name; what is said here is grammar that holds for every name of its kind: the
storey after a house number, the firm after its owner, the quotation mark that closes what another opened.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tegenstroom.engines.deidentification import ends_of_houses, ends_of_people, lexicon, lists, places
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.people import particles
from tegenstroom.engines.deidentification.text import plain
from tegenstroom.engines.plain_language.wordset import wordset

_NAMED = frozenset({Label.PERSON, Label.NICKNAME, Label.LOCATION, Label.ORG, Label.ADDRESS})
_WORD_END = re.compile(r"\w+|[-‐‑](?=[A-ZÀ-Ý])[\w'’]+")
_WORD_START = re.compile(r"(?:\w+|[A-ZÀ-Ý][\w'’]*[-‐‑])\Z")
_NEXT_WORD = re.compile(r"[ ](?P<word>[^\W\d_][\w'’-]+)")
_QUOTES = re.compile(
    r"\"(?P<a>[^\"\n]{2,40})\"|“(?P<b>[^”\n]{2,40})”|‘(?P<c>[^’\n]{2,40})’|«\s?(?P<d>[^»\n]{2,40}?)\s?»"
)
_WORKS_FOR = re.compile(
    r"\b(?:werk\w*|gewerkt|job|contract|stage|interim|poetst|kuist|begonnen|ontslagen|(?:\w{2,}(?:chauffeur|bediende"
    r"|arbeid(?:er|ster)|controleur|begeleider|conducteur|medewerk(?:er|ster))))\s+(?:\w+\s+){0,2}bij\s+(?:de\s+|het\s+)?\Z",
    re.IGNORECASE,
)
_MOST_WORDS = 5
_BETWEEN_PLACES = wordset("in te")
_BETWEEN_HOUSES = wordset("voor bij in op aan of der & -")


def widened(spans: Iterable[Span], text: str) -> list[Span]:
    """The same findings in the same order, each as long as its name; what is swallowed whole is gone."""
    kept: list[Span] = []
    for span in (_widened(each, text) for each in spans):
        before = kept[-1] if kept else None
        if before is None or before.end <= span.start:
            kept.append(span)
        elif span.end <= before.end:
            continue
        elif span.start <= before.start:
            kept[-1] = span
        elif before.label in _NAMED:
            kept[-1] = replace(before, end=span.end)
        else:
            kept.append(replace(span, start=before.end))
    return list(_bridged(kept, text))


def services_with_place(general: Iterable[Span], text: str) -> Iterator[Span]:
    """A service of the whole country with its town names a house: "Rode Kruis Zele"."""
    for service in general:
        beside = _NEXT_WORD.match(text, service.end)
        if not beside or not places.is_place(plain(beside["word"])):
            continue
        if beside["word"][0].isupper() or not lexicon.is_ordinary(plain(beside["word"])):
            yield replace(service, end=beside.end(), confidence=0.7, note="een organisatie")


def services_worked_for(general: Iterable[Span], text: str) -> Iterator[Span]:
    """A service of the whole country is someone's employer: "buschauffeur bij De Lijn"."""
    for service in general:
        if _WORKS_FOR.search(text, max(0, service.start - 60), service.start):
            yield replace(service, confidence=0.6, note="een organisatie")


def _bridged(spans: list[Span], text: str) -> Iterator[Span]:
    """As in "De Zande in Ruiselede", "Ouders voor Noord": one name, with what joins its halves."""
    before: Span | None = None
    for span in spans:
        label = _joined_as(before, span, text) if before else None
        if before and label:
            before = replace(before, end=span.end, label=label)
            continue
        if before:
            yield before
        before = span
    if before:
        yield before


def _joined_as(before: Span, span: Span, text: str) -> Label | None:
    """What two findings are together; None when each stands for itself."""
    between = plain(text[before.end : span.start])
    if not (between.startswith(" ") and between.endswith(" ")):
        return None
    if before.label is Label.ORG and span.label is Label.ORG:
        return Label.ORG if between.strip() in _BETWEEN_HOUSES else None
    if span.label is not Label.LOCATION or between.strip() not in _BETWEEN_PLACES:
        return None
    if before.label is Label.LOCATION:
        return Label.LOCATION
    led = before.reason is Reason.UNKNOWN_CAPITAL and ends_of_houses.is_led(text, before)
    return Label.ORG if before.label is Label.ORG or led else None


def _widened(span: Span, text: str) -> Span:
    if span.label not in _NAMED or span.reason is Reason.TYPED:
        return span
    span = _in_quotes(_to_whole_words(span, text), text)
    if span.label is Label.ADDRESS:
        return ends_of_houses.address(span, text)
    if found := ends_of_houses.named_beside(span, text):
        return found
    if span.label is Label.ORG:
        return ends_of_houses.house(span, text)
    return span if span.label is Label.LOCATION else ends_of_people.person(span, text)


def _to_whole_words(span: Span, text: str) -> Span:
    """Never half a word, nor half of what a hyphen joins: "Peeters-Claes"."""
    end = span.end
    while text[end - 1].isalpha() and (more := _WORD_END.match(text, end)):
        end = more.end()
    before = _WORD_START.search(text, max(0, span.start - 30), span.start) if text[span.start].isalpha() else None
    return replace(span, start=before.start() if before else span.start, end=end)


def _in_quotes(span: Span, text: str) -> Span:
    """All that stands between the quotation marks around a name, unless someone speaks there."""
    for match in _QUOTES.finditer(text, max(0, span.start - 42), span.end + 42):
        group = match.lastgroup or "a"
        start, end = match.span(group)
        if start <= span.start and span.end <= end and _is_a_name(match[group]):
            return replace(span, start=start, end=end)
    return span


def _is_a_name(quoted: str) -> bool:
    words = plain(quoted).split()
    spoken = any(
        lexicon.is_verb(word) or (word in lists.words("spoken") and word not in particles()) for word in words
    )
    return len(words) <= _MOST_WORDS and not spoken and not re.search(r"[.!?,;](?:\s|$)", quoted)
