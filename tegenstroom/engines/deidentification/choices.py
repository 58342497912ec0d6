"""Putting into a text what its writer chose."""

from collections.abc import Iterable
from typing import Protocol

from tegenstroom.engines.deidentification.findings import Finding
from tegenstroom.engines.deidentification.fitting import Chosen, fitted


class Place(Protocol):
    """Anything with a start and an end: a `Finding`, or a selection that the writer made."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def apply(text: str, choices: Iterable[tuple[Place | tuple[int, int], str]]) -> str:
    """The text with each span replaced by its chosen text, which is fitted into its sentence for a finding.

    A span is a finding or a pair (start, end); the words for a pair stand there to the letter. ValueError when a
    span is empty, lies outside the text, or overlaps another.
    """
    chosen = fitted(text, [_chosen(place, words) for place, words in choices])
    return put(text, chosen)


def put(text: str, chosen: Iterable[Chosen]) -> str:
    """The text with the words of each choice in its place; they lie in order and apart."""
    parts, since = [], 0
    for each in chosen:
        parts += [text[since : each.start], each.words]
        since = each.end
    return "".join([*parts, text[since:]])


def _chosen(place: Place | tuple[int, int], words: str) -> Chosen:
    if isinstance(place, tuple):
        return Chosen(*place, words, as_is=True)
    if isinstance(place, Finding):
        return Chosen(place.start, place.end, words, place.label)
    return Chosen(place.start, place.end, words, as_is=True)
