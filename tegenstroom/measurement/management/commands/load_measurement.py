"""Put the questionnaires that come along in the register, and the words that people say yes to."""

from typing import Any

from django.core.management.base import BaseCommand

from tegenstroom.measurement.actions.consent import load_texts
from tegenstroom.measurement.actions.instruments import load_shipped


class Command(BaseCommand):
    help = "Adds the shipped questionnaires and the texts of consent; never changes one that stands."

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_shipped() + load_texts()
        if options["verbosity"]:
            self.stdout.write(f"{added} questionnaires and texts added")
