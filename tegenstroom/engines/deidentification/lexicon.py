"""What a word is: an ordinary word, a name that people bear, both, or neither."""

from functools import cache
from unicodedata import normalize

from tegenstroom.engines.deidentification import lists
from tegenstroom.engines.plain_language import tables
from tegenstroom.engines.plain_language.lexicon import zipf
from tegenstroom.engines.remembering import while_reading

_LINKS = ("", "s", "e", "en", "n", "-")
_ENDINGS = (
    "'s",
    "s",
    "en",
    "n",
    "e",
    "je",
    "tje",
    "pje",
    "etje",
    "jes",
    "tjes",
    "ke",
    "ken",
    "kes",
    "ske",
    "t",
    "d",
    "de",
    "te",
    "ers",
    "er",
    "st",
    "ste",
)
_LONGEST = 40
_WRITTEN = 2.5  # Zipf
_FREQUENT = 4.0  # Zipf: ten times in a million words
_STRESS = str.maketrans("áéíóú", "aeiou")  # "eén", "vóór"


def bare(word: str) -> str:
    """A word without the s of possession: samira's, jef's, alex'."""
    for ending in ("'s", "s'", "'"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + ("s" if ending == "s'" else "")
    return word


@while_reading
def is_ordinary(word: str) -> bool:
    """Whether the word (lower case) is in the list of words, and not first of all a name."""
    if word in lists.words("names_first"):
        return False
    if word in _spoken() or word in lists.long_list("words"):
        return True
    return not word.isascii() and (plain := word.translate(_STRESS)) != word and plain in lists.long_list("words")


@while_reading
def is_known(word: str) -> bool:
    """Whether the word (lower case) is ordinary, takes an ending, or is a compound of ordinary words."""
    if len(word) > _LONGEST:
        return False
    if is_ordinary(word) or is_service(word):
        return True
    if word.endswith(("nr", "nrs")) and len(word) > 4:
        return is_known(word.removesuffix("s").removesuffix("nr"))
    if "-" in word:
        return all(part.isdigit() or not part or is_known(part) for part in word.split("-"))
    return _is_inflected(word) or _is_compound(word)


@while_reading
def is_first_name(word: str) -> bool:
    """Whether someone in Belgium has this first name; "jan-willem" when the parts are."""
    names = lists.long_list("first_names")
    if word in names or word in lists.words("names_first") or word in lists.words("names_sometimes"):
        return True
    if not word.isascii() and _unaccented(word) in names:
        return True
    return "-" in word and all(len(part) > 1 and part in names for part in word.split("-"))


@while_reading
def is_surname(word: str) -> bool:
    """Whether many in Belgium have this surname, or a surname that ends in it."""
    names = lists.long_list("surnames")
    return word in names or ("-" in word and all(len(part) > 2 and part in names for part in word.split("-")))


def is_name(word: str) -> bool:
    """Whether the word (lower case) is a name and no ordinary word."""
    return not is_ordinary(word) and not is_service(word) and (is_first_name(word) or is_surname(word))


def may_be_borne(word: str) -> bool:
    """Whether an ordinary word may be a name after a cue: rose, Mark; never a verb or a word of every sentence."""
    if is_verb(word) or word in lists.words("spoken"):
        return False
    return word in lists.words("names_sometimes") or (zipf(word) < _FREQUENT and is_first_name(word))


def may_be_surname(word: str) -> bool:
    """Whether an ordinary word may be a surname after a title: Appels, Steens."""
    return is_surname(word) and zipf(word) < _FREQUENT and not is_verb(word) and word not in lists.words("spoken")


def is_verb(word: str) -> bool:
    """Whether the word is what a person does, as in "Roos belt"."""
    return word in lists.words("verbs")


@cache
def _services() -> frozenset[str]:
    return frozenset(word.lower() for word in lists.words("harmless")) | tables.abbreviations().keys()


def is_service(word: str) -> bool:
    """Whether the word (lower case) is written with a capital and names nobody: ocmw, facebook, kerstmis."""
    return word in _services() or word.rstrip(".") in _services()


@cache
def _spoken() -> frozenset[str]:
    return lists.words("spoken") | lists.words("verbs")


def _unaccented(word: str) -> str:
    return normalize("NFD", word).encode("ascii", "ignore").decode()


def _is_inflected(word: str) -> bool:
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if len(stem) < len(word) and len(stem) >= 4 and _is_written(stem):
            return True
    return False


@while_reading
def _is_compound(word: str) -> bool:
    """Two ordinary words of three letters or more, four in all for the longer, with or without a link."""
    for place in range(3, len(word) - 2):
        if not _is_part(word[:place]):
            continue
        for link in _LINKS:
            rest = word[place + len(link) :]
            if word.startswith(link, place) and len(rest) >= 3 and (_is_part(rest) or _is_inflected(rest)):
                return True
    return False


@while_reading
def _is_part(word: str) -> bool:
    return len(word) >= 3 and _is_written(word) and (len(word) > 3 or zipf(word) >= 4.3)


def _is_written(word: str) -> bool:
    """Whether an ordinary word is more than a sound of dialect, of which no other word is made."""
    return is_ordinary(word) and (word in lists.long_list("words") or zipf(word) >= _WRITTEN)
