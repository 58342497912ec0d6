"""Put in place what measurements need: questionnaires that are free, and the words people say yes to."""

from typing import Any

from django.core.management.base import BaseCommand

from tegenstroom.measurement.actions import registry


class Command(BaseCommand):
    help = "Adds the questionnaires that come along and the wordings of consent; never changes one that stands."

    def handle(self, *args: Any, **options: Any) -> None:
        questionnaires, wordings = registry.load_shipped(), registry.load_wordings()
        if options["verbosity"]:
            self.stdout.write(f"{questionnaires} questionnaires and {wordings} wordings added")
