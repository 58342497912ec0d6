"""How much further a name may reach: where half a name would stay readable, all of it is taken.

What stands here holds whatever the words are. It costs a harmless word now and then, and saves the other half of
a name that no list has.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from tegenstroom.engines.deidentification import lexicon, lists, organisations, professions
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.nouns import is_noun
from tegenstroom.engines.deidentification.people import particles, roles
from tegenstroom.engines.deidentification.text import plain
from tegenstroom.engines.plain_language.lexicon import zipf
from tegenstroom.engines.plain_language.wordset import wordset

_HOUSES = frozenset({Label.ORG, Label.LOCATION})
_NAMED = _HOUSES | {Label.PERSON, Label.NICKNAME}
_NEAR = wordset("bij in van naar via door aan uit op met voor en of te de het een den")
# "hotel Den Engel", "bond Moyson": the noun after a word of place or an article, right before the name.
_NOUN_BEFORE = re.compile(
    r"(?:^|[\n:(;,\"•*][ ]?|\d[.)][ ]|(?<![\w-])(?:bij|in|van|naar|via|door|aan|uit|op|met|voor|"
    r"achter|naast|boven|tegenover|over|langs|tot|en|of|de|het|den"
    r"|een|nen|'t|ons|onze|haar|zijn|mijn|hun)[ ])(?P<noun>[^\W\d_][\w'’&-]{2,24})[ ][\"“'‘„]?\Z",
    re.IGNORECASE,
)
# "baat frituur De Gouden Puntzak uit": before a name that begins with its article.
_BEFORE_LED = re.compile(r"(?<![\w'’-])(?P<noun>[^\W\d_][\w&-]{2,24})[ ][\"“'‘„]?\Z")
_LED = re.compile(r"(?:De|Het|Den|['’]t|Ter|Ten|La|Le)[ ][A-ZÀ-Ý]")
# "nonnen van Heule", "de refter van de zusters in Heule": who or what is told by where it is.
_OF_PLACE = re.compile(
    r"(?<![\w-])(?P<whole>(?P<noun>[^\W\d_][\w-]{3,24})[ ](?:van|in|te|aan|uit)[ ](?:(?:de|het|den|'t)[ ])?)\Z",
    re.IGNORECASE,
)
_GROUPS = wordset(
    "nonnen paters zusters broeders fraters monniken junioren miniemen kadetten scholieren beloften veteranen "
    "supporters harmonie fanfare koor kring ploeg elftal scouts chiro parochie klooster abdij refter hal zaal "
    "kampioen rusthuis moskee kot ateljee atelier asiel bib kerk kazerne "
    "crematorium gevangenis vliegveld luchthaven"
)
_NO_HOUSE = wordset(
    "tegen naar voor achter die dat dan wat bel vertelt verlaat waarvan wijk kamp gezin gastgezin "
    "pleeggezin roepnaam huis "
    "casus budget gehoord markt centrum regio gemeente stadsdeel buurt dorp deelgemeente near vonnis nachtdienst"
)
_LETTERS = wordset("az uz gza jrb ka llb ksa cv cvba nv bv vzw ocmw caw clb ckg cgg wzc vbs gbs kta")
_HOUSE_ENDINGS = (
    *("zaal", "school", "huis", "club", "kring", "hal", "winkel", "flats", "tehuis", "opvang", "werking"),
    *("centrum", "kliniek", "hoeve", "klooster", "parochie", "praktijk", "fabriek", "camping"),
)
_NUMBER = re.compile(
    r"[ ]\d{1,4}[ ]?[a-zA-Z]?(?![\w€%])(?:[ ]?(?:bus|bte|/)[ ]?\w{1,4})?"
    r"(?=\s*(?:[,.;)\n(]|$|[1-9]\d{3}\s|te\s|in\s))"
)
_LONG_NUMBER = re.compile(r"[ ]\d{3,4}[a-z]?(?![\w€%])(?=\s*(?:[,.;)\n(]|$))")
_OLD_OR_LONG = re.compile(
    r"(?<![\w-])(?:lange|korte|oude|nieuwe|grote|kleine|hoge|lage|groene|gouden|sint|st\.?)[ -]\Z", re.IGNORECASE
)
# "VBS De Tuimelaar", "ocj kortrijk", "bpost Aartselaar": letters or a service right before a name.
_LETTERS_BEFORE = re.compile(r"(?<![\w'’.&-])(?P<word>[^\W\d_][\w&!]{1,8})[ ][\"“'‘„]?\Z")
_CAPITAL_BEFORE = re.compile(r"(?<![\w'’.-])(?P<word>[A-ZÀ-Ý][\w'’-]+)[ ]{1,3}\Z")
_PARTICLES_AFTER = re.compile(
    r"(?P<lead>(?:[ ](?:van|de|den|der|vande|vanden|vander|ver|ter|ten|te|el|al|ben))+)[ ]"
    r"(?P<word>[^\W\d_][\w'’-]+)",
    re.IGNORECASE,
)
_LETTER_AFTER = re.compile(r"[ ][a-zA-Z]\.(?![\w.])")
_SELDOM = 4.0  # Zipf: "Cowboy Henk"
_STEPS = 3  # words
_LONG = 6  # letters
_NO_NOUN = ("en", "d", "de", "te", "lijk", "ig", "s", "e", "aar", "uit", "over", "baar", "loos", "isch")


def widened(spans: Iterable[Span], text: str) -> list[Span]:
    """The same findings in the same order, none over another."""
    kept: list[Span] = []
    spans = list(spans)
    for place, span in enumerate(spans):
        since = kept[-1].end if kept else 0
        until = spans[place + 1].start if place + 1 < len(spans) else len(text)
        kept.append(_widened(span, text, since, until))
    return kept


def _widened(span: Span, text: str, since: int, until: int) -> Span:
    if span.label not in _NAMED | {Label.ADDRESS} or span.reason is Reason.TYPED:
        return span
    end = _end(span, text)
    span = replace(span, end=end if end <= until else span.end)
    if span.label is Label.ADDRESS:
        lead = _OLD_OR_LONG.search(text, max(since, span.start - 10), span.start)
        return replace(span, start=lead.start()) if lead else span
    for _step in range(_STEPS):
        before = next((found for rule in _BEFORE if (found := rule(span, text, since))), None)
        if before is None:
            break
        span = before
    return span


def _end(span: Span, text: str) -> int:
    """Where a place ends that its house number follows, and a person whose surname does."""
    end = span.end
    if span.label in {Label.ADDRESS, Label.LOCATION} and not any(map(str.isdigit, text[span.start : end])):
        number = _NUMBER.match(text, end)
        return number.end() if number else end
    if span.reason is Reason.UNKNOWN_CAPITAL and (number := _LONG_NUMBER.match(text, end)):
        return number.end()
    if span.label is not Label.PERSON:
        return end
    more = _PARTICLES_AFTER.match(text, end)
    shouted = text[span.start : end].isupper() and more is not None and more["word"].isupper()
    if (
        more
        and not shouted
        and (more["word"][0].isupper() or _goes_on_small(text, span, more))
        and _is_no_function(more["word"])
    ):
        return more.end()
    if letter := _LETTER_AFTER.match(text, end):
        return letter.end()
    return end


def _goes_on_small(text: str, span: Span, more: re.Match[str]) -> bool:
    """Whether a surname in small letters follows a first name in small letters: "milan de groote"."""
    first = plain(text[span.start : span.end])
    whole = f"{more['lead'].strip()} {more['word']}".lower()
    return lexicon.is_first_name(first) and whole in lists.long_list("surnames")


def _is_no_function(word: str) -> bool:
    word = plain(word)
    return not (
        lexicon.is_verb(word) or lexicon.is_service(word) or word in roles() or organisations.is_kind(word)
    )


def _with_letters(span: Span, text: str, since: int) -> Span | None:
    before = _LETTERS_BEFORE.search(text, max(since, span.start - 16), span.start) if _is_somewhere(span) else None
    if not before or before.start() < since:
        return None
    written, word = before["word"], plain(before["word"])
    letters = written.isupper() and len(written) > 1 and not text[span.start : span.end].isupper()
    strange = written.islower() and not lexicon.is_ordinary(word) and word not in _NEAR and len(word) > 2
    if word in roles() or word in particles() or lexicon.is_verb(word) or not (letters or strange):
        return None
    if strange and lexicon.is_known(word) and not lexicon.is_service(word):
        return None
    return replace(span, start=before.start(), label=Label.ORG, reason=Reason.ORGANISATION, note=_note(span, word))


def _with_capital(span: Span, text: str, since: int) -> Span | None:
    """As in "Wannes De Wilde", "VANHOUTTE  Mieke": a capital that no sentence needs, right before a name."""
    before = _CAPITAL_BEFORE.search(text, max(since, span.start - 24), span.start)
    if not before or before.start() < since or not text[span.start].isupper() or span.label is Label.LOCATION:
        return None
    word = plain(before["word"])
    other = word in roles() or lexicon.is_service(word) or lexicon.is_verb(word) or word in lists.words("spoken")
    by_noun = span.label in {Label.PERSON, Label.NICKNAME} and zipf(word) < _SELDOM and is_noun(word)
    if (
        other
        or (lexicon.is_ordinary(word) and not by_noun)
        or organisations.is_kind(word)
        or professions.general(word)
    ):
        return None
    return replace(span, start=before.start())


def _with_noun(span: Span, text: str, since: int) -> Span | None:
    """As in "hotel Den Engel": a noun right before a name says what house it is, unless it says who."""
    window = max(since, span.start - 44)
    led = _LED.match(text, span.start) is not None
    before = (_BEFORE_LED if led else _NOUN_BEFORE).search(text, window, span.start)
    if not before or before.start("noun") < since or not _is_bold(text, span):
        return None
    noun = plain(before["noun"])
    if noun in _NO_HOUSE or not (led or _lacks_kind(span, text)):
        return None
    if noun in roles() or noun in lists.words("spoken") or noun in particles() or lexicon.is_service(noun):
        return None
    if professions.general(noun) or not (is_noun(noun) or _is_like_noun(noun)):
        return None
    return replace(
        span, start=before.start("noun"), label=Label.ORG, reason=Reason.ORGANISATION, note=_note(span, noun)
    )


def _lacks_kind(span: Span, text: str) -> bool:
    """Whether a name may want the word for what it names: no first name does, nor "basisschool De Wijzer"."""
    first = lexicon.bare(plain(text[span.start : span.end]).split()[0])
    if span.label is Label.ORG:
        return not (organisations.is_kind(first) or organisations.joins_place(first) or first in _LETTERS)
    return span.label is Label.LOCATION or not lexicon.is_first_name(first)


def _with_house(span: Span, text: str, since: int) -> Span | None:
    """As in "nonnen van Heule", "parochiezaal van Eine"."""
    before = _OF_PLACE.search(text, max(since, span.start - 44), span.start) if _is_somewhere(span) else None
    if not before or before.start() < since:
        return None
    noun = plain(before["noun"])
    if not (noun in _GROUPS or organisations.is_kind(noun) or noun.endswith(_HOUSE_ENDINGS)):
        return None
    return replace(span, start=before.start(), label=Label.ORG, reason=Reason.ORGANISATION, note=_note(span, noun))


def _is_like_noun(word: str) -> bool:
    """Whether a word of which the list has no plural is a noun sooner than another: "mutualiteit", "bakkerie"."""
    long = len(word) > _LONG and (word.endswith("werken") or not word.endswith(_NO_NOUN))
    return long or not lexicon.is_known(word)


def _note(span: Span, noun: str) -> str:
    return span.note if span.label is Label.ORG and span.note else organisations.stand_in(noun)


def _is_somewhere(span: Span) -> bool:
    """Whether this is a house or a place, or may be."""
    return span.label in _HOUSES or span.reason is Reason.UNKNOWN_CAPITAL


def _is_bold(text: str, span: Span) -> bool:
    return text[span.start].isupper() or text[span.start] in "'’" or span.label is Label.ORG


_BEFORE = (_with_noun, _with_house, _with_letters, _with_capital)
