"""Where the name of a house or a file ends: what belongs to it is covered with it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tegenstroom.engines.deidentification import lexicon, lists, places
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.people import roles
from tegenstroom.engines.deidentification.text import Reading, plain
from tegenstroom.engines.plain_language.lexicon import zipf
from tegenstroom.engines.plain_language.wordset import wordset

_SMALL = r"(?:van|voor|der|den|de|het|te|ter|ten|aan|op|'t|&|en|la|le|du|des|of|for)"
_MORE = re.compile(rf"(?:[ ]{_SMALL}){{0,2}}[ ](?P<word>[A-ZÀ-Ý][\w'’-]+)")
_MORE_DIGITS = re.compile(
    r"(?:[-/.][A-Z0-9]{1,6}(?!\w)|/[A-Za-z]{1,4}(?!\w)|[ ]/[ ][A-Z](?!\w)|[ ]?[-/][ ]?\d{1,6}(?!\w)"
    r"|[ ][A-Z](?![\w.]))+"
)
# "Kind en Taal", "Werk & Welzijn": two ordinary words in capitals.
_PAIR = re.compile(
    r"(?<=[a-z,(:] )(?P<one>[A-Z][a-zà-ÿ]{2,})(?:[ ](?:en|&)[ ])(?P<other>[A-Z][a-zà-ÿ]{2,})(?![\w-])"
)
# "Vlaamse Watergroep", "Christelijke Mutualiteit": a house by the region or the conviction that it is of.
_OF_REGION = re.compile(
    r"(?<![\w-])(?:Vlaamse|Belgische|Nationale|Koninklijke|Christelijke|Socialistische|Liberale|Protestantse"
    r"|Islamitische|Katholieke|Limburgse|Antwerpse"
    r"|Gentse|Brusselse|Brugse|Kortrijkse|Leuvense|Mechelse|Kempense|Kempische|Oostendse|Aalsterse|Hasseltse"
    r"|Genkse|Roeselaarse|Turnhoutse|Waaslandse|Waregemse"
    r"|West-Vlaamse|Oost-Vlaamse|Vlaams-Brabantse|Provinciale|Stedelijke"
    r"|Gemeentelijke)[ ](?P<word>[A-ZÀ-Ý][\w'’-]{3,})(?:[ ][A-ZÀ-Ý][\w'’-]+)*"
)
_NO_HOUSE = wordset(
    "gemeenschap overheid regering staat ardennen rand feesten kust dienst parlement raad minister steenweg "
    "poort binnenstad haven"
)
# "Solidariteit voor het Gezin", "Kom op tegen Kanker": nouns in capitals with small words between.
_JOINED = re.compile(
    r"(?<![\w-])(?P<one>[A-Z][a-zà-ÿ]{3,})[ ](?:voor|tegen|zonder|van|rond|naar|aan|met|in)[ ](?:(?:de|het"
    r"|een|je|elk|ieder|alle)[ ])?(?P<other>[A-Z][a-zà-ÿ]{3,})(?![\w-])"
)
# "mevrouw de Schampheleer", in any case: after a title and a particle comes a surname, whatever it is.
_TITLED = re.compile(
    r"\b(?:mevrouw|mevr\.?|mvr\.?|mw\.?|meneer|mijnheer|(?:de\s+)?heer|dhr\.?|juffrouw|dokter|dr\.?|mr\.?"
    r"|familie|gezin|fam\.?)\s+"
    r"(?P<name>(?:van\s+(?:de[rn]?\s+)?|vande[rn]?\s+|de\s+|den\s+|ver\s+|el\s+|ben\s+"
    r"|al\s+)[^\W\d_][\w'’-]{2,24})",
    re.IGNORECASE,
)
_LONGEST = 4  # words
_SELDOM = 4.8  # Zipf


def widened(reading: Reading, found: Iterable[Span]) -> Iterator[Span]:
    """The same spans, each up to where its name ends."""
    for span in found:
        if span.label is Label.ORG:
            yield replace(span, end=_end_of_name(reading.text, span))
        elif span.label is Label.ID and (more := _MORE_DIGITS.match(reading.text, span.end)):
            yield replace(span, end=more.end())
        else:
            yield span


def find(reading: Reading) -> Iterator[Span]:
    """Houses called by two ordinary words, and surnames with a particle after a title."""
    for match in _PAIR.finditer(reading.text):
        words = plain(match["one"]), plain(match["other"])
        if all(lexicon.is_ordinary(word) and not _is_other(word) for word in words):
            yield Span(match.start(), match.end(), Label.ORG, Reason.ORGANISATION, 0.6, "een organisatie")
    for match in _OF_REGION.finditer(reading.text):
        if (
            plain(match["word"]) not in _NO_HOUSE
            and not match[0].isupper()
            and not lexicon.is_first_name(plain(match["word"]))
        ):
            yield Span(match.start(), match.end(), Label.ORG, Reason.ORGANISATION, 0.6, "een organisatie")
    for match in _JOINED.finditer(reading.text):
        one, other = plain(match["one"]), plain(match["other"])
        named = re.match(r"[ ][A-ZÀ-Ý]", reading.text[match.end() :][:2]) is not None  # "het Gezin Peeters"
        nouns = all(
            lexicon.is_ordinary(word) and not _is_name_or_place(word) and not lexicon.is_verb(word)
            for word in (one, other)
        )
        nouns = nouns and one not in roles() and not (other in roles() and named)
        if nouns and zipf(one) < _SELDOM and one not in lists.words("spoken"):
            yield Span(match.start(), match.end(), Label.ORG, Reason.ORGANISATION, 0.6, "een organisatie")
    for match in _TITLED.finditer(reading.text):
        last = lexicon.bare(plain(match["name"].split()[-1]))
        if not lexicon.is_ordinary(last) and not lexicon.is_service(last) and last not in roles():
            yield Span(match.start("name"), match.end("name"), Label.PERSON, Reason.TITLE, 0.8)


def _is_other(word: str) -> bool:
    return _is_name_or_place(word) or word in roles()


def _is_name_or_place(word: str) -> bool:
    return lexicon.is_first_name(word) or lexicon.is_service(word) or places.is_place(word)


def _end_of_name(text: str, span: Span) -> int:
    """As in "Huis van de Sterren Campus Noord": capitals, with small words between."""
    end = span.end
    if not text[span.start : end].isupper() or len(text[span.start : end]) < 6:
        for _step in range(_LONGEST):
            more = _MORE.match(text, end)
            if not more or more["word"].isupper() or _is_someone(more["word"]):
                break
            end = more.end()
    return end


def _is_someone(word: str) -> bool:
    return lexicon.is_name(plain(word)) or lexicon.is_service(plain(word))
