"""Organisations that no capital shows: after their kind, or where only a house is dealt with so."""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import lexicon, lists, organisations, places
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.people import particles, roles
from tegenstroom.engines.deidentification.text import Kind, Reading, Token, plain
from tegenstroom.engines.deidentification.unshown import hides, span
from tegenstroom.engines.plain_language.lexicon import zipf
from tegenstroom.engines.plain_language.wordset import wordset

_ARTICLE = r"(?:(?:de|het|den|'t|’t|ter|ten|in\s+den|ons|onze)\s+)"
_BRACKETED = re.compile(
    r"(?<![\w'’.-])(?P<before>[^\W\d_][\w'’.-]{1,24})\s\((?P<name>(?:(?:de|het|den|'t|’t|ter|ten"
    r"|in\s+den|ons|onze)\s+)?"
    r"[^\W\d_][\w'’-]{3,24}(?:\s[^\W\d_][\w'’-]{2,24}){0,2})\)",
    re.IGNORECASE,
)
_CALLED_ON = re.compile(
    rf"\b(?:kan|kunnen|zal|zou|wil|mag|moet|laat|vraag|bel|mail|contacteer"
    rf"|verwittig)\s+(?P<name>{_ARTICLE}(?P<word>[^\W\d_][\w-]{{3,20}}))\s+"
    r"(?:iets|niets|niet|nog|ook|hen|haar|hem|ons|helpen|eens|weten|even|tegen|of|om|wel|dit|dat|meer)\b",
    re.IGNORECASE,
)
_FROM_HOUSE = re.compile(
    rf"(?<![\w-])(?P<person>[^\W\d_][\w'’-]{{1,20}})\s+(?:van|uit"
    rf"|bij)\s+(?P<name>(?:{_ARTICLE})?(?P<word>[^\W\d_][\w-]{{2,20}}))(?![\w-])",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"(?<![\w-])(?P<name>(?:vzw|cvba|bvba|nv|bv)\s+(?:(?:de|het|onze"
    r"|ons)\s+)?(?P<first>[^\W\d_]{3,20})(?:\s+(?:direct|plus|service|invest|partners))?"
    r"|(?P<last>[^\W\d_]{3,20})\s+(?:nv|bvba|cvba|vzw))(?![\w-])",
    re.IGNORECASE,
)
_WORKS_AT = re.compile(
    r"\b(?:werk\w*|gewerkt|stage|job|speelt|speelde|basket|voetbal\w*|turn\w*|train\w*|zingt"
    r"|opleiding|koerier|arbeider|lasser|vrijwillig\w*|start\w*|begint|begon|poetst|kuist"
    r"|interim|contract|les)\b[^.;!?\n]{0,40}?"
    r"\s(?:bij|via)\s+(?P<name>[^\W\d_]{3,20})(?=\s*(?:[.,;:!?)\n]|$|\ben\b|\bin\b|\bals\b|\bdie\b))",
    re.IGNORECASE,
)
_STRANGE_HOUSE = re.compile(
    r"\b(?:naar|bij|via|in|uit|door)\s+(?P<name>(?:(?:de|het|'t)\s+)(?P<word>[^\W\d_][\w-]{4,20}))(?![\w-])",
    re.IGNORECASE,
)
_GOES_TO = re.compile(
    r"\b(?:in|bij|via|naar|van|uit|tot\s+(?:aan"
    r"|bij))\s+(?P<name>[^\W\d_][\w-]{4,20})(?=\s*(?:[.,;:!?)\n]|$|\ben\b|\bom\b|\bvoor\b"
    r"|\bniet\b|\bgaat\b|\bkomt\b|\bis\b))",
    re.IGNORECASE,
)
_NO_NAME = (
    "en",
    "t",
    "te",
    "de",
    "den",
    "lijk",
    "ig",
    "ing",
    "heid",
    "isme",
    "s",
    "er",
    "loos",
    "baar",
    "je",
    "ke",
)
_SELDOM = 4.0  # Zipf
_RARE = 3.0  # Zipf
_UNUSUAL = 3.4  # Zipf
_FREQUENT = 5.0  # Zipf: no name after a kind that is said in letters
_LESS_SELDOM = 3.6
_COMMON = 4.4
_LONGEST = 4  # words of a house that its kind announces
_NAMING = wordset("open gouden zilveren warm klein groot oud nieuw vrij goed ander lichtend zoet stil")
_NO_HOUSE = ("e", "isch", "st", "er", "ster")
_LED = wordset("de het den 't ter ten la le der")
# "naar basisschool zonder grenzen": a kind without its article is followed by a name; not so "op café".
_WITHOUT_ARTICLE = re.compile(
    r"(?:(?<![\w-])(?:in|bij|van|naar|via|door|met|aan|voor|uit|tegen|contact|lid|klant|school|opvang"
    r"|werkgever)[ :]+)(?P<name>(?P<kind>[^\W\d_][\w-]{3,24})[ ]"
    r"(?:(?:zonder|ons|onze|open|samen|nieuwe?|goede?|groot|grote|kleine?|vrije?|jonge?|oude?|over|onder"
    r"|boven|tussen|recht|warme?|rode?|witte?|zwarte?"
    r"|groene?|blauwe?|gele?|gouden|zilveren|twee|drie|vier|zeven|alle|elk|ieder|mijn|jouw|ieders|buiten"
    r"|binnen|hoog|lage?|lange?|korte?|don|sint|st|voor|met)[ ])"
    r"(?P<word>[^\W\d_][\w'’-]{2,20}))(?![\w-])",
    re.IGNORECASE,
)
_GONE_TO_SO = wordset(
    "school café opvang huis internaat hotel camping restaurant kliniek ziekenhuis bank dienst crèche kamer "
    "kerk zaal winkel garage frituur parochie fabriek"
)
_ACRONYMS = wordset(
    "ocmw caw clb cgg ckg svk shm az uz zna gza cm vzw jrb osd vk oooc ooc obc mfc mpi wzc vbs "
    "gbs sbs kta vti bs pc opz gp ldc cvo fc sk kv ksk kfc kvc vc ka okan cvba nv bv olv"
)


