"""`tegenstroom replay-erasures FILE`: after a backup was put back, erase again who had been erased."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tegenstroom.accounts import actions
from tegenstroom.accounts.models import Person


class Command(BaseCommand):
    """Writes the list of who was erased, one JSON object a line, or erases once more who stands on it."""

    help = (
        "With --export, write the list of who was erased to FILE ('-' is standard output): keep it beside the "
        "backups, not in them. Without it, read FILE after a backup was put back, and erase again who is on it. "
        "The list holds numbers and moments, no names. Safe to repeat."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="the list, one JSON object a line; '-' is standard input")
        parser.add_argument("--export", action="store_true", help="write the list instead of reading it")

    def handle(self, *args: Any, file: str, export: bool, **options: Any) -> None:
        if export:
            self._export(file)
            return
        # All of it before the first row is touched: a list that is cut off must not pass for a whole one.
        people = list(_lines(file))
        again = [person for person in people if actions.erase_again(pk=person[0], joined_at=person[1])]
        self.stdout.write(f"{len(people)} erasures read, {len(again)} had to be done again")

    def _export(self, file: str) -> None:
        erased = Person.objects.exclude(erased_at=None).order_by("erased_at").values_list("pk", "joined_at")
        rows = "".join(json.dumps({"person": pk, "joined_at": at.isoformat()}) + "\n" for pk, at in erased)
        if file == "-":
            self.stdout.write(rows, ending="")
        else:
            Path(file).write_text(rows, encoding="utf-8")


def _lines(file: str) -> Iterator[tuple[int, datetime]]:
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            row = json.loads(line)
            yield int(row["person"]), datetime.fromisoformat(row["joined_at"])
        except (ValueError, KeyError, TypeError) as error:
            raise CommandError(f"Line {number} of {file} is no erasure. Nothing was done.") from error
