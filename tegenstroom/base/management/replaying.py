"""What was taken away, as a list beside the backups: written, and done again after a backup was put back."""

import json
import sys
from abc import abstractmethod
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class ReplayCommand[Entry](BaseCommand):
    """One JSON object a line. A command says what stands on a line, and how it is done again."""

    what: str
    many: str

    @abstractmethod
    def rows(self) -> Iterable[dict[str, Any]]:
        """What the list holds, oldest first."""

    @abstractmethod
    def entry(self, row: dict[str, Any]) -> Entry:
        """What a line says. Raises ValueError, KeyError or TypeError when it says nothing of the kind."""

    @abstractmethod
    def again(self, entry: Entry) -> bool:
        """Do it once more; whether there was anything to do."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="the list, one JSON object a line; '-' is standard input")
        parser.add_argument("--export", action="store_true", help="write the list instead of reading it")

    def handle(self, *args: Any, file: str, export: bool, **options: Any) -> None:
        if export:
            self._export(file)
            return
        # All of it before the first row is touched: a list that is cut off must not pass for a whole one.
        entries = self._entries(file)
        done = sum(self.again(entry) for entry in entries)
        self.stdout.write(f"{len(entries)} {self.many} read, {done} had to be done again")

    def _export(self, file: str) -> None:
        rows = "".join(json.dumps(row) + "\n" for row in self.rows())
        if file == "-":
            self.stdout.write(rows, ending="")
        else:
            Path(file).write_text(rows, encoding="utf-8")

    def _entries(self, file: str) -> list[Entry]:
        try:
            text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        found = []
        for number, line in enumerate(text.splitlines(), start=1):
            try:
                found.append(self.entry(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                raise CommandError(f"Line {number} of {file} is no {self.what}. Nothing was done.") from error
        return found
