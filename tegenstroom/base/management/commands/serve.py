"""`tegenstroom serve`: the web server, the workers for letters and for analyses, and the clock, until Ctrl-C."""

import os
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from tegenstroom.base.demo import logins
from tegenstroom.base.processes import Program, Together
from tegenstroom.base.queues import ANALYSES
from tegenstroom.base.webserver import BIN, Address, web_server

WORKER = ("db_worker", "--verbosity=0", "--no-startup-delay")
SECONDS_TO_START = 30


class Command(BaseCommand):
    """Starts four programs and stops them together."""

    help = "Starts the web server, the two workers and the clock. Ctrl-C stops all."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bind", type=Address.read, default="127.0.0.1:8000", help="address and port")
        parser.add_argument("--workers", type=int, default=2, help="processes of the web server")
        parser.add_argument("--prepare", action="store_true", help="run `tegenstroom prepare` first")

    def handle(self, *args: Any, bind: Address, workers: int, prepare: bool, **options: Any) -> None:
        if bind.is_taken:
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


def _wait_until_up(bind: Address, together: Together) -> bool:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and not together.stopping and not together.ended():
        if bind.answers:
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
