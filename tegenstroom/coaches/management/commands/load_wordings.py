"""Put the words in place that a coach says yes to."""

from typing import Any

from django.core.management.base import BaseCommand

from tegenstroom.coaches.actions.wordings import load_wordings


class Command(BaseCommand):
    help = "Adds the first wordings of consent for each use; never changes one that stands."

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_wordings()
        if options["verbosity"]:
            self.stdout.write(f"{added} wordings added")
