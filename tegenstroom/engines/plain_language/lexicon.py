"""Which Dutch words are common: by frequency, through their inflections, and as compounds of common parts.

The frequencies are the small Dutch list of wordfreq 3.1.1 (R. Speer, 2022; CC BY-SA 4.0): about 29,000 words that
occur at least once in a million, which is a Zipf value of 3 or more. Its last release is of 2023 and there will be
no other: that suits us, for which words are common changes slowly, and no other list can be had from a registry.
"""

import gzip
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import msgpack

from tegenstroom.engines.plain_language.wordset import wordset
from tegenstroom.engines.remembering import while_reading

# Words that everyone here knows though the list does not: of this house and its screens, and of Flanders.
HOUSE = wordset(
    "aanvinken beamer casus casusbespreking co-trainer cursist ervaringsdeskundige inloggen uitloggen login "
    "mailadres nabespreking nazorg pincode pinnummer qr-code supervisie tandem vinkje vrijwilligersvergoeding "
    "wachtlijst webadres whatsapp "
    "bomma bompa bureel buzzypas frituur klevertje mutualiteit overschrijving trefdag verwittigen"
)
_MIN_ZIPF = 3.0
# Short parts fit by chance in many a word: the shorter, the more common they must be.
_MIN_ZIPF_OF_PART = {3: 4.5, 4: 3.8}
_PARTICLES = wordset("aan af bij co door her in mee mede na niet om on op over her uit toe weg")
_LINKS = ("", "s", "e", "en", "n", "-")
_ENDINGS = sorted(
    wordset("e en s 's n t te ten de den d er ere ers st ste je jes tje tjes pje pjes etje etjes end ende ë ën")
)
_VOWELS = "aeiouy"
_LONGEST = 60  # letters; what is longer is no word


@lru_cache(maxsize=1)
def _frequencies() -> dict[str, float]:
    """Zipf values. Reads the file itself: importing wordfreq costs 0.3 s and 21 MB for what we do not use."""
    package = find_spec("wordfreq")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("The package wordfreq is missing: run tools/bootstrap.")
    file = Path(package.submodule_search_locations[0]) / "data" / "small_nl.msgpack.gz"
    with gzip.open(file) as packed:
        header, *by_centibel = msgpack.load(packed)
    if header != {"format": "cB", "version": 1}:
        raise ValueError(f"{file} is not a list of frequencies as wordfreq 3.1 writes it.")
    return {word: 9 - centibel / 100 for centibel, words in enumerate(by_centibel) for word in words}


def zipf(word: str) -> float:
    """How often a word (lower case) is written: 3 is once, 6 is a thousand times in a million words; 0 is less."""
    return _frequencies().get(word, 0.0)


def is_written_so(word: str) -> bool:
    """Whether the word stands in the list in this very form, or is one of the house."""
    return word in HOUSE or zipf(word) >= _MIN_ZIPF


@while_reading
def is_common(word: str) -> bool:
    """Whether a reader knows this word (lower case, composed), itself or by its parts."""
    if len(word) > _LONGEST:
        return False
    return is_written_so(word) or _is_inflected(word) or bool(parts(word))


@while_reading
def parts(word: str) -> tuple[str, ...]:
    """The common words that make up a compound, as `("wacht", "lijst")`; empty when it is none.

    Linking letters are left out; at most four parts. The split with the fewest parts is chosen.
    """
    if len(word) > _LONGEST:
        return ()
    for number in (2, 3, 4):
        found = _split(word, number)
        if found:
            return found
    return ()


def _split(word: str, number: int) -> tuple[str, ...]:
    if number == 1:
        return (word,) if _is_part(word) else ()
    for place in range(2, len(word) - 2):
        first = word[:place]
        if first in _PARTICLES and number == 2 and _is_verb(word[place:]):
            return (first, word[place:])
        if not (_is_part(first) or first in _PARTICLES):
            continue
        for link in _LINKS:
            if not word.startswith(link, place):
                continue
            rest = _split(word[place + len(link) :], number - 1)
            if rest:
                return (first, *rest)
    return ()


def _is_verb(word: str) -> bool:
    """Whether this is a form of a common verb, which a particle may precede: aan-tikt, op-bel."""
    return any(is_written_so(base) for base in _bases(word.removesuffix("t")) if base.endswith("en"))


@while_reading
def _is_part(word: str) -> bool:
    if len(word) < 3:
        return False
    if len(word) in _MIN_ZIPF_OF_PART:
        return zipf(word) >= _MIN_ZIPF_OF_PART[len(word)]
    return is_written_so(word) or _is_inflected(word)


def _is_inflected(word: str) -> bool:
    """Whether some common word takes this form: plural, diminutive, adjective, verb."""
    return any(
        is_written_so(base)
        for ending in ("", *_ENDINGS)
        if word.endswith(ending) and len(word) - len(ending) >= 3
        for base in _bases(word.removesuffix(ending))
    ) or any(is_written_so(base) for base in _infinitives(word))


def _bases(stem: str) -> list[str]:
    """How a stem is written on its own: zal(en) zaal, katt(en) kat, briev(en) brief, klik(t) klikken."""
    found = [stem, stem + "en", stem + "n"]
    if len(stem) < 3:
        return found
    last, before = stem[-1], stem[-2]
    if last == before and last not in _VOWELS:
        found.append(stem[:-1])
    if last not in _VOWELS and before in _VOWELS:
        found.append(f"{stem[:-1]}{before}{last}")
        found.append(f"{stem}{last}en")
        if stem[-3] == before:
            found.append(f"{stem[:-2]}{last}en")
    if last in "vz":
        found += [base[:-1] + ("f" if last == "v" else "s") for base in (stem, f"{stem[:-1]}{before}{last}")]
    return found


def _infinitives(word: str) -> list[str]:
    """The verbs of which a word may be the weak participle: geprint printen, opgebeld opbellen."""
    before, ge, rest = word.partition("ge")
    if not ge or len(rest) < 4 or rest[-1] not in "dt" or (before and before not in _PARTICLES):
        return []
    return [before + base for base in _bases(rest[:-1])]
