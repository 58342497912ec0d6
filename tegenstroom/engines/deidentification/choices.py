"""Putting into a text what its writer chose."""

from collections.abc import Iterable
from typing import Protocol


class Place(Protocol):
    """Anything with a start and an end: a `Finding`, or a selection that the writer made."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def apply(text: str, choices: Iterable[tuple[Place | tuple[int, int], str]]) -> str:
    """The text with each span replaced by its chosen text.

    A span is a finding or a pair (start, end). ValueError when one is empty, lies outside the text, or overlaps
    another.
    """
    spans = sorted(((*_ends(place), chosen) for place, chosen in choices), reverse=True)
    limit = len(text)
    for start, end, chosen in spans:
        if not 0 <= start < end <= len(text):
            raise ValueError(f"({start}, {end}) is no stretch of a text of {len(text)} characters.")
        if end > limit:
            raise ValueError(f"({start}, {end}) overlaps the choice that begins at {limit}.")
        text = text[:start] + chosen + text[end:]
        limit = start
    return text


def _ends(place: Place | tuple[int, int]) -> tuple[int, int]:
    return place if isinstance(place, tuple) else (place.start, place.end)
