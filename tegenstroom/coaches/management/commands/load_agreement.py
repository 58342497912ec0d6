"""Put the first text of the agreement in place."""

from typing import Any

from django.core.management.base import BaseCommand

from tegenstroom.coaches.actions.agreements import load_text


class Command(BaseCommand):
    help = "Adds the first text of the agreement with coaches, as a draft to read and publish; once."

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_text()
        if options["verbosity"]:
            self.stdout.write(f"{added} texts added")
