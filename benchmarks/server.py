"""A server as in production, in a folder of its own, whose processor time can be read."""

import os
import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tegenstroom.base.webserver import Address, web_server
from tests.concurrency.site import children_of

TICKS = os.sysconf("SC_CLK_TCK")
WORKERS = 2


class Server:
    """The web server with the flags of `tegenstroom serve`. As a context: leaving it stops the server."""

    def __init__(self, environment: dict[str, str]) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.address = Address(*free.getsockname())
        self.environment = environment

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            web_server("benchmarks.wsgi", self.address, WORKERS),
            env={**os.environ, **self.environment},
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            if self.address.answers and self._is_at_rest():
                return self
            time.sleep(0.05)
        raise TimeoutError("the server did not start")

    def _is_at_rest(self) -> bool:
        """Whether all workers stand: what it takes them to start is no cost of a page."""
        before = self.processor_seconds()
        time.sleep(0.5)
        return self.processor_seconds() == before

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)

    def processor_seconds(self) -> float:
        """User and system time of the workers so far."""
        return sum(_seconds(pid) for pid in children_of(self.process.pid))


def _seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
