"""What only the words around it give away: a street cut in pieces, a misspelt town, a name that is a word."""

import re
from collections.abc import Iterator
from functools import cache

from tegenstroom.engines.deidentification import lexicon, lists, places
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.numbers import WORDS
from tegenstroom.engines.deidentification.people import roles
from tegenstroom.engines.deidentification.text import Kind, Reading, Token, plain
from tegenstroom.engines.plain_language.lexicon import zipf
from tegenstroom.engines.plain_language.wordset import wordset

_BEFORE_STREET = (
    r"\b(?:adres|wonende|woont|woonachtig|domicilie|gedomicilieerd)\b\s*"
    r"(?:(?:(?:is|was|te|op|nu)\b|:)\s*(?:de\s+)?){0,3}"
)
_SPLIT_STREET = re.compile(
    rf"{_BEFORE_STREET}(?P<street>(?:[^\W\d_][\w'’.-]*\s{{1,2}}){{1,4}}\d{{1,4}}[a-z]?(?:\s\d{{1,3}})?)"
    r"(?=\s*(?:,|\n|\.?$|\.\s|;|in\b|te\b|\())",
    re.IGNORECASE,
)
_NO_STREET = re.compile(r"\b(?:al|met|sinds|nog|samen|bij|alleen|hier|daar|een|niet|in|ongeveer)\b", re.IGNORECASE)
_SPLIT_POSTCODE = re.compile(
    r"(?<![\w/.+-])(?P<code>(?:B\s{0,2}[-–]?\s{0,2})?[1-9]\s?\d\s?\d\s?\d)\s{1,3}(?P<place>[^\W\d_][\w'’-]+)"
)
_HOME = re.compile(
    r"\b(?:woon(?:t|de|den)|wonen|wonende|verblijft|verbleef|geboren|opgegroeid|verhuisde?)\s+(?:nu\s+)?"
    r"(?:in|te|naar)\s+(?P<place>[A-Z][\w'’-]{2,30})"
)
_WIDE = wordset("belgië vlaanderen wallonië europa nederland")
_NEAR = wordset("in te uit naar van vanuit")
_SPLIT_NAME = re.compile(
    r"\b(?:heer|mevrouw|naam|betreft)\s*:?\s+(?P<name>[A-Z][a-z]{1,8}(?: [a-z]{1,6})? {2,3}[A-Z][a-z]{1,8}"
    r"(?: [a-z]{1,8})?)(?=\s*(?:\n|,|$))",
    re.IGNORECASE,
)
# "Kevin V.d.B.", "Annelies VDB", "D e p o o r t e r"
_SHORT_SURNAME = re.compile(
    r"(?<!\w)(?P<name>(?P<first>[A-Z][a-zà-ÿ'’-]{1,20})\s(?:[Vv]\.?\s?[Dd]\.?(?:\s?[A-Z]\.?)?"
    r"|V\.?D\.?[A-Z]?\.?|[Vv]an\s[A-Z]\.|[Dd]e\s[A-Z]\.))(?!\w)"
)
_SPACED_NAME = re.compile(r"(?<!\w)(?P<name>[A-Z](?: [^\W\d_]){3,20})(?!\w)(?! [^\W\d_] )")
_SMALL_INITIAL = re.compile(
    r"(?<![\w.@])(?P<name>(?:[a-z]\.[ -]?){1,3}"
    r"(?:(?:van|de|der|den|el|al)[ ])*(?P<last>[a-z]{4,20}))(?![\w@]|\.\w)"
)
_LAST_LINE = re.compile(r"(?:\n[ \t]*\n?[ \t]*|[.!?)][ ][-–—]{1,2}[ ]?)(?P<name>[A-Z][^\W\d_]{1,20})[ \t]*\n*\Z")
_SLANG = re.compile(r"(?<![\w-])(?:lil|yung|mc|dj|big)\s+['’]?[^\W\d_][\w'’-]{0,14}", re.IGNORECASE)
_SPACED_PLACE = re.compile(r"[A-Z][\w']+(?:\s?-\s?[\w']+){1,4}")
_HOME_FIELD = re.compile(
    r"\b(?:adres|woonst|verblijfplaats|domicilie|woonadres"
    r"|postadres)\s*[:=]\s*(?P<street>[^\W\d_][^\n:;]{2,50}?\s\d{1,4}[a-z]?)"
    r"(?=\s*(?:[,.;\n(-]|$|bus\b|in\b|te\b))",
    re.IGNORECASE,
)
_CUT_PLACE = re.compile(r"(?:\b[1-9]\d{3}|\b(?:te|in|uit|naar))\s+(?P<place>[A-Z][a-z]{1,9} [a-z]{2,9})\b")
_CUT_POSTCODE = re.compile(
    r"(?<![\w/.+-])(?P<code>[1-9] ?\d ?\d ?\d) {1,2}(?P<place>[A-Z][a-z]{0,11}(?: [a-z]{1,9}){0,3})(?![\w])"
)
_CUT_FIELD = re.compile(
    r"^(?P<label>[A-Z][a-z]{1,9}(?:[ ]?\.?[ ][a-z]{1,8}){1,3})\s*:\s*(?P<filled>[^\n,;]{3,50})", re.MULTILINE
)
_FIELDS = {
    **dict.fromkeys(
        ("naam", "voornaam", "aanvrager", "aanvraagster", "betreft", "cliënt", "client", "betrokkene"),
        Label.PERSON,
    ),
    **dict.fromkeys(("adres", "straat", "verblijfplaats", "domicilie"), Label.ADDRESS),
    **dict.fromkeys(("gemeente", "woonplaats", "geboorteplaats"), Label.LOCATION),
    **dict.fromkeys(("school", "werkgever"), Label.ORG),
}
_DECADE = re.compile(
    r"\b(?:begin|eind|einde|half|midden|halverwege|achterin|voor\s?in|diep\s+in|ver\s+in|in)\s+(?:de\s+)?"
    r"(?P<age>twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)\b(?!\s+(?:jaar|euro)\b)",
    re.IGNORECASE,
)
_SEX_AND_AGE = re.compile(
    r"\b(?:male|female|man|vrouw|homme|femme|jongen|meisje|[mvx])\s*[,/]\s*(?P<age>\d{1,2})(?=\s*(?:[,);/\n]"
    r"|j\b|jaar))",
    re.IGNORECASE,
)
_SMALL_ONE = re.compile(
    rf"\b(?!(?:brief|biljet|groep|rij|kaart|lijst|stuk)je)(?:\w{{2,12}}(?:eke|ske|tje|je|ke)"
    rf"|leerling-\w+)\s+van\s+"
    rf"(?P<age>\d{{1,2}}|{WORDS})(?=\s*[.,;)\n])",
    re.IGNORECASE,
)
_ON_FORM = re.compile(r"\b(?:leeftijd|lft)\.?\s*[:=]?\s*(?P<age>\d{1,2})\s?(?:j|jr)\b", re.IGNORECASE)
_NOTED = re.compile(r"^(?P<date>[0-3]?\d/(?:0?[1-9]|1[0-2]))(?=:?[ ][a-z])", re.MULTILINE)
_SPACED_DATE = re.compile(r"(?<!\d)(?P<date>[0-3] ?\d ?[/.-] ?[01] ?\d ?[/.-] ?[12] ?\d ?\d ?\d)(?!\d)")
_SMALL_VZW = re.compile(
    r"\bvzw\s+(?:de|het|'t|den|ons|onze|onder|samen|over|tussen|recht|open)\s+[^\W\d_][\w-]+", re.IGNORECASE
)
_HOUSE_OF = re.compile(
    r"\b(?:het\s+|'t\s+)?huis\s+van\s+(?:het\s+kind|de\s+mens|het\s+nederlands|de\s+buurt|de\s+wijk)(?!\w)"
    r"|\bhuisvandemens\b",
    re.IGNORECASE,
)
_SHOP_OF = re.compile(
    r"\b(?i:kapsalon|kapper|frituur|frietkot|café|cafe|bakkerij|slagerij|winkel|nachtwinkel|restaurant"
    r"|taverne|bistro|eetcafé|crèche|opvang|pizzeria|garage)\s+(?i:bij|chez)\s+"
    r"(?:(?:den|de|ons|onze)\s+)?(?P<name>[^\W\d_][\w'’-]{1,20})"
)
_OF_THE = re.compile(r"\s+van\s+(?:de|het|den|'t)\s+[\w-]+(?=\s*(?:[.,;:?!\n]|$))")
_ARTICLES = wordset("de het een")
_KIN = wordset("tante tantje nonkel nonkeltje bomma bompa moemoe vava meter peter opa oma zuster broeder pater")
_BEFORE_NICKNAME = wordset("van met bij aan voor door over tegen en dat")
_SIZES = wordset("kleine grote dikke lange zotte oude jonge rosse blonde zwarte magere")
_GONE_TO = re.compile(r"\b(?:naar|in|op|bij|van|school|uit)\s\Z", re.IGNORECASE)
_SMALL_SAINT = re.compile(
    r"\b(?:sint|st)\.?[ -](?P<name>[a-z]{3,15})(?:[ -](?:ziekenhuis|school|college|instituut))?(?![\w-])"
)
_SAINT = re.compile(r"(?<![\w-])(?:Sint|St)[-.]\s?[A-Z][a-z]+(?:college|instituut|school|lyceum|ziekenhuis)\b")


