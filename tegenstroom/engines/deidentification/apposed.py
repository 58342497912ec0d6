"""What someone is called, beside who she is: "da gastje, zizou, was er", "haar vriend, een zekere Smokkel".

Between commas after a person a word that no list has is a name, and so is an adjective or kin with such a word.
"""

import re
from collections.abc import Iterator
from functools import cache

from tegenstroom.engines.deidentification import lexicon, lists, organisations, origins, places, professions
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.people import roles
from tegenstroom.engines.deidentification.text import Reading, plain
from tegenstroom.engines.plain_language.wordset import wordset

_MORE_PEOPLE = (
    "gast gasten gastje kerel kereltje vent ventje manneke mannen meneerke madammeke vrouwtje vrouwke jochie "
    "snotneus kleinste kleine kleintje grootste tweede derde bazin bende gezel kameraad kameraden maatje maten "
    "klasgenoot klasgenote klasgenootje huisgenoot huisgenote celgenoot kotgenoot bezoeker bezoekster bewoonster "
    "boekhouder slager bakker dakloze vluchteling man vrouw jongens meisjes meiden knul dame heer koppel "
    "figuur iemand "
    "kokkin kok poetshulp vrijwilliger maatschappelijk coach trainster maten nonkel tante tweeling stiefpapa "
    "stiefmama "
    "plusvader plusmoeder verloofde lief liefje schat exje babysit oppas logé gastkind gastgezin"
)
_QUOTE = r"[\"'“‘„]?"
_WORD = r"[^\W\d_][\w'’-]{1,20}"
_ADJECTIVES = (
    r"(?:kleine?|groten?|dikken?|langen?|zwarten?|witten?|rossen?|blonden?|kalen?|ouden?|jongen?|zotten?"
    r"|gekken?|toffen?"
    r"|schelen?|lammen?|stillen?|magere?n?|korten?|rooien?|bompa|bomma|tante|nonkel|madam|madame|meneer|papa"
    r"|mama|opa|oma|moemoe"
    r"|meme|pepe|peter|meter|koning|prins|prinses|kapitein|de|den|ons|onze|big|lil|mc|dj)"
)
_NAME = rf"(?:{_ADJECTIVES}[ ])?{_WORD}"
# "da gastje van bij mij, zizou, was", "onze buurman, pakko, heeft"
_BETWEEN = re.compile(
    rf"(?<![\w-])(?P<who>{_WORD})(?P<tail>(?:[ ][^\W\d_][\w'’-]{{0,24}}){{0,5}}),[ ]"
    rf"(?:(?:een[ ]zekere|genaamd|zijnde|namelijk|alias|ofte|dus)[ ])?{_QUOTE}(?P<name>{_NAME}){_QUOTE}(?=[ ]?,)",
    re.IGNORECASE,
)
# "zizou, da gastje van hierover, was"
_BEFORE_WHO = re.compile(
    rf"(?:(?:^|[.!?\n:][ ]?)|(?<![\w-])(?:van|met|bij|aan|dat|door|voor|en|als"
    rf"|want)[ ]){_QUOTE}(?P<name>{_NAME}){_QUOTE},[ ]"
    r"(?:de|het|da|dat|die|dien|diene|den|mijn|m'n|mn|haar|zijn|z'n|onze|ons|een|hun|ne|nen|uw)[ ]"
    rf"(?:[^\W\d_][\w-]{{2,12}}[ ])?(?P<who>{_WORD})(?![\w-])",
    re.IGNORECASE,
)
# "de jongens van het plein (Moes, Brakke en de Sjiek)", "de buurvrouw van boven (madame carolien)"
_IN_BRACKETS = re.compile(
    rf"(?<![\w-])(?P<who>{_WORD})(?P<tail>(?:[ ][^\W\d_][\w'’-]{{0,24}}){{0,5}})[ ]\("
    rf"(?P<names>{_QUOTE}{_NAME}{_QUOTE}(?:(?:,[ ]|[ ]en[ ]|[ ]&[ ]|/){_QUOTE}{_NAME}{_QUOTE}){{0,6}})\)",
    re.IGNORECASE,
)
_CERTAIN = re.compile(
    rf"\b(?:een[ ]zekere|ene|nen[ ]zekeren?|genaamd|luister(?:t|de)[ ](?:alleen[ ]"
    rf"|enkel[ ])?naar[ ](?:de[ ]naam[ ])?"
    rf"|onder[ ]de[ ]naam|(?:tekent|ondertekent)[ ](?:altijd[ ]|gewoon[ ])?met"
    rf"|naar[ ]de[ ]naam[ ]van)[ ]?{_QUOTE}(?P<name>(?-i:[A-ZÀ-Ý])[\w'’-]+(?:[ ](?-i:[A-ZÀ-Ý])[\w'’-]+)?)",
    re.IGNORECASE,
)
_ONE_NAME = re.compile(rf"{_QUOTE}(?P<name>{_NAME}){_QUOTE}(?=,[ ]|[ ]en[ ]|[ ]&[ ]|/|$)", re.IGNORECASE)
_VOWEL = re.compile(r"[aeiouy]")
_NO_NAME = wordset(
    "maar want dus ook nog al wel niet nu toen daar hier dan zo ja nee neen denk dacht zegt zei vind vond "
    "hoor weet "
    "helaas gelukkig trouwens bijvoorbeeld eigenlijk natuurlijk blijkbaar soms vaak zeker misschien intussen "
    "ondertussen "
    "allemaal allebei samen apart alleen uiteindelijk inmiddels morgen gisteren vandaag links rechts snik "
    "zucht jawel"
)


