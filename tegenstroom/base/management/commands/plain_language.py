"""Saying of a text what is hard to read in it."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tegenstroom.base.management.texts import Places, read_text
from tegenstroom.engines.plain_language import LEVELS, Assessment, assess

_DERIVED = ("flesch", "mean_sentence", "rare_share", "unsaid", "failures", "holds")


class Command(BaseCommand):
    """Prints what is hard in a file, with line and column. Needs no database."""

    help = (
        "Say what is hard to read in a Dutch text. Exit code 1 when the level is not met, 2 when there is no text."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a text file in UTF-8")
        parser.add_argument("--level", choices=sorted(LEVELS), default="general", help="for whom (general)")
        parser.add_argument("--json", action="store_true", help="print everything as JSON")

    def handle(self, *args: Any, **options: Any) -> str | None:
        text = read_text(options["file"])
        found = assess(text, LEVELS[options["level"]])
        self.stdout.write(_as_json(found, text) if options["json"] else _as_lines(found, text, options["file"]))
        if not found.holds:
            raise CommandError(f"Deze tekst haalt het niveau “{found.level.name}” niet.", returncode=1)
        return None


def _as_lines(found: Assessment, text: str, file: Path) -> str:
    places = Places(text)
    lines = [
        f"{file}:{':'.join(map(str, places(mark.start)))}: {mark.reason} {mark.proposal}" for mark in found.marks
    ]
    score = f"Flesch-Douma {found.flesch:.1f}" if found.flesch is not None else "geen score"
    lines.append(
        f"{found.words} woorden, {found.sentences} zinnen, gemiddeld {found.mean_sentence:.1f} woorden per zin, "
        f"{found.rare} moeilijke woorden, {score}"
    )
    return "\n".join([*lines, *found.unsaid, *found.failures])


def _as_json(found: Assessment, text: str) -> str:
    places = Places(text)
    said = asdict(found) | {name: getattr(found, name) for name in _DERIVED} | {"level": found.level.name}
    said["marks"] = [
        asdict(mark) | dict(zip(("line", "column"), places(mark.start), strict=True)) for mark in found.marks
    ]
    return json.dumps(said, ensure_ascii=False, indent=2)
