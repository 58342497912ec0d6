"""`tegenstroom prepare`: everything between a fresh clone and a server that can start. Safe to repeat."""

from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Brings database, figures and files in order; with TEGENSTROOM_DEMO=1 the demo network too."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("load_figures", verbosity=0, stdout=StringIO())
        call_command("load_questions", verbosity=0, stdout=StringIO())
        call_command("collectstatic", interactive=False, verbosity=0)
        if settings.DEMO:
            call_command("demo", verbosity=0)
