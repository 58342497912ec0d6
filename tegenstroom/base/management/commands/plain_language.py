"""Saying of a text what is hard to read in it."""

import json
from argparse import ArgumentParser
from bisect import bisect_right
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

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
        text = _read(options["file"])
        found = assess(text, LEVELS[options["level"]])
        self.stdout.write(_as_json(found, text) if options["json"] else _as_lines(found, text, options["file"]))
        if not found.holds:
            raise CommandError(f"Deze tekst haalt het niveau “{found.level.name}” niet.", returncode=1)
        return None


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise CommandError(f"{file} bestaat niet.", returncode=2) from error
    except IsADirectoryError as error:
        raise CommandError(f"{file} is een map, geen tekst.", returncode=2) from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{file} is geen tekst in UTF-8.", returncode=2) from error
    except OSError as error:
        raise CommandError(f"{file} kan niet gelezen worden: {error}.", returncode=2) from error


class _Places:
    """Line and column, both from 1, of a place in a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        for line in text.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def __call__(self, place: int) -> tuple[int, int]:
        line = bisect_right(self._starts, place)
        return line, place - self._starts[line - 1] + 1


def _as_lines(found: Assessment, text: str, file: Path) -> str:
    places = _Places(text)
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
    places = _Places(text)
    said = asdict(found) | {name: getattr(found, name) for name in _DERIVED} | {"level": found.level.name}
    said["marks"] = [
        asdict(mark) | dict(zip(("line", "column"), places(mark.start), strict=True)) for mark in found.marks
    ]
    return json.dumps(said, ensure_ascii=False, indent=2)
