"""Whether someone on whom a coach depends sits in a group. Names are compared as people say them.

Too wide is safe and too narrow is not: who is taken for someone else costs a coach one question, without a word.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

# A year and a month of it.
type Month = tuple[int, int]


class Kind(StrEnum):
    """Someone, or a house."""

    PERSON = "person"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Depended:
    """One line of her list. `organisation` is the id of a house that we know, None for one that she wrote."""

    kind: Kind
    name: str
    organisation: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Everyone who will be there, as the one who asks knows them: names, and houses by id and by name."""

    people: Collection[str] = field(default=())
    organisations: Collection[int] = field(default=())
    organisation_names: Collection[str] = field(default=())
    # By number of the person: each coach who comes or is asked, with her own names and houses.
    coaches: Mapping[int, "Group"] = field(default_factory=dict)

    def met_by(self, coach: int) -> "Group":
        """All whom this coach meets there: the others, the coaches among them, and never she herself."""
        return Group.of([self, *(fellow for number, fellow in self.coaches.items() if number != coach)])

    @staticmethod
    def of(groups: Collection["Group"]) -> "Group":
        """Everyone who is in any of these groups, the coaches among them apart."""
        return Group(
            people={name for group in groups for name in group.people},
            organisations={house for group in groups for house in group.organisations},
            organisation_names={name for group in groups for name in group.organisation_names},
        )


# Share of letters in common, 0 to 1.
CLOSE = 0.8
# Said before a name, never part of it.
TITLES = {"mevrouw", "mevr", "mw", "meneer", "mijnheer", "heer", "dhr", "juffrouw", "dokter", "dr"}
LEGAL_FORMS = {"vzw", "asbl", "nv", "bv", "cv"}
WORD = re.compile(r"[^\W_]+")
APOSTROPHE = re.compile(r"['’`]")
# O.C.M.W. and O C M W are one word.
SPELLED = re.compile(r"\b(\w)[.\s](?=\w\b)")
LETTERS_WITHOUT_MARKS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


def words_of(name: str) -> list[str]:
    """The words of a name without capitals, accents, dots and dashes: `["an", "van", "damme"]`."""
    # Twice: a letter in a fancy script becomes a plain capital first.
    small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    bare = "".join(sign for sign in small if not unicodedata.combining(sign)).translate(LETTERS_WITHOUT_MARKS)
    return WORD.findall(APOSTROPHE.sub("", bare))


def words_of_person(name: str) -> list[str]:
    """The words of a name without *mevrouw* or *de heer*."""
    words = words_of(name)
    if words[:2] == ["de", "heer"]:
        words = words[1:]
    return [word for word in words if word not in TITLES]


def words_of_service(name: str) -> list[str]:
    """The words of the name of a house without *vzw*; what is spelled out is one word."""
    return [word for word in words_of(SPELLED.sub(r"\1", name)) if word not in LEGAL_FORMS]


def is_whole_name(name: str) -> bool:
    """True for a given and a family name: with one word, nobody can be told from another."""
    return len(words_of_person(name)) > 1


def same_person(one: str, other: str) -> bool:
    """True for names that may be of one person: in any order, however spaced, with a second name or without."""
    ours, theirs = words_of_person(one), words_of_person(other)
    if not ours or not theirs:
        return False
    if _turned("".join(ours), "".join(theirs)):
        return True
    fewer, more = sorted((frozenset(ours), frozenset(theirs)), key=len)
    return len(fewer) > 1 and fewer <= more


def same_service(one: str, other: str) -> bool:
    """True for names that may be of one house: `OCMW Antwerpen` and `O.C.M.W. Stad Antwerpen`."""
    ours, theirs = words_of_service(one), words_of_service(other)
    if not ours or not theirs:
        return False
    return "".join(ours) == "".join(theirs) or set(ours) <= set(theirs) or set(theirs) <= set(ours)


def looks_like(one: str, other: str) -> bool:
    """True for names that may be of one house but for a slip of the pen: to ask her which one she means."""
    alike = SequenceMatcher(None, "".join(words_of_service(one)), "".join(words_of_service(other)))
    return same_service(one, other) or alike.ratio() >= CLOSE


def sits_in(depended: Depended, group: Group) -> bool:
    """True when this person or service is in the group."""
    if depended.kind is Kind.PERSON:
        return any(same_person(depended.name, name) for name in group.people)
    if depended.organisation is not None and depended.organisation in group.organisations:
        return True
    return any(same_service(depended.name, name) for name in group.organisation_names)


def clashes(depended: Iterable[Depended], group: Group) -> bool:
    """True when anyone on her list sits in the group."""
    return any(sits_in(line, group) for line in depended)


def may_be_asked(*, clash: bool, avoids: bool, has_room: bool, is_taken: bool) -> bool:
    """True when nothing of hers stands in the way. Which of them it was, nobody is told."""
    return has_room and not (clash or avoids or is_taken)


def month_of(day: date) -> Month:
    """The month in which a heavy day counts."""
    return day.year, day.month


def has_room(wanted: Iterable[date], *, has: Mapping[Month, int], most: Mapping[Month, int]) -> bool:
    """True when all these heavy days fit beside those that she `has`, in each of their months."""
    more = Counter(month_of(day) for day in wanted)
    return all(has.get(month, 0) + days <= most[month] for month, days in more.items())


def most_heavy_days(own: int | None, network: int) -> int:
    """Her own limit where she set a lower one than the network's."""
    return network if own is None else min(own, network)


def _turned(one: str, other: str) -> bool:
    """True when the letters are the same from another beginning: `anvandamme` and `vandammean`."""
    return len(one) == len(other) and other in one + one
