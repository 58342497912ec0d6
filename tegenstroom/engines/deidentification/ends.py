"""Where a name really begins and ends, once it is known that one stands there: half a name is still readable.

The detectors find the heart of a name; what is said here is grammar that holds for every name of its kind: the storey
after a house number, the firm after its owner, the quotation mark that closes what another opened.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from tegenstroom.engines.deidentification import lexicon, lists, organisations, places, professions
from tegenstroom.engines.deidentification.findings import DIRECT, Label, Reason, Span
from tegenstroom.engines.deidentification.people import particles, roles
from tegenstroom.engines.deidentification.text import plain
from tegenstroom.engines.plain_language.wordset import wordset

_NAMED = frozenset({Label.PERSON, Label.NICKNAME, Label.LOCATION, Label.ORG, Label.ADDRESS})
_WORD_END = re.compile(r"\w+|[-‐‑](?=[A-ZÀ-Ý])[\w'’]+")
_WORD_START = re.compile(r"(?:\w+|[A-ZÀ-Ý][\w'’]*[-‐‑])\Z")
_STOREY = (
    r"(?:\d{1,2}\s?(?:e|de|ste|ème|°)?|eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|bovenste|onderste)"
    r"\s+(?:verdiep(?:ing)?|verd\b\.?|étage)"
)
# ", 3de verdieping", " (bus 4)", " bis", ", plaats 14": which door of the house.
_DOOR = re.compile(
    rf"(?:\s*[,/-])?\s*\(?(?:{_STOREY}|\d{1,2}(?:e|de)\s?v\b\.?|(?:rechts|links|achter(?:aan)?|vooraan|boven|onder)(?=\s*(?:[.,;)\n]|$))|gelijkvloers|glvl\b\.?|beneden(?:verdieping)?\b|achterhuis|achterbouw|bis\b|ter\b(?=[,.)])"
    r"|(?:bus|bte|boîte|app(?:artement)?|kamer|studio|flat|verd(?:iep)?|plaats|standplaats|perceel|unit|gebouw|blok|trap|deur|box|kot)"
    r"\b\.?\s?(?:nr\.?\s?)?(?:[A-Z]?\d{1,4}[A-Z]?(?:[./-]\d{1,4})?|[A-Z])(?!\w))\)?",
    re.IGNORECASE,
)
# "Dr.", "Burg.", "O.-L.-" before the street that is called after them.
_HONOURED = re.compile(
    r"(?<![\w.])(?:(?:dr|prof|burg|burgemeester|past|pastoor|kan|kanunnik|kard|kardinaal|mgr|gen|generaal|kol|kolonel|kapt|kapitein|luit"
    r"|min|minister|pater|e\.?\s?p|zr|zuster|br|broeder|st|ste|sint|graaf|gravin|baron|prins|prinses|koning|koningin|kon"
    r"|o\.?\s?-?l\.?\s?-?v|o\.?\s?-?l)\b[.-]{0,2}\s?)+(?:[a-z]\.\s?){0,3}(?:(?:van|de|den|der)\s){0,2}\Z",
    re.IGNORECASE,
)
_CORNER = re.compile(r"\bhoek[ ](?:van[ ])?(?:de[ ]|het[ ])?\Z", re.IGNORECASE)
_YOUNGER = re.compile(r"[ ](?:(?i:jr|sr|junior|senior)|III|II|fils)(?![\w-])")
_HANGING = re.compile(r"(?:^|[ -])(?P<last>[^\W\d_']+|'t)\Z")
_NEXT_WORD = re.compile(r"[ ](?P<word>[^\W\d_][\w'’-]+)")
_FIRST_BEFORE = re.compile(r"(?<![\w-])(?P<first>[^\W\d_][\w-]+)[ ](?:(?:van|de|den|der|'t|ter|ten|te|op|el|al|ben)[ ]){0,3}\Z", re.IGNORECASE)
_FOUNDED = re.compile(r"[ ]['’]\d\d(?!\w)")
_AT_NUMBER = re.compile(r"[ ]\d{1,4}[a-z]?(?![\w.,:]?\w)(?!\s*(?:jaar|keer|euro|uur|maand|dagen|weken|kinderen|mensen|€|%))", re.IGNORECASE)
_LIVES = re.compile(r"\b(?:woon(?:t|de)?|wonen|wonende|adres|verblijft|gedomicilieerd|verhuisd?e?|ingeschreven)\s*:?\s(?:nu\s|terug\s)?(?:(?:op|in|aan|te|naar)\s)?(?:de\s|het\s)?\Z", re.IGNORECASE)
_SIZED = re.compile(r"[ ](?:klein|groot|oud|nieuw|kleine?|grote|oude|nieuwe|hoge|lage|lange|korte|open|ander|andere|goede?|blij|warme?)[ ](?P<word>[^\W\d_][\w'’-]{3,})", re.IGNORECASE)
_HOSPITAL = re.compile(r"(?<![\w-])(?:az|uz|zna|zol|pz|pc|upc|wzc|gza|olv|kuleuven)[ ]\Z", re.IGNORECASE)
_LEGAL = r"(?:cv|cvba|nv|bv|bvba|ebvba|vof|vzw|ivzw|asbl|sprl|srl|sàrl|commv|comm\.\s?v|gcv|fv|gmbh|ltd)"
_LEGAL_BEFORE = re.compile(rf"(?<![\w.-]){_LEGAL}\.?[ ][\"“'‘]?\Z", re.IGNORECASE)
_LEGAL_AFTER = re.compile(rf"[\"”'’]?,?[ ]\(?{_LEGAL}(?![\w-])\)?", re.IGNORECASE)
_HEIRS = re.compile(
    r"[ ](?:&|en|et|\+)[ ](?:zonen|zoon|dochters?|kinderen|partners?|vennoten|co|cie|cº|broers?|fils|associates)(?!\w)",
    re.IGNORECASE,
)
_FIRM_BEFORE = re.compile(r"(?<![\w-])(?:gebroeders|gebrs?\.?|firma|ets\.?|etn\.?|établissements)[ ]\Z", re.IGNORECASE)
_SITE = re.compile(
    r",?[ ]\(?(?:campus|site|vestiging|vestigingsplaats|afdeling|afd\.|antenne|filiaal|regio|locatie|leefgroep|unit)[ ]"
    r"(?:(?:de|het|den|'t)[ ])?[A-ZÀ-Ý][\w'’-]+\)?"
)
_KIND_IN_BRACKETS = re.compile(r"[ ]\((?P<kind>[^\W\d_][\w -]{3,30})\)")
_ONE_WORD_BEFORE = re.compile(r"(?<![\w-])(?P<word>[^\W\d_][\w&-]{1,24})[ ][\"“'‘„]?\Z")
_ARTICLE_BEFORE = re.compile(r"(?<![\w-])(?:de|het|den|'t|een|die|dat|deze)[ ]\Z", re.IGNORECASE)
_NEAR_BEFORE = re.compile(r"(?<![\w-])(?:in|bij|van|naar|via|door|met|aan|uit|school|opvang|werk)[ :]+\Z", re.IGNORECASE)
_LED = re.compile(r"(?:De|Het|Den|'t|’t|Ter|Ten|Sint|St\.?|Onze|Ons|Villa)[ -]", re.IGNORECASE)
# Houses that bear a name when an article in capitals follows, though the word means more: "bar De Zwaan".
_HOUSES = wordset(
    "huis bar haven krant kapel fonds museum magazijn redactie zaal danszaal feestzaal cinema bioscoop toneel koor kring "
    "bond ploeg gilde groep klas leefgroep afdeling dienst project atelier winkel zaak kot woning gebouw domein hof "
    "kazerne werking team uitbater boot schip blad tijdschrift zender stal pleeghuis logement"
)
_KIND_OF = re.compile(r"(?<![\w-])(?P<kind>[^\W\d_][\w-]{3,24})[ ](?:van|in|te)[ ]\Z")
_SAINT = re.compile(r"(?:Sint|St\.?|Sinte|Onze)[ -]", re.IGNORECASE)
_PARTICLES_BEFORE = re.compile(r"(?<![\w-])(?P<lead>(?:(?:van|de|den|der|vande|vanden|vander|ver|'t|’t|ten|ter|te|le|la|du|des|da|dos|di|del)[ ]){1,3})\Z", re.IGNORECASE)
# No word of Dutch: before a name they are part of it.
_FOREIGN_LEAD = re.compile(
    r"(?<![\w-])(?:(?:abdel|abdul|abd|abu|umm|oum|bint|ibn|ould|aït|ait|el|al|hadj|hadji|el\s+hadj|el\s+hadji|sidi|lalla|moulay|ben|bou"
    r"|von|zu|della|dos)[ -])+\Z",
    re.IGNORECASE,
)
_BYNAME = re.compile(
    r"[ ](?:van|uit|met)[ ](?:de|den|het|'t)[ ](?P<word>[^\W\d_][\w-]{2,18})(?=\s*(?:[.,;:!?)\n\"”’]|$|(?:is|was|heeft|had|zegt|zei|zit|komt|kwam"
    r"|kan|wil|moet|weet|belt|belde|en|wordt|gaf|ging)\b))"
    r"|[ ](?:de|den)[ ](?P<trade>[^\W\d_][\w-]{3,18})(?=\s*(?:[.,;:!?)\n\"”’]|$|(?:is|was|heeft|had|zegt|zei|zit|komt|kwam|kan|wil|moet|weet|belt"
    r"|belde|mee|en|wordt|ging|gesproken|gezien)\b))",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"\"(?P<a>[^\"\n]{2,40})\"|“(?P<b>[^”\n]{2,40})”|‘(?P<c>[^’\n]{2,40})’|«\s?(?P<d>[^»\n]{2,40}?)\s?»")
_MOST_WORDS = 5
_OWNED = wordset(
    "bedrijf winkel café eethuis restaurant garage bakkerij advocatenkantoor immokantoor kapsalon kantoor wasserette manège "
    "boerderij groepspraktijk apotheek hotel supermarkt"
)


def widened(spans: Iterable[Span], text: str) -> list[Span]:
    """The same findings in the same order, each as long as its name; what is swallowed whole is gone."""
    kept: list[Span] = []
    for span in map(lambda each: _widened(each, text), spans):
        before = kept[-1] if kept else None
        if before is None or before.end <= span.start:
            kept.append(span)
        elif span.end <= before.end:
            continue
        elif span.start <= before.start:
            kept[-1] = span
        else:
            kept[-1] = replace(before, end=span.end) if _is_name(before) else before
            if not _is_name(before):
                kept.append(replace(span, start=before.end))
    return list(_bridged(kept, text))


def _bridged(spans: list[Span], text: str) -> Iterator[Span]:
    """As in "De Zande in Ruiselede", "Ouders voor Noord": one name, with what joins its halves."""
    before: Span | None = None
    for span in spans:
        if before and (label := _joined_as(before, span, text)):
            before = replace(before, end=span.end, label=label)
            continue
        if before:
            yield before
        before = span
    if before:
        yield before


def _joined_as(before: Span, span: Span, text: str) -> Label | None:
    between = plain(text[before.end : span.start])
    pair = (before.label, span.label)
    if pair == (Label.LOCATION, Label.LOCATION) and between in {" in ", " te "}:
        return Label.LOCATION
    house = before.label is Label.ORG or (before.reason is Reason.UNKNOWN_CAPITAL and _LED.match(text, before.start))
    if house and span.label is Label.LOCATION and between in {" in ", " te ", " - ", ", "} and before.label is not Label.LOCATION:
        return Label.ORG if between != ", " else None
    if pair == (Label.ORG, Label.ORG) and between in {" voor ", " bij ", " in ", " op ", " aan ", " of ", " der ", " & ", " - "}:
        return Label.ORG
    return None


def _is_name(span: Span) -> bool:
    return span.label in _NAMED


def _widened(span: Span, text: str) -> Span:
    if span.label not in DIRECT or span.reason is Reason.TYPED:
        return span
    if not _is_name(span):
        return span
    span = _in_quotes(_to_whole_words(span, text), text)
    if span.label is Label.ADDRESS:
        return _address(span, text)
    if span.label is Label.ORG:
        return _kind_in_brackets(span, text) or _door_beside(span, text) or _house(span, text)
    if at := _kind_in_brackets(span, text) or _door_beside(span, text):
        return at
    if at := _after_kind(span, text):
        return at
    return span if span.label is Label.LOCATION else _person(span, text)


def _after_kind(span: Span, text: str) -> Span | None:
    """As in "naar basisschool lier", "bij dagcentrum Zonnelied": a kind without its article names a house.

    Before a place the article may stand: "het rusthuis Diest".
    """
    before = _ONE_WORD_BEFORE.search(text, max(0, span.start - 30), span.start)
    word = plain(before["word"]) if before else ""
    if not before or not organisations.is_kind(word) or word in roles() or word.endswith("en"):
        return None
    led = _ARTICLE_BEFORE.search(text, max(0, before.start() - 8), before.start()) is not None
    if led and span.label is not Label.LOCATION:
        return None
    near = led or _NEAR_BEFORE.search(text, max(0, before.start() - 8), before.start()) is not None
    if not near:
        return None
    note = organisations.stand_in(word)
    return replace(span, start=before.start(), label=Label.ORG, reason=Reason.ORGANISATION, note=note)


def _kind_in_brackets(span: Span, text: str) -> Span | None:
    """As in "De Kempen (gemeenschapsinstelling)": what something is, said after its name."""
    more = _KIND_IN_BRACKETS.match(text, span.end)
    if not more or not any(map(organisations.is_kind, plain(more["kind"]).split())):
        return None
    return replace(span, end=more.end(), label=Label.ORG, reason=Reason.ORGANISATION)


def _door_beside(span: Span, text: str) -> Span | None:
    """A hamlet or a house with its number, where someone lives: "woont op Den Doorn 9"."""
    number = _AT_NUMBER.match(text, span.end)
    if not number or not _LIVES.search(text, max(0, span.start - 40), span.start):
        return None
    return replace(span, end=number.end(), label=Label.ADDRESS, reason=Reason.STREET)


def _to_whole_words(span: Span, text: str) -> Span:
    """Never half a word, nor half of what a hyphen joins: "Peeters-Claes"."""
    end = span.end
    while text[end - 1].isalpha() and (more := _WORD_END.match(text, end)):
        end = more.end()
    before = _WORD_START.search(text, max(0, span.start - 30), span.start) if text[span.start].isalpha() else None
    return replace(span, start=before.start() if before else span.start, end=end)


def _in_quotes(span: Span, text: str) -> Span:
    """All that stands between the quotation marks around a name."""
    for match in _QUOTES.finditer(text, max(0, span.start - 42), span.end + 42):
        group = match.lastgroup or "a"
        start, end = match.span(group)
        inside = start <= span.start and span.end <= end
        if inside and len(match[group].split()) <= _MOST_WORDS and not re.search(r"[.!?,;]\s", match[group]):
            return replace(span, start=start, end=end)
    return span


def _address(span: Span, text: str) -> Span:
    end = span.end
    for _step in range(3):
        more = _DOOR.match(text, end) if any(map(str.isdigit, text[span.start : end])) or end > span.end else None
        if more is None and end == span.end:
            more = _DOOR.match(text, end)
            more = more if more and re.match(r"\s?(?:bis\b|\(?bus\b)", more[0], re.IGNORECASE) else None
        if more is None:
            break
        end = more.end()
    lead = _CORNER.search(text, max(0, span.start - 24), span.start) or _HONOURED.search(text, max(0, span.start - 30), span.start)
    return replace(span, start=lead.start() if lead else span.start, end=end)


def _house(span: Span, text: str) -> Span:
    start, end = span.start, span.end
    if (more := _SIZED.match(text, end)) and _is_kind_alone(text[start:end]) and _is_seldom(more["word"]):
        end = more.end()
    for pattern in (_SITE, _FOUNDED, _HEIRS, _LEGAL_AFTER):
        if more := pattern.match(text, end):
            end = more.end()
    if (more := _DOOR.match(text, end)) and any(map(str.isdigit, more[0])):
        end = more.end()
    if (more := _NEXT_WORD.match(text, end)) and len(more["word"]) > 5 and organisations.is_kind(more["word"]):
        end = more.end()
    for pattern in (_FIRM_BEFORE, _LEGAL_BEFORE, _HOSPITAL):
        if lead := pattern.search(text, max(0, start - 24), start):
            start = lead.start()
    return replace(span, start=_kind_before(text, start, end), end=end)


def _is_kind_alone(name: str) -> bool:
    return organisations.is_kind(plain(name).removeprefix("de ").removeprefix("het "))


def _is_seldom(word: str) -> bool:
    return not lexicon.is_known(plain(word)) and not lexicon.is_verb(plain(word))


def _kind_before(text: str, start: int, end: int) -> int:
    """Where the kind begins that stands before a name with its article: "bar De Zwaan"."""
    before = _ONE_WORD_BEFORE.search(text, max(0, start - 30), start)
    if not before or not _LED.match(text, start, end):
        return start
    word = plain(before["word"])
    return before.start() if word in _HOUSES or organisations.is_kind(word) else start


@cache
def _owned() -> frozenset[str]:
    """Kinds of houses that are called after who owns them."""
    return frozenset(
        row["word"]
        for row in lists.rows("organisations")
        if row["stand_in"].removeprefix("een ") in _OWNED and len(row["word"]) > 3
    )


def _person(span: Span, text: str) -> Span:
    """A name with its particles, or the firm, house or nickname that it turns out to be."""
    start, end = span.start, span.end
    more = _HEIRS.match(text, end) or _LEGAL_AFTER.match(text, end)
    lead = _FIRM_BEFORE.search(text, max(0, start - 24), start) or _LEGAL_BEFORE.search(text, max(0, start - 12), start)
    before = _ONE_WORD_BEFORE.search(text, max(0, start - 30), start)
    word = plain(before["word"]) if before else ""
    if more or lead:
        house = replace(span, label=Label.ORG, reason=Reason.ORGANISATION, note="een organisatie")
        start = before.start() if before and word in _owned() else start
        return _house(replace(house, start=lead.start() if lead else start, end=more.end() if more else end), text)
    led = _LED.match(text, start, end) is not None and span.reason is Reason.UNKNOWN_CAPITAL
    if before and (word in _owned() or (led and (word in _HOUSES or organisations.is_kind(word)))):
        note = organisations.stand_in(word)
        return replace(span, start=before.start(), label=Label.ORG, reason=Reason.ORGANISATION, note=note)
    if house := _called_after(span, text):
        return house
    start = _with_particles(text, start, end)
    end = _with_what_hangs(text, start, end)
    if more := _YOUNGER.match(text, end):
        end = more.end()
    elif " " not in text[start:end] and (more := _BYNAME.match(text, end)) and _is_byname(more):
        return replace(span, start=start, end=more.end(), label=Label.NICKNAME, reason=Reason.NICKNAME)
    return replace(span, start=start, end=end)


def _called_after(span: Span, text: str) -> Span | None:
    """As in "de kerk van Sint-Anna": a house that is called after a saint."""
    kind = _KIND_OF.search(text, max(0, span.start - 40), span.start)
    if not kind or not organisations.is_kind(plain(kind["kind"])) or not _SAINT.match(text, span.start):
        return None
    note = organisations.stand_in(plain(kind["kind"]))
    return replace(span, start=kind.start(), label=Label.ORG, reason=Reason.ORGANISATION, note=note)


def _with_particles(text: str, start: int, end: int) -> int:
    first = _FIRST_BEFORE.search(text, max(0, start - 40), start)
    if first and lexicon.is_first_name(plain(first["first"])) and not _is_word(plain(first["first"])):
        return first.start()
    foreign = _FOREIGN_LEAD.search(text, max(0, start - 24), start)
    if foreign:
        return foreign.start()
    lead = _PARTICLES_BEFORE.search(text, max(0, start - 20), start)
    if not lead:
        return start
    if lead["lead"].split()[-1] in {"'t", "’t"}:
        return lead.end() - 3  # "'t Heike"
    words = lead["lead"].split()
    last = plain(text[start:end]).split()[0]
    for skipped in range(len(words)):
        if plain(" ".join([*words[skipped:], last])) in lists.long_list("surnames"):
            return lead.start() + len(" ".join(words[:skipped])) + (1 if skipped else 0)
    return start


def _with_what_hangs(text: str, start: int, end: int) -> int:
    """Where a name ends that was cut after a particle: "Claes-De Wit"."""
    hanging = _HANGING.search(text[start:end])
    more = _NEXT_WORD.match(text, end)
    if not (hanging and more) or plain(hanging["last"]) not in particles() or plain(text[start:end]) in particles():
        return end
    return more.end() if not lexicon.is_verb(plain(more["word"])) else end


def _is_word(word: str) -> bool:
    return lexicon.is_ordinary(word) or lexicon.is_service(word) or word in roles() or word in particles()


def _is_byname(match: re.Match[str]) -> bool:
    """Whether this says who is meant among several: "van de bakker", "de postbode"."""
    if match["trade"]:
        return bool(professions.general(plain(match["trade"])))
    word = plain(match["word"])
    return not lexicon.is_service(word) and (
        bool(professions.general(word)) or (not organisations.is_kind(word) and (word in _BY_WHAT or word.endswith(("ske", "eke", "tje", "ken"))))
    )


# By what villages tell one Jef from another.
_BY_WHAT = wordset(
    "hoek berg molen kapel brug statie vaart duiven kippen koeien paarden geiten honden katten fietsen velo's moto's camion "
    "camions auto's tractor bus patatten frieten vis vissen wafels bloemen krant gazet melk bier wijn kolen mijn haven "
    "boot kermis viool accordeon gitaar trompet trommel baard bril hoed pet snor bult kruk krukken rolstoel kroeg "
    "kerk toren kerkhof bos zee polder dijk sluis hoeve boerderij loteling bolhoed sigaar pijp"
)


def services_with_place(general: Iterable[Span], text: str) -> Iterator[Span]:
    """A service of the whole country with its town names a house: "Rode Kruis Zele"."""
    for service in general:
        beside = _NEXT_WORD.match(text, service.end)
        if not beside or not places.is_place(plain(beside["word"])):
            continue
        if beside["word"][0].isupper() or not lexicon.is_ordinary(plain(beside["word"])):
            yield replace(service, end=beside.end(), confidence=0.7, note="een organisatie")
