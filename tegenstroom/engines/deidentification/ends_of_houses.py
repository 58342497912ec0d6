"""Where the name of a house, a firm or an address begins and ends."""

import re
from dataclasses import replace
from functools import cache

from tegenstroom.engines.deidentification import lexicon, lists, organisations
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.people import roles
from tegenstroom.engines.deidentification.text import plain
from tegenstroom.engines.plain_language.wordset import wordset

_STOREY = (
    r"(?:(?:\d{1,2}\s?(?:e|de|ste|ème|°)?|eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende"
    r"|tiende|bovenste|onderste)\s+(?:verdiep(?:ing)?|verd\b\.?|étage)|\d{1,2}(?:e|de)\s?v\b\.?)"
)
# ", 3de verdieping", " (bus 4)", " bis", ", plaats 14": which door of the house.
_DOOR = re.compile(
    rf"(?:\s*[,/-])?\s*\(?(?:{_STOREY}"
    r"|(?:rechts|links|achter(?:aan)?|vooraan|boven|onder)(?=\s*(?:[.,;)\n]|$))"
    r"|gelijkvloers|glvl\b\.?|beneden(?:verdieping)?\b|achterhuis|achterbouw|bis\b|ter\b(?=[,.)])"
    r"|(?:bus|bte|boîte|app(?:artement)?|kamer|studio|flat|verd(?:iep)?|plaats|standplaats|perceel|unit|gebouw"
    r"|blok|trap|deur|box|kot)\b\.?\s?(?:nr\.?\s?)?(?:[A-Z]?\d{1,4}[A-Z]?(?:[./-]\d{1,4})?|[A-Z])(?!\w))\)?",
    re.IGNORECASE,
)
_MOST_DOORS = 3  # "12, 2de verdieping, bus 4"
# "Dr.", "Burg.", "O.-L.-" before the street that is called after them.
_HONOURED = re.compile(
    r"(?<![\w.])(?:(?:dr|prof|burg|burgemeester|past|pastoor|kan|kanunnik|kard|kardinaal|mgr|gen|generaal|kol"
    r"|kolonel|kapt|kapitein|luit|min|minister|pater|e\.?\s?p|zr|zuster|br|broeder|st|ste|sint|graaf|gravin"
    r"|baron|prins|prinses|koning|koningin|kon|o\.?\s?-?l\.?\s?-?v|o\.?\s?-?l)\b[.-]{0,2}\s?)+"
    r"(?:[a-z]\.\s?){0,3}(?:(?:van|de|den|der)\s){0,2}\Z",
    re.IGNORECASE,
)
_CORNER = re.compile(r"\bhoek[ ](?:van[ ])?(?:de[ ]|het[ ])?\Z", re.IGNORECASE)
_AT_NUMBER = re.compile(
    r"[ ]\d{1,4}[a-z]?(?![\w.,:]?\w)(?!\s*(?:jaar|keer|euro|uur|maand|dagen|weken|kinderen|mensen|€|%))",
    re.IGNORECASE,
)
_LIVES = re.compile(
    r"\b(?:woon(?:t|de)?|wonen|wonende|adres|verblijft|gedomicilieerd|verhuisd?e?|ingeschreven)\s*:?\s"
    r"(?:nu\s|terug\s)?(?:(?:op|in|aan|te|naar)\s)?(?:de\s|het\s)?\Z",
    re.IGNORECASE,
)
_LEGAL = r"(?:cv|cvba|nv|bv|bvba|ebvba|vof|vzw|ivzw|asbl|sprl|srl|sàrl|commv|comm\.\s?v|gcv|fv|gmbh|ltd)"
LEGAL_BEFORE = re.compile(rf"(?<![\w.-]){_LEGAL}\.?[ ][\"“'‘]?\Z", re.IGNORECASE)
LEGAL_AFTER = re.compile(rf"[\"”'’]?,?[ ]\(?{_LEGAL}(?![\w-])\)?", re.IGNORECASE)
HEIRS = re.compile(
    r"[ ](?:&|en|et|\+)[ ](?:zonen|zoon|dochters?|kinderen|partners?|vennoten|co|cie|cº|broers?|fils|associates)"
    r"(?!\w)",
    re.IGNORECASE,
)
FIRM_BEFORE = re.compile(
    r"(?<![\w-])(?:gebroeders|gebrs?\.?|firma|ets\.?|etn\.?|établissements)[ ]\Z", re.IGNORECASE
)
_HOSPITAL = re.compile(r"(?<![\w-])(?:az|uz|zna|zol|pz|pc|upc|wzc|gza|olv)[ ]\Z", re.IGNORECASE)
_SITE = re.compile(
    r",?[ ]\(?(?:campus|site|vestiging|vestigingsplaats|afdeling|afd\.|antenne|filiaal|regio|locatie|leefgroep"
    r"|unit)[ ](?:(?:de|het|den|'t)[ ])?[A-ZÀ-Ý][\w'’-]+\)?"
)
_FOUNDED = re.compile(r"[ ]['’]\d\d(?!\w)")
# "asielcentrum klein kamperveld": what stands between a kind and a name that no list knows.
_SIZED = re.compile(
    r"[ ](?:kleine?|groot|grote|oude?|nieuwe?|hoge|lage|lange|korte|open|goede?|blij|warme?)[ ]"
    r"(?P<word>[^\W\d_][\w'’-]{3,})",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r"[ ](?P<word>[^\W\d_][\w'’-]+)")
