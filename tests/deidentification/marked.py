"""Texts with marks: "{PERSON|Samira} belt" is "Samira belt" with one gold span."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tegenstroom.engines.deidentification import Finding, Label, deidentify
from tests.deidentification.cases import load

_MARK = re.compile(r"\{([A-Z]+)\|([^{}]*)\}")
_HERE = Path(__file__).parent


# Numbers and accounts: of these none may stay readable.
HARD = frozenset({Label.RRN, Label.PHONE, Label.EMAIL, Label.HANDLE, Label.IBAN})


@dataclass(frozen=True)
class Case:
    """A text and what makes people recognisable in it."""

    style: str
    text: str
    gold: tuple[tuple[int, int, Label], ...]

    def missed(self, found: tuple[Finding, ...]) -> list[str]:
        """The gold spans of which a letter or digit stays readable."""
        has = {place for each in found for place in range(each.start, each.end)}
        return [
            f"{label} {self.text[start:end]!r} in {self.text[:40]!r}"
            for start, end, label in self.gold
            if any(self.text[place].isalnum() and place not in has for place in range(start, end))
        ]

    def wrong(self, found: tuple[Finding, ...]) -> list[str]:
        """The findings that touch no gold span."""
        return [
            f"{each.label} {self.text[each.start : each.end]!r} in {self.text[:40]!r}"
            for each in found
            if not any(each.start < end and start < each.end for start, end, _label in self.gold)
        ]


def read(marked: str, style: str = "") -> Case:
    """A case from its marked text."""
    text, gold, place = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[place : match.start()]
        gold.append((len(text), len(text) + len(match[2]), Label(match[1])))
        text += match[2]
        place = match.end()
    return Case(style, text + marked[place:], tuple(gold))


def cases(name: str = "cases") -> list[Case]:
    """All of a file, in which "---" parts the cases and the first line of each names its style."""
    blocks = (_HERE / f"{name}.txt").read_text(encoding="utf-8").strip("\n").split("\n---\n")
    return [read(body, head.removeprefix("# ")) for head, _, body in (block.partition("\n") for block in blocks)]


def check(marked: str, **options: object) -> None:
    """Holds when exactly what is marked is found."""
    case = read(marked)
    found = deidentify(case.text, **options)
    assert not case.missed(found)
    assert not case.wrong(found)


def covered(answers: list[tuple[Case, tuple[Finding, ...]]], labels: frozenset[Label]) -> tuple[float, list[str]]:
    """The share of what is marked so that no letter stays readable, and what does."""
    missed = [miss for case, found in answers for miss in case.missed(found) if miss.split()[0] in labels]
    total = sum(label in labels for case, _found in answers for _start, _end, label in case.gold)
    return 1 - len(missed) / total, missed


@cache
def answers_to(part: str) -> list[tuple[Case, tuple[Finding, ...]]]:
    """The texts of a part of `cases`, each with what the engine finds in it."""
    found = []
    for each in load(part):
        gold = tuple((span.start, span.end, Label(span.label)) for span in each.spans)
        found.append((Case(each.style, each.text, gold), deidentify(each.text)))
    return found


def lost_for_nothing(answers: list[tuple[Case, tuple[Finding, ...]]]) -> tuple[int, int]:
    """Letters that are covered though they make nobody recognisable, and how many of such letters there are."""
    harmless = lost = 0
    for case, found in answers:
        gold = {place for start, end, _label in case.gold for place in range(start, end)}
        has = {place for each in found for place in range(each.start, each.end)}
        letters = {place for place, letter in enumerate(case.text) if letter.isalnum()} - gold
        harmless += len(letters)
        lost += len(letters & has)
    return lost, harmless
