"""The ticker: does what must happen by itself when time passes."""

import time
from typing import Any

import structlog
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections

from tegenstroom.base import clock

log = structlog.get_logger("tegenstroom.clock")


class Command(BaseCommand):
    """Runs the work of the clock that is due: once, for cron, or for ever."""

    help = "Run what the clock must do. Two tickers at once do no harm."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="go on for ever, with this pause")
        parser.add_argument("--all", action="store_true", help="also what is not due yet")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["every"] is None:
            if failed := clock.tick(everything=options["all"]):
                raise CommandError(f"{failed} failed; see the log.")
            return
        while True:
            _once_more()
            time.sleep(options["every"])


def _once_more() -> None:
    # A database that is away for a while must not end the ticker.
    close_old_connections()
    try:
        clock.tick()
    except Exception:
        log.exception("tick failed")
    finally:
        close_old_connections()
