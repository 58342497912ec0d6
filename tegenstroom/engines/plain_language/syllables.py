"""Counting Dutch syllables, as a dictionary divides words.

Every vowel or group of vowels that is one sound makes a syllable; a diaeresis starts a new one. What spelling does
not tell (English words, French endings) stands in a short table. `tests/plain_language/syllables.txt` measures it.
"""

import re
from unicodedata import normalize

from tegenstroom.engines.plain_language.lexicon import is_written_so
from tegenstroom.engines.plain_language.tables import abbreviations
from tegenstroom.engines.remembering import while_reading

# In this order: the longest group first. Accents other than the diaeresis are gone by then.
_SOUND = re.compile(
    r"""
    ë[eiu] | ïe | [äëïöü]          # coördinatie, beëindigen, officiële
  | ieu(?=w|$) | eeu(?=w) | eau | eui(?=l)  # nieuw, milieu; eeuw; bureau; fauteuil
  | aai | ooi | oei                # draaien, ooit, groei
  | i(?=eu|ee)                     # serieus, officieel
  | e(?=um(?:s|pje)?$)             # museum
  | (?P<silent> (?<=q)u(?=[aeiou])       # frequentie
              | (?<![^aeiou])y(?=[aeiou]) )  # yoga, royaal: a consonant
  | ij | aa | ee | oo | uu | ie | oe | eu | ui | ei | au | ou | ai | oi | ae
  | [aeo]y(?![aeiou])              # hockey, essay
  | [aeiouy]
    """,
    re.VERBOSE,
)
# Words from English and French in which one vowel more is written than heard.
_ONE_LESS = re.compile(
    r"(?:(?<=on)|(?<=off)|(?<=dead)|(?<=time)|(?<=help))lines?$|dead|sites?$|^(?:up|down)?(?:date|grade)s?$|^live|^homepage"
    r"|ware$|^database|^interface|^template|^cake|^share$|^service(?=s?$)|^time|^space|^people"
    r"|team|(?<!i)deal|leader|dream|stream|clean|cream|break|speak|teach|feature"
    r"|coach|goal|toast|roast|board|load(?!e[rn])|soap|ingenieur|^milieus$"
)


@while_reading
def count(word: str) -> int:
    """Syllables of one word, at least 1. A number counts one a digit, an abbreviation in capitals one a letter."""
    if word[:1].isdigit():
        return sum(character.isdigit() for character in word)
    if word.isupper() and 1 < len(word) <= 6 and _is_spelled_out(word.lower()):
        return len(word)
    bare = without_accents(word.lower())
    heard = sum(sound.lastgroup is None for sound in _SOUND.finditer(bare))
    return max(1, heard - len(_ONE_LESS.findall(bare)))


def _is_spelled_out(word: str) -> bool:
    return word in abbreviations() or not is_written_so(word)


def without_accents(word: str) -> str:
    """`word` with é, è and ê as e, and the diaeresis kept: that one divides syllables."""
    if word.isascii():
        return word
    apart = normalize("NFD", word)
    return normalize("NFC", "".join(c for c in apart if not "\u0300" <= c <= "\u036f" or c == "\u0308"))
