"""Sentences that a report or a page can show: a code for programs, a Dutch sentence for people, values to fill in.

The engines speak Dutch and know no gettext. Each sentence is declared once with `dutch(code, sentence)`;
`tools/messages.py` collects the second argument, so a page can show it in the reader's language:

    >>> from tegenstroom.engines.sentences import dutch
    >>> few = dutch("example-few", "Met {n} personen kan dit niet.")
    >>> str(few(n=12))
    'Met 12 personen kan dit niet.'
    >>> few(n=12).in_words({"Met {n} personen kan dit niet.": "Not with {n} people."}.get)
    'Not with 12 people.'
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

_SHOWN = 5  # names in a sentence; a longer list hides the point


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and what is filled in. `str()` gives the Dutch."""

    code: str
    dutch: str
    values: Mapping[str, Any]

    def __str__(self) -> str:
        return self.in_words(str)

    def in_words(self, translate: Callable[[str], str]) -> str:
        """The sentence as `translate` puts the Dutch one, with numbers and names filled in."""
        return translate(self.dutch).format(**{name: _put(value) for name, value in self.values.items()})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that waits for its values. Calling it fills them in."""

    code: str
    dutch: str

    def __call__(self, **values: Any) -> Said:
        return Said(self.code, self.dutch, MappingProxyType(values))


SENTENCES: dict[str, Sentence] = {}


def dutch(code: str, sentence: str) -> Sentence:
    """Declare a sentence. A code belongs to one sentence: programs rely on it."""
    declared = SENTENCES.setdefault(code, Sentence(code, sentence))
    if declared.dutch != sentence:
        raise ValueError(f"The code {code!r} already has another sentence.")
    return declared


def _put(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.3g}".replace(".", ",")
    if isinstance(value, tuple | list):
        names = [_put(each) for each in value[:_SHOWN]]
        return ", ".join(names) + (" …" if len(value) > _SHOWN else "")
    return str(value)
