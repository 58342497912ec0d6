"""Finds what makes people recognisable in Dutch texts as social workers in Flanders write them.

    >>> from tegenstroom.engines.deidentification import apply, deidentify
    >>> text = "Zijn moeder Samira woont in Diksmuide."
    >>> found = deidentify(text)
    >>> [(text[each.start : each.end], each.replacement, each.generalisation) for each in found]
    [('Samira', '[moeder]', 'een moeder'), ('Diksmuide', '[een gemeente]', 'een kleine stad')]
    >>> apply(text, [(found[0], "[moeder]"), (found[1], "een kleine stad")])
    'Zijn [moeder] woont in een kleine stad.'

No engine finds everything: the writer decides on every finding, and first types who occurs in the story. Those
names are found in every form. What has a capital and is no ordinary word has `Reason.UNKNOWN_CAPITAL`: a page can
list it apart.

How it works, what it misses, and where the lists come from: docs/deidentification.md. No Django, no network; the
lists, and a small model that was trained on our own texts, are read at the first use.
"""

from tegenstroom.engines.deidentification.budget import Detail, fine_grained
from tegenstroom.engines.deidentification.choices import apply
from tegenstroom.engines.deidentification.detection import deidentify
from tegenstroom.engines.deidentification.findings import DIRECT, INDIRECT, REASONS, Finding, Label, Reason
from tegenstroom.engines.deidentification.formats import leading_to_someone
from tegenstroom.engines.deidentification.naming import Named, naming_someone

__all__ = [
    "DIRECT",
    "INDIRECT",
    "REASONS",
    "Detail",
    "Finding",
    "Label",
    "Named",
    "Reason",
    "apply",
    "deidentify",
    "fine_grained",
    "leading_to_someone",
    "naming_someone",
]
