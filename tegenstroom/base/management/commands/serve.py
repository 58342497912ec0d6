"""`tegenstroom serve`: the web server, the worker that sends letters, and the clock, until Ctrl-C."""

import socket
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tegenstroom.base.demo import logins
from tegenstroom.base.processes import Program, Together

# Threads, so that a slow phone holds up a thread and not a whole worker.
THREADS = 4
SECONDS_TO_START = 30


class Command(BaseCommand):
    """Starts three programs and stops them together."""

    help = "Starts the web server, the worker and the clock. Ctrl-C stops all."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1:8000", help="address and port")
        parser.add_argument("--workers", type=int, default=2, help="processes of the web server")
        parser.add_argument("--prepare", action="store_true", help="run `tegenstroom prepare` first")

    def handle(self, *args: Any, bind: str, workers: int, prepare: bool, **options: Any) -> None:
        host, _colon, port = bind.rpartition(":")
        address = (host or "127.0.0.1", int(port))
        if _answers(address):
            raise CommandError(
                _("Op %(bind)s draait al iets. Stop dat eerst, of kies een andere poort.") % {"bind": bind}
            )
        if prepare:
            call_command("prepare")
        else:
            self.check(databases=["default"])
        web, *helpers = programs(bind, workers)
        with Together([web]) as together:
            # The site first: letters can wait a second, someone at a screen should not.
            if _wait_until_up(address, together):
                self.stdout.write("\n".join(_welcome()), ending="\n\n")
                self.stdout.flush()
                together.start(*helpers)
            ended = together.wait()
        if ended:
            raise CommandError(_("“%(name)s” is gestopt; de rest is mee gestopt.") % {"name": ended})


def programs(bind: str, workers: int) -> list[Program]:
    """The three programs of one installation."""
    here = Path(sys.executable).parent
    tegenstroom = str(here / "tegenstroom")
    gunicorn = [
        str(here / "gunicorn"),
        "tegenstroom.config.wsgi",
        f"--bind={bind}",
        f"--workers={workers}",
        "--worker-class=gthread",
        f"--threads={THREADS}",
        "--preload",
        "--graceful-timeout=5",
        "--log-level=warning",
        "--no-control-socket",
    ]
    return [
        Program(_("webserver"), gunicorn),
        Program(_("postbode"), [tegenstroom, "db_worker", "--verbosity=0", "--no-startup-delay"]),
        Program(_("klok"), [tegenstroom, "tick", "--every=60"]),
    ]


def _answers(address: tuple[str, int]) -> bool:
    try:
        with socket.create_connection(address, timeout=1):
            return True
    except OSError:
        return False


def _wait_until_up(address: tuple[str, int], together: Together) -> bool:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and not together.stopping and not together.ended():
        if _answers(address):
            return True
        time.sleep(0.05)
    return False


def _welcome() -> Iterator[str]:
    yield ""
    yield _("Tegenstroom staat open op %(address)s") % {"address": settings.SITE_URL}
    if settings.DEMO:
        yield from _demo_logins()
    yield _("Ctrl-C stopt alles.")


def _demo_logins() -> Iterator[str]:
    """Who can log in, how, and what she may do; the demo wrote it down."""
    yield _("De mail die de demo verstuurt, lees je op %(address)s/demo/post/") % {"address": settings.SITE_URL}
    yield ""
    for login in logins():
        yield f"  {login['name']}, {login['role']} · {login['login']}"
        yield f"      {login['may']}"
    yield ""
