"""Municipalities, districts and quarters, with their postcodes. Belgium and Flanders name nobody's home."""

import re
from collections.abc import Iterator
from functools import cache

from tegenstroom.engines.deidentification import lexicon, lists
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.text import Kind, Reading, Token, plain
from tegenstroom.engines.plain_language.lexicon import zipf
from tegenstroom.engines.plain_language.wordset import wordset

_POSTCODE = re.compile(
    r"(?<![\w/.,+-])(?:B[- ]?)?(?P<code>[1-9]\d{3})(?=[ \t,]+(?P<place>['’]?[^\W\d_][\w'’-]+(?:[ "
    r"-][A-Z][\w'’-]+)*))"
)
_CUED_POSTCODE = re.compile(
    r"\b(?:postcode|postnr|postnummer|zip)\.?\s*[:=]?\s*(?P<code>[1-9]\d{3})(?!\d)", re.IGNORECASE
)
# "Aalst (9300)", "pc 9300", "in den 2060": beside a place, or where a number tells one.
_POSTCODE_AFTER = re.compile(
    r"(?<![\w'’-])(?P<place>[^\W\d_][\w'’-]{1,30})(?:\s*[(,/-]\s*|\s)(?:B[- ]?)?(?P<code>[1-9]\d{3})(?![\w/€%]"
    r"|[.,:]\d|\s*(?:euro|eur\b|€))"
)
_ZONE = re.compile(
    r"\b(?:pc|regio|zone|postzone|streek|in\s+(?:de|den|'t)|(?:woont|woon|wonen|opgegroeid|buurt"
    r"|kantoor)\s+in|uit\s+(?:de|den)|^in)\s*:?\s*"
    r"(?P<code>[1-9]\d{3})(?![\w/€%]|[.,:-]\d|\s*(?:euro|eur\b|€|mensen))",
    re.IGNORECASE | re.MULTILINE,
)
_SMALL_QUARTER = re.compile(
    r"\b(?:wijk|buurt|gehucht|woonwijk|deelgemeente|quartier)\s+[\"'“‘]?(?P<name>(?:(?:de|het|den|'t|ter|ten"
    r"|oud|nieuw)\s+){0,2}[^\W\d_][\w'’-]{2,})",
    re.IGNORECASE,
)
_LIVES_IN = re.compile(
    r"\b(?:woon|woont|woonde|wonen|wonende|opgegroeid|geboren|afkomstig|verhuisd"
    r"|verhuisde)\s+(?:\w+\s+){0,2}?(?:in|op|aan|van|naar)\s+(?P<name>(?:de|het|den|'t|ter|ten)\s+"
    r"(?P<last>[^\W\d_]{3,16}(?:hoek|kouter|berg|heide|veld|velden|bos|donk|beek|kant|dries|meers|meersen|dam"
    r"|akker|dal|duinen|polder|poort|brug|hoeve|dijk|eind|einde|hof|gaver|rode|laar|lo)))(?![\w-])",
    re.IGNORECASE,
)
_COMPOUND = re.compile(
    r"(?<![\w-])(?P<name>[^\W\d_][\w-]{2,20}(?:wijk|buurt|kwartier|blokken|cité))(?![\w-])", re.IGNORECASE
)
_QUARTER = re.compile(
    r"\b(?:wijk|buurt|quartier|woonwijk|tuinwijk|deelgemeente|gehucht|stadsdeel"
    r"|district)\s+[\"'“‘]?(?P<name>(?:(?:de|het|den|'t|ter|ten|van|oud"
    r"|nieuw)\s+)*[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)*)"
)
_CUES = wordset(
    "in te naar uit van tussen bij rond richting via vanuit nabij woonplaats woont woonde wonende gemeente "
    "stad en station centrum"
)
_STRICT = wordset(
    "in te uit naar vanuit richting woonplaats woont woonde wonende station gemeente stad geboorteplaats"
)
# Words that follow "in" and "naar" without being a place.
_NOT_SMALL = wordset(
    "alle landen bergen doel on han hal lot bra bras lens hour recht werken halen vorst meer mal weelde lede "
    "laken komen naast essen bende bande ham spa mark heer ere odeur rance manage leest lint laar bevel kempen "
    "haren linden kluizen wortel mater bouillon as peer vinkt putte donk zolder paal"
)
_COMES = wordset("komt kwam kom komen afkomstig verhuisd verhuisde is ben zijn")
_UNHEARD = 2.7  # Zipf
_THERE = wordset("in te naar uit van")
_RARE = 3.5  # Zipf
_SELDOM = 4.0  # Zipf: after "van" too, a town sooner than a word
_LONGEST = 5  # words of a place: Heist-op-den-Berg, written apart
_ADJECTIVES = {
    "antwerps": "Antwerpen",
    "gents": "Gent",
    "brussels": "Brussel",
    "leuvens": "Leuven",
    "brugs": "Brugge",
    "mechels": "Mechelen",
    "aalsters": "Aalst",
    "hasselts": "Hasselt",
    "kortrijks": "Kortrijk",
    "oostends": "Oostende",
    "genks": "Genk",
    "turnhouts": "Turnhout",
    "luiks": "Luik",
    "liers": "Lier",
    "limburgs": "Limburg",
    "west-vlaams": "West-Vlaanderen",
    "oost-vlaams": "Oost-Vlaanderen",
    "kempens": "Kempen",
    "kempisch": "Kempen",
    "ronsisch": "Ronse",
    "iepers": "Ieper",
    "roeselaars": "Roeselare",
    "lokers": "Lokeren",
    "dendermonds": "Dendermonde",
    "vilvoords": "Vilvoorde",
    "tiens": "Tienen",
    "maaseiks": "Maaseik",
    "lommels": "Lommel",
    "molenbeeks": "Molenbeek",
    "schaarbeeks": "Schaarbeek",
    "sint-niklase": "Sint-Niklaas",
    "oudenaards": "Oudenaarde",
    "diesters": "Diest",
    "geels": "Geel",
    "herentalse": "Herentals",
}


