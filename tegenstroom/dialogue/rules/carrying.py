"""What she marked in a story goes along when the story changes, to each place where its words stand now."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tegenstroom.dialogue.rules.drafts import Choice
from tegenstroom.dialogue.rules.found import same
from tegenstroom.engines.remembering import pattern, reading

type Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that she marked, or that she took out where they were found, with what she chose and wrote.

    `is_part`: they were part of a longer word. `is_hers`: she marked them herself.
    """

    words: str
    choice: Choice
    line: Mapping[str, str]
    is_part: bool = False
    is_hers: bool = True


@dataclass(slots=True)
class Carried:
    """Where marks stand now, and those of her own that stand nowhere any more, or across what was found since.

    `around`: what was found around a mark of hers.
    """

    placed: list[tuple[Span, Mark]] = field(default_factory=list)
    lost: list[Mark] = field(default_factory=list)
    around: set[Span] = field(default_factory=set)


def is_part(start: int, end: int, text: str) -> bool:
    """Whether what stands here is part of a longer word."""
    return text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()


@reading
def carry(marks: Iterable[Mark], text: str, found: Sequence[Span]) -> Carried:
    """Put each mark where its words stand in this text. `found`: what was found in it.

    What was found around a mark asks her itself. Of marks on the same words with several choices, as many as there
    are places each keeps its own; otherwise they all get one that takes the words out.
    """
    groups: dict[str, list[Mark]] = {}
    for mark in marks:
        groups.setdefault(same(mark.words), []).append(mark)
    carried = Carried()
    for group in sorted(groups.values(), key=lambda group: -len(group[0].words)):
        _carry_group(group, text, found, carried)
    carried.placed.sort(key=lambda one: one[0])
    return carried


def _carry_group(group: list[Mark], text: str, found: Sequence[Span], carried: Carried) -> None:
    taken = [span for span, _mark in carried.placed]
    places = [place for place in _places(group, text) if not any(_meet(place, other) for other in taken)]
    is_hers = any(mark.is_hers for mark in group)
    is_cut = False
    for number, place in enumerate(places):
        met = [other for other in found if _meet(place, other)]
        # Found again just there: hers stands, and what the engine found is asked or decided already.
        is_asked = place in met and not is_hers
        if not is_asked and all(place[0] <= start and end <= place[1] for start, end in met):
            carried.placed.append((place, _for_place(group, number, len(places))))
        elif around := {(start, end) for start, end in met if start <= place[0] and place[1] <= end}:
            carried.around |= around if is_hers else set()
        else:
            is_cut = True
    stands = places or any(same(group[0].words) in same(text[start:end]) for start, end in taken)
    if is_hers and (is_cut or not stands):
        carried.lost.append(group[0])


def _for_place(group: list[Mark], number: int, places: int) -> Mark:
    if len(group) == places:
        return group[number]
    return next((mark for mark in group if mark.choice in {Choice.REPLACE, Choice.GENERALISE}), group[0])


def _places(group: list[Mark], text: str) -> list[Span]:
    """Where these words stand; of what she did not mark herself only to the letter."""
    core = r"\s+".join(map(re.escape, group[0].words.split()))
    form = core if any(mark.is_part for mark in group) else rf"(?<![^\W_]){core}(?![^\W_])"
    flags = re.IGNORECASE if any(mark.is_hers for mark in group) else re.NOFLAG
    return [match.span() for match in pattern(form, flags).finditer(text)] if core else []


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
