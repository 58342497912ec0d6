"""Saying of a text what makes people recognisable in it."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tegenstroom.base.management.texts import Places, read_text
from tegenstroom.engines.deidentification import Finding, deidentify


class Command(BaseCommand):
    """Prints what it finds in a file, or answers lines of JSON. Needs no database."""

    help = (
        "Find what makes people recognisable in a Dutch text. Exit code 2 when there is something it cannot read."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="a text file in UTF-8")
        parser.add_argument(
            "--name", action="append", default=[], help="someone who occurs in it; may be repeated"
        )
        parser.add_argument(
            "--jsonl", action="store_true", help='answer lines {"id", "text"} from standard input, one by one'
        )

    def handle(self, *args: Any, **options: Any) -> str | None:
        if options["jsonl"]:
            self._answer(sys.stdin.buffer, options["name"])
            return None
        if options["file"] is None:
            raise CommandError("Geef een bestand op, of --jsonl.", returncode=2)
        text = read_text(options["file"])
        self.stdout.write(_as_lines(deidentify(text, names=options["name"]), text, options["file"]))
        return None

    def _answer(self, lines: Iterable[bytes], names: list[str]) -> None:
        unread = 0
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                key, text = _asked(line)
            except ValueError as error:
                unread += 1
                self.stderr.write(f"Regel {number}: {error}")
                continue
            self.stdout.write(
                json.dumps({"id": key, "spans": _as_rows(deidentify(text, names=names))}, ensure_ascii=False)
            )
            self.stdout.flush()
        if unread:
            raise CommandError(f"Niet gelezen: {unread} {'regel' if unread == 1 else 'regels'}.", returncode=2)


def _asked(line: bytes) -> tuple[Any, str]:
    """The id and the text of a line. ValueError with a Dutch sentence when it has none."""
    try:
        asked = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError("dit is geen tekst in UTF-8.") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError("dit is geen JSON.") from error
    if not isinstance(asked, dict) or "id" not in asked or not isinstance(asked.get("text"), str):
        raise ValueError('hier hoort {"id": ..., "text": "..."} te staan.')
    return asked["id"], asked["text"]


def _as_rows(found: Iterable[Finding]) -> list[dict[str, Any]]:
    return [
        {
            "start": each.start,
            "end": each.end,
            "label": each.label.value,
            "replacement": each.replacement,
            "generalisation": each.generalisation,
        }
        for each in found
    ]


def _as_lines(found: tuple[Finding, ...], text: str, file: Path) -> str:
    places = Places(text)
    lines = [
        f"{file}:{':'.join(map(str, places(each.start)))}: {each.label.value} “{text[each.start : each.end]}” "
        f"-> {each.replacement} of “{each.generalisation}”. {each.why} {each.advice}".rstrip()
        for each in found
    ]
    return "\n".join([*lines, f"{len(found)} gevonden."])