@cache
def _sizes() -> dict[str, str]:
    return {plain(name): row["size"] for row in lists.rows("cities") for name in row["names"].split("|")}


def is_place(words: str) -> bool:
    """Whether this (lower case) is a municipality, a district, a quarter or a city abroad."""
    return (
        words in _sizes()
        or words in lists.words("quarters")
        or (words in lists.long_list("places") and not lexicon.is_service(words))
    )


def size(name: str) -> str:
    """What a place is by its size: "een kleine stad"; "een gemeente" for whatever is in no class."""
    name = plain(name)
    return _sizes().get(name) or _sizes().get(plain(_ADJECTIVES.get(_adjective(name), "")), "een gemeente")


def find(reading: Reading) -> Iterator[Span]:
    """Places and postcodes, in capitals or not."""
    yield from _postcodes(reading.text)
    place = 0
    while place < len(reading.tokens):
        words = _words_of_place(reading, place)
        if words:
            yield _span(reading.tokens[place].start, reading.tokens[place + words - 1].end)
        place += words or 1
    for match in _QUARTER.finditer(reading.text):
        yield Span(match.start("name"), match.end("name"), Label.LOCATION, Reason.CUE, 0.8)
    yield from _quarters(reading)


def _span(start: int, end: int) -> Span:
    return Span(start, end, Label.LOCATION, Reason.KNOWN_PLACE, 0.9)


def _postcodes(text: str) -> Iterator[Span]:
    for match in _POSTCODE.finditer(text):
        name = plain(match["place"])
        known = is_place(name) or is_place(name.split()[0]) or is_place(name.split("-")[0])
        unknown = match["place"][0].isupper() and not lexicon.is_known(name.split()[0])
        if known or unknown:
            yield Span(match.start(), match.end("code"), Label.POSTCODE, Reason.KNOWN_PLACE, 0.97)
            if unknown and not known:
                yield Span(match.start("place"), match.end("place"), Label.LOCATION, Reason.CUE, 0.8)
    for match in _POSTCODE_AFTER.finditer(text):
        if is_place(plain(match["place"])) and not (
            match["place"].islower() and lexicon.is_ordinary(plain(match["place"]))
        ):
            yield Span(match.start("code"), match.end("code"), Label.POSTCODE, Reason.KNOWN_PLACE, 0.8)
    for match in _ZONE.finditer(text):
        if not 1900 <= int(match["code"]) < 2040:
            yield Span(match.start("code"), match.end("code"), Label.POSTCODE, Reason.CUE, 0.8)
    for match in _CUED_POSTCODE.finditer(text):
        yield Span(match.start("code"), match.end("code"), Label.POSTCODE, Reason.CUE, 0.97)