def find(reading: Reading) -> Iterator[Span]:
    """All that stands where only one kind of thing can stand."""
    text = reading.text
    for match in _SPLIT_STREET.finditer(text):
        if not _NO_STREET.search(match["street"]):
            yield _span(match, "street", Label.ADDRESS, Reason.STREET)
    for match in _SPLIT_POSTCODE.finditer(text):
        if match["place"][0].isupper() and places.is_place(plain(match["place"])):
            yield _span(match, "code", Label.POSTCODE, Reason.KNOWN_PLACE)
    for match in _HOME.finditer(text):
        if not match["place"].isupper() and plain(match["place"]) not in _WIDE:
            yield _span(match, "place", Label.LOCATION, Reason.CUE)
    yield from _cut_by_a_scanner(text)
    yield from _of_their_kind(reading)
    yield from _ages_and_names(text)
    yield from _cut_names(reading)
    for place, token in enumerate(reading.tokens):
        if token.kind is Kind.WORD:
            yield from _of_token(reading, place, token)


def _of_their_kind(reading: Reading) -> Iterator[Span]:
    """As in "Sint-Amanduscollege", "vzw onder ons", "lil mo": the first part says what the whole is."""
    for match in [*_SAINT.finditer(reading.text), *(_SMALL_VZW.finditer(reading.text) if reading.small else ())]:
        yield Span(match.start(), match.end(), Label.ORG, Reason.ORGANISATION, 0.9, "een organisatie")
    for match in _SMALL_SAINT.finditer(reading.text):
        misspelt = not lexicon.is_known(match["name"]) and _GONE_TO.search(reading.text, 0, match.start())
        if (lexicon.is_first_name(match["name"]) or misspelt) and not places.is_place(
            match[0].replace(" ", "-").replace(".", "")
        ):
            yield Span(match.start(), match.end(), Label.ORG, Reason.ORGANISATION, 0.7, "een organisatie")
    for match in _SHOP_OF.finditer(reading.text):
        if match["name"][0].isupper() or lexicon.is_name(plain(match["name"])):
            yield Span(match.start(), match.end(), Label.ORG, Reason.ORGANISATION, 0.8, "een winkel")
    for match in _HOUSE_OF.finditer(reading.text):
        yield Span(match.start(), match.end(), Label.ORG, Reason.ORGANISATION, 0.7, "een organisatie")
    for match in _SLANG.finditer(reading.text):
        if not lexicon.is_verb(plain(match[0].split()[-1])):
            yield Span(match.start(), match.end(), Label.NICKNAME, Reason.NICKNAME, 0.75)


