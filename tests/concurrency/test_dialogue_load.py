"""Rooms full of people who read and write at once: quick enough, nothing lost, no order broken.

Forty rooms of fifteen for a minute, and how quick they must be, is `make bench`. Here a few of them, a few
seconds, on a machine that does other things too: what was promised of words must hold there as well.
"""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.concurrency.databases import Fresh
from tests.concurrency.site import Site, running
from tests.concurrency.talking import POLL, Book, Confirmed, interrupt, members_of, table, talk

pytestmark = [pytest.mark.processes, pytest.mark.slow]

ROOMS, ARRIVING, SECONDS, EVERY, SOON = 4, 3, 8, 60, 3
ROOM_VERBS = "tests.concurrency.rooms"


def test_nothing_is_lost_and_no_order_broken(
    tmp_path: Path, fresh: Fresh, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site(tmp_path, fresh(database, tmp_path))
    rooms = site.inside("fill", ROOMS, module=ROOM_VERBS)
    book = Book()
    members = members_of(site.port, rooms, book, every=EVERY, soon=SOON, seed=1)
    with running(site):
        # In the first room the coaches have not spoken yet: nothing of hers is kept.
        interrupt(next(member for member in members if member.part == "professional"))
        assert (book.refused, book.confirmed) == (1, [])
        talk(members, arriving=ARRIVING, seconds=SECONDS)
    said = site.inside("said", module=ROOM_VERBS)
    with capsys.disabled():
        print(f"\n{database}, {ROOMS} rooms of {len(rooms[0]['people'])}\n{table(book)}")  # noqa: T201

    assert book.failures == []
    assert {word.part for word in book.confirmed} >= {"coach", "professional"}
    assert what_is_wrong(book, said) == []


def test_they_poll_as_often_as_the_page_does() -> None:
    script = Path("tegenstroom/dialogue/static/js/room.js").read_text()
    assert f"OFTEN = {round(1000 * POLL)}," in script


def what_is_wrong(book: Book, said: list[dict[str, Any]]) -> list[str]:
    """What a room may not do: lose a word, keep one twice, break an order. Empty when all is well."""
    kept = {room["room"]: room["words"] for room in said}
    wrong = [
        f"room {room['room']} numbers its words otherwise"
        for room in said
        if [word["number"] for word in room["words"]] != list(range(1, room["last_number"] + 1))
    ]
    times = Counter(word["key"] for words in kept.values() for word in words)
    wrong += [f"{word.key} is there {times[word.key]} times" for word in book.confirmed if times[word.key] != 1]
    for room, words in kept.items():
        numbers = {word["key"]: word["number"] for word in words}
        confirmed = [word for word in book.confirmed if word.room == room and word.key in numbers]
        wrong += _out_of_order(confirmed, numbers)
        wrong += _before_the_coaches(room, words)
    return wrong


def _out_of_order(confirmed: list[Confirmed], numbers: dict[str, int]) -> list[str]:
    """What was confirmed before another was sent stands before it."""
    return [
        f"{later.key} stands before {earlier.key}"
        for earlier in confirmed
        for later in confirmed
        if earlier.confirmed < later.sent and numbers[earlier.key] > numbers[later.key]
    ]


def _before_the_coaches(room: int, words: list[dict[str, Any]]) -> list[str]:
    """Before anyone else's first word each coach spoke."""
    others = [place for place, word in enumerate(words) if word["part"] != "coach"]
    first = min(others, default=len(words))
    coaches = {word["speaker"] for word in words[:first]}
    everyone = {word["speaker"] for word in words if word["part"] == "coach"}
    return [f"room {room}: others spoke before the coaches"] if others and coaches != everyone else []


def test_a_lost_a_doubled_and_a_misplaced_word_are_seen() -> None:
    """The negative control: a room that breaks each promise once."""
    book = Book()
    for number, (key, part) in enumerate([("a", "coach"), ("b", "coach"), ("c", "professional"), ("d", "coach")]):
        book.keep(Confirmed(1, key, part, sent=number, confirmed=number + 0.5))

    def room(*words: tuple[str, str, str]) -> list[dict[str, Any]]:
        rows = [
            {"key": key, "number": number, "part": part, "speaker": speaker}
            for number, (key, part, speaker) in enumerate(words, start=1)
        ]
        return [{"room": 1, "last_number": len(rows), "words": rows}]

    a, b, c, d = (
        ("a", "coach", "an"),
        ("b", "coach", "bo"),
        ("c", "professional", "cis"),
        ("d", "coach", "an"),
    )
    assert what_is_wrong(book, room(a, b, c, d)) == []
    assert what_is_wrong(book, room(a, b, d)) == ["c is there 0 times"]
    assert "d is there 2 times" in what_is_wrong(book, room(a, b, c, d, d))
    assert "b stands before a" in what_is_wrong(book, room(b, a, c, d))
    assert "room 1: others spoke before the coaches" in what_is_wrong(book, room(a, c, b, d))
    gap = room(a, b, c, d)
    gap[0]["words"][3]["number"] = 7
    assert "room 1 numbers its words otherwise" in what_is_wrong(book, gap)
