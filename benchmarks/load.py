"""A bounded number of requests over loopback, and what they cost."""

import http.client
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import batched, count

from benchmarks.server import Server

CLIENTS = 4
# The middle one of five counts: a machine that does something else for a second changes nothing.
ROUNDS = 5
FRESH = count()


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor milliseconds of the server for one request, and requests a second from outside."""

    milliseconds: float
    a_second: float

    def beside(self, other: "Cost") -> float:
        """How many times the processor time of the other."""
        return self.milliseconds / other.milliseconds


@dataclass(frozen=True, slots=True)
class Door:
    """Where a page is asked, and as whom."""

    server: Server
    path: str
    headers: Mapping[str, str]


def measure(doors: Sequence[Door], requests: int, *, afresh: bool = False) -> list[Cost]:
    """The cost of `requests` times each of these pages, after some to warm up. Any answer but 200 is an error.

    They are asked by turns: a machine that is slower for a minute is so for all of them. `afresh` asks for another
    address each time, so that no page comes from memory.
    """
    for door in doors:
        _ask(door, max(requests // 10, 16))
    asked = [replace(door, path=f"{door.path}?afresh=") if afresh else door for door in doors]
    rounds = [[_round(door, requests // ROUNDS) for door in asked] for _number in range(ROUNDS)]
    return [sorted(each, key=lambda cost: cost.milliseconds)[ROUNDS // 2] for each in zip(*rounds, strict=True)]


def _round(door: Door, requests: int) -> Cost:
    before, start = door.server.processor_seconds(), time.perf_counter()
    _ask(door, requests)
    elapsed = time.perf_counter() - start
    return Cost((door.server.processor_seconds() - before) * 1000 / requests, requests / elapsed)


def _ask(door: Door, requests: int) -> None:
    failures: list[str] = []
    share = -(-requests // CLIENTS)
    threads = [
        threading.Thread(
            target=_client, args=(door.server.address.port, door.path, len(numbers), door.headers, failures)
        )
        for numbers in batched(range(requests), share, strict=False)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise RuntimeError(f"{door.path}: {failures[0]}")


def _client(port: int, path: str, requests: int, headers: Mapping[str, str], failures: list[str]) -> None:
    """One reader, on one connection, as a browser keeps it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        for status in _answers(connection, path, requests, headers):
            if status != 200:
                failures.append(f"answer {status}")
                return
    except (OSError, http.client.HTTPException) as error:
        failures.append(repr(error))
    finally:
        connection.close()


def _answers(
    connection: http.client.HTTPConnection, path: str, requests: int, headers: Mapping[str, str]
) -> Iterator[int]:
    for _number in range(requests):
        address = f"{path}{next(FRESH)}" if path.endswith("=") else path
        connection.request("GET", address, headers={"Accept-Encoding": "gzip", **headers})
        response = connection.getresponse()
        response.read()
        yield response.status