def _cut_by_a_scanner(text: str) -> Iterator[Span]:
    """As in "Aanvr ager: Mar tens Els", "Heist - op - den - Berg"."""
    for match in _CUT_FIELD.finditer(text):
        label = _FIELDS.get(plain(match["label"].replace(" ", "").replace(".", "")))
        if label:
            yield _span(match, "filled", label, Reason.CUE)
    for match in _HOME_FIELD.finditer(text):
        yield _span(match, "street", Label.ADDRESS, Reason.CUE)
    for match in _CUT_PLACE.finditer(text):
        if places.is_place(plain(match["place"].replace(" ", ""))):
            yield _span(match, "place", Label.LOCATION, Reason.KNOWN_PLACE)
    for match in _CUT_POSTCODE.finditer(text):
        if places.is_place(plain(match["place"].replace(" ", ""))):
            yield _span(match, "code", Label.POSTCODE, Reason.KNOWN_PLACE)
            yield _span(match, "place", Label.LOCATION, Reason.KNOWN_PLACE)
    for match in _SPACED_PLACE.finditer(text):
        if " " in match[0] and places.is_place(plain(match[0].replace(" ", ""))):
            yield Span(match.start(), match.end(), Label.LOCATION, Reason.KNOWN_PLACE, 0.9)


def _ages_and_names(text: str) -> Iterator[Span]:
    for pattern in (_DECADE, _SEX_AND_AGE, _SMALL_ONE, _ON_FORM):
        for match in pattern.finditer(text):
            yield _span(match, "age", Label.AGE, Reason.AGE)
    for pattern in (_NOTED, _SPACED_DATE):
        for match in pattern.finditer(text):
            yield _span(match, "date", Label.DATE, Reason.MOMENT)
    if "  " in text:
        for match in _SPLIT_NAME.finditer(text):
            yield _span(match, "name", Label.PERSON, Reason.TITLE)
    yield from _cut_surnames(text)
    signed = _LAST_LINE.search(text)
    if signed and lexicon.is_first_name(plain(signed["name"])):
        yield _span(signed, "name", Label.PERSON, Reason.CUE)


