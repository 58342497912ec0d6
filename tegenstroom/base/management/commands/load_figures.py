"""Loading the first values of the numbers that apps declare."""

from typing import Any

from django.core.management.base import BaseCommand

from tegenstroom.base import figures


class Command(BaseCommand):
    """Adds what is missing from every app's figures.csv; a value that someone entered stays as it is."""

    help = "Add the declared numbers that have no value yet."

    def handle(self, *args: Any, **options: Any) -> None:
        added = figures.load()
        if options["verbosity"]:
            self.stdout.write(f"{added} figures added.")
