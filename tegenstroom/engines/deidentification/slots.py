"""A stretch of a text in which other words are put, with what stands around it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

_FAR = 80  # characters that a rule looks back or on
ARTICLE = r"(?:de|den|d'n|het|'t|’t|een|'n|’n|ne|nen)"
OWN = r"(?:mijn|mijne|mijnen|m'n|jouw|uw|zijn|zijne|zijnen|z'n|haar|hare|heur|d'r|ons|onze|onzen|hun|hunne|jullie)"
POINTING = r"(?:die|dien|dat|deze|dezen|dit|dees|elke|elk|iedere|ieder|geen|welke|welk|dezelfde|hetzelfde)"
DETERMINER = rf"(?:{ARTICLE}|{OWN}|{POINTING})"
_LEAD = re.compile(r"een ")


@dataclass(frozen=True, slots=True)
class Slot:
    """`text[start:end]` goes, `words` come. What lies before `since` or past `until` is of another."""

    text: str
    start: int
    end: int
    label: str
    words: str
    since: int
    until: int
    # The label of the choice before, and what stands between, when that is little.
    behind: str = ""
    between: str = ""

    @property
    def before(self) -> str:
        """What stands before it and may be changed."""
        return self.text[max(self.since, self.start - _FAR) : self.start]

    @property
    def after(self) -> str:
        """What stands behind it and may be changed."""
        return self.text[self.end : min(self.until, self.end + _FAR)]

    @property
    def written(self) -> str:
        """What stood there."""
        return self.text[self.start : self.end]

    @property
    def is_stand_in(self) -> bool:
        """Whether a name in brackets comes there: that stays as it is."""
        return self.words.startswith("[")

    def put(self, words: str, *, back: int = 0, on: int = 0) -> "Slot":
        """Other words, in so many characters more before and behind."""
        return replace(self, words=words, start=self.start - back, end=self.end + on)


def said_before(slot: Slot, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The match of a pattern that ends where the slot begins."""
    return pattern.search(slot.before)


def length(match: re.Match[str]) -> int:
    """How many characters it takes."""
    return match.end() - match.start()


def without_article(words: str) -> str:
    """As in "kleine stad" for "een kleine stad"."""
    return _LEAD.sub("", words, count=1)


def first_that_fits(slot: Slot, rules: Iterable[Callable[[Slot], Slot | None]]) -> Slot:
    """What the first rule makes of it that has something to say; the slot itself when none has."""
    return next((fitted for rule in rules if (fitted := rule(slot)) is not None), slot)


def like(word: str, written: str) -> str:
    """The word with a capital where there was one; not among capitals only."""
    return word.capitalize() if written[:1].isupper() and not written[1:].isupper() else word


def say_the_same(first: Slot, second: Slot, links: re.Pattern[str]) -> bool:
    """Whether two choices are one: of a kind, in the same words, with only a link between."""
    alike = (first.label, first.words) == (second.label, second.words) and not first.is_stand_in
    return alike and links.fullmatch(first.text, first.end, second.start) is not None
