"""What a report does not show: what tells of someone by itself, and what that could be computed from."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tegenstroom.engines.questionnaires import Item, Questionnaire, Scale
from tegenstroom.measurement.matrix import Matrix
from tegenstroom.measurement.reports.parts import rounded
from tegenstroom.measurement.reports.rounds import Round
from tegenstroom.measurement.rules.disclosure import Hidden, Line, Question, pins_down, settled
from tegenstroom.measurement.rules.groups import may_be_shown, tells_all
from tegenstroom.measurement.rules.release import pair_shown
from tegenstroom.measurement.rules.waves import Moment


class Withholding:
    """`smallest`: people behind any figure. `cell`: people in any part of a group that is told from the rest.

    `then`: what was said of before the start by who looked back.
    """

    def __init__(
        self, answers: Matrix, smallest: int, cell: int, rounds: Sequence[Round], then: Round | None
    ) -> None:
        self.answers, self.smallest, self.cell = answers, smallest, cell
        self.questionnaire: Questionnaire = answers.questionnaire
        self.rounds, self.then = list(rounds), then
        self._hidden = {each.key: self._settled(each) for each in (*self.rounds, *([then] if then else []))}

    def steps(self) -> Iterator[tuple[Round, Round]]:
        """From each round to the next, and from the first to the last."""
        yield from pairwise(self.rounds)
        if len(self.rounds) > 2:
            yield self.rounds[0], self.rounds[-1]

    def both(self, first: Round, last: Round) -> int:
        """How many answered in both rounds."""
        return len(self.answers.both(first.moment, last.moment))

    def _codes(self, each: Round, item: Item) -> list[int]:
        """The answers to a question that count."""
        counted = set(self.questionnaire.format_of(item).counted)
        place = self.answers.items.index(item.key)
        return [code for cells in each.answers.present() if (code := cells[place]) is not None and code in counted]

    def _sizes(self, each: Round, item: Item) -> list[int]:
        """How many chose each answer, from the lowest, and then how many left it open."""
        codes = self._codes(each, item)
        sizes = [codes.count(code) for code in self.questionnaire.format_of(item).counted]
        return [*sizes, each.people - len(codes)]

    def _pairs(self, scale: Scale, first: Round, last: Round) -> tuple[list[float], list[float]]:
        """Both scores of who has two."""
        pairs = [
            (one[scale.key].value, other[scale.key].value)
            for one, other in zip(first.scores, last.scores, strict=True)
            if one is not None and other is not None and scale.key in one and scale.key in other
        ]
        return [one for one, _other in pairs], [other for _one, other in pairs]

    def _settled(self, each: Round) -> Hidden:
        """What this round does not show: what tells of someone by itself, and what that could be computed from."""
        questions = {item.key: self._question(each, item) for item in self.questionnaire.items}
        lines = {scale.key: _line(scale) for scale in self.questionnaire.scales}
        # Of looking back no question is shown at all.
        items = self.questionnaire.items
        first = {item.key for item in items if each.of_then or self._item_tells(each, item)}
        closed = frozenset(scale.key for scale in self.questionnaire.scales if self._scale_tells(each, scale))
        while True:
            found = settled(questions, lines, Hidden(frozenset(first), closed))
            # How many were asked a question says what was answered to the one before.
            led = {
                item.key
                for item in self.questionnaire.items
                if item.asked_when and item.asked_when.item in found.questions
            }
            if led <= first:
                return found
            first |= led

    def _question(self, each: Round, item: Item) -> Question:
        codes, counted = self._codes(each, item), self.questionnaire.format_of(item).counted
        low, high = (counted[0], counted[-1]) if counted else (0, 0)
        return Question(sum(codes) - low * len(codes), (high - low) * len(codes))

    def _item_tells(self, each: Round, item: Item) -> bool:
        codes, counted = self._codes(each, item), self.questionnaire.format_of(item).counted
        return (
            not may_be_shown(len(codes), smallest=self.smallest)
            or tells_all(codes, smallest=self.cell)
            or pins_down(counted, self._sizes(each, item)[:-1], [(0, len(counted))], smallest=self.cell)
        )

    def _scale_tells(self, each: Round, scale: Scale) -> bool:
        """Whether nearly all have the same score in this round, or came to it by the same step."""
        scores = [rounded(score.value) for score in each.of(scale)]
        if not may_be_shown(len(scores), smallest=self.smallest) or tells_all(scores, smallest=self.cell):
            return True
        for first, last in self._steps_of(each):
            if pair_shown(first.joined(scale), last.joined(scale), smallest=self.smallest):
                before, after = self._pairs(scale, first, last)
                moved = [rounded(now - then) for then, now in zip(before, after, strict=True)]
                if tells_all(moved, smallest=self.cell):
                    return True
        return False

    def _steps_of(self, each: Round) -> list[tuple[Round, Round]]:
        """The changes that stand or fall with this round."""
        if not each.of_then:
            return [(first, last) for first, last in self.steps() if last is each]
        return [(each, other) for other in self.rounds if other.moment in (Moment.BEFORE, each.moment)]

    def _is_closed(self, scale: Scale, each: Round) -> bool:
        return scale.key in self._hidden[each.key].lines

    def _are_open(self, scale: Scale, *rounds: Round) -> bool:
        return not any(self._is_closed(scale, each) for each in rounds)

    def _of_the_same(self, scale: Scale, rounds: Sequence[Round]) -> list[list[float]]:
        """The scores of who has one in each of these rounds, the same people in the same order."""
        rows = zip(*(each.scores for each in rounds), strict=True)
        whole = [row for row in rows if all(each is not None and scale.key in each for each in row)]
        return [[each[scale.key].value for each in column if each] for column in zip(*whole, strict=True)]


def _line(scale: Scale) -> Line:
    weights = scale.weights if scale.weights is not None else (1.0,) * len(scale.items)
    turned = set(scale.reverse)
    return Line(
        {key: -weight if key in turned else weight for key, weight in zip(scale.items, weights, strict=True)}
    )
