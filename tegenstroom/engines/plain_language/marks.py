"""What can be said of a place in a text: which kind of mark, why, and what to do about it.

The sentences are Dutch, for they speak to who writes Dutch. They are data: a caller may show its own instead.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a mark is about."""

    LONG_SENTENCE = "long-sentence"
    RARE_WORD = "rare-word"
    ABBREVIATION = "abbreviation"
    JARGON = "jargon"
    PASSIVE = "passive"
    BRACKET = "bracket"  # a verb cut in two by many words: tangconstructie
    LONG_WORD = "long-word"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place (`text[start:end]`, never empty), why it may be hard to read, and what to write instead."""

    start: int
    end: int
    kind: Kind
    reason: str
    proposal: str


REASONS = {
    Kind.LONG_SENTENCE: "Deze zin telt {words} woorden. Na {limit} woorden raken lezers de draad kwijt.",
    Kind.RARE_WORD: "Veel mensen kennen “{word}” niet.",
    Kind.ABBREVIATION: "Niet iedereen weet wat “{word}” betekent.",
    Kind.JARGON: "“{word}” is een woord van het vak.",
    Kind.PASSIVE: "Je leest hier niet wie het doet.",
    Kind.BRACKET: "Tussen “{first}” en “{last}” staan {words} woorden.",
    Kind.LONG_WORD: "“{word}” telt {letters} letters.",
}
CUT_BEFORE = "Maak er twee zinnen van. Knip voor “{word}”."
CUT = "Maak er twee zinnen van, elk met één idee."
EASIER = "Kies een gewoner woord, of leg het meteen uit."
WRITE = "Schrijf: {plain}."
WRITE_NOTE = "Schrijf: {plain}. {note}"
EXPLAIN_AS = "Schrijf de eerste keer: {full} ({word})."
EXPLAIN = "Leg de eerste keer uit wat het betekent."
WHO = "Zeg wie het doet: “we”, “je” of een naam."
CLOSER = "Zet ze dichter bij elkaar."
APART = "Haal de woorden uit elkaar: {parts}."
SHORTER = "Zoek een korter woord."


def mark(kind: Kind, start: int, end: int, proposal: str, **values: object) -> Mark:
    """A mark with its sentences filled in."""
    return Mark(start, end, kind, REASONS[kind].format(**values), proposal.format(**values))
