"""Whether an ordinary word is a noun, told by the other forms that the list of words has."""

from tegenstroom.engines.deidentification import lexicon, lists
from tegenstroom.engines.remembering import while_reading

_HARDENED = {"f": "v", "s": "z"}
_SHORT = 3  # letters


@while_reading
def is_noun(word: str) -> bool:
    """Whether the list has a plural of this word (lower case), and no degrees of comparison.

    A compound is what its end is. Verbs that are nouns too ("werk") are nouns.
    """
    if len(word) < _SHORT or lexicon.is_verb(word) or _is_compared(word):
        return False
    return any(each in lists.long_list("words") for each in _plurals(word))


def _plurals(word: str) -> list[str]:
    last = word[-1]
    found = [f"{word}s", f"{word}'s", f"{word}en", f"{word}{last}en", f"{word}ën"]
    if last in _HARDENED:
        found.append(f"{word[:-1]}{_HARDENED[last]}en")
    if len(word) > _SHORT and word[-2] == word[-3]:  # straat, straten; huis is "huizen"
        found.append(f"{word[:-2]}{_HARDENED.get(last, last)}en")
    return found


def _is_compared(word: str) -> bool:
    """As in "groen, groene, groener"."""
    words = lists.long_list("words")
    if word.endswith("er") and word[:-1] in words and f"{word}e" in words:
        return True  # "kleiner": beside "kleine" and "kleinere"
    stems = (word, word + word[-1], word[:-2] + word[-1]) if len(word) > _SHORT else (word, word + word[-1])
    return any(f"{stem}e" in words and f"{stem}er" in words and f"{stem}ere" in words for stem in stems)