def find(reading: Reading) -> Iterator[Span]:
    """Such organisations; in brackets after a name also where capitals tell."""
    yield from _in_brackets(reading)
    if hides(reading):
        yield from _houses(reading)
        yield from _by_their_kind(reading)
        for match in _WITHOUT_ARTICLE.finditer(reading.text):
            if _is_named_so(match):
                yield span(match, "name", Label.ORG)


def _in_brackets(reading: Reading) -> Iterator[Span]:
    """As in "Leen (De Kiem)", "school (de springbok)": who is it from, or which is it?"""
    for match in _BRACKETED.finditer(reading.text):
        before, words = plain(match["before"]), plain(match["name"]).split()
        borne = lexicon.is_name(before) or before in lists.words("names_likely") | lists.words("names_sometimes")
        if (borne or organisations.is_kind(before)) and _is_in_brackets(match["name"], words):
            yield span(match, "name", Label.ORG)


def _is_in_brackets(written: str, words: list[str]) -> bool:
    led = words[0] in _LED and len(words) > 1
    for word in words[1:] if led else words:
        if word in lists.words("spoken") or lexicon.is_service(word) or word in roles() or lexicon.is_verb(word):
            return False
    if words[-1] in lists.words("house_names"):
        return True
    capital = written[0].isupper() and not written.isupper() and lexicon.is_ordinary(words[0])
    return (led or capital) and not words[-1].endswith(_NO_HOUSE)


def _is_named_so(match: re.Match[str]) -> bool:
    kind, word = plain(match["kind"]), plain(match["word"])
    single = organisations.is_kind(kind) and kind not in _GONE_TO_SO and not kind.endswith(("ing", "en"))
    other = lexicon.is_verb(word) or lexicon.is_service(word) or word in roles() or word in lists.words("spoken")
    return single and not other


def _by_their_kind(reading: Reading) -> Iterator[Span]:
    for place, token in enumerate(reading.tokens):
        if end := _after_kind(reading, place, token):
            kind = organisations.stand_in(token.plain)
            yield Span(token.start, reading.tokens[end - 1].end, Label.ORG, Reason.ORGANISATION, 0.7, kind)


def _houses(reading: Reading) -> Iterator[Span]:
    """Where something only a house does, or is gone to, is said of a word."""
    for pattern, is_house in _MEANT.items():
        for match in pattern.finditer(reading.text):
            if is_house(match):
                yield span(match, "name", Label.ORG)


