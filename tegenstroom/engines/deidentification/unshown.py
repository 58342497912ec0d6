"""Names where small letters, or capitals throughout, show none: by the form that only a name, or only a place has."""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import lexicon, lists, organisations, places
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.people import particles, roles
from tegenstroom.engines.deidentification.runs import NOT_INITIALS
from tegenstroom.engines.deidentification.text import Kind, Reading, Token, plain
from tegenstroom.engines.plain_language.lexicon import zipf
from tegenstroom.engines.plain_language.wordset import wordset

_ARTICLE = r"(?:(?:de|het|den|'t|’t|ter|ten|in\s+den|ons|onze)\s+)"
# "emma s.", "sarah db:", "mertens r.": a first name or a surname with letters for the rest.
_CUT = re.compile(
    r"(?<![\w.@-])(?P<name>(?P<first>[^\W\d_][\w'’-]{2,20})\s(?:[a-z]\.(?:\s?[a-z]\.){0,2}|(?:v\.?d\.?[a-z]?\.?|db|dw|dp|dm|dv|vh|vdb|vdv|vdp|vl|[b-df-hj-np-tv-xz]{2,3})))"
    r"(?![\w@]|\.\w)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"(?<![\w.@/-])(?P<name>(?:[a-z]\.\s?){2,4})(?![\w@])", re.IGNORECASE)
_NO_LETTERS = wordset(
    "e.k e.d e.a o.a m.a n.a a.d z.o i.c i.o o.l o.k p.p s.v.p v.h r.i.p n.n k.o a.s c.q d.d d.m.v e.g e.v h.t.l i.g.v i.s.m i.t.t "
    "m.i m.i.v o.b.v o.i.d o.l.v o.v.v p.m q.q r.k resp t.g.v t.h.v t.n.v t.o v.z.w n.v b.v z.g.a.n b.v.b m.a.w t.t.z v.b n.o t.z "
    "m.m g.g s.d g.o b.o k.u u.s c.v j.l l.l a.h.w p.j p.d u.b b.h z.j m.n"
)
_SIGNED = re.compile(
    r"(?:groet(?:en|jes)?|mvg|grtz|grts|gr|xx?x?|hoogachtend|tot\s+\w+)[ \t]*[,!.]*[ \t]*\n\s{0,6}(?P<name>[^\W\d_][\w'’-]+(?:[ ](?:van|de|den|der|el|ben|[^\W\d_][\w'’-]+)){0,3})[ \t]*(?=\n|$)",
    re.IGNORECASE,
)
_PARTY = re.compile(
    r"\b(?:verwe(?:erder|erster)|eis(?:er|eres)|verzoek(?:er|ster)|beklaagde|gedaagde|betrokkene|minderjarige|inzake|in\s+zake|raadsman|bewindvoerder|voogd|tolk|getuige"
    r"|begeleid(?:er|ster)|verwijzer|aanmeld(?:er|ster)|hulpvrager|bewoner|pleeg(?:moeder|vader|ouder)|voormalig\s+echtgenoot|kandidaat)\s*:?\s*(?:mevr(?:ouw|\.)?|de\s+heer|dhr\.?)?\s*[:,]?\s*"
    r"(?P<name>[^\W\d_][\w'’-]+(?:[ ][^\W\d_][\w'’-]+){0,4})(?=\s*(?:[,.;:(\n°]|$))",
    re.IGNORECASE,
)
# After these a word that nobody knows is a place: "geboren te labé", "kwam uit tetovo".
_FROM = re.compile(
    r"\b(?:te|uit|vanuit|geboren\s+(?:in|te)|geb\.?\s+(?:in|te)|woont\s+in|woonde\s+in|wonende\s+(?:in|te)|opgegroeid\s+in|verhuisd\s+naar|afkomstig\s+(?:uit|van)|in|naar|van)\s+"
    r"(?P<place>[^\W\d_][\w'’-]{3,24}(?:[ ](?:city|stad|dorp|centrum|zuid|noord|west|oost))?)(?![\w-])",
    re.IGNORECASE,
)
_AFTER_ADDRESS = re.compile(
    r"(?:(?<!\d)(?:b\s?[-–]\s?)?[1-9]\d{3}\s{1,2}|\d[a-z]?(?:\s?bus\s?[\w.]+|\s?app\.?\s?\w+|\s?b\s?\d+)?\s?[,(]\s?)(?P<place>[^\W\d_][\w'’-]{2,24}(?:-[\w'’-]+)*)"
    r"(?=\s*(?:[,.;:)\n(-]|$|\w+\s*:))",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"(?<![\w/.+-])(?P<code>b\s?[-–]\s?[1-9]\d{3})(?!\d)", re.IGNORECASE)
_STREET = re.compile(
    r"(?<![\w-])(?P<street>(?:[^\W\d_][\w'’.-]{1,24}[ ]){1,4})(?P<number>\d{1,4}[a-z]?(?:/\d{1,4})?(?:\s?(?:bus|bte|b|app\.?)\s?[\w.]{1,5})?)(?=\s*(?:[,\n(]|$|\.(?:\s|$)|te\b|in\s+[a-z]|[1-9]\d{3}\s))",
    re.IGNORECASE,
)
_BOX = re.compile(
    r"(?<![\w-])(?P<whole>(?:(?:lange|korte|grote|kleine|oude|nieuwe|sint|de|den|het|op|achter|aan|ter|ten)\s+){0,3}[^\W\d_][\w'’.-]{3,24}\s\d{1,4}[a-z]?\s?,?\s?(?:bus|bte)\.?\s?[\w.]{1,6})(?!\w)",
    re.IGNORECASE,
)
_CROOKED = re.compile(
    r"\b(?P<street>[^\W\d_]{4,24}(?:stroat(?:e|je|n)?|stroët|strotj?e|stroot|stroate|stratje|steenwegh?|sjtraot|stroa))(?!\w)", re.IGNORECASE
)
_APART = re.compile(
    r"(?<![\w-])(?P<street>[^\W\d_][\w'’-]{3,20}(?:se|sche|er)\s(?:stwg|steenweg|stw|baan|straat|poort|weg|laan|vest|dreef)\.?(?:\s\d{1,4}[a-z]?(?:/\d{1,4})?)?)(?![\w-])", re.IGNORECASE
)
_FLAT = re.compile(
    r"\b(?P<flat>(?:flat|studio|app(?:artement|\.)?|unit|standplaats|chalet|caravan|blok|woning|gelijkvloers)\s+(?:nr\.?\s?|nummer\s)?(?:\d{1,4}(?:[.,/]\d{1,3})?[a-z]?|[A-Z]\d{0,3}|[A-Z]\.?\d{1,2})(?![\w/]|\s*(?:euro|€|jaar|m²|m2|slaapkamers?|kamers?|personen))"
    r"(?:\s*,?\s*(?:van|in)\s+(?:de\s+|het\s+|residentie\s+)?[A-Z][\w'’-]+)?)"
)
_BRACKETED = re.compile(
    rf"(?P<before>[^\W\d_][\w'’.-]+)\s\((?P<name>(?:{_ARTICLE})?[^\W\d_][\w'’-]{{3,24}}(?:\s[^\W\d_][\w'’-]{{2,24}}){{0,2}})\)", re.IGNORECASE
)
_CALLED_ON = re.compile(
    rf"\b(?:kan|kunnen|zal|zou|wil|mag|moet|laat|vraag|bel|mail|contacteer|verwittig)\s+(?P<name>{_ARTICLE}(?P<word>[^\W\d_][\w-]{{3,20}}))\s+"
    r"(?:iets|niets|niet|nog|ook|hen|haar|hem|ons|helpen|eens|weten|even|tegen|of|om|wel|dit|dat|meer)\b",
    re.IGNORECASE,
)
_FROM_HOUSE = re.compile(
    rf"(?<![\w-])(?P<person>[^\W\d_][\w'’-]{{1,20}})\s+(?:van|uit|bij)\s+(?P<name>(?:{_ARTICLE})?(?P<word>[^\W\d_][\w-]{{2,20}}))(?![\w-])", re.IGNORECASE
)
_LEGAL = re.compile(
    r"(?<![\w-])(?P<name>(?:vzw|cvba|bvba|nv|bv)\s+(?:(?:de|het|onze|ons)\s+)?(?P<first>[^\W\d_]{3,20})(?:\s+(?:direct|plus|service|invest|partners))?|(?P<last>[^\W\d_]{3,20})\s+(?:nv|bvba|cvba|vzw))(?![\w-])", re.IGNORECASE
)
_WORKS_AT = re.compile(
    r"\b(?:werk\w*|gewerkt|stage|job|speelt|speelde|basket|voetbal\w*|turn\w*|train\w*|zingt|opleiding|koerier|arbeider|lasser|vrijwillig\w*|start\w*|begint|begon|poetst|kuist|interim|contract|les)\b[^.;!?\n]{0,40}?"
    r"\s(?:bij|via)\s+(?P<name>[^\W\d_]{3,20})(?=\s*(?:[.,;:!?)\n]|$|\ben\b|\bin\b|\bals\b|\bdie\b))",
    re.IGNORECASE,
)
_STRANGE_HOUSE = re.compile(
    r"\b(?:naar|bij|via|in|uit|door)\s+(?P<name>(?:(?:de|het|'t)\s+)(?P<word>[^\W\d_][\w-]{4,20}))(?![\w-])", re.IGNORECASE
)
_GOES_TO = re.compile(
    r"\b(?:in|bij|via|naar|van|uit|tot\s+(?:aan|bij))\s+(?P<name>[^\W\d_][\w-]{4,20})(?=\s*(?:[.,;:!?)\n]|$|\ben\b|\bom\b|\bvoor\b|\bniet\b|\bgaat\b|\bkomt\b|\bis\b))",
    re.IGNORECASE,
)
_NO_NAME = ("en", "t", "te", "de", "den", "lijk", "ig", "ing", "heid", "isme", "s", "er", "loos", "baar", "je", "ke")
_CUT_SHORT = wordset("bvb mss mvg grtz grts ofz ttz bgl vzw tel gsm mnd nvt tss nmbs vrt sms wrm wss gwn tov tgv dmv thx pls plz sry gr str jr st dr mr ks km kg cm ml pc tv dvd cd")
_SELDOM = 4.0  # Zipf
_RARE = 3.0  # Zipf
_UNUSUAL = 3.4  # Zipf
_FREQUENT = 5.0  # Zipf: no name after a kind that is said in letters
_LONGEST = 4  # words of a house that its kind announces
_NAMED_SO = re.compile(
    r"\b(?:noem(?:en|t|de|den|n)?|heet(?:te)?|riep(?:en)?|roep(?:en|t))\s+(?:ze\s+|we\s+|wij\s+|ik\s+)?(?:hem|haar|em|'m|heur)\s+(?:altijd\s+|gewoon\s+)?[\"'“‘]?"
    r"(?P<name>[^\W\d_][\w'’-]+\s[^\W\d_][\w'’-]{2,})[\"'”’]?(?=\s*(?:[.,;!?)\n]|$))",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"[\"“'‘„](?P<name>(?:de|den|het|ons|onze|kleine|grote|dikke|lange)\s+[^\W\d_][\w-]{2,15}|[A-Z][\w-]{2,15})[\"”'’“],?\s+(?:noem\w*|werd\s+genoemd|genoemd|heet\w*|wordt\s+genoemd|roepen|zeggen)\b"
)
_OF_THE = re.compile(
    r"(?<![\w-])(?P<name>(?P<first>[^\W\d_]{2,15})\s+van\s+(?:de|den|het|'t)\s+(?P<last>[^\W\d_][\w-]{2,20}))(?=\s*(?:[.,;:!?)\n]|$|(?:heeft|is|komt|zegt|kan|wil|zit|was|had|ging)\b))",
    re.IGNORECASE,
)
_DEN = re.compile(r"\b(?:den|d'n|diene|ons|onzen)\s+(?P<name>[^\W\d_]{3,15})(?=\s*(?:[.,;:!?)\n]|$|(?:is|was|heeft|had|zegt|zei|zit|komt|kwam|kan|wil|moet|weet)\b))", re.IGNORECASE)
_SMALL_FORM = re.compile(r"\b(?:bij|bie|van|met|mè|voor|door|aan|over|zonder|naar|tegen|dat|en|ons|heet|dag|hey)\s+(?P<name>[^\W\d_]{3,14}(?:ske|eke|eken|ke|tje))(?![\w-])", re.IGNORECASE)
# "het meisje, lhamu, sprak": who the word before the comma tells of.
_BESIDE = re.compile(
    r"\b(?P<role>[^\W\d_]{3,20})\s?,\s(?P<name>[^\W\d_][\w'’-]{2,20}(?:\s[^\W\d_][\w'’-]{1,20}){0,2})(?=\s?,)", re.IGNORECASE
)
_AGED = re.compile(r"(?<![\w-])(?P<name>[^\W\d_][\w'’-]{1,20})\s\((?:\d{1,2}|['’]\d\d)\s?(?:j|jr|jaar|mnd|m)?\.?\)", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[.!?\n:]\s*)(?P<name>[^\W\d_][\w'’-]{3,20})(?=\s?[?]|\s(?:kwam|komt|is|was|heeft|had|gaat|ging|wil|zit|zat|woont|werd|krijgt|moet|kan|mag)\b)")


def find(reading: Reading) -> Iterator[Span]:
    """Such names. In a text with its capitals only those whose form tells enough by itself."""
    text = reading.text
    for match in _POSTCODE.finditer(text):
        yield _span(match, "code", Label.POSTCODE)
    for pattern, group in ((_CROOKED, "street"), (_APART, "street"), (_FLAT, "flat"), (_BOX, "whole")):
        for match in pattern.finditer(text):
            yield _span(match, group, Label.ADDRESS)
    for match in _AFTER_ADDRESS.finditer(text):
        if places.is_place(plain(match["place"])):
            yield _span(match, "place", Label.LOCATION)
    yield from _in_brackets(reading)
    if reading.small or _is_shouted(reading):
        yield from _streets(text)
        yield from _places(text)
        yield from _houses(reading)


def find_people(reading: Reading) -> Iterator[Span]:
    """People by the form of their name, or by who the text says they are."""
    for match in _PARTY.finditer(reading.text):
        if _is_party(match["name"]):
            yield _span(match, "name", Label.PERSON)
    yield from _cut_names(reading)
    yield from _nicknames(reading)
    if reading.small or _is_shouted(reading):
        yield from _people(reading.text)
        yield from _surnames(reading)


def _surnames(reading: Reading) -> Iterator[Span]:
    """As in "de clercq sandra", "van steenkiste denk ik": a surname with its particles, by the list."""
    for place, token in enumerate(reading.tokens):
        if token.plain not in particles():
            continue
        for words in (4, 3, 2):
            last = reading.at(place + words - 1)
            whole = " ".join(reading.plain(place + step) for step in range(words))
            if last is None or whole not in lists.long_list("surnames"):
                continue
            beside = reading.at(place + words)
            first = beside is not None and reading.gap(place + words - 1) == " " and lexicon.is_first_name(beside.plain)
            after = lexicon.is_name(reading.plain(place - 1)) and place > 0 and reading.gap(place - 1) == " "
            if (first and beside and not lexicon.is_ordinary(beside.plain)) or after or _is_surname_only(last.plain):
                end = beside.end if first and beside else last.end
                yield Span(token.start, end, Label.PERSON, Reason.KNOWN_NAME, 0.7)
            break


def _is_surname_only(word: str) -> bool:
    return not (lexicon.is_known(word) or places.is_place(word) or lexicon.is_first_name(word)) and len(word) > 4


def _span(match: re.Match[str], group: str, label: Label) -> Span:
    reasons = {Label.LOCATION: Reason.KNOWN_PLACE, Label.ADDRESS: Reason.STREET, Label.ORG: Reason.ORGANISATION}
    note = "een organisatie" if label is Label.ORG else ""
    return Span(match.start(group), match.end(group), label, reasons.get(label, Reason.CUE), 0.7, note)


def _is_shouted(reading: Reading) -> bool:
    words = [token for token in reading.tokens if token.kind is Kind.WORD and len(token.text) > 1]
    return len(words) > 3 and sum(reading.shouted(token) for token in words) > 0.7 * len(words)


def _is_party(name: str) -> bool:
    words = plain(name).split()
    return not any(
        lexicon.is_service(word) or lexicon.is_verb(word) or word in roles() or organisations.is_kind(word) for word in words
    ) and (any(not lexicon.is_known(word) or lexicon.is_name(word) for word in words) and len(words) < 5)


def _cut_names(reading: Reading) -> Iterator[Span]:
    """As in "emma s.", "sarah db", "r.d.b."."""
    for match in _CUT.finditer(reading.text):
        first = plain(match["first"])
        last = plain(match["name"].split()[-1])
        borne = lexicon.is_first_name(first) or (lexicon.is_surname(first) and "." in last)
        known = len(last.rstrip(".")) > 1 and lexicon.is_known(last.rstrip("."))
        if borne and not lexicon.is_ordinary(first) and last.rstrip(".") not in _CUT_SHORT and not known:
            yield _span(match, "name", Label.PERSON)
    if reading.small:
        for match in _LETTERS.finditer(reading.text):
            letters = plain(match["name"]).replace(" ", "").rstrip(".")
            if letters not in _NO_LETTERS | NOT_INITIALS:
                yield Span(match.start(), match.start() + len(match["name"].rstrip()), Label.PERSON, Reason.CUE, 0.6)


def _in_brackets(reading: Reading) -> Iterator[Span]:
    """As in "Leen (De Kiem)", "school (de springbok)": who is it from, or which is it?"""
    for match in _BRACKETED.finditer(reading.text):
        before, words = plain(match["before"]), plain(match["name"]).split()
        named = lexicon.is_name(before) or organisations.is_kind(before) or before in {"school", "clb", "werk"}
        led = words[0] in {"de", "het", "den", "'t", "ter", "ten"} and len(words) > 1
        capital = match["name"][0].isupper() and not match["name"].isupper()
        other = any(
            word in roles() or lexicon.is_service(word) or lexicon.is_verb(word) or word in lists.words("spoken") - {"de", "het", "den"}
            for word in (words[1:] if led else words)
        )
        house = led or words[-1] in lists.words("house_names") or (capital and lexicon.is_ordinary(words[0]))
        if named and house and not other and not words[-1].endswith(("e", "isch", "st", "er", "ster")):
            yield _span(match, "name", Label.ORG)


def _people(text: str) -> Iterator[Span]:
    for match in _SIGNED.finditer(text):
        words = plain(match["name"]).split()
        borne = any(lexicon.is_name(word) or (len(words) == 1 and lexicon.may_be_borne(word)) for word in words)
        if borne and not any(lexicon.is_service(word) or word in roles() for word in words):
            yield _span(match, "name", Label.PERSON)
    for match in _BESIDE.finditer(text):
        words = plain(match["name"]).split()
        if plain(match["role"]) in roles() and _is_strange(words[0]) and not any(map(lexicon.is_verb, words)):
            yield _span(match, "name", Label.PERSON)
    for match in _AGED.finditer(text):
        word = plain(match["name"])
        if word not in roles() and (lexicon.is_name(word) or lexicon.may_be_borne(word) or _is_strange(word)):
            yield _span(match, "name", Label.PERSON)
    for match in _OPENS.finditer(text):
        word = plain(match["name"])
        if _is_strange(word) and not lexicon.is_service(word) and word not in lists.words("spoken"):
            yield _span(match, "name", Label.PERSON)


def _nicknames(reading: Reading) -> Iterator[Span]:
    """As in "pietje poot", "mo van de fietsen", "den sjeng", "een man die hij 'de baron' noemt"."""
    text = reading.text
    for match in _NAMED_SO.finditer(text):
        words = plain(match["name"]).split()
        if not any(word in lists.words("spoken") - _LED or lexicon.is_verb(word) for word in words):
            yield _span(match, "name", Label.NICKNAME)
    for match in _QUOTED.finditer(text):
        yield _span(match, "name", Label.NICKNAME)
    if not (reading.small or _is_shouted(reading)):
        return
    for match in _OF_THE.finditer(text):
        first, last = plain(match["first"]), plain(match["last"])
        borne = lexicon.is_first_name(first) and (not lexicon.is_ordinary(first) or first in lists.words("names_likely"))
        if borne and first not in roles() and not lexicon.is_service(last) and not organisations.is_kind(last):
            yield _span(match, "name", Label.NICKNAME)
    for match in _DEN.finditer(text):
        word = plain(match["name"])
        if not lexicon.is_known(word) and not places.is_place(word) and not lexicon.is_verb(word):
            yield _span(match, "name", Label.NICKNAME)
    for match in _SMALL_FORM.finditer(text):
        word = plain(match["name"])
        if not lexicon.is_known(word) and word not in lists.words("spoken") and not places.is_place(word):
            yield _span(match, "name", Label.NICKNAME)


def _is_strange(word: str) -> bool:
    """Whether this is a name, or a word that no list has and that is no abbreviation."""
    return lexicon.is_name(word) or (not lexicon.is_known(word) and not places.is_place(word) and re.search(r"[aeiouy]", word) is not None)


def _streets(text: str) -> Iterator[Span]:
    """As in "grote markt 903,": in the list of streets, with a number."""
    for match in _STREET.finditer(text):
        words = match["street"].split()
        for skipped in range(len(words)):
            name = plain(" ".join(words[skipped:]))
            sure = " " in name or not lexicon.is_ordinary(name) or len(match["number"]) > 2
            if len(name) > 4 and name in lists.long_list("streets") and sure and not lexicon.is_first_name(name):
                start = match.start() + match["street"].rindex(" ".join(words[skipped:]))
                yield Span(start, match.end("number"), Label.ADDRESS, Reason.STREET, 0.7)
                break


def _places(text: str) -> Iterator[Span]:
    for match in _FROM.finditer(text):
        word = plain(match["place"]).split()[0]
        strange = not lexicon.is_known(word) and not lexicon.is_first_name(word) and not lexicon.is_surname(word)
        sure = not match[0].lower().startswith(("in ", "naar ", "van "))
        if (sure and strange and not lexicon.is_verb(word)) or (strange and " " in match["place"]):
            yield _span(match, "place", Label.LOCATION)
    for match in re.finditer(r"(?:^|\n|[,;|]\s?)(?P<place>[^\W\d_][\w'’-]{3,24})\s?(?=[.;,|)\n]|$)", text):
        word = plain(match["place"])
        if places.is_place(word) and not lexicon.is_ordinary(word) and not lexicon.is_first_name(word):
            yield _span(match, "place", Label.LOCATION)


def _houses(reading: Reading) -> Iterator[Span]:
    text = reading.text
    for match in _CALLED_ON.finditer(text):
        if plain(match["word"]) in lists.words("house_names"):
            yield _span(match, "name", Label.ORG)
    for match in _FROM_HOUSE.finditer(text):
        word = plain(match["word"])
        borne = lexicon.is_name(plain(match["person"])) and lexicon.is_first_name(plain(match["person"]))
        house = word in lists.words("house_names") or (" " not in match["name"] and zipf(word) < _RARE and lexicon.is_ordinary(word))
        if borne and house and word not in roles() and not places.is_place(word) and not lexicon.is_verb(word):
            yield _span(match, "name", Label.ORG)
    for match in _LEGAL.finditer(text):
        word = plain(match["first"] or match["last"])
        if word not in lists.words("spoken") and not lexicon.is_verb(word) and word not in roles():
            yield _span(match, "name", Label.ORG)
    for match in _WORKS_AT.finditer(text):
        word = plain(match["name"])
        if lexicon.is_ordinary(word) and zipf(word) < _UNUSUAL and word not in roles() and not word.endswith(_NO_NAME) and not places.is_place(word):
            yield _span(match, "name", Label.ORG)
    for match in _STRANGE_HOUSE.finditer(text):
        word = plain(match["word"])
        if not lexicon.is_known(word) and not lexicon.is_verb(word) and word not in lists.words("spoken") and not places.is_place(word):
            yield _span(match, "name", Label.ORG)
    for match in _GOES_TO.finditer(text):
        word = plain(match["name"])
        if word in lists.words("house_names") and zipf(word) < _RARE and not lexicon.is_verb(word):
            yield _span(match, "name", Label.ORG)
    for place, token in enumerate(reading.tokens):
        end = _after_kind(reading, place, token)
        if end:
            yield Span(token.start, reading.tokens[end - 1].end, Label.ORG, Reason.ORGANISATION, 0.7, organisations.stand_in(token.plain))


def _after_kind(reading: Reading, place: int, token: Token) -> int:
    """The token after the name that follows a kind: "caw noord", "café 't hoekske", "ckg het open poortje"; 0 for none."""
    if token.kind is not Kind.WORD or not (organisations.is_kind(token.plain) or _is_letters(token.plain)):
        return 0
    here, end = place + 1, 0
    while here < len(reading.tokens) and here - place <= _LONGEST and _is_near(reading, here - 1):
        following = reading.tokens[here]
        if following.kind is Kind.INITIALS or following.plain == "dr" or (reading.plain(here - 1) in _LED and following.plain.endswith("e")):
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


def _is_letters(word: str) -> bool:
    """Whether this is a kind that is said in letters: after "caw", "cgg", "az" only its name can stand."""
    return word in _ACRONYMS


_LED = wordset("de het den 't ter ten la le der")
_ACRONYMS = wordset(
    "ocmw caw clb cgg ckg svk shm az uz zna gza cm vzw jrb osd vk oooc ooc obc mfc mpi wzc vbs gbs sbs kta vti bs pc opz gp ldc cvo fc sk kv ksk kfc kvc vc ka okan cvba nv bv olv"
)


def _is_near(reading: Reading, place: int) -> bool:
    return reading.gap(place) in {" ", ' "', " “", "-", " & "} or (reading.gap(place) == ". " and reading.plain(place) == "dr")


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
        return zipf(word) < _FREQUENT and not word.endswith(("t", "te", "ten", "den", "de")) and (not word.endswith("en") or "-" in word or word.endswith("uwen"))
    noun = zipf(word) < (3.6 if first else _SELDOM) and not word.endswith(_NO_NAME)
    return noun or word in lists.words("house_names") and zipf(word) < 4.4
