"""What policy makers read of a sentence by theme and by period, so that nobody traces it to the few.

Sentences are counted in dialogues, and a *part* is the dialogues on one theme, of one period, or of both.

1. Which parts can be chosen follows from the dialogues that were held, never from what was named in them: that a
   part is missing tells nothing of a sentence. It holds the least number of dialogues or more. Whoever subtracts
   finds nothing, or a crowd again: of a part that holds another one, and of a part beside all that can be chosen
   inside it, none are left over, or the least number. Where too few would be left, the smallest part goes.
2. A period can be chosen when it is over: who looks twice does not see one dialogue come in.
3. In a part a sentence is told when the least number of its dialogues named it, and one of them did not: what each
   of them said would be known of each.
4. Counts go down to a step of the least number: "at least five", "at least ten".
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

type Ids = frozenset[int]


class Period(NamedTuple):
    """A year, or one of its quarters (1 to 4)."""

    year: int
    quarter: int = 0

    @property
    def key(self) -> str:
        return f"{self.year}-{self.quarter}" if self.quarter else f"{self.year}"

    def is_over(self, today: date) -> bool:
        return self < quarter_of(today) if self.quarter else self.year < today.year


@dataclass(frozen=True, slots=True)
class Held:
    """A dialogue that came as far as its harvest, on this day, on a case with these themes."""

    pk: int
    day: date
    themes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Part:
    """Which dialogues are asked for; all of them where nothing is said."""

    theme: str = ""
    period: Period | None = None

    def holds(self, other: "Part") -> bool:
        """Whether the other part lies inside this one, whatever was held."""
        if self.theme not in {"", other.theme}:
            return False
        if self.period is None or self.period == other.period:
            return True
        return other.period is not None and self.period == Period(other.period.year)


EVERYTHING = Part()
type Parts = dict[Part, Ids]


def quarter_of(day: date) -> Period:
    """The quarter in which a day lies."""
    return Period(day.year, (day.month + 2) // 3)


class Crowd:
    """All dialogues in which a sentence could be named, and the parts that can be told apart in them."""

    def __init__(self, dialogues: Iterable[Held], *, today: date, least: int) -> None:
        self.least = least
        self.parts = told_apart(_all_parts(list(dialogues), today), least)

    @property
    def themes(self) -> list[str]:
        """Those that can be chosen."""
        return [part.theme for part in self.parts if part.theme and part.period is None]

    @property
    def periods(self) -> list[Period]:
        """Those that can be chosen."""
        return [part.period for part in self.parts if part.period and not part.theme]

    def told(self, named: Ids, part: Part) -> int:
        """In how many dialogues of a part a sentence was named, at least; 0 where that is not told."""
        members = self.parts.get(part, frozenset())
        count = len(named & members)
        if part != EVERYTHING and count == len(members):
            return 0
        return count - count % self.least if count >= self.least else 0


def told_apart(parts: Parts, least: int) -> Parts:
    """The parts that can be chosen. The whole always is: `harvest.is_shown` says what is told there."""
    kept = {part: ids for part, ids in parts.items() if part == EVERYTHING or len(ids) >= least}
    while wrong := {*_nearly_all_of_another(kept, least), *_leaving_few(kept, least)}:
        kept = {part: ids for part, ids in kept.items() if not any(one.holds(part) for one in wrong)}
    return kept


def _all_parts(dialogues: Sequence[Held], today: date) -> Parts:
    """Each theme, each year and quarter that is over, and both together, with the dialogues that lie there."""
    found: defaultdict[Part, set[int]] = defaultdict(set, {EVERYTHING: set()})
    for one in dialogues:
        periods = [period for period in (Period(one.day.year), quarter_of(one.day)) if period.is_over(today)]
        for theme in ("", *one.themes):
            for period in (None, *periods):
                found[Part(theme, period)].add(one.pk)
    return {part: frozenset(ids) for part, ids in found.items()}


def _nearly_all_of_another(kept: Parts, least: int) -> Iterator[Part]:
    """Parts that hold all but a few of another one."""
    for part, ids in kept.items():
        if part != EVERYTHING and any(ids < of and _few(of - ids, least) for of in kept.values()):
            yield part


def _leaving_few(kept: Parts, least: int) -> Iterator[Part]:
    """The smallest of those that together hold all but a few of the part in which they lie."""
    for whole, ids in kept.items():
        for inside in _families(whole, kept):
            if _few(ids.difference(*(kept[part] for part in inside)), least):
                yield min(inside, key=lambda part: (len(kept[part]), str(part)))


def _families(whole: Part, kept: Parts) -> list[list[Part]]:
    """What divides a part: its themes, its years (with the quarters of the year that goes on), its quarters."""
    inside = [part for part in kept if part != whole and whole.holds(part)]
    themes = [part for part in inside if part.period == whole.period]
    periods = [part for part in inside if part.theme == whole.theme]
    years = {part.period.year for part in periods if part.period and not part.period.quarter}
    widest = [
        part for part in periods if part.period and (not part.period.quarter or part.period.year not in years)
    ]
    return [family for family in (themes, widest) if family]


def _few(ids: Ids, least: int) -> bool:
    return 0 < len(ids) < least
