"""The server is killed while sixty people speak: every word that was confirmed is there, once."""

from collections import Counter
from pathlib import Path

import pytest

from tests.concurrency.databases import Fresh
from tests.concurrency.site import Site, killing
from tests.concurrency.talking import Book, insist_all, members_of
from tests.concurrency.test_dialogue_load import ROOM_VERBS, what_is_wrong

pytestmark = [pytest.mark.processes, pytest.mark.slow]

ROOMS, PATIENCE = 5, 90
# So many of the sixty words are confirmed when the server is killed.
KILLED_AT = (15, 30, 45)


def test_every_confirmed_word_is_there_once(
    tmp_path: Path, fresh: Fresh, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site(tmp_path, fresh("sqlite", tmp_path))
    # In the first room only coaches may speak yet.
    _first, *rooms = site.inside("fill", ROOMS, module=ROOM_VERBS)
    book = Book()
    members = members_of(site.port, rooms, book, every=1, soon=1, seed=1)
    with killing(KILLED_AT, lambda: len(book.confirmed), site) as kills:
        insist_all(members, PATIENCE)
    said = site.inside("said", module=ROOM_VERBS)
    again = sum(member.tries > 1 for member in members)
    with capsys.disabled():
        print(f"\n{len(book.confirmed)} words confirmed, {kills[0]} kills, {again} people had to send again")  # noqa: T201

    assert kills == [len(KILLED_AT)]
    assert again > 0
    assert len(book.confirmed) == len(members) == 60
    assert what_is_wrong(book, said) == []
    # Nobody's word is there under a second key either.
    words = Counter(
        word["speaker"] for room in said[1:] for word in room["words"] if word["part"] == "professional"
    )
    assert set(words.values()) == {1}
