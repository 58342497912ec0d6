"""Makes the report of one group, from its answers of this moment. Nobody stands in it alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils import timezone
from django.utils.translation import gettext as _

from tegenstroom.base.figures import together
from tegenstroom.engines.questionnaires import Item, Questionnaire, Scale, Text
from tegenstroom.measurement import scoring
from tegenstroom.measurement.figures import SMALLEST_CELL, SMALLEST_GROUP
from tegenstroom.measurement.matrix import Cells, Matrix, matrix
from tegenstroom.measurement.matrix import Table as Answers
from tegenstroom.measurement.models import Measurement
from tegenstroom.measurement.papers.sheets import said
from tegenstroom.measurement.reports import words
from tegenstroom.measurement.reports.drawing import Axis, Bar, Bars, Dumbbell, Dumbbells, Span, Spans, pieces_of
from tegenstroom.measurement.reports.parts import Cell, Chapter, Part, Report, Table, rounded, short, shown
from tegenstroom.measurement.rules.consent import Purpose
from tegenstroom.measurement.rules.estimates import (
    LOW_RELIABILITY,
    Caution,
    Estimate,
    Facts,
    Found,
    GroupChange,
    Refused,
    Reliable,
    Source,
    cautions,
)
from tegenstroom.measurement.rules.groups import merged, tells_all
from tegenstroom.measurement.rules.release import pair_shown
from tegenstroom.measurement.rules.results import Score
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.words import MOMENTS


@dataclass(frozen=True, slots=True)
class _Round:
    """One round that may be shown: its answers and their scores, a place a person."""

    moment: Moment
    answers: Answers
    scores: Sequence[dict[str, Score] | None]

    @property
    def word(self) -> str:
        return _upper(str(MOMENTS[self.moment]))

    def of(self, scale: Scale) -> list[Score]:
        """The scores on a scale of who has one."""
        return [each[scale.key] for each in self.scores if each is not None and scale.key in each]

    def joined(self, scale: Scale) -> dict[int, int]:
        """Who has a score on it, by her place, and with which release she came into the report."""
        return {
            place: release
            for place, (each, release) in enumerate(zip(self.scores, self.answers.joined, strict=True))
            if each is not None and scale.key in each and release is not None
        }


def report_of(measurement: Measurement, language: str) -> Report:
    """What can be said of this group now. Raises TooFewError when that is nothing."""
    smallest, cell = map(int, together(timezone.localdate(), SMALLEST_GROUP, SMALLEST_CELL))
    answers = matrix(measurement, Purpose.GROUP, smallest=smallest)
    return _Maker(measurement, answers, language, smallest, cell).report()


class _Maker:
    """`smallest`: people behind any figure. `cell`: people in any part of a group that is told from the rest."""

    def __init__(self, measurement: Measurement, answers: Matrix, language: str, smallest: int, cell: int) -> None:
        self.measurement, self.answers, self.language = measurement, answers, language
        self.smallest, self.cell = smallest, cell
        self.questionnaire: Questionnaire = answers.questionnaire
        self.reliabilities: dict[tuple[str, Moment], tuple[Found, Found]] = {}
        self.rounds = [self._round(table) for table in answers.tables if table.answered]

    def report(self) -> Report:
        scales = [self._scale(scale) for scale in self.questionnaire.scales]
        return Report(
            title=self._said(self.questionnaire.title),
            group=self.measurement.group_title,
            chapters=[Chapter(_("Wie antwoordde"), [self._who()]), *scales, self._items()],
            cautions=[str(words.CAUTIONS[each]) for each in self._cautions()],
            credit=words.credit(self.questionnaire.licence.attribution),
        )

    def _round(self, table: Answers) -> _Round:
        present = scoring.scores(self.questionnaire, [self._row(cells) for cells in table.present()])
        found = iter(present)
        return _Round(table.moment, table, [None if cells is None else next(found) for cells in table.rows])

    def _row(self, cells: Cells) -> dict[str, int | None]:
        return dict(zip(self.answers.items, cells, strict=True))

    def _said(self, text: Text) -> str:
        return said(text, self.questionnaire, self.language)

    def _who(self) -> Part:
        rows: list[Sequence[Cell]] = []
        says: list[str] = []
        for moment, _opens_on, closes_on, asked, done in self.measurement.waves.counts():
            word, stands = _upper(str(MOMENTS[Moment(moment)])), self.answers.of(Moment(moment)).answered
            if asked or stands:
                rows.append([word, asked or None, done or None, stands or None])
            if not stands:
                says.append(words.not_yet(word, closes_on, today=timezone.localdate()))
        return Part(
            _("Hoeveel mensen"),
            says=says,
            table=Table([_("Wanneer"), _("Gevraagd"), _("Antwoordde"), _("Staat hier")], rows),
            beware=[
                _(
                    "Wie zijn antwoorden terugneemt, staat hier niet meer. Dan gaan er ook anderen uit, door het "
                    "lot. Zo ziet niemand wie wegging."
                )
            ],
        )

    def _scale(self, scale: Scale) -> Chapter:
        parts = [self._means(scale), self._reliability(scale)]
        if len(self.rounds) > 1:
            parts += [self._change(scale, first, last) for first, last in self._steps()]
        return Chapter(self._said(scale.name), parts)

    def _steps(self) -> Iterator[tuple[_Round, _Round]]:
        """From each round to the next, and from the first to the last."""
        yield from pairwise(self.rounds)
        if len(self.rounds) > 2:
            yield self.rounds[0], self.rounds[-1]

    def _means(self, scale: Scale) -> Part:
        spans, rows, says = [], list[Sequence[Cell]](), []
        for each in self.rounds:
            scores = each.of(scale)
            if len(scores) < self.smallest:
                rows.append([each.word, None, None, None, None])
                continue
            values = [score.value for score in scores]
            found = None if tells_all(values, smallest=self.cell) else scoring.mean(values)
            if found is None or isinstance(found, Refused):
                says.append(f"{each.word}: {words.told(found.why) if found else words.ALIKE}")
                rows.append([each.word, len(scores), None, None, None])
                continue
            axis = Axis(scores[0].low, scores[0].high)
            line = f"{each.word}: {words.interval(found)}"
            spans.append(Span(each.word, line, *map(axis.place, (found.low, found.value, found.high))))
            rows.append([each.word, found.n, *map(rounded, (found.value, found.low, found.high))])
        ends = next((scores[0] for each in self.rounds if (scores := each.of(scale))), None)
        reach = (
            [_("De lijn gaat van %(low)s tot %(high)s.") % {"low": short(ends.low), "high": short(ends.high)}]
            if ends
            else []
        )
        columns = [_("Wanneer"), _("Mensen"), _("Gemiddeld"), _("Van"), _("Tot")]
        return Part(
            _("Gemiddeld"),
            says=says or ([] if spans else [str(words.NO_PEOPLE)]),
            picture=Spans(spans) if spans else None,
            table=Table(columns, rows),
            beware=[*reach, _("De streep toont waar het gemiddelde zou kunnen liggen, met 95 % zekerheid.")],
        )

    def _reliability(self, scale: Scale) -> Part:
        rows: list[Sequence[Cell]] = []
        says: list[str] = []
        notes: dict[str, None] = {}
        for each in self.rounds:
            alpha, omega = self._reliabilities(scale, each)
            for name, found in (("α", alpha), ("ω", omega)):
                rows.append([f"{each.word}, {name}", *_numbers(found)])
                says.append(f"{each.word}. {words.of(name, found)}")
            notes |= dict.fromkeys(words.notes_of(alpha, omega))
        return Part(
            _("Hoe betrouwbaar hier"),
            says=says,
            table=Table([_("Wanneer en welke"), _("Mensen"), _("Waarde"), _("Van"), _("Tot")], rows),
            beware=[
                *notes,
                _("1 is het hoogste. Dit zegt of de vragen bij elkaar passen, niet of ze het juiste meten."),
            ],
            folded=True,
            aside=True,
        )

    def _reliabilities(self, scale: Scale, each: _Round) -> tuple[Found, Found]:
        key = scale.key, each.moment
        if key not in self.reliabilities:
            rows = [self._row(cells) for cells in each.answers.present()]
            self.reliabilities[key] = scoring.reliability(self.questionnaire, scale, rows)
        return self.reliabilities[key]

    def _change(self, scale: Scale, first: _Round, last: _Round) -> Part:
        title = _("Van “%(first)s” naar “%(last)s”") % {"first": first.word, "last": last.word}
        pairs = [
            (one[scale.key].value, other[scale.key].value)
            for one, other in zip(first.scores, last.scores, strict=True)
            if one is not None and other is not None and scale.key in one and scale.key in other
        ]
        before, after = [one for one, _other in pairs], [other for _one, other in pairs]
        if not self._is_paired(scale, first, last):
            return self._apart(title, scale, first, last)
        if tells_all([rounded(other - one) for one, other in pairs], smallest=self.cell):
            return Part(title, says=[str(words.ALIKE)])
        found = scoring.change(before, after)
        counted = words.counts(self._reliable(scale, first, before, after), smallest=self.cell)
        return self._changed(title, found, [words.course(found.mean), *counted])

    def _is_paired(self, scale: Scale, first: _Round, last: _Round) -> bool:
        return pair_shown(first.joined(scale), last.joined(scale), smallest=self.smallest)

    def _apart(self, title: str, scale: Scale, first: _Round, last: _Round) -> Part:
        """Where a change would show who answered in one of both rounds only: what the rounds say, side by side."""
        before, after = ([score.value for score in each.of(scale)] for each in (first, last))
        if min(len(before), len(after)) < self.smallest:
            return Part(title, says=[str(words.NO_PEOPLE)])
        if any(tells_all(values, smallest=self.cell) for values in (before, after)):
            return Part(title, says=[str(words.ALIKE)])
        found = scoring.between(before, after)
        says = [words.difference(found.mean), str(words.NOT_THE_SAME)]
        return self._changed(title, found, says, people=_("Mensen, beide rondes opgeteld"))

    def _changed(self, title: str, found: GroupChange, says: list[str], *, people: str = "") -> Part:
        rows: list[Sequence[Cell]] = [
            [_("Verschil in punten"), *_numbers(found.mean)],
            [_("Verschil in standaardafwijkingen (Hedges’ g)"), *_numbers(found.effect)],
        ]
        if found.middle is not None:
            rows.append([_("Middelste verschil (Hodges–Lehmann, Wilcoxon)"), *_numbers(found.middle)])
        refused = [each for each in (found.effect, found.middle) if isinstance(each, Refused)]
        return Part(
            title,
            says=says,
            table=Table([_("Wat"), people or _("Mensen"), _("Waarde"), _("Van"), _("Tot")], rows),
            beware=list(
                dict.fromkeys(
                    [
                        *(words.told(each.why) for each in refused),
                        *words.notes_of(*(each for each in (found.mean, found.middle) if each)),
                    ]
                )
            ),
            folded=True,
        )

    def _reliable(
        self, scale: Scale, first: _Round, before: list[float], after: list[float]
    ) -> Iterator[Reliable | Refused]:
        alpha, _omega = self._reliabilities(scale, first)
        if isinstance(alpha, Estimate):
            # A reliability below zero says that the questions do not belong together: nothing can be counted.
            yield scoring.reliable(before, after, Source.ALPHA, alpha.value)
        else:
            yield alpha
        for norm in self.questionnaire.norms:
            if norm.scale == scale.key and norm.retest is not None:
                yield scoring.reliable(before, after, Source.RETEST, norm.retest)

    def _items(self) -> Chapter:
        parts = [self._bars(number, item) for number, item in enumerate(self.questionnaire.items, 1)]
        if len(self.rounds) > 1:
            parts.insert(0, self._dumbbells(self.rounds[0], self.rounds[-1]))
        return Chapter(_("Vraag per vraag"), parts)

    def _codes(self, each: _Round, item: Item) -> list[int]:
        """The answers to a question that count."""
        counted = set(self.questionnaire.format_of(item).counted)
        place = self.answers.items.index(item.key)
        return [code for cells in each.answers.present() if (code := cells[place]) is not None and code in counted]

    def _bars(self, number: int, item: Item) -> Part:
        answers = self.questionnaire.format_of(item)
        counted, labels = answers.counted, {each.code: self._said(each.label) for each in answers.choices}
        bars, rows, says = [], list[Sequence[Cell]](), list[str]()
        answered = [
            (each, codes) for each in self.rounds if len(codes := self._codes(each, item)) >= self.smallest
        ]
        counts = [[codes.count(code) for code in counted] for _each, codes in answered]
        # Cut at the same places in each round, where that can be: then the bars can be compared.
        shared = merged(*counts, smallest=self.cell) if counts else []
        for (each, _codes), sizes in zip(answered, counts, strict=True):
            parts = shared or merged(sizes, smallest=self.cell)
            names = [_from_to(labels[counted[begins]], labels[counted[ends - 1]]) for begins, ends in parts]
            pieces = pieces_of(names, [sum(sizes[begins:ends]) for begins, ends in parts])
            if not pieces:
                says.append(str(words.NOT_APART) % {"when": each.word})
            else:
                counted_as = ". ".join(f"{_upper(piece.label)}: {piece.count}" for piece in pieces)
                bars.append(Bar(each.word, f"{each.word}. {counted_as}.", pieces))
                rows += [[each.word, piece.label, piece.count] for piece in pieces]
        if len(answered) < len(self.rounds):
            says.append(str(words.NO_PEOPLE))
        return Part(
            f"{number}. {self._said(item.text)}",
            says=says,
            picture=Bars(bars) if bars else None,
            table=Table([_("Wanneer"), _("Antwoord"), _("Mensen")], rows) if rows else None,
            beware=[str(words.CUT_APART)] if len(bars) > 1 and not shared else [],
            aside=True,
        )

    def _dumbbells(self, first: _Round, last: _Round) -> Part:
        """The means of each question in both rounds."""
        dumbbells, rows = [], list[Sequence[Cell]]()
        for number, item in enumerate(self.questionnaire.items, 1):
            counted = self.questionnaire.format_of(item).counted
            label = f"{number}. {self._said(item.text)}"
            means = [self._mean_of(self._codes(each, item)) for each in (first, last)]
            rows.append([label, *means])
            before, after = means
            if before is None or after is None:
                continue
            axis = Axis(counted[0], counted[-1])
            says = f"{label} {shown(before, 1)} → {shown(after, 1)}"
            dumbbells.append(Dumbbell(label, says, axis.place(before), axis.place(after)))
        columns = [_("Vraag"), first.word, last.word]
        return Part(
            _("Van “%(first)s” naar “%(last)s”") % {"first": first.word, "last": last.word},
            says=[_("Het open bolletje is het gemiddelde van de eerste keer, het volle dat van de laatste keer.")]
            if dumbbells
            else [str(words.NO_PEOPLE)],
            picture=Dumbbells(dumbbells) if dumbbells else None,
            table=Table(columns, rows, decimals=1),
            beware=[_("Bij zo veel vragen verschilt er altijd wel één door toeval.")],
        )

    def _mean_of(self, codes: list[int]) -> float | None:
        """Of one question, to one decimal: means of twelve questions to two say what someone left open."""
        if len(codes) < self.smallest or tells_all(codes, smallest=self.cell):
            return None
        return round(sum(codes) / len(codes), 1)

    def _cautions(self) -> Iterator[Caution]:
        both = len(self.answers.both(self.rounds[0].moment, self.rounds[-1].moment)) if len(self.rounds) > 1 else 0
        return cautions(
            Facts(
                people=self.answers.people,
                rounds=len(self.rounds),
                both=both,
                paired=any(
                    self._is_paired(scale, first, last)
                    for first, last in self._steps()
                    for scale in self.questionnaire.scales
                ),
                scales=len(self.questionnaire.scales),
                validated=self.questionnaire.validated,
                has_retest=any(norm.retest is not None for norm in self.questionnaire.norms),
                left_open=any(
                    self._is_left_open(cells) for each in self.rounds for cells in each.answers.present()
                ),
                no_score=any(
                    len(each.of(scale)) < each.answers.answered
                    for each in self.rounds
                    for scale in self.questionnaire.scales
                ),
                weak=any(
                    self._is_weak(scale, each) for each in self.rounds for scale in self.questionnaire.scales
                ),
            )
        )

    def _is_left_open(self, cells: Cells) -> bool:
        """Whether an answer that belongs to a score is not there, or does not count."""
        scored = {key for scale in self.questionnaire.scales for key in scale.items}
        return any(
            item.key in scored and code not in self.questionnaire.format_of(item).counted
            for item, code in zip(self.questionnaire.items, cells, strict=True)
        )

    def _is_weak(self, scale: Scale, each: _Round) -> bool:
        alpha, _omega = self._reliabilities(scale, each)
        return isinstance(alpha, Refused) or alpha.value < LOW_RELIABILITY


def _upper(word: str) -> str:
    return word[:1].upper() + word[1:]


def _from_to(first: str, last: str) -> str:
    return first if first == last else _("van “%(first)s” tot “%(last)s”") % {"first": first, "last": last}


def _numbers(found: Found) -> list[Cell]:
    """People, value and the ends of the interval, or nothing."""
    if isinstance(found, Refused):
        return [None, None, None, None]
    return [found.n, *map(rounded, (found.value, found.low, found.high))]