def _cut_surnames(text: str) -> Iterator[Span]:
    """As in "Kevin V.d.B.", "D e p o o r t e r", "p. de smet"."""
    for match in _SHORT_SURNAME.finditer(text):
        if lexicon.is_first_name(plain(match["first"])):
            yield _span(match, "name", Label.PERSON, Reason.KNOWN_NAME)
    for match in _SPACED_NAME.finditer(text):
        if not lexicon.is_known(plain(match["name"].replace(" ", ""))):
            yield _span(match, "name", Label.PERSON, Reason.KNOWN_NAME)
    for match in _SMALL_INITIAL.finditer(text):
        if lexicon.is_surname(match["last"]) or not lexicon.is_known(match["last"]):
            yield _span(match, "name", Label.PERSON, Reason.KNOWN_NAME)


def _cut_names(reading: Reading) -> Iterator[Span]:
    """As in "mo heeft die" where Mohamed is named as well; "mo van de fietsen" is one nickname."""
    whole = {token.plain for token in reading.tokens if token.capital and lexicon.is_name(token.plain)}
    for token in reading.tokens:
        likely = token.plain in lists.words("names_likely")
        if likely and any(name.startswith(token.plain) and name != token.plain for name in whole):
            more = _OF_THE.match(reading.text, token.end)
            yield Span(token.start, more.end() if more else token.end, Label.NICKNAME, Reason.NICKNAME, 0.8)


def _span(match: re.Match[str], group: str, label: Label, reason: Reason) -> Span:
    return Span(match.start(group), match.end(group), label, reason, 0.85)


def _of_token(reading: Reading, place: int, token: Token) -> Iterator[Span]:
    before, following = reading.plain(place - 1), reading.at(place + 1)
    if before in _NEAR and token.plain in _misspelt() and not lexicon.is_known(token.plain):
        yield Span(token.start, token.end, Label.LOCATION, Reason.CUE, 0.7)
    if _is_listed_first(reading, place, token):
        yield Span(token.start, token.end, Label.PERSON, Reason.KNOWN_NAME, 0.6)
    if following is None or following.kind is not Kind.WORD or reading.gap(place) != " ":
        return
    both = (token.start, following.end)
    if before not in _ARTICLES and _is_whole_name(reading, token, following):
        yield Span(*both, Label.PERSON, Reason.KNOWN_NAME, 0.85)
    elif before in _BEFORE_NICKNAME and _is_nickname(reading, token, following):
        yield Span(*both, Label.NICKNAME, Reason.NICKNAME, 0.7)


def _is_whole_name(reading: Reading, first: Token, last: Token) -> bool:
    """As in "FRANS VANHOUTTE", "Anneleen Vrijdag": after a first name a capital needs no list."""
    if not (first.capital and last.capital and lexicon.is_first_name(first.plain)) or last.opens:
        return False
    if reading.shouted(first):
        return lexicon.is_surname(last.plain) and not lexicon.is_ordinary(last.plain)
    return not lexicon.is_ordinary(first.plain) and last.plain in _DAYS


_DAYS = wordset(
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag maart april mei augustus pasen kerstmis"
)


def _is_nickname(reading: Reading, first: Token, last: Token) -> bool:
    """As in "van kleine ab", "bij tantje breinaald"."""
    word = last.plain
    if lexicon.is_verb(word) or lexicon.is_service(word) or word in roles() or word in lists.words("spoken"):
        return False
    if first.plain in _SIZES:
        return not last.capital and len(word) < 5 and lexicon.is_first_name(word)
    return first.plain in _KIN and reading.small and zipf(word) < 4


def _is_listed_first(reading: Reading, place: int, token: Token) -> bool:
    """As in "• Dolma inschrijven": in a list of things to do, a name opens the line."""
    gap = reading.gap(place - 1) if place else reading.text[: token.start]
    following = reading.at(place + 1)
    opens = token.capital and re.search(r"(?:^|\n)\s*[•*☐–-]\s*$", gap) is not None
    acted_on = following is not None and not following.capital and following.plain.endswith("en")
    return opens and acted_on and lexicon.is_first_name(token.plain) and zipf(token.plain) < 3


@cache
def _misspelt() -> frozenset[str]:
    """The cities and towns with one letter left out, or two that changed places."""
    names = [
        plain(name)
        for row in lists.rows("cities")
        for name in row["names"].split("|")
        if len(name) > 5 and " " not in name
    ]
    slips = {name[:at] + name[at + 1 :] for name in names for at in range(1, len(name))}
    slips |= {
        name[:at] + name[at + 1] + name[at] + name[at + 2 :] for name in names for at in range(1, len(name) - 1)
    }
    return frozenset(slips) - {*names}
