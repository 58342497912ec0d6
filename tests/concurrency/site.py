"""A server of our own over loopback, with a fresh database, that can be killed and started again."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Any

from tegenstroom.base.webserver import Address, web_server
from tests.concurrency.databases import ROOT, surroundings_of

WORKERS = 2
SECONDS_TO_START = 30


@dataclass
class Site:
    """One installation: its surroundings, its port, and the server while it runs."""

    folder: Path
    database_url: str
    settings: str = "tests.concurrency.settings"
    wsgi: str = "tests.concurrency.wsgi"
    port: int = field(default_factory=lambda: _free_port())  # noqa: PLW0108  defined below
    _server: subprocess.Popen[bytes] | None = None

    @property
    def surroundings(self) -> dict[str, str]:
        return {
            **surroundings_of(self.folder, self.database_url),
            "DJANGO_SETTINGS_MODULE": self.settings,
        }

    @property
    def address(self) -> Address:
        return Address("127.0.0.1", self.port)

    def inside(self, verb: str, *arguments: object, module: str = "tests.concurrency.inside") -> Any:
        """Call a function of a module such as `inside.py` in a process of its own and give what it answers."""
        command = [sys.executable, "-m", module, verb, *map(str, arguments)]
        done = subprocess.run(
            command, cwd=ROOT, env=self.surroundings, check=True, stdout=subprocess.PIPE, text=True
        )
        return json.loads(done.stdout)

    def start(self) -> None:
        """Start the web server as `tegenstroom serve` does, and wait until it answers."""
        with (self.folder / "server.log").open("ab") as log:
            self._server = subprocess.Popen(
                web_server(self.wsgi, self.address, WORKERS),
                cwd=ROOT,
                env=self.surroundings,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + SECONDS_TO_START
        while not self.address.answers:
            if time.monotonic() > deadline or self._server.poll() is not None:
                raise RuntimeError((self.folder / "server.log").read_text())
            time.sleep(0.02)

    def kill(self) -> None:
        """Kill the whole process group outright, as a power cut would."""
        if self._server and self._server.poll() is None:
            os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait()

    def lose_the_server(self) -> list[Path]:
        """Kill the server above the workers outright, and nothing else; where each worker stands in /proc."""
        assert self._server
        workers = children_of(self._server.pid)
        self._server.kill()
        self._server.wait()
        return [Path(f"/proc/{pid}") for pid in workers]


@contextmanager
def running(site: Site) -> Iterator[Site]:
    """Start the site; kill it at the end whatever happened."""
    try:
        site.start()
        yield site
    finally:
        site.kill()


def kill_at(marks: Sequence[int], so_far: Callable[[], int], site: Site, done: Event) -> int:
    """Kill and start again each time when so many people are through, until all are. How often that was."""
    kills = 0
    for mark in marks:
        while so_far() < mark:
            if done.wait(0.005):
                return kills
        site.kill()
        kills += 1
        site.start()
    return kills


@contextmanager
def killing(marks: Sequence[int], so_far: Callable[[], int], site: Site) -> Iterator[list[int]]:
    """The site while `kill_at` kills it beside what is done here; afterwards the list holds how often."""
    done, kills = Event(), list[int]()
    thread = Thread(target=lambda: kills.append(kill_at(marks, so_far, site, done)))
    with running(site):
        thread.start()
        try:
            yield kills
        finally:
            done.set()
            thread.join()


def children_of(parent: int) -> list[int]:
    """The processes that the first thread of this one started, and that still run."""
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
