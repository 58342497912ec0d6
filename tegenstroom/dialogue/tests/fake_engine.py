"""Stands in for the engine: finds a few things that are plain to see, so that a test of pages is about pages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from tegenstroom.engines.remembering import pattern, reading

# What it knows: a pattern, its label, its reason, what comes instead, and something more general.
KNOWN = (
    (r"\b0\d{3}(?: \d\d){3}\b", "PHONE", "shape", "[een telefoonnummer]", "een nummer"),
    (r"\bDiksmuide\b", "LOCATION", "known-place", "[een gemeente]", "een kleine stad"),
    (r"\b\d\d(?= jaar\b)", "AGE", "age", "[een leeftijd]", "dertiger"),
    (r"\been drieling\b", "RARE", "rare", "[iets dat weinig voorkomt]", "kinderen"),
    (r"\b(?:Glorix|Zwarda)\b", "PERSON", "unknown-capital", "[persoon 9]", "iemand"),
    (r"\b(?:Samira|Yassin)\b", "PERSON", "known-name", "[moeder]", "een moeder"),
)


@dataclass(frozen=True)
class Found:
    """As the engine gives it."""

    start: int
    end: int
    label: str
    confidence: float
    reason: str
    replacement: str
    generalisation: str
    advice: str = ""


@reading
def find(text: str, names: Iterable[str]) -> list[Found]:
    """The names that the writer gave, and what it knows."""
    typed = [(rf"(?<!\w){re.escape(name)}(?!\w)", "PERSON", "typed", "[persoon 1]", "iemand") for name in names]
    made = [
        (
            match.span(),
            partial(
                Found,
                label=label,
                reason=reason,
                replacement=instead,
                generalisation=general,
                advice=f"Schrijf: {general}." if label == "RARE" else "",
            ),
        )
        for form, label, reason, instead, general in (*typed, *KNOWN)
        for match in pattern(form).finditer(text)
    ]
    taken: set[int] = set()
    found = []
    for (start, end), make in made:
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            found.append(make(start=start, end=end, confidence=0.9))
    return sorted(found, key=lambda one: one.start)