def _quarters(reading: Reading) -> Iterator[Span]:
    """Quarters without a capital: after "wijk", or as the first part of "rabotwijk"."""
    for match in _SMALL_QUARTER.finditer(reading.text):
        word = plain(match["name"].split()[-1])
        led = " " in match["name"]
        ordinary = (
            lexicon.is_verb(word)
            or word in lists.words("spoken")
            or (lexicon.is_ordinary(word) and (not led or zipf(word) > _SELDOM))
        )
        if not ordinary and word not in _NO_QUARTER:
            yield Span(match.start("name"), match.end("name"), Label.LOCATION, Reason.CUE, 0.7)
    for match in _LIVES_IN.finditer(reading.text):
        if zipf(plain(match["last"])) < _UNHEARD:
            yield Span(match.start("name"), match.end("name"), Label.LOCATION, Reason.CUE, 0.7)
    for place, token in enumerate(reading.tokens):
        if token.plain in lists.words("quarters") and not (
            token.capital and token.opens and lexicon.is_ordinary(token.plain)
        ):
            article = reading.plain(place - 1) in {"de", "het", "'t", "den"}
            near = reading.plain(place - 2 if article else place - 1) in _CUES | {"op", "aan"}
            if near and (article or not lexicon.is_ordinary(token.plain) or zipf(token.plain) < _RARE):
                yield Span(token.start, token.end, Label.LOCATION, Reason.KNOWN_PLACE, 0.7)
    for match in _COMPOUND.finditer(reading.text):
        word = plain(match["name"])
        first = re.sub(r"-?(?:wijk|buurt|kwartier|blokken|cité)$", "", word)
        if (
            is_place(first)
            or first in lists.words("quarters")
            or not (lexicon.is_known(word) or lexicon.is_name(word))
        ):
            yield Span(match.start("name"), match.end("name"), Label.LOCATION, Reason.CUE, 0.7)


_NO_QUARTER = wordset("waar die dat met van voor bij aan om en of als dan hebben zijn waren is was uit naar in op")


def _words_of_place(reading: Reading, place: int) -> int:
    """How many tokens from here are the name of a place; 0 when none is."""
    first = reading.tokens[place]
    if first.kind is not Kind.WORD:
        return 0
    for words in range(_LONGEST, 0, -1):
        tokens = reading.tokens[place : place + words]
        if len(tokens) < words or any(len(reading.gap(place + step)) != 1 for step in range(words - 1)):
            continue
        name = " ".join(token.plain for token in tokens)
        found = is_place(name) or (is_place(name.replace(" ", "-")) and words > 1)
        if found and (words > 1 or _stands_for_place(reading, place, first)):
            return words
    if lexicon.bare(first.plain) != first.plain and is_place(lexicon.bare(first.plain)) and first.capital:
        return 1 if _stands_for_place(reading, place, first) else 0
    return int(_is_adjective(first))


def _stands_for_place(reading: Reading, place: int, token: Token) -> bool:
    name = lexicon.bare(token.plain)
    ordinary = lexicon.is_ordinary(name) or len(name) < 3
    before = reading.plain(place - 1)
    if token.capital and not reading.shouted(token):
        if token.opens:
            bracketed = reading.gap(place)[:1] == ")" and name in lists.long_list(
                "places"
            )  # "in de Veldstraat (Lede)"
            return bracketed or not (ordinary or (lexicon.is_first_name(name) and name not in _sizes()))
        return not (lexicon.is_first_name(name) and before not in _CUES) or (
            name in _sizes() and not lexicon.is_first_name(name)
        )
    return _stands_small(reading, place, token, name)


def _stands_small(reading: Reading, place: int, token: Token, name: str) -> bool:
    """Whether a place is meant that no capital shows."""
    before = reading.plain(place - 1)
    if len(name) < 3 or name in _NOT_SMALL:
        return False
    beside = place > 0 and reading.gap(place - 1) == ", " and not reading.gap(place).startswith(" ")
    if beside and name in _sizes():
        return True  # "freinetschool de klaproos, gent"
    if lexicon.is_ordinary(name):
        comes = before == "van" and reading.plain(place - 2) in _COMES
        unheard = reading.small and zipf(name) < _UNHEARD and name in lists.long_list("places")
        near = comes or before in _STRICT or (before in {"van", "bij"} and zipf(name) < _SELDOM)
        meant = near and (reading.small or token.shouted) and name in _sizes() | common_towns()
        return meant or (unheard and before in _THERE)
    if lexicon.is_first_name(name) or (lexicon.is_surname(name) and name not in _sizes()):
        return before in _CUES
    return True


@cache
def common_towns() -> dict[str, str]:
    """Towns that are ordinary words too, and meant as towns after "in" in a text without capitals."""
    return dict.fromkeys(
        [
            "lier",
            "mol",
            "geel",
            "boom",
            "temse",
            "balen",
            "duffel",
            "schoten",
            "malle",
            "peer",
            "halle",
            "ham",
            "geel",
            "zele",
            "hamme",
            "ternat",
            "ranst",
            "bree",
            "tienen",
            "menen",
            "zulte",
            "wichelen",
            "lede",
            "vorst",
            "kapellen",
            "essen",
            "meeuwen",
            "heist",
            "laken",
            "doel",
            "proven",
        ],
        "",
    )


def _adjective(word: str) -> str:
    return word if word in _ADJECTIVES else word.removesuffix("e")


def _is_adjective(token: Token) -> bool:
    return token.capital and not token.shouted and _adjective(token.plain) in _ADJECTIVES


def generalise(written: str) -> str:
    """A place by its size."""
    return size(written)
