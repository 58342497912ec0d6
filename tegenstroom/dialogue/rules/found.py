"""What was found in a draft, as its writer looks at it: in which order, between which words, and where else."""

import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from tegenstroom.dialogue.rules.drafts import DIRECT, MARKED, UNKNOWN, UNKNOWN_CAPITAL, Choice, Decided
from tegenstroom.dialogue.rules.road import Step
from tegenstroom.engines.remembering import pattern, reading

# Characters before and after a finding: a sentence, and no page full.
AROUND = 160
# What ends a sentence, or a line.
END = re.compile(r"[.!?…]+[\"'”’)]*\s+|\n+")
NAMES = frozenset(("PERSON", "NICKNAME"))
# What a sentence about rules and organisations speaks of.
OF_NO_ONE = frozenset(("LOCATION", "POSTCODE", "ORG"))


class Leading(StrEnum):
    """What words lead to that are about to be said: she is asked about them once, and says them all the same."""

    NUMBER = "number"
    NAME = "name"
    STREET = "street"
    HOUSE = "house"


LEADING = {"PERSON": Leading.NAME, "ADDRESS": Leading.STREET, "ORG": Leading.HOUSE}


class Group(StrEnum):
    """Under which heading a finding stands. Names first; capitals that nobody knows apart, at the end."""

    NAMES = "names"
    DIRECT = "direct"
    INDIRECT = "indirect"
    UNKNOWN = "unknown"
    MARKED = "marked"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words of a finding with the sentence in which they stand."""

    before: str
    words: str
    after: str


def group_of(label: str, reason: str) -> Group:
    """The heading for this label and this reason, as the engine gives them."""
    if label == MARKED:
        return Group.MARKED
    if label == UNKNOWN or reason == UNKNOWN_CAPITAL:
        return Group.UNKNOWN
    if label in NAMES:
        return Group.NAMES
    return Group.DIRECT if label in DIRECT else Group.INDIRECT


def points_at_someone(label: str, reason: str) -> bool:
    """Whether a finding says who someone is, or where to reach her; a capital that nobody knows is no name yet."""
    return label in DIRECT - OF_NO_ONE and reason != UNKNOWN_CAPITAL


def excerpt(text: str, start: int, end: int) -> Excerpt:
    """The sentence around a place; a long one is cut at a space, with … where words are left out."""
    head, tail = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    begins = [match.end() for match in END.finditer(head)]
    if begins:
        head = head[begins[-1] :]
    elif start > AROUND:
        head = f"… {head.partition(' ')[2]}"
    if ending := END.search(tail):
        tail = tail[: ending.start()] + ending[0].strip()
    elif end + AROUND < len(text):
        tail = f"{tail.rpartition(' ')[0]} …"
    return Excerpt(head, text[start:end], tail)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words by which someone may be known and on which nothing was decided, with each text in which they stand."""

    words: str
    label: str
    reason: str
    places: tuple[tuple[Step, Excerpt], ...]

    @property
    def key(self) -> str:
        """The same for the same words, and none of their letters."""
        return blake2b(same(self.words).encode(), digest_size=8).hexdigest()

    def left(self, why: str) -> Decided:
        """The decision to let them stay for this reason, as the rules look at it."""
        return Decided(0, len(self.words), self.label, Choice.LEAVE, why=why, reason=self.reason)


def same(words: str) -> str:
    """What two findings share when they are the same words, in capitals or not."""
    return " ".join(words.casefold().split())


def advised(advice: str) -> str:
    """The words that an advice names, to put into a text; empty where it says only what to leave out."""
    named = advice.removeprefix("Schrijf: ")
    return "" if named == advice else named.rstrip(".")


@reading
def places_of(words: str, text: str) -> list[tuple[int, int]]:
    """Where these words stand, in order. Blanks may differ; capitals only where nothing else is found.

    Parts of longer words count only when the words stand nowhere by themselves.
    """
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return []
    core = r"\s+".join(parts)
    for form in (rf"(?<!\w){core}(?!\w)", core):
        for flags in (re.NOFLAG, re.IGNORECASE):
            if found := [match.span() for match in pattern(form, flags).finditer(text)]:
                return found
    return []


def exact_place(words: str, nth: int, text: str) -> tuple[int, int] | None:
    """The nth time (from 1) that exactly these characters stand there; None when that is too often."""
    found = -1
    for time in range(nth):
        found = text.find(words, found + len(words) if time else 0)
        if found < 0 or not words:
            return None
    return (found, found + len(words)) if found >= 0 else None
