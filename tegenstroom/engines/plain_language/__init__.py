"""Klare taal: how plain a Dutch text is, what is hard in it, and what to write instead.

    >>> from tegenstroom.engines.plain_language import COACH, assess
    >>> found = assess("De implementatie wordt door het OCMW gefaciliteerd.", COACH)
    >>> [(mark.kind.value, mark.proposal) for mark in found.marks][0]
    ('jargon', 'Schrijf: invoering.')
    >>> found.holds
    False

What is measured
----------------
Reading ease is Flesch-Douma: 206.84 - 0.77 x (syllables per 100 words) - 0.93 x (words per sentence). W.H. Douma,
*De leesbaarheid van landbouwbladen: een onderzoek naar en een toepassing van leesbaarheidsformules*, Bulletin 17,
Afdeling Sociologie en Sociografie, Landbouwhogeschool Wageningen, 1960, after R. Flesch, "A new readability
yardstick", Journal of Applied Psychology 32 (1948). Texts under 20 words get no score: a formula of means says
nothing of them. Rare words are those outside the 29,000 most frequent Dutch ones, their inflections and their
compounds (see `lexicon`). A formula does not know whether a text is true, kind, or in the right order: readers do.

What is not measured
--------------------
Abstract words that are frequent, references, the order of ideas. Passive voice and cut verbs are marked only where
the form leaves little doubt; many escape.

Everything takes time in proportion to the length of the text. No Django, no network; the list of words is read at
the first use (0.05 s, 4 MB).
"""

from tegenstroom.engines.plain_language.assessment import Assessment, assess, flesch_douma
from tegenstroom.engines.plain_language.levels import COACH, GENERAL, LEVELS, Level
from tegenstroom.engines.plain_language.lexicon import is_common, zipf
from tegenstroom.engines.plain_language.marks import Kind, Mark
from tegenstroom.engines.plain_language.syllables import count as count_syllables
from tegenstroom.engines.plain_language.text import Form, Sentence, Word, sentences

__all__ = [
    "COACH",
    "GENERAL",
    "LEVELS",
    "Assessment",
    "Form",
    "Kind",
    "Level",
    "Mark",
    "Sentence",
    "Word",
    "assess",
    "count_syllables",
    "flesch_douma",
    "is_common",
    "sentences",
    "zipf",
]
