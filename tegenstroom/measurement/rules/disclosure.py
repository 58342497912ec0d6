"""What may stand beside what in a report: its reader adds and subtracts every figure that it shows.

The mean of a scale is the sum of its questions, so a question that is hidden can be found from the others. Who
reads is taken to know more than is printed: exact sums, and of the hidden questions that stand in the same shown
scales also what they are together. What is hidden must then still be open by a part of all that it could be;
otherwise another question is hidden with it, and where that does not help, a scale.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby, islice
from operator import or_

from tegenstroom.engines.sentences import dutch

# One sentence for every reason: which one it was would tell what is hidden.
WITHHELD = dutch(
    "withheld", "Dit cijfer tonen we niet. Samen met de andere zou het te veel zeggen van wie antwoordde."
)
# How much of all that a hidden figure could be must stay open: a point on a line of five answers.
OPEN = 0.25

type Signature = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """The answers to one question in one round: how far their sum lies above its lowest, of `reach` at most."""

    height: float
    reach: float

    @property
    def room(self) -> float:
        """How far from both ends."""
        return min(self.height, self.reach - self.height)


@dataclass(frozen=True, slots=True)
class Line:
    """A scale: the weight of each of its questions, below zero for one that is turned around."""

    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Hidden:
    """What one round does not show: questions, and scales with all that is said of them."""

    questions: frozenset[str] = frozenset()
    lines: frozenset[str] = frozenset()


def settled(questions: Mapping[str, Question], lines: Mapping[str, Line], first: Hidden) -> Hidden:
    """`first`, which may not be shown for its own sake, with what it could be computed from."""
    return _Settling(questions, lines, first).settled()


class _Settling:
    def __init__(self, questions: Mapping[str, Question], lines: Mapping[str, Line], first: Hidden) -> None:
        self.questions, self.lines, self.first = questions, lines, first
        self.hidden, self.closed = set(first.questions), set(first.lines)

    def settled(self) -> Hidden:
        while any(self._widened_question(key) for key in sorted(self.first.questions)) or any(
            # A scale that was closed for the sake of another may as well not be found.
            self._widened_line(key)
            for key in sorted(self.closed)
        ):
            pass
        return Hidden(frozenset(self.hidden), frozenset(self.closed))

    def _widened_question(self, key: str) -> bool:
        """Whether something more had to be hidden for this question."""
        question, sign = self.questions[key], self._signature(key)
        if not sign:
            return False
        company = [other for other in self.questions if other != key and self._signature(other) == sign]
        needed = OPEN * question.reach

        def is_open(others: Collection[str]) -> bool:
            return self._width([key], others) >= needed

        if is_open([other for other in company if other in self.hidden]):
            return False
        rest = [other for other in company if other not in self.hidden]
        if rest and is_open(company):
            self._hide_one(rest)
        else:
            self._close_one({key})
        return True

    def _widened_line(self, key: str) -> bool:
        """Whether something more had to be hidden for this scale."""
        inside = set(self.lines[key].weights)
        needed = OPEN * sum(abs(weight) * self.questions[each].reach for each, weight in self._weights(key))
        if self._freedom(key, self.hidden) >= needed:
            return False
        if self._freedom(key, self.hidden | inside) >= needed:
            self._hide_one(inside - self.hidden)
            return True
        return self._close_one(inside)

    def _freedom(self, key: str, hidden: Collection[str]) -> float:
        """How far apart the least and the most lie that the sum of this scale can be."""
        weights, freedom = dict(self._weights(key)), 0.0
        for sign, together in groupby(sorted(hidden, key=self._signature), self._signature):
            group = list(together)
            inside = [each for each in group if each in weights]
            if not sign:
                freedom += sum(abs(weights[each]) * self.questions[each].reach for each in inside)
            elif inside:
                least = min(abs(weights[each]) for each in inside)
                freedom += least * self._width(inside, [each for each in group if each not in weights])
        return freedom

    def _width(self, some: Collection[str], others: Collection[str]) -> float:
        """How much the sum of some can differ, when what they are together with the others is known."""
        whole = sum(self._turned_height(key) for key in (*some, *others))
        reach, besides = (sum(self.questions[key].reach for key in keys) for keys in (some, others))
        return min(reach, whole) - max(0.0, whole - besides)

    def _turned_height(self, key: str) -> float:
        question = self.questions[key]
        return question.reach - question.height if self._is_turned(key) else question.height

    def _is_turned(self, key: str) -> bool:
        return any(weight < 0 for _line, weight in self._shown_weights(key)[:1])

    def _signature(self, key: str) -> Signature:
        """In which shown scales it stands and how: what stands in them alike is only known together."""
        sign = -1.0 if self._is_turned(key) else 1.0
        return tuple((line, sign * weight) for line, weight in self._shown_weights(key))

    def _shown_weights(self, key: str) -> list[tuple[str, float]]:
        return [
            (name, line.weights[key])
            for name, line in self.lines.items()
            if name not in self.closed and key in line.weights
        ]

    def _weights(self, line: str) -> Iterator[tuple[str, float]]:
        yield from self.lines[line].weights.items()

    def _hide_one(self, among: Collection[str]) -> None:
        """The one with the most room: one alone will often do."""
        order = list(self.questions)
        self.hidden.add(max(among, key=lambda key: (self.questions[key].room, -order.index(key))))

    def _close_one(self, questions: Collection[str]) -> bool:
        """The smallest of the shown scales in which any of these stands; False when there is none."""
        shown = [
            key for key, line in self.lines.items() if key not in self.closed and line.weights.keys() & questions
        ]
        if shown:
            self.closed.add(min(shown, key=lambda key: len(self.lines[key].weights)))
        return bool(shown)


def pins_down(
    codes: Sequence[int], sizes: Sequence[int], parts: Sequence[tuple[int, int]], *, smallest: int
) -> bool:
    """Whether these parts and the mean tell how many chose one answer, where those are fewer than `smallest`.

    `codes`: the answers in order; `sizes`: how many chose each; `parts`: where each part begins and ends.
    """
    steps = [code - codes[0] for code in codes]
    total = sum(step * size for step, size in zip(steps, sizes, strict=True))
    sums = [_sums(steps[begins:ends], sum(sizes[begins:ends])) for begins, ends in parts]
    for place, (begins, ends) in enumerate(parts):
        others = reduce(_added, sums[:place] + sums[place + 1 :], 1)
        people = sum(sizes[begins:ends])
        for at in range(begins, ends):
            if 0 < sizes[at] < smallest:
                rest = [step for other, step in enumerate(steps) if begins <= other < ends and other != at]
                ways = (
                    count
                    for count in range(people + 1)
                    if _holds(_added(_sums(rest, people - count), others), total - count * steps[at])
                )
                if len(list(islice(ways, 2))) < 2:
                    return True
    return False


def _sums(steps: Sequence[int], people: int) -> int:
    """All that so many answers can add up to: a number of which the bit at each such sum is set."""
    found = 1
    for _person in range(people):
        found = reduce(or_, (found << step for step in steps), 0)
    return found


def _added(one: int, other: int) -> int:
    """All that a sum of the one and a sum of the other can add up to."""
    return reduce(or_, (one << place for place in range(other.bit_length()) if other >> place & 1), 0)


def _holds(sums: int, total: int) -> bool:
    return total >= 0 and bool(sums >> total & 1)


def without_few(people: int, of: int, *, smallest: int) -> tuple[int, int]:
    """From how many to how many people stand behind a figure, as may be said beside `of`, which is shown.

    The same number twice, unless so few are left out that they would be counted by subtraction.
    """
    if 0 < of - people < smallest:
        return of - smallest + 1, of - 1
    return people, people