_KIND_IN_BRACKETS = re.compile(r"[ ]\((?P<kind>[^\W\d_][\w -]{3,30})\)")
_WORD_BEFORE = re.compile(r"(?<![\w-])(?P<word>[^\W\d_][\w&-]{1,24})[ ][\"“'‘„]?\Z")
_KIND_OF = re.compile(r"(?<![\w-])(?P<kind>[^\W\d_][\w-]{3,24})[ ](?:van|in|te)[ ]\Z")
_SAINT = re.compile(r"(?:Sint|St\.?|Sinte|Onze)[ -]", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(r"(?<![\w-])(?:de|het|den|'t|een|die|dat|deze)[ ]\Z", re.IGNORECASE)
_NEAR_BEFORE = re.compile(
    r"(?<![\w-])(?:in|bij|van|naar|via|door|met|aan|uit|school|opvang|werk)[ :]+\Z", re.IGNORECASE
)
_LED = re.compile(r"(?:De|Het|Den|'t|’t|Ter|Ten|Sint|St\.?|Onze|Ons|Villa)[ -]", re.IGNORECASE)
# Houses that bear a name when an article in capitals follows, though the word means more: "bar De Zwaan".
_HOUSES = wordset(
    "huis bar haven krant kapel fonds museum magazijn redactie zaal danszaal feestzaal cinema bioscoop toneel "
    "koor kring bond ploeg gilde groep klas leefgroep afdeling dienst project atelier winkel zaak kot woning "
    "gebouw domein hof kazerne werking team uitbater boot schip blad tijdschrift zender stal pleeghuis logement"
)
_OWNED = wordset(
    "bedrijf winkel café eethuis restaurant garage bakkerij advocatenkantoor immokantoor kapsalon kantoor "
    "wasserette manège boerderij groepspraktijk apotheek hotel supermarkt"
)


def is_led(text: str, span: Span) -> bool:
    """Whether a name begins with its article or saint: "De Zande"."""
    return _LED.match(text, span.start, span.end) is not None


def address(span: Span, text: str) -> Span:
    """A street with who it is called after, and with the door."""
    end = span.end
    for _step in range(_MOST_DOORS):
        door = _DOOR.match(text, end)
        numbered = door is not None and any(map(str.isdigit, text[span.start : door.end()]))
        if door is None or not (numbered or "bis" in plain(door[0])):
            break
        end = door.end()
    before = max(0, span.start - 30)
    lead = _CORNER.search(text, before, span.start) or _HONOURED.search(text, before, span.start)
    return replace(span, start=lead.start() if lead else span.start, end=end)


def house(span: Span, text: str) -> Span:
    """A house with its owners, its site and its legal form."""
    start, end = span.start, span.end
    if (more := _SIZED.match(text, end)) and _is_kind_alone(text[start:end]) and _is_unheard(more["word"]):
        end = more.end()
    for pattern in (_SITE, _FOUNDED, HEIRS, LEGAL_AFTER):
        if more := pattern.match(text, end):
            end = more.end()
    if (more := _DOOR.match(text, end)) and any(map(str.isdigit, more[0])):
        end = more.end()
    if (more := _NEXT_WORD.match(text, end)) and len(more["word"]) > 5 and organisations.is_kind(more["word"]):
        end = more.end()  # "Imelda ziekenhuis"
    for pattern in (FIRM_BEFORE, LEGAL_BEFORE, _HOSPITAL):
        if lead := pattern.search(text, max(0, start - 24), start):
            start = lead.start()
    before = _WORD_BEFORE.search(text, max(0, start - 30), start)
    if before and _LED.match(text, start, end) and _is_house_word(plain(before["word"])):
        start = before.start()
    return replace(span, start=start, end=end)


def named_beside(span: Span, text: str) -> Span | None:
    """The house or address that a name turns out to be by what stands beside it; None when it is none."""
    found = _kind_in_brackets(span, text) or _with_number(span, text)
    return found or (_after_kind(span, text) if span.label is not Label.ORG else None)


def firm_of(span: Span, text: str) -> Span | None:
    """The firm or house that is called after this person or after its sign; None when there is none."""
    start, end = span.start, span.end
    more = HEIRS.match(text, end) or LEGAL_AFTER.match(text, end)
    window = max(0, start - 24)
    lead = FIRM_BEFORE.search(text, window, start) or LEGAL_BEFORE.search(text, window, start)
    before = _WORD_BEFORE.search(text, max(0, start - 30), start)
    word = plain(before["word"]) if before else ""
    if before and word in _owned():
        start = before.start()
    if more or lead:
        start, end = (lead.start() if lead else start), (more.end() if more else end)
        return house(_as_house(span, start, end, word), text)
    sign = is_led(text, span) and span.reason is Reason.UNKNOWN_CAPITAL
    if before and (word in _owned() or (sign and _is_house_word(word))):
        return _as_house(span, before.start(), end, word)
    kind = _KIND_OF.search(text, max(0, span.start - 40), span.start)
    if kind and organisations.is_kind(plain(kind["kind"])) and _SAINT.match(text, span.start):
        return _as_house(span, kind.start(), end, plain(kind["kind"]))
    return None


def _as_house(span: Span, start: int, end: int, kind: str) -> Span:
    note = organisations.stand_in(kind)
    return replace(span, start=start, end=end, label=Label.ORG, reason=Reason.ORGANISATION, note=note)


def _after_kind(span: Span, text: str) -> Span | None:
    """As in "naar basisschool lier", "bij dagcentrum Zonnelied": a kind without its article names a house.

    Before a place the article may stand: "het rusthuis Diest".
    """
    before = _WORD_BEFORE.search(text, max(0, span.start - 30), span.start)
    word = plain(before["word"]) if before else ""
    kind = organisations.is_kind(word) or (span.label is Label.LOCATION and organisations.joins_place(word))
    if not before or not kind or word in roles() or word.endswith("en"):
        return None
    window = max(0, before.start() - 8)
    led = _ARTICLE_BEFORE.search(text, window, before.start()) is not None
    near = _NEAR_BEFORE.search(text, window, before.start()) is not None
    if near or (led and span.label is Label.LOCATION):
        return _as_house(span, before.start(), span.end, word)
    return None


def _kind_in_brackets(span: Span, text: str) -> Span | None:
    """As in "De Kempen (gemeenschapsinstelling)": what something is, said after its name."""
    more = _KIND_IN_BRACKETS.match(text, span.end)
    if not more or not any(map(organisations.is_kind, plain(more["kind"]).split())):
        return None
    return _as_house(span, span.start, more.end(), plain(more["kind"]))


def _with_number(span: Span, text: str) -> Span | None:
    """A hamlet or a house with its number, where someone lives: "woont op Den Doorn 9"."""
    number = _AT_NUMBER.match(text, span.end)
    if not number or not _LIVES.search(text, max(0, span.start - 40), span.start):
        return None
    return replace(span, end=number.end(), label=Label.ADDRESS, reason=Reason.STREET)


def _is_house_word(word: str) -> bool:
    return word in _HOUSES or organisations.is_kind(word)


def _is_kind_alone(name: str) -> bool:
    return organisations.is_kind(plain(name).removeprefix("de ").removeprefix("het "))


def _is_unheard(word: str) -> bool:
    return not lexicon.is_known(plain(word)) and not lexicon.is_verb(plain(word))


@cache
def _owned() -> frozenset[str]:
    """Kinds of houses that are called after who owns them."""
    return frozenset(
        row["word"]
        for row in lists.rows("organisations")
        if row["stand_in"].removeprefix("een ") in _OWNED and len(row["word"]) > 3
    )
