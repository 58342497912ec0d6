"""Organisations with a name of their own. A bare "het OCMW", "de school" names none."""

import re
from collections.abc import Iterator
from functools import cache

from tegenstroom.engines.deidentification import belonging, lexicon, lists, origins, places
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.text import Kind, Reading, Token
from tegenstroom.engines.plain_language.lexicon import zipf
from tegenstroom.engines.plain_language.wordset import wordset

_ADJECTIVES = wordset(
    "vrije gemeentelijke stedelijke katholieke protestantse islamitische koninklijk koninklijke technisch "
    "technische sociaal sociale lokaal lokale openbaar openbare algemeen algemene buitengewone buitengewoon "
    "psychiatrisch universitair provinciaal provinciale interculturele gesubsidieerde rooms-katholieke rk gem. "
    "kon kon. gewone joodse lutherse naschoolse buitenschoolse voorschoolse ambulante residentiële medische "
    "multifunctioneel multifunctionele christelijke socialistische liberale intercultureel psychiatrische"
)
_INSIDE = wordset(
    "de het den der des 't van voor en aan in op te ten ter la le les du saint sint st & onze o.l.v el al ul"
)
_LEADING = wordset("de het den 't ter ten la le les du saint sint st onze o.l.v el al ul")
_JOINING = frozenset({"van", "te", "in", "uit", "voor"})
_SUFFIX = wordset("vzw nv bv bvba cvba asbl cv vof")
_GAP = re.compile(r"[ \t\u00a0]{0,3}[\"'“”‘’«»/&!.:-]?[ \t\u00a0]{0,2}[\"'“”‘’«»!]?")
_COMPOUND = (
    "school",
    "ziekenhuis",
    "centrum",
    "winkel",
    "werking",
    "rechtbank",
    "opvang",
    "maatschappij",
    "vereniging",
    "bedrijf",
    "club",
    "internaat",
    "praktijk",
    "kliniek",
    "huis",
    "dienst",
    "fabriek",
    "kerk",
    "kantoor",
    "college",
    "instituut",
    "zaak",
    "salon",
    "ruimte",
    "erij",
    "erie",
    "handel",
    "restaurant",
    "atelier",
    "werkplaats",
    "kwekerij",
    "confectie",
)
_TITLED = wordset("dr sint onze heilig heilige pater koningin koning prins prinses")
# Acronyms of who writes notes: after them comes whoever it is about.
_NOTED = wordset("hb gb mdo pv rr re nb mw ib tb cl gg ps ok sms gsm tel via llb zorgco ad dd tv pc nt ov eu")
_SELDOM = 3.5  # Zipf
_FREQUENT = 5.3  # Zipf: a place whose name is written more often is another word here
_SHORT = 6  # letters: "school" and "kerk" stand before any word
_LONGEST = 8  # words of a name


@cache
def _kinds() -> dict[str, dict[str, str]]:
    return {row["word"]: row for row in lists.rows("organisations")}


def is_kind(word: str) -> bool:
    """Whether a word (lower case) says what kind of organisation something is."""
    return len(word) > 3 and (word in _kinds() or (len(word) > _SHORT and word.endswith(_COMPOUND)))


def joins_place(word: str) -> bool:
    """Whether a word (lower case), also in letters, says a house that is called after its town: "azc Lier"."""
    return len(word) > 2 and _kinds().get(word, {}).get("joins") == "place"


@cache
def general() -> frozenset[str]:
    """Services for the whole country (lower case)."""
    return frozenset(name.lower() for name in lists.words("general_orgs"))


def find(reading: Reading) -> Iterator[Span]:
    """A kind of organisation with its name or place, and names that are known by themselves."""
    place = 0
    while place < len(reading.tokens):
        words = _kind_here(reading, place)
        end = _name_after(reading, place, words) if words else 0
        if end:
            start = _with_adjectives(reading, place)
            start = _with_kind_before(reading, start)
            kind = " ".join(token.plain for token in reading.tokens[place : place + words])
            yield Span(
                reading.tokens[start].start,
                reading.tokens[end - 1].end,
                Label.ORG,
                Reason.ORGANISATION,
                0.9,
                stand_in(kind),
            )
            place = end
            continue
        if words and _name_before(reading, place, reading.tokens[place].plain):
            start = reading.tokens[place - 1].start
            kind = stand_in(reading.tokens[place].plain)
            yield Span(start, reading.tokens[place].end, Label.ORG, Reason.ORGANISATION, 0.8, kind)
        if _is_acronym(reading, place) and _names_house(reading, place) and reading.gap(place) == " ":
            end = place + 1 + (_place_words(reading, place + 1) or 1)
            yield Span(
                reading.tokens[place].start,
                reading.tokens[end - 1].end,
                Label.ORG,
                Reason.ORGANISATION,
                0.7,
                "een organisatie",
            )
        place += 1
    yield from _before_suffix(reading)


