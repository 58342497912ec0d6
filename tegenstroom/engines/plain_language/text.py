"""Cutting a Dutch text into sentences and words, with their places.

Made for the text of screens, letters and mails: hours ("9.30 u."), sums ("€ 44,02"), lists, labels without a full
stop, and placeholders ("%(name)s", "{name}"), each of which counts as one short word. Takes time in proportion to
the length of the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize

from tegenstroom.engines.plain_language.wordset import wordset


class Form(StrEnum):
    """What stands in the place of a word."""

    WORD = "word"
    NUMBER = "number"
    PLACEHOLDER = "placeholder"
    ADDRESS = "address"  # a web or mail address
    DOTTED = "dotted"  # an abbreviation with dots, as in "m.b.t."


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its place: `text[start:end]`."""

    start: int
    end: int
    text: str
    plain: str  # in lower case, composed, without soft hyphens and with straight apostrophes: as lists know it
    form: Form

    @property
    def is_capitalised(self) -> bool:
        return self.form is Form.WORD and self.text.lstrip("'’")[:1].isupper()


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words between two ends, at least one; `start` and `end` enclose them and their closing mark."""

    start: int
    end: int
    words: tuple[Word, ...]


# Abbreviations whose dot ends no sentence when small letters or digits follow.
SHORTENED = wordset(
    "afb afd alg art aug bijl bijv blz bv ca cf dec dhr di dir div do dr drs ed enz etc evt excl feb fig gem "
    "hfst incl ing inl ir jan jg jl jr jul jun lic ma max mej mevr min mld mln mr nov nr nrs okt pag par plm "
    "prof red resp sept sint sr st str tel u vb vgl vlg vnl vr wo za zgn zo"
)
# A name always follows these.
TITLES = wordset("dhr dr drs ing ir lic mej mevr mr prof sint st")

_LETTER = "[^\\W\\d_][\u0300-\u036f\u00ad]*"
_BULLET = r"(?:[-*•–—▪◦·]|\d{1,3}[.)]|[a-z]\))[ \t]+"
_TOKEN = re.compile(
    rf"""
    (?P<placeholder> %\([A-Za-z_]\w{{0,60}}\)[-+#0 ]?\d{{0,3}}[a-z] | %[sd]\b
                   | \{{\{{[^{{}}\n]{{0,80}}\}}\}} | \{{[\w.:!]{{0,60}}\}} )
  | (?P<tag>       </?[A-Za-z][^<>\n]{{0,300}}> | &[a-z]{{2,8}};
                 | (?<=\S)\.(?:csv|docx?|ics|jpe?g|pdf|png|txt|xlsx?|xml|zip)\b )
  | (?P<address>   (?:https?://|www\.)[^\s<>]+ | [\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,6}}
                 | \b[a-z0-9-]{{2,63}}\.(?:be|nl|eu|org|com|net|brussels|vlaanderen)\b(?:/[^\s<>]*)? )
  | (?P<dotted>    (?<!\w)(?:[^\W\d_]\.){{2,10}} )
  | (?P<number>    \d+(?:[.,:/]\d+)*(?:[^\W\d_]{{1,3}}\b)? )
  | (?P<word>      ['’]?(?<!\w['’])(?:{_LETTER})+(?:['’\-\u2010\u2011](?:{_LETTER})+)* )
  | (?P<line>      (?:\r\n?|[\n\v\f\x85\u2028\u2029]|\|)[ \t]* (?P<bullet>{_BULLET})? )
  | (?P<stop>      [.!?…]+["'”’»)\]]* )
    """,
    re.VERBOSE,
)
_FIRST_BULLET = re.compile(rf"\s*{_BULLET}")
_NEXT = re.compile(r"[\s\"'“”‘’«»(\[*_]*(.?)", re.DOTALL)
_WRAPPED = 40  # a line of this many characters that goes on in small letters was wrapped, not ended


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text, in order. A label, a bullet or a heading is a sentence too."""
    found: list[Sentence] = []
    words: list[Word] = []
    for item in _tokens(text):
        if isinstance(item, Word):
            words.append(item)
        elif words:
            found.append(Sentence(words[0].start, item, tuple(words)))
            words = []
    if words:
        found.append(Sentence(words[0].start, words[-1].end, tuple(words)))
    return found


def _tokens(text: str) -> Iterator[Word | int]:
    """Words, and the place where a sentence ends."""
    last: Word | None = None
    first = _FIRST_BULLET.match(text)
    line_start = first.end() if first else 0
    for match in _TOKEN.finditer(text, line_start):
        kind = match.lastgroup if match["line"] is None else "line"
        if kind == "stop":
            if _ends(text, match, last):
                yield match.end()
        elif kind == "line":
            if not _goes_on(text, match, line_start):
                yield match.start()
            line_start = match.end()
        elif kind != "tag":
            last = Word(match.start(), match.end(), match[0], _plain(match[0]), Form(kind or Form.WORD))
            yield last
            if last.form is Form.DOTTED and _upper_follows(text, last.end):
                yield last.end


def _plain(word: str) -> str:
    if not word.isascii():
        word = normalize("NFC", word).replace("\u00ad", "").replace("’", "'")
    return word.lower()


def _ends(text: str, stop: re.Match[str], before: Word | None) -> bool:
    """Whether these dots, question marks or exclamation marks end a sentence."""
    if stop.end() < len(text) and not text[stop.end()].isspace() and text[stop.end()] not in "<|*_—–":
        return False
    after = _next_character(text, stop.end())
    mark = stop[0]
    if mark == "." and before is not None and before.end == stop.start():
        known = before.plain
        if known in TITLES or (len(known) == 1 and before.is_capitalised):
            return not after
        if known in SHORTENED:
            return not after or after.isupper() or after in "%{"
    goes_on_small = after.islower()
    if mark.startswith(("…", "..")) or mark[-1] not in ".!?…":
        return not goes_on_small
    return True


def _goes_on(text: str, line: re.Match[str], line_start: int) -> bool:
    """Whether a sentence runs on past this end of line."""
    if line["bullet"] or line["line"].startswith("|") or line.start() - line_start < _WRAPPED:
        return False
    following = text[line.end() : line.end() + 1]
    return following.islower()


def _upper_follows(text: str, place: int) -> bool:
    after = _next_character(text, place)
    return not after or after.isupper()


def _next_character(text: str, place: int) -> str:
    """The first character after spaces, quotes and brackets, or nothing."""
    match = _NEXT.match(text, place)
    return match[1] if match else ""
