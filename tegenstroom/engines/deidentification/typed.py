"""The names that the writer typed first: found in every form, before anything else."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import combining, normalize

from tegenstroom.engines.deidentification import people
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.remembering import pattern

_ENDING = r"(?:['’]?s|['’]|(?:aa|oo|et|s)?(?:tje|je|ke|ken|kes|tjes|jes)(?:['’]?s)?)?"
_LONG = 5  # letters; a shorter name is part of many a word
_BLANK = r"[\s\-‐‑]+"


def find(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Each name as a whole and each of its words but particles: in any case, with possessive and diminutive."""
    for name in names:
        words = [word for word in name.split() if any(map(str.isalnum, word))]
        if not words:
            continue
        for form in _patterns(words):
            for match in form.finditer(text):
                yield Span(match.start(), match.end(), Label.PERSON, Reason.TYPED, 1.0)


def _patterns(words: list[str]) -> Iterator[re.Pattern[str]]:
    if len(words) > 1:
        yield _pattern(_BLANK.join(map(_any_accent, words)))
    for word in words:
        core = word.strip('.,;:()"“”')
        if core and (len(words) == 1 or (core.lower() not in people.particles() and len(core) > 1)):
            yield _pattern(_any_accent(core))
            if len(core) >= _LONG:
                yield _within(_any_accent(core))


def _within(core: str) -> re.Pattern[str]:
    return pattern(rf"\w*{core}\w*", re.IGNORECASE)


def _pattern(core: str) -> re.Pattern[str]:
    return pattern(rf"(?<![^\W_]){core}{_ENDING}(?![^\W_])", re.IGNORECASE)


def _any_accent(word: str) -> str:
    """The word, composed or not, with or without its accents, with straight or curled apostrophes."""
    plain = "".join(sign for sign in normalize("NFD", word) if not combining(sign))
    forms = sorted({word, normalize("NFC", word), normalize("NFD", word), plain}, key=len, reverse=True)
    return "(?:" + "|".join(re.sub("['’]", "['’]", re.escape(form)) for form in forms if form) + ")"
