"""Houses that stand where one works or is: "bij vrachtlijn in evergem", "van het kompas in anderlecht".

A noun that "bij" leads without an article is no thing, and one with a town behind it is sooner a house.
"""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification import belonging, lexicon, lists, organisations, professions
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.house_words import (
    ADJECTIVE,
    COMMON,
    SELDOM,
    WORD,
    is_other,
    is_served,
    is_town,
)
from tegenstroom.engines.deidentification.nouns import is_noun
from tegenstroom.engines.deidentification.text import Reading, plain
from tegenstroom.engines.plain_language.lexicon import zipf

# "bij vrachtlijn in evergem", "die bij tweede adem begonnen is"
_BARE = re.compile(
    rf"\b(?:bij|via)[ ](?P<name>(?:{ADJECTIVE}[ ])?(?P<word>[^\W\d_]{{4,20}}))"
    r"(?:[ ](?:in|te)[ ](?P<town>[^\W\d_][\w-]{2,20})|[ ](?:begonnen|begint|begon|gewerkt|werkt|werkte|werken"
    r"|gestart|startte|aan[ ]de[ ]slag|als[ ]\w+"
    r"|binnengeraakt|ontslagen|buitengevlogen))(?![\w-])",
    re.IGNORECASE,
)
# "spijbelt van het kompas in anderlecht"
_IN_TOWN = re.compile(
    rf"\b(?:in|naar|van|bij|op|uit|aan|voor)[ ](?P<name>(?:de|het|den"
    rf"|'t)[ ](?:{ADJECTIVE}[ ])?(?P<word>[^\W\d_][\w-]{{3,20}}))"
    r"[ ](?:in|te)[ ](?P<town>[^\W\d_][\w-]{2,20})",
    re.IGNORECASE,
)
# "bij zomerlust.", "via taalbrug,", "bij fruit maes in": a word that no list has, or beside one that none has.
_NEAR_STRANGE = re.compile(
    rf"\b(?:bij|via)[ ](?P<name>(?P<word>{WORD})(?:[ ](?P<more>{WORD}))?)(?=\s*(?:[.,;:!?)\n]|$|(?:in|op"
    rf"|omdat|en|te|als)\b))",
    re.IGNORECASE,
)
# What is done or sent, and no house: "bij aankomst", "via internet".
_MANNER = (
    *("komst", "ing", "name", "vraag", "ruil", "geval", "gebrek", "trek", "gang", "tijd", "licht", "dag", "avond"),
    *(
        "nacht",
        "lijk",
        "heid",
        "tie",
        "teit",
        "mail",
        "foon",
        "post",
        "brief",
        "weg",
        "ke",
        "je",
        "en",
        "s",
        "sms",
    ),
    *("net", "site", "app", "a", "ze", "e"),
)
_THINGS = ("ing", "heid", "tie", "teit", "isme", "schap", "straat", "plein", "huis", "dienst")
_SHORT = 4  # letters


def find(reading: Reading) -> Iterator[Span]:
    """Every such house."""
    for match in _NEAR_STRANGE.finditer(reading.text):
        if not reading.crooked and _is_strange_house(plain(match["word"]), plain(match["more"] or "")):
            yield _span(match)
    for match in _BARE.finditer(reading.text):
        if _is_bare_house(plain(match["word"])) and (not match["town"] or is_town(match["town"])):
            yield _span(match)
    for match in _IN_TOWN.finditer(reading.text):
        if _is_house(plain(match["word"])) and is_town(match["town"]):
            yield _span(match)


def _span(match: re.Match[str]) -> Span:
    start, end = match.span("name")
    return Span(start, end, Label.ORG, Reason.ORGANISATION, 0.6, "een organisatie")


def _is_house(word: str) -> bool:
    """Whether a word that has a town behind it is the name of a house."""
    if is_other(word) or organisations.is_kind(word):
        return False
    seldom = zipf(word) < SELDOM and is_noun(word) and not word.endswith(_THINGS)
    return seldom or word in lists.words("house_names")


def _is_strange_house(word: str, more: str) -> bool:
    """As in "zomerlust", "snoeys verpakking": of one word or two, one that no list has, and no one's name."""
    if any(is_served(each) or is_town(each) or professions.general(each) for each in (word, more) if each):
        return False
    if not more:
        strange = not lexicon.is_ordinary(word) and not lexicon.is_name(word) and len(word) > _SHORT
        return strange and not word.endswith(_MANNER)
    named = lexicon.is_surname(more) and not lexicon.is_ordinary(more) and not lexicon.is_first_name(word)
    return (named and is_noun(word)) or (
        not lexicon.is_known(word) and not lexicon.is_name(word) and is_noun(more) and zipf(more) < COMMON
    )


def _is_bare_house(word: str) -> bool:
    """Whether a noun without its article, behind "bij", is no person and no service."""
    if is_other(word) or is_town(word) or word.endswith(("en", "s")):
        return False
    return (
        (is_noun(word) or not lexicon.is_ordinary(word)) and zipf(word) < COMMON and not belonging.is_nobody(word)
    )
