"""How plain a text must be, for whom."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """The limits that a text is held to. Sentence lengths are in words, word lengths in letters."""

    name: str
    min_flesch: float  # Flesch-Douma, higher is easier
    max_mean_sentence: float
    max_sentence: int
    max_rare_share: float  # of all words, 0 to 1
    abbreviations_explained: bool
    max_word: int  # a longer word is marked; it does not fail the text


# Coaches: the limits of easy-to-read writing (one idea a sentence, 10 to 15 words, no initials).
COACH = Level(
    name="coach",
    min_flesch=75,
    max_mean_sentence=10,
    max_sentence=15,
    max_rare_share=0.02,
    abbreviations_explained=True,
    max_word=14,
)
# Everyone else: what a reader who left school at fifteen reads without effort.
GENERAL = Level(
    name="general",
    min_flesch=60,
    max_mean_sentence=15,
    max_sentence=20,
    max_rare_share=0.05,
    abbreviations_explained=False,
    max_word=18,
)
LEVELS = {level.name: level for level in (COACH, GENERAL)}
