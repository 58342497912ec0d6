"""Slow senders wait outside; who comes in brought all that she sent."""

from collections.abc import Iterable
from io import BytesIO
from threading import Event, Thread
from typing import Any

import pytest

from tegenstroom.base.doorway import LARGEST, Doorway, Environ


class Slow:
    """A line on which nothing comes until it is told to go on."""

    def __init__(self, body: bytes) -> None:
        self.body, self.reading, self.comes = BytesIO(body), Event(), Event()

    def read(self, size: int) -> bytes:
        self.reading.set()
        assert self.comes.wait(10)
        return self.body.read(size)


class Broken:
    """A line that breaks after some bytes."""

    def __init__(self, body: bytes) -> None:
        self.body = BytesIO(body)

    def read(self, size: int) -> bytes:
        if part := self.body.read(size):
            return part
        raise ConnectionResetError


def request(line: Any, length: int) -> Environ:
    return {"CONTENT_LENGTH": str(length), "wsgi.input": line}


def repeat(environ: Environ, start_response: Any) -> Iterable[bytes]:
    """A site that says what it was sent."""
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


def ask(door: Doorway, environ: Environ) -> tuple[str, bytes]:
    said = list[str]()
    body = b"".join(door(environ, lambda status, headers: said.append(status)))
    return said[0], body


def test_who_sends_slowly_takes_no_place() -> None:
    door, slow, found = Doorway(repeat, places=1), Slow(b"langzaam"), list[tuple[str, bytes]]()
    thread = Thread(target=lambda: found.append(ask(door, request(slow, 8))))
    thread.start()
    assert slow.reading.wait(10)
    assert ask(door, request(BytesIO(b"vlug"), 4)) == ("200 OK", b"vlug")
    assert found == []
    slow.comes.set()
    thread.join(10)
    assert found == [("200 OK", b"langzaam")]


def test_no_more_work_at_once_than_there_are_places() -> None:
    inside, go_on, most = list[int](), Event(), list[int]()

    def work(environ: Environ, start_response: Any) -> Iterable[bytes]:
        inside.append(1)
        most.append(len(inside))
        assert go_on.wait(10)
        inside.pop()
        return []

    door = Doorway(work, places=2)
    threads = [Thread(target=lambda: door({}, None)) for _ in range(6)]
    for thread in threads:
        thread.start()
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert len(most) == 6
    assert max(most) <= 2


@pytest.mark.parametrize("line", [BytesIO(b"half"), Broken(b"half")], ids=["ended", "broken"])
def test_half_a_form_does_not_come_in(line: Any) -> None:
    assert ask(Doorway(repeat, places=1), request(line, 8)) == ("400 Bad Request", b"")


def test_what_comes_in_pieces_comes_in_whole() -> None:
    class InPieces(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size or 3, 3))

    assert ask(Doorway(repeat, places=1), request(InPieces(b"in stukken"), 10)) == ("200 OK", b"in stukken")


def test_a_large_file_is_read_inside() -> None:
    line = Slow(b"")
    environ = request(line, LARGEST + 1)
    assert ask(Doorway(lambda environ, start: start("200 OK", []) or [], places=1), environ)[0] == "200 OK"
    assert environ["wsgi.input"] is line
    assert not line.reading.is_set()