def _is_called_on(match: re.Match[str]) -> bool:
    return plain(match["word"]) in lists.words("house_names")


def _is_from_house(match: re.Match[str]) -> bool:
    """As in "wouter van de springplank": a first name, and a word by which houses are called."""
    person, word = plain(match["person"]), plain(match["word"])
    alone = " " not in match["name"] and zipf(word) < _RARE and lexicon.is_ordinary(word)
    house = word in lists.words("house_names") or alone
    return house and lexicon.is_name(person) and lexicon.is_first_name(person) and not _is_other(word)


def _is_legal(match: re.Match[str]) -> bool:
    word = plain(match["first"] or match["last"])
    return word not in lists.words("spoken") and not lexicon.is_verb(word) and word not in roles()


def _is_employer(match: re.Match[str]) -> bool:
    word = plain(match["name"])
    unusual = lexicon.is_ordinary(word) and zipf(word) < _UNUSUAL
    return unusual and not _is_other(word) and not word.endswith(_NO_NAME)


def _is_strange(match: re.Match[str]) -> bool:
    word = plain(match["word"])
    return not lexicon.is_known(word) and word not in lists.words("spoken") and not _is_other(word)


def _is_gone_to(match: re.Match[str]) -> bool:
    word = plain(match["name"])
    return word in lists.words("house_names") and zipf(word) < _RARE and not lexicon.is_verb(word)


def _is_other(word: str) -> bool:
    return word in roles() or places.is_place(word) or lexicon.is_verb(word)


_MEANT = {
    _CALLED_ON: _is_called_on,
    _FROM_HOUSE: _is_from_house,
    _LEGAL: _is_legal,
    _WORKS_AT: _is_employer,
    _STRANGE_HOUSE: _is_strange,
    _GOES_TO: _is_gone_to,
}


def _after_kind(reading: Reading, place: int, token: Token) -> int:
    """The token after the name that follows a kind ("caw noord", "ckg het open poortje"); 0 when none does."""
    if token.kind is not Kind.WORD or not (organisations.is_kind(token.plain) or _is_letters(token.plain)):
        return 0
    here, end = place + 1, 0
    while here < len(reading.tokens) and here - place <= _LONGEST and _is_near(reading, here - 1):
        following = reading.tokens[here]
        if following.kind is Kind.INITIALS or following.plain == "dr" or _is_adjective(reading, here, place):
            here += 1
            continue
        if following.plain in _LED and here == place + 1:
            here += 1
            continue
        if not _is_part(reading, following, first=here == place + 1, acronym=_is_letters(token.plain)):
            break
        here += 1
        end = here
    return end


def _is_adjective(reading: Reading, here: int, place: int) -> bool:
    """As in "het open poortje", "het groene dak": between the article and the noun of a name."""
    word, following = reading.plain(here), reading.at(here + 1)
    led = here == place + 2 and reading.plain(here - 1) in _LED
    joined = following is not None and following.kind is Kind.WORD and reading.gap(here) == " "
    return led and joined and (word.endswith("e") or word in _NAMING)


def _is_letters(word: str) -> bool:
    """Whether this is a kind that is said in letters: after "caw", "cgg", "az" only its name can stand."""
    return word in _ACRONYMS


def _is_near(reading: Reading, place: int) -> bool:
    return reading.gap(place) in {" ", ' "', " “", "-", " & "} or (
        reading.gap(place) == ". " and reading.plain(place) == "dr"
    )


def _is_part(reading: Reading, token: Token, *, first: bool, acronym: bool) -> bool:
    word = token.plain
    if token.kind is not Kind.WORD or len(word) < 3 or word in roles() or word in particles():
        return False
    if lexicon.is_verb(word) or lexicon.is_service(word) or word in lists.words("spoken"):
        return False
    if places.is_place(word) or not lexicon.is_known(word):
        return True
    if lexicon.is_surname(word) and not lexicon.is_ordinary(word):
        return True
    if acronym:
        return (
            zipf(word) < _FREQUENT
            and not word.endswith(("t", "te", "ten", "den", "de"))
            and (not word.endswith("en") or "-" in word or word.endswith("uwen"))
        )
    noun = zipf(word) < (_LESS_SELDOM if first else _SELDOM) and not word.endswith(_NO_NAME)
    return noun or (word in lists.words("house_names") and zipf(word) < _COMMON)