def stand_in(kind: str) -> str:
    """What a kind of organisation is called without its name: "een school"."""
    if kind in _kinds():
        return _kinds()[kind]["stand_in"]
    ending = next((each for each in _COMPOUND if kind.endswith(each)), "")
    return f"een {kind}" if ending else "een organisatie"


def _kind_here(reading: Reading, place: int) -> int:
    """How many tokens from here say a kind of organisation."""
    for words in (4, 3, 2):
        tokens = reading.tokens[place : place + words]
        if len(tokens) == words and " ".join(token.plain for token in tokens) in _kinds():
            return words
    token = reading.tokens[place]
    if token.kind is Kind.INITIALS:
        return int(token.plain.rstrip(".").replace(" ", "") in _kinds())
    if token.kind is not Kind.WORD:
        return 0
    if token.plain in _kinds():
        return int(
            len(token.plain) > 2
            or token.text.isupper()
            or token.plain in {"az", "uz", "bv", "nv", "go", "pz", "pc", "fc", "kv"}
        )
    return int(
        len(token.plain) > 7
        and token.plain.endswith(_COMPOUND)
        and lexicon.is_known(token.plain)
        and not lexicon.is_ordinary(token.plain + "s_")
    )


def _with_kind_before(reading: Reading, start: int) -> int:
    """Where "groendienst stad Halle", "serviceflats van Ten Prins" begins."""
    before = start - 1
    if before > 0 and reading.plain(before) in {"van", "in"} and reading.gap(before) == " ":
        before -= 1
    near = before >= 0 and reading.gap(before) == " " and _is_kind_before(reading.plain(before))
    return before if near else start


def _is_kind_before(word: str) -> bool:
    """Whether a kind of organisation stands before another: "groendienst stad Halle", "afdeling OCMW Lier"."""
    return len(word) > _SHORT and (word in _kinds() or word.endswith(_COMPOUND)) and lexicon.is_known(word)


def _is_acronym(reading: Reading, place: int) -> bool:
    """As in "KSK Ronse", "VBS Lier": capitals before a place."""
    token = reading.tokens[place]
    return token.kind is Kind.WORD and token.shouted and len(token.text) < 6 and not reading.shouted(token)


def _names_house(reading: Reading, place: int) -> bool:
    """Whether what follows an acronym is a place or a name that people do not bear: "KA Zwin", "OBC Bethanië"."""
    if _place_words(reading, place + 1):
        return True
    name = reading.at(place + 1)
    if (
        name is None
        or name.kind is not Kind.WORD
        or not name.capital
        or name.shouted
        or reading.plain(place) in _NOTED
    ):
        return False
    borne = lexicon.is_first_name(name.plain) or lexicon.is_surname(name.plain) or origins.region(name.plain)
    return not borne and not lexicon.is_service(name.plain) and name.plain not in _INSIDE


def _with_adjectives(reading: Reading, place: int) -> int:
    while place and reading.plain(place - 1) in _ADJECTIVES and reading.gap(place - 1).isspace():
        place -= 1
    return place


def _name_before(reading: Reading, place: int, kind: str) -> bool:
    """As in "Imelda ziekenhuis", "Carrefour winkel": a name right before its kind."""
    before = reading.at(place - 1)
    if (
        before is None
        or len(kind) < 6
        or " " in kind
        or reading.gap(place - 1) != " "
        or before.kind is not Kind.WORD
    ):
        return False
    if before.shouted and not reading.shouted(before):
        return False
    return before.capital and not before.opens and not lexicon.is_known(before.plain)


def _name_after(reading: Reading, place: int, words: int) -> int:
    """The token after the name that follows a kind of organisation; 0 when none follows."""
    here = place + words
    kind = " ".join(token.plain for token in reading.tokens[place:here])
    joins = _kinds().get(kind, {}).get("joins", "name")
    step = here
    if _joins(reading, step) and reading.gap(step - 1).isspace():
        far = _place_words(reading, step + 1) or reading.plain(step + 1) in {"de", "het"}
        if joins != "place" and not far:
            return 0
        joins = "place"
        step += 1
    if (
        reading.plain(step) in {"de", "het"}
        and joins == "place"
        and step > here
        and _place_words(reading, step + 1)
    ):
        step += 1
    found = _place_words(reading, step)
    if not found and step > here and joins == "place":
        found = _small_town(reading, step)
    if found and (joins == "place" or reading.tokens[step].capital) and _touches(reading, step - 1):
        return _run(reading, step) or step + found
    if step > here:
        led = reading.plain(step) in {"de", "het"} and reading.gap(step) == " "
        return _run(reading, step + 1) if led and not reading.small else 0
    return _run(reading, here) if _touches(reading, here - 1) else 0


def _joins(reading: Reading, place: int) -> bool:
    """Whether "van" leads to a place here; "Van Laere" is a name."""
    token = reading.at(place)
    if token is None or token.plain not in _JOINING:
        return False
    return not token.capital or reading.shouted(token)