@cache
def _people() -> frozenset[str]:
    return wordset(_MORE_PEOPLE) | roles().keys()


def find(reading: Reading) -> Iterator[Span]:
    """Every such name."""
    text = reading.text
    crooked = reading.crooked
    for match in _BETWEEN.finditer(text):
        strange = _is_strange(match["name"]) and not (crooked and " " not in match["name"])
        if strange and _is_person(match["who"], match["tail"]):
            yield _span(match.start("name"), match.end("name"))
    for match in _BEFORE_WHO.finditer(text):
        if plain(match["who"]) in _people() and _is_strange(match["name"]):
            yield _span(match.start("name"), match.end("name"))
    for match in _IN_BRACKETS.finditer(text):
        if _is_person(match["who"], match["tail"]):
            yield from _names_in_brackets(text, match)
    for match in _CERTAIN.finditer(text):
        if not (places.is_place(plain(match["name"])) or lexicon.is_service(plain(match["name"]))):
            yield _span(match.start("name"), match.end("name"))


def _names_in_brackets(text: str, brackets: re.Match[str]) -> Iterator[Span]:
    """All of them, when each has a capital or is a word that no list has."""
    names = list(_ONE_NAME.finditer(text, brackets.start("names"), brackets.end("names")))
    if all(_is_bold(each["name"]) or _is_strange(each["name"]) for each in names):
        for each in names:
            yield _span(each.start("name"), each.end("name"))


def _is_bold(name: str) -> bool:
    last = name.rsplit(maxsplit=1)[-1]
    word = plain(last)
    other = lexicon.is_service(word) or word in roles() or places.is_place(word) or professions.general(word)
    return last[0].isupper() and not last.isupper() and not other and not origins.region(word)


def _is_person(who: str, tail: str) -> bool:
    """Whether the words up to the comma tell of someone: the last of them that is a person, and no verb after."""
    words = [plain(who), *plain(tail).split()]
    people = [place for place, word in enumerate(words) if word in _people()]
    return bool(people) and not any(lexicon.is_verb(word) for word in words[people[-1] + 1 :])


def _is_strange(name: str) -> bool:
    """Whether this is no ordinary word: a name, or one that no list has; behind "bompa" any noun is a name."""
    *lead, last = plain(name).split()
    if lead and lead[0] in roles() and name.rsplit(maxsplit=1)[-1][0].isupper():
        return False  # a title and a surname
    last = lexicon.bare(last)
    if _is_other(last):
        return False
    by_kin = bool(lead) and lead[0] in roles() and lead[0] not in {"ons", "onze"}
    borne = lexicon.is_name(last) or (bool(lead) and lexicon.may_be_borne(last))
    return by_kin or borne or (not lexicon.is_known(last) and len(last) > 2 and _VOWEL.search(last) is not None)


def _is_other(word: str) -> bool:
    """Whether the word is of the sentence, or says what or where someone is."""
    if word in _NO_NAME or lexicon.is_verb(word) or lexicon.is_service(word) or word in lists.words("spoken"):
        return True
    if word in _people() or origins.region(word) or places.is_place(word) or organisations.is_kind(word):
        return True
    return bool(professions.general(word))


def _span(start: int, end: int) -> Span:
    return Span(start, end, Label.NICKNAME, Reason.NICKNAME, 0.75)
