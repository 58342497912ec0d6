"""`tegenstroom demo`: the demo network, once."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from tegenstroom.front import demo
from tegenstroom.front.demo import people


class Command(BaseCommand):
    help = "Bouwt het demonetwerk, als het er nog niet is. Een tweede keer verandert niets."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("load_figures", verbosity=0)
        call_command("load_questions", verbosity=0)
        if not demo.is_there():
            demo.build()
        people.write_logins()