def _touches(reading: Reading, place: int) -> bool:
    gap = reading.gap(place)
    if gap == ". " and reading.tokens[place].plain in lists.words("dotted"):
        return True
    return bool(_GAP.fullmatch(gap)) and not gap.startswith((". ", ": ", "- ", " - "))


def _place_words(reading: Reading, place: int) -> int:
    token = reading.at(place)
    if token is None or token.kind is not Kind.WORD:
        return 0
    unmarked = reading.small or reading.shouted(token)
    if places.is_place(token.plain) and (token.capital or unmarked) and token.plain not in _INSIDE:
        return int(not unmarked or (not lexicon.is_verb(token.plain) and zipf(token.plain) < _FREQUENT))
    return 0


def _small_town(reading: Reading, place: int) -> int:
    """As in "de voedselbank van menen", in a text that has capitals."""
    word = reading.plain(place)
    return int(word in places.common_towns() or (places.is_place(word) and not lexicon.is_ordinary(word)))


def _run(reading: Reading, place: int) -> int:
    """The token after a name that starts here: capitals, with small words and numbers between; 0 for none."""
    first = reading.at(place)
    if first is None:
        return 0
    unmarked = reading.small or reading.shouted(first)
    here, end = place, 0
    while here < len(reading.tokens) and here - place < _LONGEST:
        token = reading.tokens[here]
        if here > place and not _touches(reading, here - 1):
            break
        led = here > place or (token.capital and not unmarked)  # "Van Laere"
        if token.plain in (_INSIDE if led else _LEADING):
            here += 1
            if here - 1 > place and token.capital and not unmarked:
                end = here  # "Klim Op"
            continue
        if not (_small_name(reading, here, place) if unmarked else _capital_name(reading, token, here, place)):
            break
        here += 1
        end = here
    return end


def _capital_name(reading: Reading, token: Token, here: int, start: int) -> bool:
    if token.kind is Kind.NUMBER:
        return here > start and len(token.text) < 3 and not reading.gap(here)[:1].isalpha()
    if token.kind is Kind.INITIALS:
        return True
    if here == start and token.plain in _TITLED:
        return True
    kind = token.plain in _kinds() and token.shouted
    return (
        token.capital
        and not kind
        and not (
            here == start and ((token.opens and not _is_quoted(reading, here)) or lexicon.is_service(token.plain))
        )
    )


def _is_quoted(reading: Reading, place: int) -> bool:
    """Whether a quotation mark, and no sentence, opens here: vzw "Samen Sterk"."""
    return place > 0 and re.fullmatch(r"[ ][\"“‘'„«]", reading.gap(place - 1)) is not None


def _small_name(reading: Reading, here: int, start: int) -> bool:
    """Without capitals a name is one word after "de", "het" or "sint", or a word that no list of words has."""
    token = reading.tokens[here]
    if token.kind is not Kind.WORD or lexicon.is_verb(token.plain) or lexicon.is_service(token.plain):
        return False
    if not lexicon.is_known(token.plain):
        return True
    if here == start and lexicon.is_surname(token.plain) and not lexicon.is_ordinary(token.plain):
        return True
    kind = reading.plain(start - 1)
    seldom = len(kind) >= 4 and zipf(token.plain) < _SELDOM
    if here == start and (len(kind) >= _SHORT or seldom) and belonging.is_small_name(reading, here):
        return True
    articles = {"de", "het", "den", "'t", "sint", "st", "ter", "ten"}
    led = reading.plain(here - 1) in articles and here == start + 1
    if not led and here == start + 2 and reading.plain(here - 2) in articles:
        led = reading.plain(here - 1).endswith("e") and reading.gap(here - 1) == " " and len(token.plain) > 3
    if led and token.plain.endswith("e") and _is_noun(reading, here + 1):
        return True
    return led and token.plain not in lists.words("spoken")


def _is_noun(reading: Reading, place: int) -> bool:
    """Whether a word stands here, right after another, that can end a name: "de kleine prins"."""
    token = reading.at(place)
    if token is None or token.kind is not Kind.WORD or reading.gap(place - 1) != " " or len(token.plain) < 3:
        return False
    return not (lexicon.is_verb(token.plain) or lexicon.is_service(token.plain)) and (
        token.plain not in lists.words("spoken")
    )


def _before_suffix(reading: Reading) -> Iterator[Span]:
    """As in "Moazoart vzw", "Vermeulen & Zonen NV"."""
    for place, token in enumerate(reading.tokens):
        if token.plain not in _SUFFIX or not place:
            continue
        first = place
        while first and place - first < 5 and _touches(reading, first - 1):
            before = reading.tokens[first - 1]
            if not (before.capital or (before.plain in _INSIDE and first < place)) or (
                before.opens and lexicon.is_known(before.plain) and first < place and before.plain not in _INSIDE
            ):
                break
            first -= 1
        while first < place and not reading.tokens[first].capital:
            first += 1
        if first < place:
            yield Span(
                reading.tokens[first].start, token.end, Label.ORG, Reason.ORGANISATION, 0.9, "een organisatie"
            )
