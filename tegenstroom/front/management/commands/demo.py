"""`tegenstroom demo`: the demo network, once."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from tegenstroom.front import demo
from tegenstroom.front.demo import people


class Command(BaseCommand):
    """Builds the demo network when it is not there yet; never beside real people."""

    help = "Build the demo network, once. Only with TEGENSTROOM_DEMO=1: everyone can read its logins."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demo has an administrator and a card that anyone can use: set TEGENSTROOM_DEMO=1."
            )
        call_command("load_figures", verbosity=0)
        call_command("load_questions", verbosity=0)
        call_command("load_agreement", verbosity=0)
        call_command("load_wordings", verbosity=0)
        call_command("load_contracts", verbosity=0)
        call_command("load_measurements", verbosity=0)
        if not demo.is_there():
            demo.build()
        people.write_logins()
