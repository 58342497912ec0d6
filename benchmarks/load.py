"""A bounded number of requests over loopback, and what they cost."""

import http.client
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import batched, count

from benchmarks.server import Server

CLIENTS = 4
# The middle one of three counts: a machine that does something else for a second changes nothing.
ROUNDS = 3
FRESH = count()


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor milliseconds of the server for one request, and requests a second from outside."""

    milliseconds: float
    a_second: float

    def beside(self, other: "Cost") -> float:
        """How many times the processor time of the other."""
        return self.milliseconds / other.milliseconds


def measure(server: Server, path: str, requests: int, headers: Mapping[str, str], *, afresh: bool = False) -> Cost:
    """The cost of `requests` times this page, after some to warm up. Any answer but 200 is an error.

    `afresh` asks for another address each time, so that no page comes from memory.
    """
    _ask(server, path, max(requests // 10, 16), headers)
    if afresh:
        path += "?afresh="
    rounds = [_round(server, path, requests // ROUNDS, headers) for _number in range(ROUNDS)]
    return sorted(rounds, key=lambda cost: cost.milliseconds)[ROUNDS // 2]


def _round(server: Server, path: str, requests: int, headers: Mapping[str, str]) -> Cost:
    before, start = server.processor_seconds(), time.perf_counter()
    _ask(server, path, requests, headers)
    elapsed = time.perf_counter() - start
    return Cost((server.processor_seconds() - before) * 1000 / requests, requests / elapsed)


def _ask(server: Server, path: str, requests: int, headers: Mapping[str, str]) -> None:
    failures: list[str] = []
    share = -(-requests // CLIENTS)
    threads = [
        threading.Thread(target=_client, args=(server.port, path, len(numbers), headers, failures))
        for numbers in batched(range(requests), share, strict=False)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise RuntimeError(f"{path}: {failures[0]}")


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
