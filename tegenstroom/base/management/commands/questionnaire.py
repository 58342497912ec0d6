"""A questionnaire as a file: whether it can be used, and the same in another file."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Prints what is in a form and what does not come along. Needs no database."""

    help = (
        "Check a questionnaire in a file, or write it as another kind of file. Exit code 1 when it cannot be used."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        from tegenstroom.engines.questionnaires import commandline  # noqa: PLC0415  no other command pays for it

        commandline.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        from tegenstroom.engines.questionnaires import FormError, commandline  # noqa: PLC0415  see above

        try:
            for line in commandline.answer(argparse.Namespace(**options)):
                self.stdout.write(line)
        except FormError as error:
            raise CommandError(str(error)) from error
