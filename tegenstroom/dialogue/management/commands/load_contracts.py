"""Put the words on trust in place that members of a circle say yes to."""

from typing import Any

from django.core.management.base import BaseCommand

from tegenstroom.dialogue.actions.contracts import load_contracts


class Command(BaseCommand):
    help = "Adds the first contracts of trust in each language; never changes one that stands."

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_contracts()
        if options["verbosity"]:
            self.stdout.write(f"{added} contracts added")
