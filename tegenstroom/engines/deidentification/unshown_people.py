"""People whom no capital shows: cut names, nicknames, who stands beside a role."""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import lexicon, lists, organisations, places
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.people import particles, roles
from tegenstroom.engines.deidentification.runs import NOT_INITIALS
from tegenstroom.engines.deidentification.text import Reading, plain
from tegenstroom.engines.deidentification.unshown import hides, span
from tegenstroom.engines.plain_language.wordset import wordset

# "emma s.", "sarah db:", "mertens r.": a first name or a surname with letters for the rest.
_CUT = re.compile(
    r"(?<![\w.@-])(?P<name>(?P<first>[^\W\d_][\w'’-]{2,20})\s(?:[a-z]\.(?:\s?[a-z]\.){0,2}"
    r"|(?:v\.?d\.?[a-z]?\.?|db|dw|dp|dm|dv|vh|vdb|vdv|vdp|vl|[b-df-hj-np-tv-xz]{2,3})))"
    r"(?![\w@]|\.\w)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"(?<![\w.@/-])(?P<name>(?:[a-z]\.\s?){2,4})(?![\w@])", re.IGNORECASE)
_NO_LETTERS = wordset(
    "e.k e.d e.a o.a m.a n.a a.d z.o i.c i.o o.l o.k p.p s.v.p v.h r.i.p n.n k.o a.s c.q d.d "
    "d.m.v e.g e.v h.t.l i.g.v i.s.m i.t.t "
    "m.i m.i.v o.b.v o.i.d o.l.v o.v.v p.m q.q r.k resp t.g.v t.h.v t.n.v t.o v.z.w n.v b.v "
    "z.g.a.n b.v.b m.a.w t.t.z v.b n.o t.z "
    "m.m g.g s.d g.o b.o k.u u.s c.v j.l l.l a.h.w p.j p.d u.b b.h z.j m.n"
)
_SIGNED = re.compile(
    r"(?:groet(?:en|jes)?|mvg|grtz|grts|gr|xx?x?|hoogachtend|tot\s+\w+)[ \t]*[,!.]*[ \t]*\n\s{0,6}"
    r"(?P<name>[^\W\d_][\w'’-]+(?:[ ](?:van|de|den|der|el|ben|[^\W\d_][\w'’-]+)){0,3})[ \t]*(?=\n|$)",
    re.IGNORECASE,
)
_PARTY = re.compile(
    r"\b(?:verwe(?:erder|erster)|eis(?:er|eres)|verzoek(?:er|ster)|beklaagde|gedaagde|betrokkene"
    r"|minderjarige|inzake|in\s+zake|raadsman|bewindvoerder|voogd|tolk|getuige"
    r"|begeleid(?:er|ster)|verwijzer|aanmeld(?:er|ster)|hulpvrager|bewoner|pleeg(?:moeder|vader"
    r"|ouder)|voormalig\s+echtgenoot|kandidaat)\s*:?\s*(?:mevr(?:ouw|\.)?|de\s+heer"
    r"|dhr\.?)?\s*[:,]?\s*"
    r"(?P<name>[^\W\d_][\w'’-]+(?:[ ][^\W\d_][\w'’-]+){0,4})(?=\s*(?:[,.;:(\n°]|$))",
    re.IGNORECASE,
)
_CUT_SHORT = wordset(
    "bvb mss mvg grtz grts ofz ttz bgl vzw tel gsm mnd nvt tss nmbs vrt sms wrm wss gwn tov "
    "tgv dmv thx pls plz sry gr str jr st dr mr ks km kg cm ml pc tv dvd cd"
)
_NAMED_SO = re.compile(
    r"\b(?:noem(?:en|t|de|den|n)?|heet(?:te)?|riep(?:en)?|roep(?:en|t))\s+(?:ze\s+|we\s+|wij\s+"
    r"|ik\s+)?(?:hem|haar|em|'m|heur)\s+(?:altijd\s+|gewoon\s+)?[\"'“‘]?"
    r"(?P<name>[^\W\d_][\w'’-]+\s[^\W\d_][\w'’-]{2,})[\"'”’]?(?=\s*(?:[.,;!?)\n]|$))",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"[\"“'‘„](?P<name>(?:de|den|het|ons|onze|kleine|grote|dikke|lange)\s+[^\W\d_][\w-]{2,15}"
    r"|[A-Z][\w-]{2,15})[\"”'’“],?\s+(?:noem\w*|werd\s+genoemd|genoemd|heet\w*|wordt\s+genoemd"
    r"|roepen|zeggen)\b"
)
_OF_THE = re.compile(
    r"(?<![\w-])(?P<name>(?P<first>[^\W\d_]{2,15})\s+van\s+(?:de|den|het"
    r"|'t)\s+(?P<last>[^\W\d_][\w-]{2,20}))(?=\s*(?:[.,;:!?)\n]|$)|\s(?P<does>[^\W\d_]+))",
    re.IGNORECASE,
)
_DEN = re.compile(
    r"\b(?:den|d'n|diene|ons|onzen)\s+(?P<name>[^\W\d_]{3,15})(?=\s*(?:[.,;:!?)\n]|$|(?:is|was"
    r"|heeft|had|zegt|zei|zit|komt|kwam|kan|wil|moet|weet)\b))",
    re.IGNORECASE,
)
_SMALL_FORM = re.compile(
    r"\b(?:bij|bie|van|met|mè|voor|door|aan|over|zonder|naar|tegen|dat|en|ons|heet|dag"
    r"|hey)\s+(?P<name>[^\W\d_]{3,14}(?:ske|eke|eken|ke|tje))(?![\w-])",
    re.IGNORECASE,
)
# "het meisje, lhamu, sprak": who the word before the comma tells of.
_BESIDE = re.compile(
    r"\b(?P<role>[^\W\d_]{3,20})\s?,\s(?P<name>[^\W\d_][\w'’-]{2,20}(?:\s[^\W\d_][\w'’-]{1,20}){0,2})(?=\s?,)",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"(?<![\w-])(?P<name>[^\W\d_][\w'’-]{1,20})\s\((?:\d{1,2}|['’]\d\d)\s?(?:j|jr|jaar|mnd|m)?\.?\)", re.IGNORECASE
)
_OPENS = re.compile(
    r"(?:^|[.!?\n:]\s*)(?P<name>[^\W\d_][\w'’-]{3,20})(?=\s?[?]|\s(?:kwam|komt|is|was|heeft|had"
    r"|gaat|ging|wil|zit|zat|woont|werd|krijgt|moet|kan|mag)\b)"
)
_ARTICLES = wordset("de het den 't")


def find(reading: Reading) -> Iterator[Span]:
    """People by the form of their name, or by who the text says they are."""
    for match in _PARTY.finditer(reading.text):
        if _is_party(match["name"]):
            yield span(match, "name", Label.PERSON)
    yield from _cut_names(reading)
    yield from _nicknames(reading)
    if hides(reading):
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
            first = (
                beside is not None
                and reading.gap(place + words - 1) == " "
                and lexicon.is_first_name(beside.plain)
            )
            after = lexicon.is_name(reading.plain(place - 1)) and place > 0 and reading.gap(place - 1) == " "
            if (
                (first and beside and not lexicon.is_ordinary(beside.plain))
                or after
                or _is_surname_only(last.plain)
            ):
                end = beside.end if first and beside else last.end
                yield Span(token.start, end, Label.PERSON, Reason.KNOWN_NAME, 0.7)
            break


def _is_surname_only(word: str) -> bool:
    return not (lexicon.is_known(word) or places.is_place(word) or lexicon.is_first_name(word)) and len(word) > 4


def _is_party(name: str) -> bool:
    words = plain(name).split()
    return not any(
        lexicon.is_service(word) or lexicon.is_verb(word) or word in roles() or organisations.is_kind(word)
        for word in words
    ) and (any(not lexicon.is_known(word) or lexicon.is_name(word) for word in words) and len(words) < 5)


def _cut_names(reading: Reading) -> Iterator[Span]:
    """As in "emma s.", "sarah db", "r.d.b."."""
    for match in _CUT.finditer(reading.text):
        first = plain(match["first"])
        last = plain(match["name"].split()[-1])
        borne = lexicon.is_first_name(first) or (lexicon.is_surname(first) and "." in last)
        known = len(last.rstrip(".")) > 1 and lexicon.is_known(last.rstrip("."))
        if borne and not lexicon.is_ordinary(first) and last.rstrip(".") not in _CUT_SHORT and not known:
            yield span(match, "name", Label.PERSON)
    if reading.small:
        for match in _LETTERS.finditer(reading.text):
            letters = plain(match["name"]).replace(" ", "").rstrip(".")
            if letters not in _NO_LETTERS | NOT_INITIALS:
                yield Span(
                    match.start(), match.start() + len(match["name"].rstrip()), Label.PERSON, Reason.CUE, 0.6
                )


def _people(text: str) -> Iterator[Span]:
    for match in _SIGNED.finditer(text):
        words = plain(match["name"]).split()
        borne = any(lexicon.is_name(word) or (len(words) == 1 and lexicon.may_be_borne(word)) for word in words)
        if borne and not any(lexicon.is_service(word) or word in roles() for word in words):
            yield span(match, "name", Label.PERSON)
    for match in _BESIDE.finditer(text):
        words = plain(match["name"]).split()
        if plain(match["role"]) in roles() and _is_strange(words[0]) and not any(map(lexicon.is_verb, words)):
            yield span(match, "name", Label.PERSON)
    for match in _AGED.finditer(text):
        word = plain(match["name"])
        if word not in roles() and (lexicon.is_name(word) or lexicon.may_be_borne(word) or _is_strange(word)):
            yield span(match, "name", Label.PERSON)
    for match in _OPENS.finditer(text):
        word = plain(match["name"])
        if _is_strange(word) and not lexicon.is_service(word) and word not in lists.words("spoken"):
            yield span(match, "name", Label.PERSON)


def _nicknames(reading: Reading) -> Iterator[Span]:
    """As in "noemen hem pietje poot", "een man die hij 'de baron' noemt"."""
    for match in _NAMED_SO.finditer(reading.text):
        words = plain(match["name"]).split()
        if not any(word in lists.words("spoken") - _ARTICLES or lexicon.is_verb(word) for word in words):
            yield span(match, "name", Label.NICKNAME)
    for match in _QUOTED.finditer(reading.text):
        yield span(match, "name", Label.NICKNAME)
    if hides(reading):
        yield from _small_nicknames(reading.text)


def _small_nicknames(text: str) -> Iterator[Span]:
    """As in "mo van de fietsen", "den sjeng", "bij wulleke"."""
    for match in _OF_THE.finditer(text):
        first, last = plain(match["first"]), plain(match["last"])
        likely = not lexicon.is_ordinary(first) or first in lists.words("names_likely")
        borne = likely and lexicon.is_first_name(first) and first not in roles()
        does = plain(match["does"] or "")
        borne = borne and (not does or lexicon.is_verb(does))
        if borne and not lexicon.is_service(last) and not organisations.is_kind(last):
            yield span(match, "name", Label.NICKNAME)
    for match in [*_DEN.finditer(text), *_SMALL_FORM.finditer(text)]:
        word = plain(match["name"])
        other = lexicon.is_known(word) or lexicon.is_verb(word) or word in lists.words("spoken")
        if not other and not places.is_place(word):
            yield span(match, "name", Label.NICKNAME)


def _is_strange(word: str) -> bool:
    """Whether this is a name, or a word that no list has and that is no abbreviation."""
    return lexicon.is_name(word) or (
        not lexicon.is_known(word) and not places.is_place(word) and re.search(r"[aeiouy]", word) is not None
    )
