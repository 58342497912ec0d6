"""Reading a text file that a command was given, and saying where in it something stands."""

from bisect import bisect_right
from pathlib import Path

from django.core.management.base import CommandError


def read_text(file: Path) -> str:
    """The text of a file in UTF-8. CommandError in a Dutch sentence, with exit code 2, when there is none."""
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


class Places:
    """Line and column, both from 1, of a place in a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        for line in text.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def __call__(self, place: int) -> tuple[int, int]:
        line = bisect_right(self._starts, place)
        return line, place - self._starts[line - 1] + 1
