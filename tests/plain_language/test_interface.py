"""The Dutch of the interface is held to its level: what coaches read to one, everything else to another.

A page of a hundred words and more is held by itself, smaller ones together with the others of their app. Sentences
and abbreviations are held page by page, whatever its size.
"""

from collections import defaultdict
from functools import cache

import pytest

from tegenstroom.engines.plain_language import COACH, GENERAL, Kind, Level, assess
from tests.plain_language import readers
from tests.plain_language.readers import Place

ENOUGH = 100  # words
# No sentences but names, which have no plainer ones.
NAMES_OF_THINGS = {"engines/psychometrics/data/methods.py": "statistical methods, as papers name them"}


@cache
def strings() -> dict[Level, dict[str, list[str]]]:
    """The Dutch sentences of each level, by the file in which they stand."""
    found: dict[Level, dict[str, list[str]]] = {COACH: defaultdict(list), GENERAL: defaultdict(list)}
    for place, sentence in readers.sentences():
        if place.file not in NAMES_OF_THINGS:
            found[level_of(place)][place.file].append(sentence)
    return found


def level_of(place: Place) -> Level:
    return COACH if readers.is_for_coaches(place) else GENERAL


def as_text(sentences: list[str]) -> str:
    return "\n\n".join(sentences)


def groups(level: Level) -> dict[str, str]:
    """The texts of this level: of each page that has enough words, and of the rest of each app."""
    found: dict[str, list[str]] = defaultdict(list)
    for path, sentences in strings()[level].items():
        large = assess(as_text(sentences)).words >= ENOUGH
        found[path if large else f"the rest of {path.partition('/')[0]}"] += sentences
    return {name: as_text(sentences) for name, sentences in found.items()}


@pytest.mark.slow
@pytest.mark.parametrize("level", [COACH, GENERAL], ids=lambda level: level.name)
def test_every_page_reads_as_easily_as_its_readers_need(level: Level) -> None:
    found = {name: assess(text, level) for name, text in groups(level).items()}
    assert sum(each.words for each in found.values()) > 2000
    harder = {
        name: failures
        for name, each in found.items()
        if (failures := [said for said in each.failures if "afkorting" not in said])
    }
    assert harder == {}


@pytest.mark.slow
def test_what_coaches_read_explains_its_abbreviations_on_the_same_page() -> None:
    unexplained = {
        path: [mark.reason for mark in found.marks if mark.kind is Kind.ABBREVIATION]
        for path, sentences in strings()[COACH].items()
        if (found := assess(as_text(sentences), COACH)).unexplained
    }
    assert unexplained == {}


@pytest.mark.slow
def test_what_coaches_read_has_no_jargon() -> None:
    jargon = {
        (path, mark.reason)
        for path, sentences in strings()[COACH].items()
        for mark in assess(as_text(sentences), COACH).marks
        if mark.kind is Kind.JARGON
    }
    assert jargon == set()
