"""The Dutch of the interface is held to its level: what coaches read to one, everything else to another.

A page of a hundred words and more is held by itself, smaller ones together with the others of their app. Sentences
and abbreviations are held page by page, whatever its size.
"""

from collections import defaultdict
from functools import cache
from pathlib import PurePosixPath

import pytest

from tegenstroom.engines.plain_language import COACH, GENERAL, Kind, Level, assess
from tools import messages

# Pages, letters and papers that coaches read, and the words that end up on them; below tegenstroom/.
FOR_COACHES = (
    "billing/emails/**",
    "billing/forms/accounts.py",
    "billing/papers/receipts.py",
    "billing/templates/billing/account*.html",
    "billing/templates/billing/emails/**",
    "billing/views/accounts.py",
    "coaches/emails/**",
    "coaches/forms/**",
    "coaches/papers/*.py",
    "coaches/told.py",
    "coaches/templates/**",
    "coaches/views/**",
    "coaches/words.py",
    "dialogue/first_words.py",
    "dialogue/forms/rooms.py",
    "dialogue/templates/dialogue/parts/room_*.html",
    "dialogue/templates/dialogue/room*.html",
    "dialogue/views/rooms*.py",
    "base/templates/base/coach*.html",
    "dialogue/emails.py",
    "dialogue/forms/circles.py",
    "dialogue/papers/*.py",
    "dialogue/templates/dialogue/case*.html",
    "dialogue/templates/dialogue/circle*.html",
    "dialogue/templates/dialogue/emails/**",
    "dialogue/templates/dialogue/parts/c*.html",
    "dialogue/views/cases*.py",
    "dialogue/views/circles.py",
    "front/templates/front/*_page*.html",
    "measurement/forms/answering.py",
    "measurement/papers/sheets.py",
    "measurement/templates/measurement/*.html",
    "measurement/templates/measurement/emails/**",
    "measurement/views/answering.py",
    "measurement/views/by_code.py",
    "measurement/views/own.py",
    "measurement/words.py",
    "front/templates/front/**/my_*.html",
    "accounts/forms/cards.py",
    "accounts/papers/cards.py",
    "accounts/templates/accounts/card*.html",
    "accounts/views/cards.py",
    "training/templates/training/emails/tandem_*.txt",
    "training/templates/training/tandem*.html",
    "training/views/tandem.py",
)
# Among these, what the desk reads, and papers in the words of a law for who carries it out.
NOT_FOR_COACHES = (
    "measurement/templates/measurement/of_group.html",
    "measurement/templates/measurement/report*.html",
    "**/desk/**",
    "**/*_desk.*",
    "coaches/forms/agreements.py",
    "coaches/papers/benefits.py",
    "coaches/papers/nominative.py",
)
ENOUGH = 100  # words


@cache
def strings() -> dict[str, list[str]]:
    """The Dutch strings of each file below tegenstroom/; a singular and its plural are two."""
    found: dict[str, list[str]] = {}
    for file in messages.sources(messages.ROOT):
        for message, _context in messages.extracted(file):
            path = file.relative_to(messages.ROOT / "tegenstroom").as_posix()
            found.setdefault(path, []).extend([message] if isinstance(message, str) else message)
    return found


def level_of(path: str) -> Level:
    place = PurePosixPath(path)
    read_by_coaches = any(place.full_match(glob) for glob in FOR_COACHES)
    return COACH if read_by_coaches and not any(place.full_match(glob) for glob in NOT_FOR_COACHES) else GENERAL


def as_text(sentences: list[str]) -> str:
    return "\n\n".join(sentences)


def groups(level: Level) -> dict[str, str]:
    """The texts of this level: of each page that has enough words, and of the rest of each app."""
    found: dict[str, list[str]] = defaultdict(list)
    for path, sentences in strings().items():
        if level_of(path) is level:
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
        for path, sentences in strings().items()
        if level_of(path) is COACH and (found := assess(as_text(sentences), COACH)).unexplained
    }
    assert unexplained == {}


@pytest.mark.slow
def test_what_coaches_read_has_no_jargon() -> None:
    jargon = {
        (path, mark.reason)
        for path, sentences in strings().items()
        if level_of(path) is COACH
        for mark in assess(as_text(sentences), COACH).marks
        if mark.kind is Kind.JARGON
    }
    assert jargon == set()


@pytest.mark.slow
def test_every_place_that_coaches_read_exists() -> None:
    house = messages.ROOT / "tegenstroom"
    paths = [PurePosixPath(file.relative_to(house)) for file in messages.sources(messages.ROOT)]
    assert not [glob for glob in FOR_COACHES if not any(path.full_match(glob) for path in paths)]
