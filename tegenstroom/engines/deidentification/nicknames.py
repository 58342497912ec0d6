"""Names among who know each other: "kleine Mo", "Jefke", "ons Marie"."""

from collections.abc import Iterator

from tegenstroom.engines.deidentification import lexicon, lists, origins, places
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.people import roles
from tegenstroom.engines.deidentification.runs import Runs
from tegenstroom.engines.deidentification.text import Kind, Token
from tegenstroom.engines.plain_language.wordset import wordset

_TENDER = wordset("ons onze onzen den d'n diene nen")
_SIZES = wordset(
    "kleine klein grote groot dikke lange zotte zwarte rosse blonde jonge oude schele lamme magere kale gekke "
    "stille zatte blinde rooie rode vuile schone ouwe kromme korte lelijke wilde flinke big lil lieve arme "
    "brave"
)
# What an ending is put after: Jef-ke, Jok(e)-ske, Samira-atje.
_ENDINGS = (
    ("aatje", "a"),
    ("ootje", "o"),
    ("eke", ""),
    ("ske", ""),
    ("etje", ""),
    ("tje", ""),
    ("ke", ""),
    ("ken", ""),
    ("je", ""),
)


def find(runs: Runs) -> Iterator[Span]:
    """Every nickname that its form or the word before gives away."""
    reading = runs.reading
    for place, token in enumerate(runs.tokens):
        if place in runs.taken or token.kind is not Kind.WORD:
            continue
        word = lexicon.bare(token.plain)
        close = reading.gap(place - 1) == " " if place else False
        if token.plain in _SIZES and reading.gap(place) == " " and _follows_size(runs, place + 1):
            yield Span(token.start, runs.tokens[place + 1].end, Label.NICKNAME, Reason.NICKNAME, 0.85)
        elif _is_diminutive(word, token):
            yield Span(token.start, token.end, Label.NICKNAME, Reason.NICKNAME, 0.8)
        elif close and reading.plain(place - 1) in _TENDER and _is_borne(word):
            yield runs.person(place, place + 1, Reason.ROLE, 0.85)


def _follows_size(runs: Runs, place: int) -> bool:
    token = runs.reading.at(place)
    if token is None or place in runs.taken or token.kind is not Kind.WORD:
        return False
    word = lexicon.bare(token.plain)
    if token.capital and not runs.reading.shouted(token):
        return not (lexicon.is_service(word) or origins.region(word) or places.is_place(word))
    return lexicon.is_first_name(word) and (not lexicon.is_ordinary(word) or word in lists.words("names_likely"))


def _is_diminutive(word: str, token: Token) -> bool:
    if lexicon.is_ordinary(word) or lexicon.is_service(word):
        return False
    if lexicon.is_known(word):
        base = word.removesuffix("eke")  # "kimmeke", "tommeke"
        doubled = base != word and len(base) > 3 and base[-1] == base[-2]
        return doubled and lexicon.is_first_name(base[:-1]) and not lexicon.is_ordinary(base[:-1])
    for ending, vowel in _ENDINGS:
        base = word.removesuffix(ending)
        if base == word or len(base) < 3 or (lexicon.is_ordinary(base) and not token.capital):
            continue
        if any(
            lexicon.is_first_name(each) and not lexicon.is_ordinary(each)
            for each in (base, base + base[-1], base + vowel, *([base[:-1]] if base[-1] == base[-2] else []))
        ):
            return True
    return False


def _is_borne(word: str) -> bool:
    known = lexicon.is_known(word) and not lexicon.may_be_borne(word)
    return len(word) > 1 and lexicon.is_first_name(word) and not known and word not in roles()
