"""Where someone comes from: countries, peoples, languages. Belgian, Flemish and Dutch single nobody out."""

import re
from collections.abc import Iterator
from functools import cache

from tegenstroom.engines.deidentification import lexicon, lists
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.text import Kind, Reading, plain
from tegenstroom.engines.plain_language.wordset import wordset

_PERSON = wordset(
    "man vrouw moeder vader gezin familie meisje jongen ouders koppel kinderen mensen buurman buurvrouw vriend "
    "vriendin nationaliteit afkomst origine paspoort roots gemeenschap mama papa grootouders oma opa partner "
    "echtgenote dame heer man. student kind zoon dochter"
)
_BELGIAN = wordset("belg belgen vlaming vlamingen nederlander nederlanders")
_ENDINGS = ("", "e", "en", "s", "es", "se", "sen", "n", "er", "ers")
_TIES = frozenset({"belgisch", "vlaams", "frans", "nederlands", "half"})
_ARTICLES = wordset("een de is was ben zijn als geen drie twee die en of uit naar in spreekt taal het")
_ON_FORM = re.compile(
    r"\b(?:nationaliteit|nat\.?|herkomst|afkomst|origine|geboorteland|land\s+van\s+(?:herkomst|oorsprong)|moedertaal|thuistaal|taal|talen)\s*[:=]\s*"
    r"(?!(?:belg\w*|nederlands\w*|ned\.?|nl|be|b|vlaams\w*|frans\w*|engels\w*|duits\w*|onbekend|nvt)\b)(?P<said>[^\W\d_][^\n,;|()]{1,30})",
    re.IGNORECASE,
)
_STATELESS = re.compile(
    r"\b(?:staatlo(?:os|ze)|apatride|\w*zigeuners?(?:in(?:nen)?|gezin|kind(?:eren)?)?|woonwagenbewoners?|nomaden|voyageurs?)\b",
    re.IGNORECASE,
)
_TALKING = ("talig", "talige", "taligen", "sprekend", "sprekende")
_CAPITAL_ONLY = wordset(
    "pers pool rus russen est ier deen fin let brit thai chili turk laos poolse fins noor noors roma "
    "rom rif jood schot mali niger benin peru cuba malta esten denen polen pools perzisch mandarijn "
    "zweed griek bosniak gaza fula"
)


@cache
def _forms() -> dict[str, str]:
    """Every form (lower case) with the part of the world; one that ends in `_` counts only beside a person."""
    found = {}
    for row in lists.rows("origins"):
        if row["country"]:
            found[plain(row["country"])] = row["region"]
        for form in row["forms"].split():
            endings = _ENDINGS if form.endswith("*") else ("",)
            for ending in endings:
                found[plain(form.rstrip("*")) + ending] = row["region"]
            if form.endswith("aan*"):
                found[form[:-3] + "anen"] = found[form[:-3] + "ane"] = row["region"]
            if form.endswith(
                ("aan*", "een*", "aat*", "iet*", "ees*", "aal*", "aar*", "oot*", "eek*", "ool*", "oord*")
            ):
                stem = form[:-3] + form[-2] if form[-4] in "aeo" and form[-4] == form[-3] else form[:-1]
                found[plain(stem) + "en"] = row["region"]
    return found


def find(reading: Reading) -> Iterator[Span]:
    """Every word or pair of words that tells an origin."""
    for match in _ON_FORM.finditer(reading.text):
        said = match["said"].rstrip()
        yield _origin(match.start("said"), match.start("said") + len(said), region(said) or "een ander land")
    for match in _STATELESS.finditer(reading.text):
        yield _origin(match.start(), match.end(), "zonder vast land")
    place = 0
    while place < len(reading.tokens):
        token = reading.tokens[place]
        pair = f"{token.plain} {reading.plain(place + 1)}"
        if pair in _forms() and reading.gap(place).isspace():
            yield _origin(token.start, reading.tokens[place + 1].end, region(pair))
            place += 2
            continue
        if token.kind is Kind.WORD and _tells(reading, place):
            half = reading.plain(place - 1) == "half" and reading.gap(place - 1) == " "
            both = reading.plain(place + 1) in _BELGIAN and reading.gap(place) == " "
            start = reading.tokens[place - 1].start if half else token.start
            yield _origin(start, reading.tokens[place + 1].end if both else token.end, region(token.plain))
        place += 1


def _tells(reading: Reading, place: int) -> bool:
    token = reading.tokens[place]
    if token.plain + "_" in _forms():
        beside = reading.plain(place + 1)
        return beside in _PERSON
    if not region(token.plain):
        return False
    if token.plain in _CAPITAL_ONLY:
        if lexicon.is_first_name(token.plain) and reading.plain(place - 1) not in _ARTICLES:
            return False
        if not token.capital:
            return (
                reading.small and reading.plain(place - 1) in _ARTICLES and not lexicon.is_first_name(token.plain)
            )
        sure = not token.opens or not lexicon.is_ordinary(token.plain)
        return token.capital and sure and not (token.shouted and reading.shouted(token))
    return True


def is_short(word: str) -> bool:
    """Whether the form is short enough to be another word or a name as well."""
    return word in _CAPITAL_ONLY


def region(words: str) -> str:
    """The part of the world of a country, people or language, as "uit Oost-Afrika"; empty when it is none."""
    words = plain(words)
    if words in _forms():
        return _forms()[words]
    first, _, rest = words.partition("-")
    if rest and (first in _TIES or first in _forms()) and (rest in _forms() or rest in _TIES):
        return _forms().get(rest) or _forms().get(first, "")
    if rest and first in _forms() and len(first) > 3:
        return _forms()[first]
    for ending in _TALKING:
        if words.endswith(ending) and words.removesuffix(ending) in _forms():
            return _forms()[words.removesuffix(ending)]
    return _forms().get(words + "_", "")


def _origin(start: int, end: int, note: str) -> Span:
    return Span(start, end, Label.ORIGIN, Reason.ORIGIN, 0.9, note)
