"""The web server: where it listens, the command that starts it, what its workers serve, and whether it answers."""

import signal
import socket
import sys
from argparse import ArgumentTypeError
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPException
from multiprocessing import parent_process
from pathlib import Path
from urllib.parse import urlsplit

from django.core.wsgi import get_wsgi_application
from django.utils.translation import gettext as _

from tegenstroom.base.doorway import Doorway
from tegenstroom.base.processes import end_with_parent
from tegenstroom.base.warm import warm_up

BIN = Path(sys.executable).parent

# Of each worker: how many work at the same time, and how many more take in what comes slowly.
PLACES, THREADS = 2, 8
# Phones keep their line open between two pages; more people than this a moment wait in the doorway.
LINES = 4096
# How long a silent line stays open, in milliseconds: a phone in a room asks every second and a half.
SILENCE = 15_000

HERE, EVERYWHERE = "127.0.0.1", {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  only when someone asks for it


@dataclass(frozen=True, slots=True)
class Address:
    """Where the web server listens."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def from_here(self) -> "Address":
        """How this machine reaches it."""
        return replace(self, host=EVERYWHERE.get(self.host, self.host))

    @property
    def url(self) -> str:
        """How a browser on this machine reaches it."""
        return f"http://{self.from_here}"

    @property
    def is_taken(self) -> bool:
        """Whether something listens there."""
        try:
            with socket.create_connection((self.host, self.port), timeout=1):
                return True
        except OSError:
            return False

    @property
    def answers(self) -> bool:
        """Whether a site answers there, with whatever it has to say: the door is open before anyone is in."""
        connection = HTTPConnection(self.from_here.host, self.port, timeout=1)
        try:
            connection.request("HEAD", "/health/")
            connection.getresponse()
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()
        return True

    @classmethod
    def read(cls, typed: str) -> "Address":
        """`127.0.0.1:8000`, `[::1]:8000`, or a port alone. Anything else raises ArgumentTypeError."""
        try:
            parts = urlsplit(f"//:{typed}" if typed.isdecimal() else f"//{typed}")
            address, port = parts.hostname or HERE, parts.port
        except ValueError:
            port = None
        if not port:
            raise ArgumentTypeError(
                _("%(bind)s is geen adres met een poort. Schrijf het als 127.0.0.1:8000.") % {"bind": typed}
            )
        return cls(address, port)


def open_door() -> Doorway:
    """The application of one worker: warm, and gone when its parent is killed outright."""
    # A polite signal would wait for a server that is gone.
    end_with_parent(signal.SIGKILL)
    parent = parent_process()
    if parent and not parent.is_alive():
        # It was killed while this worker was loading.
        raise SystemExit(1)
    application = get_wsgi_application()
    warm_up()
    return Doorway(application, places=PLACES)


def web_server(application: str, bind: Address, workers: int) -> list[str]:
    """The command that serves `application`, a name in this module, as an installation does."""
    return [
        str(BIN / "granian"),
        f"{application}:application",
        "--interface=wsgi",
        f"--host={bind.host}",
        f"--port={bind.port}",
        f"--workers={workers}",
        f"--blocking-threads={THREADS}",
        # A thread keeps its connection to the database; it need not be made anew after every silence.
        "--blocking-threads-idle-timeout=600",
        f"--backlog={LINES}",
        f"--http1-header-read-timeout={SILENCE}",
        "--http=1",
        "--no-ws",
        "--respawn-failed-workers",
        "--workers-kill-timeout=5",
        # It would warn whoever starts the site of the threads that wait in the doorway.
        "--log-level=error",
    ]
