"""Put the questions of the evaluations in place."""

from typing import Any

from django.core.management.base import BaseCommand

from tegenstroom.training.actions.evaluation import load_questions


class Command(BaseCommand):
    help = "Adds the default questions of the evaluations; never changes one that stands."

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_questions()
        if options["verbosity"]:
            self.stdout.write(f"{added} questions added")
