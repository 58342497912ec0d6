"""`tegenstroom serve`: the web server, the workers for letters and for analyses, and the clock, until Ctrl-C."""

import os
import socket
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tegenstroom.base.demo import logins
from tegenstroom.base.processes import Program, Together
from tegenstroom.base.queues import ANALYSES

BIN = Path(sys.executable).parent

# Threads, so that a slow phone holds up a thread and not a whole worker.
THREADS = 4
WORKER = ("db_worker", "--verbosity=0", "--no-startup-delay")
SECONDS_TO_START = 30

HERE, EVERYWHERE = "127.0.0.1", {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  only when someone asks for it


@dataclass(frozen=True, slots=True)
class Address:
    """Where the web server listens."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """How a browser on this machine reaches it."""
        return f"http://{replace(self, host=EVERYWHERE.get(self.host, self.host))}"

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


class Command(BaseCommand):
    """Starts four programs and stops them together."""

    help = "Starts the web server, the two workers and the clock. Ctrl-C stops all."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bind", type=Address.read, default="127.0.0.1:8000", help="address and port")
        parser.add_argument("--workers", type=int, default=2, help="processes of the web server")
        parser.add_argument("--prepare", action="store_true", help="run `tegenstroom prepare` first")

    def handle(self, *args: Any, bind: Address, workers: int, prepare: bool, **options: Any) -> None:
        if _answers(bind):
            raise CommandError(
                _("Op %(bind)s draait al iets. Stop dat eerst, of kies een andere poort.") % {"bind": bind}
            )
        lead_links_here(bind)
        if prepare:
            call_command("prepare")
        else:
            self.check(databases=["default"])
        web, *helpers = programs(bind, workers)
        with Together([web]) as together:
            # The site first: letters can wait a second, someone at a screen should not.
            if _wait_until_up(bind, together):
                self.stdout.write("\n".join(_welcome(bind)), ending="\n\n")
                self.stdout.flush()
                together.start(*helpers)
            ended = together.wait()
        if ended:
            raise CommandError(_("“%(name)s” is gestopt; de rest is mee gestopt.") % {"name": ended})


def lead_links_here(bind: Address) -> None:
    """Let letters, and the programs that start from here, name this address, unless SITE_URL names another."""
    if "SITE_URL" not in os.environ:
        os.environ["SITE_URL"] = settings.SITE_URL = bind.url


def programs(bind: Address, workers: int) -> list[Program]:
    """The four programs of one installation."""
    tegenstroom = str(BIN / "tegenstroom")
    return [
        Program(_("webserver"), web_server("tegenstroom.config.wsgi", bind, workers)),
        Program(_("postbode"), [tegenstroom, *WORKER]),
        Program(_("rekenaar"), [tegenstroom, *WORKER, f"--queue-name={ANALYSES}"]),
        Program(_("klok"), [tegenstroom, "tick", "--every=60"]),
    ]


def web_server(application: str, bind: Address, workers: int) -> list[str]:
    """The command that serves this application as an installation does."""
    return [
        str(BIN / "gunicorn"),
        application,
        f"--bind={bind}",
        f"--workers={workers}",
        "--worker-class=gthread",
        f"--threads={THREADS}",
        # A phone in a room asks every second and a half: it need not knock anew each time.
        "--keep-alive=5",
        "--preload",
        "--graceful-timeout=5",
        "--log-level=warning",
        "--no-control-socket",
    ]


def _answers(bind: Address) -> bool:
    try:
        with socket.create_connection((bind.host, bind.port), timeout=1):
            return True
    except OSError:
        return False


def _wait_until_up(bind: Address, together: Together) -> bool:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and not together.stopping and not together.ended():
        if _answers(bind):
            return True
        time.sleep(0.05)
    return False


def _welcome(bind: Address) -> Iterator[str]:
    yield ""
    yield _("Tegenstroom staat open op %(address)s") % {"address": bind.url}
    if settings.DEMO:
        yield from _demo_logins(bind)
    yield _("Ctrl-C stopt alles.")


def _demo_logins(bind: Address) -> Iterator[str]:
    """Who can log in, how, and what she may do; the demo wrote it down."""
    yield _("De mail die de demo verstuurt, lees je op %(address)s/demo/post/") % {"address": bind.url}
    yield ""
    for login in logins():
        yield f"  {login['name']}, {login['role']} · {login['login']}"
        yield f"      {login['may']}"
    yield ""
