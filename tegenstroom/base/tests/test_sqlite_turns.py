"""Who wants to write to a file that is being written comes in soon after, and is told when she never will."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tegenstroom.base.sqlite import base


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with closing(open_file(tmp_path / "file")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE said (word)")
    return tmp_path / "file"


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long each nap was; the clock moves with them."""
    taken: list[float] = []
    passed = 0.0

    def nap(seconds: float) -> None:
        nonlocal passed
        taken.append(seconds)
        passed += seconds

    monkeypatch.setattr(base.time, "sleep", nap)
    monkeypatch.setattr(base.time, "monotonic", lambda: passed)
    return taken


def open_file(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, check_same_thread=False)


def patience(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA busy_timeout").fetchone()[0])


def test_a_free_file_is_written_at_once(file: Path, naps: list[float]) -> None:
    with closing(open_file(file)) as ours:
        base._begin(ours)
        assert ours.in_transaction
        assert patience(ours) == 20_000
    assert naps == []


def test_after_twenty_seconds_she_is_told(file: Path, naps: list[float]) -> None:
    with closing(open_file(file)) as theirs, closing(open_file(file)) as ours:
        theirs.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            base._begin(ours)
        # What she writes without a transaction waits as before.
        assert patience(ours) == 20_000

    assert set(naps) == {base.NAP}
    assert 20 <= sum(naps) < 20.1


def test_any_other_trouble_is_not_waited_for(file: Path, naps: list[float]) -> None:
    with closing(open_file(file)) as ours:
        ours.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="within a transaction"):
            base._begin(ours)
    assert naps == []


def test_of_four_that_write_at_once_every_word_is_kept(file: Path) -> None:
    def write(who: int) -> None:
        with closing(open_file(file)) as connection:
            for number in range(25):
                base._begin(connection)
                [[count]] = connection.execute("SELECT count(*) FROM said").fetchall()
                connection.execute("INSERT INTO said VALUES (?)", [f"{who} {number} {count}"])
                connection.execute("COMMIT")

    writers = [threading.Thread(target=write, args=[who]) for who in range(4)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    with closing(open_file(file)) as connection:
        said = [word.split() for (word,) in connection.execute("SELECT word FROM said ORDER BY rowid")]
    # Each saw all that was written before her own.
    assert [int(count) for *_rest, count in said] == list(range(100))
