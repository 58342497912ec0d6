"""`tegenstroom replay-withdrawals FILE`: after a backup was put back, take away again what had been taken away."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from tegenstroom.base import audit
from tegenstroom.dialogue.actions import wiping
from tegenstroom.dialogue.models import Withdrawal
from tegenstroom.dialogue.rules.phases import Gone


class Command(BaseCommand):
    """Writes the list of withdrawals, one JSON object a line, or does once more what stands on it."""

    help = (
        "With --export, write the list of what was taken back to FILE ('-' is standard output): keep it beside "
        "the backups, not in them. Without it, read FILE after a backup was put back, and take away again what is "
        "on it. The list holds numbers and moments, no words and no names. Safe to repeat."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="the list, one JSON object a line; '-' is standard input")
        parser.add_argument("--export", action="store_true", help="write the list instead of reading it")

    def handle(self, *args: Any, file: str, export: bool, **options: Any) -> None:
        if export:
            self._export(file)
            return
        wiped = total = 0
        for kind, key, how in _lines(file):
            total += 1
            wiped += _again(kind, key, how)
        self.stdout.write(f"{total} withdrawals read, {wiped} had to be done again")

    def _export(self, file: str) -> None:
        rows = "".join(json.dumps(row.as_line()) + "\n" for row in Withdrawal.objects.all())
        if file == "-":
            self.stdout.write(rows, ending="")
        else:
            Path(file).write_text(rows, encoding="utf-8")


def _lines(file: str) -> Iterator[tuple[str, UUID, Gone]]:
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    # All of it before the first row is touched: a list that is cut off must not pass for a whole one.
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            row = json.loads(line)
            found.append((str(row["kind"]), UUID(row["key"]), Gone(row["how"])))
        except (ValueError, KeyError, TypeError) as error:
            raise CommandError(f"Line {number} of {file} is no withdrawal. Nothing was done.") from error
    yield from found


@transaction.atomic
def _again(kind: str, key: UUID, how: Gone) -> bool:
    audit.take_turn()
    try:
        done = wiping.replay(kind, key, how)
    except ValueError as error:
        raise CommandError(f"{kind} is nothing that can be withdrawn.") from error
    if done:
        row = Withdrawal.objects.get(kind=kind, key=key)
        audit.record("dialogue.replay_withdrawal", by=None, about=row, kind=kind)
    return done
