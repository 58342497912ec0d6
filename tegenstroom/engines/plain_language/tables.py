"""The tables beside the code: words of the sector with a plain word for each, and what abbreviations mean."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Jargon:
    """A word or phrase of the sector, what to write instead, and advice where that is not enough."""

    term: str
    plain: str
    note: str


@lru_cache(maxsize=1)
def jargon() -> dict[str, tuple[tuple[tuple[str, ...], Jargon], ...]]:
    """Every form of every term, as its words (lower case), under its first word; the longest phrase first."""
    by_first: dict[str, list[tuple[tuple[str, ...], Jargon]]] = {}
    for row in _rows("jargon.csv"):
        entry = Jargon(row["term"], row["plain"], row["note"])
        for form in {*forms(entry.term), *row["forms"].split("|")} - {""}:
            words = tuple(form.split())
            by_first.setdefault(words[0], []).append((words, entry))
    return {first: tuple(sorted(found, key=lambda each: -len(each[0]))) for first, found in by_first.items()}


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, str]:
    """What an abbreviation means, by itself in lower case and without its last dot."""
    return {row["abbreviation"].lower().rstrip("."): row["full"] for row in _rows("abbreviations.csv")}


@lru_cache(maxsize=1)
def shortened() -> frozenset[str]:
    """The abbreviations of that table that are one only with their dot: "max." is, "max" is a name."""
    return frozenset(
        row["abbreviation"].removesuffix(".").lower()
        for row in _rows("abbreviations.csv")
        if row["abbreviation"].count(".") == 1
    )


# As a word ends, so it is inflected. The first ending that fits counts.
_INFLECTIONS = (
    ("eren", ("eer", "eert", "eerde", "eerden", "erend", "erende")),
    ("ief", ("ieve",)),
    ("eel", ("ele",)),
    ("aal", ("ale",)),
    ("eus", ("euze",)),
    ("loos", ("loze",)),
    ("iteit", ("iteiten",)),
    ("iek", ("ieke", "ieken")),
    ("", ("s", "'s", "en", "n", "e")),
)


def forms(term: str) -> set[str]:
    """A word with its plural, its inflected adjective or its verb forms; a phrase as it is."""
    if " " in term:
        return {term}
    ending, others = next(pair for pair in _INFLECTIONS if term.endswith(pair[0]))
    stem = term.removesuffix(ending)
    found = {term, *(stem + other for other in others)}
    if ending == "eren":
        first = {"e": "ë", "i": "ï"}.get(stem[0], stem[0])
        found |= {f"ge{first}{stem[1:]}eerd", f"ge{first}{stem[1:]}eerde"}
    return found


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
