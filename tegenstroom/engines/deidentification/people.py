"""The words that say who someone is, and the particles of surnames."""

from functools import cache

from tegenstroom.engines.deidentification import lists
from tegenstroom.engines.plain_language.wordset import wordset

# What stands before a name among who know each other: "ons Marie", "den Jef".
TENDER = wordset("ons onze onzen den d'n diene nen kleine klein grote groot")


@cache
def roles() -> dict[str, dict[str, str]]:
    """Titles, kin, roles and families by their word (lower case), with what stands in for such a person."""
    return {row["word"]: row for row in lists.rows("roles")}


@cache
def particles() -> frozenset[str]:
    """Van, de, el, ben: they join the parts of a surname and are none."""
    return lists.words("particles")
