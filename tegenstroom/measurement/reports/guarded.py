"""Every figure of a report comes through here, and is shown only when enough people stand behind it and nothing
else that is shown would give away someone with it. No other part of a report asks for a figure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from django.utils.translation import gettext as _

from tegenstroom.engines.questionnaires import Item, Scale
from tegenstroom.engines.sentences import Said
from tegenstroom.measurement import scoring
from tegenstroom.measurement.matrix import Cells, Matrix
from tegenstroom.measurement.matrix import Table as Answers
from tegenstroom.measurement.reports.parts import Cell, rounded
from tegenstroom.measurement.reports.rounds import Cut, Round, View, Views
from tegenstroom.measurement.reports.withholding import Withholding
from tegenstroom.measurement.rules.disclosure import (
    WITHHELD,
    pins_down,
    without_few,
)
from tegenstroom.measurement.rules.estimates import (
    Estimate,
    Found,
    GroupChange,
    Latent,
    Refused,
    Reliable,
    Source,
)
from tegenstroom.measurement.rules.groups import may_be_shown, merged, tells_all
from tegenstroom.measurement.rules.known_elsewhere import retests, sources_of_items
from tegenstroom.measurement.rules.release import all_shown, counts_shown, pair_shown
from tegenstroom.measurement.rules.reliabilities import Trust, retest_rounds
from tegenstroom.measurement.rules.results import Score
from tegenstroom.measurement.rules.waves import Moment

# What the engine says that tells of all of them together, and of nobody who is missing.
OF_ALL = {
    "against-the-rest",
    "alpha-not-retest",
    "few-for-interval",
    "few-for-omega",
    "heywood",
    "mixed-signs",
    "more-persons-than-items",
    "more-than-one",
    "negative-alpha",
    "not-at-rest",
    "reliability-range",
    "ties",
    "too-few-for-level",
    "too-few-items",
    "too-few-persons",
}
HIDDEN: Final = Refused(WITHHELD())


class Guarded(Withholding):
    """`smallest`: people behind any figure. `cell`: people in any part of a group that is told from the rest."""

    hidden = HIDDEN

    def __init__(self, answers: Matrix, smallest: int, cell: int, trust: Trust = Trust.ALL) -> None:
        self.questionnaire, self.trust = answers.questionnaire, trust
        self.answers, self.smallest, self.cell = answers, smallest, cell
        rounds = [self._round(table) for table in answers.tables if table.answered]
        then = replace(self._round(answers.then), of_then=True) if answers.then else None
        super().__init__(answers, smallest, cell, rounds, then)
        self._reliabilities: dict[tuple[str, Moment], tuple[Found, Found]] = {}

    def people(self, people: int, *rounds: Round) -> Cell:
        """How many stand behind a figure of these rounds: “7 tot 8” where the number would count a few others."""
        ends = [without_few(people, each.people, smallest=self.cell) for each in rounds]
        low, high = min(low for low, _high in ends), max(high for _low, high in ends)
        return _from_to(low, high)

    def added(self, scale: Scale, first: Round, last: Round) -> Cell:
        """How many stand behind what two rounds say side by side, counted in each."""
        ends = [without_few(len(each.of(scale)), each.people, smallest=self.cell) for each in (first, last)]
        return _from_to(sum(low for low, _high in ends), sum(high for _low, high in ends))

    def ends(self, scale: Scale) -> Score | None:
        """Any score on it, for the ends of its line."""
        return next((scores[0] for each in self.rounds if (scores := each.of(scale))), None)

    def mean(self, scale: Scale, each: Round) -> Found:
        """The mean of a scale in a round."""
        if self._is_closed(scale, each):
            return HIDDEN
        return self._figure(scoring.mean([score.value for score in each.of(scale)]), each)

    def reliability(self, scale: Scale, each: Round) -> tuple[Found, Found]:
        """α and ω. They say how much the answers to each question differ, and so stand beside no hidden one."""
        key = scale.key, each.moment
        if key not in self._reliabilities:
            self._reliabilities[key] = self._reliability(scale, each)
        return self._reliabilities[key]

    def _reliability(self, scale: Scale, each: Round) -> tuple[Found, Found]:
        if self._is_closed(scale, each) or self._hidden[each.key].questions & set(scale.items):
            return HIDDEN, HIDDEN
        rows = [self._row(cells) for cells in each.answers.present()]
        alpha, omega = scoring.reliability(self.questionnaire, scale, rows)
        return self._figure(alpha, each), self._figure(omega, each)

    def is_paired(self, scale: Scale, first: Round, last: Round) -> bool:
        """Whether change of the same people may stand beside both rounds."""
        return self._are_open(scale, first, last) and pair_shown(
            first.joined(scale), last.joined(scale), smallest=self.smallest
        )

    def change(self, scale: Scale, first: Round, last: Round) -> GroupChange | None:
        """Of the same people where that may be, otherwise of each round alone; None where neither may be shown."""
        if not self._are_open(scale, first, last):
            return None
        if self.is_paired(scale, first, last):
            found, is_told = scoring.change(*self._pairs(scale, first, last)), True
        else:
            before, after = ([score.value for score in each.of(scale)] for each in (first, last))
            found, is_told = scoring.between(before, after), isinstance(self.added(scale, first, last), int)

        def figure(one: Found) -> Found:
            guarded = self._figure(one, first, last)
            if is_told or isinstance(guarded, Refused):
                return guarded
            return replace(guarded, notes=())

        return GroupChange(
            figure(found.mean),
            figure(found.effect),
            figure(found.middle) if found.middle else None,
            figure(found.d_z) if found.d_z else None,
        )

    def looked_back(self, scale: Scale) -> Views | None:
        """What people say of then, beside what they say now and what they said then.

        None where looking back, or the round in which it was done, may not be shown.
        """
        now = next((each for each in self.rounds if self.then and each.moment is self.then.moment), None)
        if self.then is None or now is None or not self._are_open(scale, self.then, now):
            return None
        others = [each for each in self.rounds if each is not now and not self._is_closed(scale, each)]
        before = next((each for each in others if each.moment is Moment.BEFORE), None)
        shown = [self.then, now, *([before] if before else [])]
        values, joined = (
            self._of_the_same(scale, shown),
            [each.joined(scale) for each in (self.then, now, *others)],
        )
        if before and all_shown(joined[:2], joined[2:], smallest=self.smallest) and self._may_step(values):
            found, people = scoring.looked_back(*values), self.people(len(values[0]), *shown)
            views = [View(self._figure(one, *shown), people) for one in (found.adjusted, found.plain, found.shift)]
            return Views(*views)
        shift = self._apart(scale, before, self.then) if before else None
        return Views(self._view(scale, self.then, now), shift=shift)

    def _view(self, scale: Scale, first: Round, last: Round) -> View:
        """Of the same people where whom both tell apart is a group, else of each alone."""
        values = self._of_the_same(scale, [first, last])
        pair = pair_shown(first.joined(scale), last.joined(scale), smallest=self.smallest)
        if not pair or not self._may_step(values):
            return self._apart(scale, first, last)
        found = self._figure(scoring.change(*values).mean, first, last)
        return View(found, self.people(len(values[0]), first, last))

    def _apart(self, scale: Scale, first: Round, last: Round) -> View:
        there = [[score.value for score in each.of(scale)] for each in (first, last)]
        found = self._figure(scoring.between(*there).mean, first, last)
        return self._of_each_alone(found, scale, first, last)

    def _of_each_alone(self, found: Found, scale: Scale, first: Round, last: Round) -> View:
        # Notes may count who left something open.
        told = found if isinstance(found, Refused) else replace(found, notes=())
        return View(told, self.added(scale, first, last), same=False)

    def _may_step(self, values: Sequence[Sequence[float]]) -> bool:
        """Whether enough people stand in these, and no step between two of them is that of nearly everyone."""
        if not values or not may_be_shown(len(values[0]), smallest=self.smallest):
            return False
        return not any(
            tells_all([rounded(b - a) for a, b in zip(one, other, strict=True)], smallest=self.cell)
            for one, other in combinations(values, 2)
        )

    def sources(self, scale: Scale) -> list[str]:
        """Where the item parameters of this scale were published; none when it has none to go by."""
        return sources_of_items(self.questionnaire, scale)

    def latent(self, scale: Scale, each: Round) -> Latent:
        """The mean of the scores with item parameters; beside no hidden question, for it weighs each answer."""
        if self._is_closed(scale, each) or self._hidden[each.key].questions & set(scale.items):
            return Latent(HIDDEN)
        found = [one for one in self._thetas(scale, each) if one is not None]
        mean = self._figure(scoring.mean([theta for theta, _error in found]), each)
        return Latent(mean) if isinstance(mean, Refused) else Latent(mean, sum(se for _, se in found) / len(found))

    def latent_change(self, scale: Scale, first: Round, last: Round) -> View | None:
        """Change of those scores, of the same people where that of the scale is; None where it is not shown."""
        if any(isinstance(self.latent(scale, each).mean, Refused) for each in (first, last)):
            return None
        thetas = [self._thetas(scale, each) for each in (first, last)]
        if self.is_paired(scale, first, last):
            pairs = [(one[0], other[0]) for one, other in zip(*thetas, strict=True) if one and other]
            before, after = ([pair[place] for pair in pairs] for place in (0, 1))
            found = self._figure(scoring.change(before, after).mean, first, last)
            return View(found, self.people(len(pairs), first, last))
        before, after = ([one[0] for one in each if one] for each in thetas)
        found = self._figure(scoring.between(before, after).mean, first, last)
        return self._of_each_alone(found, scale, first, last)

    def _thetas(self, scale: Scale, each: Round) -> list[tuple[float, float] | None]:
        """Score and error of who has a score on the scale, a place a person."""
        there = [scores is not None and scale.key in scores for scores in each.scores]
        rows = [cells for cells, is_there in zip(each.answers.rows, there, strict=True) if cells and is_there]
        found = iter(scoring.latent(self.questionnaire, scale, [self._row(cells) for cells in rows]))
        return [next(found) if is_there else None for is_there in there]

    def may_count(self, scale: Scale, first: Round, last: Round) -> bool:
        """Whether it may be counted how many of who answered both rounds changed."""
        if not self._are_open(scale, first, last):
            return False
        one, other = first.joined(scale), last.joined(scale)
        counted, there = len(one.keys() & other.keys()), self.both(first, last)
        told = without_few(counted, there, smallest=self.cell) == (counted, counted)
        return told and counts_shown(one, other, smallest=self.smallest)

    def reliable(self, scale: Scale, first: Round, last: Round) -> Iterator[Reliable | Refused]:
        """How many changed by more than measurement makes, by each reliability that is known."""
        before, after = self._pairs(scale, first, last)
        for source, value, told in self._trusted(scale, first):
            # A reliability below zero says that the questions do not belong together: nothing can be counted.
            found = self._counted(scoring.reliable(before, after, source, value))
            yield found if isinstance(found, Refused) else replace(found, told=told)

    def _trusted(self, scale: Scale, first: Round) -> Iterator[tuple[Source, float, str]]:
        """The reliabilities by which is counted, and where one of others was published."""
        alpha, _omega = self.reliability(scale, first)
        if self.trust in {Trust.ALL, Trust.ALPHA} and isinstance(alpha, Estimate):
            yield Source.ALPHA, alpha.value, ""
        if self.trust in {Trust.ALL, Trust.RETEST}:
            for norm in retests(self.questionnaire, scale):
                yield Source.RETEST, norm.retest or 0.0, norm.source
        if isinstance(here := self.retest(scale), Estimate):
            yield Source.ROUNDS, here.value, ""

    def retest(self, scale: Scale) -> Found | None:
        """ICC(2,1) of the two rounds that the measurement calls a retest; None where it calls none so."""
        moments = retest_rounds(self.trust)
        if moments is None:
            return None
        pair = [each for each in self.rounds if each.moment in moments]
        if len(pair) < 2 or not self.is_paired(scale, pair[0], pair[1]):
            return HIDDEN
        return self._figure(scoring.retest(*self._pairs(scale, pair[0], pair[1])), *pair)

    @property
    def has_retest(self) -> bool:
        """Whether changes are counted by a retest."""
        known = bool(retests(self.questionnaire))
        return retest_rounds(self.trust) is not None or (known and self.trust is not Trust.ALPHA)

    def item_mean(self, item: Item, each: Round) -> float | None:
        """Of one question, to one decimal: means of twelve questions to two say what someone left open."""
        if item.key in self._hidden[each.key].questions:
            return None
        codes = self._codes(each, item)
        return round(sum(codes) / len(codes), 1)

    def cuts(self, item: Item) -> tuple[dict[Moment, Cut], bool]:
        """The answers to a question by round, where they may be shown; whether all rounds are cut alike."""
        shown = [each for each in self.rounds if item.key not in self._hidden[each.key].questions]
        sizes = {each.moment: self._sizes(each, item) for each in shown}
        if not any(each[-1] for each in sizes.values()):
            sizes = {moment: each[:-1] for moment, each in sizes.items()}
        # Cut at the same places in each round, where that can be: then the bars can be compared.
        shared = merged(*sizes.values(), smallest=self.cell) if sizes else []
        found = {}
        for each in shown:
            parts = shared or merged(sizes[each.moment], smallest=self.cell)
            if parts and not self._tells(item, each, sizes[each.moment], parts):
                counted = [sum(sizes[each.moment][begins:ends]) for begins, ends in parts]
                found[each.moment] = Cut(parts, counted)
        return found, bool(shared)

    def _tells(self, item: Item, each: Round, sizes: Sequence[int], parts: Sequence[tuple[int, int]]) -> bool:
        """Whether these parts beside what else is shown count one or two people."""
        codes = self.questionnaire.format_of(item).counted
        answers = [(begins, min(ends, len(codes))) for begins, ends in parts if begins < len(codes)]
        if pins_down(codes, sizes[: len(codes)], answers, smallest=self.cell):
            return True
        if item.asked_when is None:
            return False
        # How many were asked it, is how many gave those answers to the question before.
        before = self.questionnaire.item(item.asked_when.item)
        cut = self.cuts(before)[0].get(each.moment)
        if cut is None:
            return True
        places = {
            place
            for place, code in enumerate(self.questionnaire.format_of(before).counted)
            if code in item.asked_when.codes
        }
        counts = self._sizes(each, before)
        for (begins, ends), people in zip(cut.parts, cut.people, strict=True):
            inside = sum(counts[place] for place in places if begins <= place < ends)
            if any(0 < some < self.cell for some in (inside, people - inside)):
                return True
        return False

    def _round(self, table: Answers) -> Round:
        present = scoring.scores(self.questionnaire, [self._row(cells) for cells in table.present()])
        found = iter(present)
        return Round(table.moment, table, [None if cells is None else next(found) for cells in table.rows])

    def _row(self, cells: Cells) -> dict[str, int | None]:
        return dict(zip(self.answers.items, cells, strict=True))

    def _figure(self, found: Found, *rounds: Round) -> Found:
        """A figure of enough people with what may be said beside it, or why there is none if that may be said."""
        if isinstance(found, Refused):
            n = found.why.values.get("n", self.smallest)
            return found if n >= self.smallest and self._may_say(found.why, *rounds) else HIDDEN
        if not may_be_shown(found.n, smallest=self.smallest):
            return HIDDEN
        return replace(found, notes=tuple(note for note in found.notes if self._may_say(note, *rounds)))

    def _may_say(self, said: Said, *rounds: Round) -> bool:
        n = said.values.get("n")
        return said.code in OF_ALL and (n is None or isinstance(self.people(n, *rounds), int))

    def _counted(self, found: Reliable | Refused) -> Reliable | Refused:
        return HIDDEN if isinstance(found, Refused) and found.why.code not in OF_ALL else found


def _from_to(low: int, high: int) -> Cell:
    return low if low == high else _("%(low)s tot %(high)s") % {"low": low, "high": high}
