"""The psychometrics of a table of answers, for people without a notebook."""

import argparse
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

PATIENCE = 2.0  # seconds that a run may take before it tells a file or a pipe how far it is


class Command(BaseCommand):
    """Prints what a procedure finds in a file. Needs no database; numpy is loaded here and not before."""

    help = (
        "Psychometrics of a table of answers. Exit code 1 when the data cannot carry it, 2 when it cannot be read."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        from tegenstroom.engines.psychometrics import commandline  # noqa: PLC0415  see above

        commandline.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> str | None:
        from tegenstroom.engines.psychometrics import Impossible, Refusal, commandline  # noqa: PLC0415  see above

        self._begun, self._told = time.monotonic(), 0
        try:
            return commandline.answer(argparse.Namespace(**options), self._tell)
        except Refusal as refused:
            if options["json"]:
                self.stdout.write(commandline.refusal_as_json(refused))
            unread = isinstance(refused, Impossible) or refused.code in commandline.UNREAD
            raise CommandError(str(refused), returncode=2 if unread else 1) from refused

    def _tell(self, share: float) -> None:
        """How far a long run is: on one line that goes over itself, or elsewhere a line for each tenth."""
        if self.stderr.isatty():
            self.stderr.write(f"\r{share:4.0%}", ending="\n" if share >= 1 else "")
        elif time.monotonic() - self._begun > PATIENCE and int(10 * share) > self._told:
            self._told = int(10 * share)
            self.stderr.write(f"{share:4.0%}")
