"""The chapters of a report that each say something of one scale: its mean, its reliability and what changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from tegenstroom.engines.questionnaires import Scale, Text
from tegenstroom.measurement.reports import words
from tegenstroom.measurement.reports.drawing import Axis, Span, Spans
from tegenstroom.measurement.reports.guarded import Guarded
from tegenstroom.measurement.reports.known_items import KnownItems
from tegenstroom.measurement.reports.looking_back import LookingBack
from tegenstroom.measurement.reports.parts import Cell, Chapter, Part, Table, numbers, short
from tegenstroom.measurement.reports.rounds import Round
from tegenstroom.measurement.rules.estimates import Found, GroupChange, Refused
from tegenstroom.measurement.rules.reliabilities import retest_rounds
from tegenstroom.measurement.words import MOMENTS


@dataclass(frozen=True, slots=True)
class Scales:
    """`said` puts a text of the questionnaire in the language of the reader."""

    figures: Guarded
    said: Callable[[Text], str]

    def chapters(self) -> list[Chapter]:
        return [self._chapter(scale) for scale in self.figures.questionnaire.scales]

    def _chapter(self, scale: Scale) -> Chapter:
        parts = [self._means(scale), self._reliability(scale)]
        parts += [self._change(scale, first, last) for first, last in self.figures.steps()]
        if self.figures.sources(scale):
            parts.append(KnownItems(self.figures).part(scale))
        if self.figures.then:
            parts.append(LookingBack(self.figures).part(scale, self.figures.then))
        return Chapter(self.said(scale.name), parts)

    def _means(self, scale: Scale) -> Part:
        spans, rows, says = [], list[Sequence[Cell]](), []
        ends = self.figures.ends(scale)
        for each in self.figures.rounds:
            found = self.figures.mean(scale, each)
            rows.append([each.word, *self._numbers(found, each)])
            if isinstance(found, Refused):
                says.append(f"{each.word}: {words.told(found.why)}")
            elif ends is not None:
                axis = Axis(ends.low, ends.high)
                line = f"{each.word}: {words.interval(found)}"
                spans.append(Span(each.word, line, *map(axis.place, (found.low, found.value, found.high))))
        reach = (
            [_("De lijn gaat van %(low)s tot %(high)s.") % {"low": short(ends.low), "high": short(ends.high)}]
            if ends
            else []
        )
        columns = [_("Wanneer"), _("Mensen"), _("Gemiddeld"), _("Van"), _("Tot")]
        return Part(
            _("Gemiddeld"),
            says=says,
            picture=Spans(spans) if spans else None,
            table=Table(columns, rows),
            beware=[*reach, _("De streep toont waar het gemiddelde zou kunnen liggen, met 95 % zekerheid.")],
        )

    def _reliability(self, scale: Scale) -> Part:
        rows: list[Sequence[Cell]] = []
        says: list[str] = []
        notes: dict[str, None] = {}
        for each in self.figures.rounds:
            alpha, omega = self.figures.reliability(scale, each)
            for name, found in (("α", alpha), ("ω", omega)):
                rows.append([f"{each.word}, {name}", *self._numbers(found, each)])
                says.append(f"{each.word}. {words.of(name, found)}")
            notes |= dict.fromkeys(words.notes_of(alpha, omega))
        again = self.figures.retest(scale)
        if again is not None:
            says.append(self._retest(again))
            notes |= dict.fromkeys([str(words.RETEST_MEANS), *words.notes_of(again)])
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

    def _retest(self, found: Found) -> str:
        moments = retest_rounds(self.figures.trust) or ()
        names = [words.upper(str(MOMENTS[moment])) for moment in moments]
        pair = [each for each in self.figures.rounds if each.moment in moments]
        return words.retest(found, names[0], names[1], people=self._people(found, *pair))

    def _change(self, scale: Scale, first: Round, last: Round) -> Part:
        title = words.from_to(first.word, last.word)
        found = self.figures.change(scale, first, last)
        if found is None:
            return Part(title, says=[words.told(self.figures.hidden.why), str(words.MORE_OR_OTHERS)])
        counted = self._counted(scale, first, last)
        if self.figures.is_paired(scale, first, last):
            course = words.course(found.mean, people=self._people(found.mean, first, last))
            return self._changed(title, found, [course, *counted], (first, last))
        return self._apart(title, found, counted, (first, last), self.figures.added(scale, first, last))

    def _counted(self, scale: Scale, first: Round, last: Round) -> list[str]:
        """How many of who answered both rounds changed, or what would make it possible to say so."""
        both = self.figures.both(first, last)
        if both < self.figures.smallest:
            return [words.needs_both(self.figures.smallest)]
        if not self.figures.may_count(scale, first, last):
            return [str(words.MORE_OR_OTHERS)]
        found = list(self.figures.reliable(scale, first, last))
        counted = list(words.counts(found, smallest=self.figures.cell))
        return [words.of_both(both), *counted] if counted else [str(words.NEEDS_RELIABILITY)]

    def _apart(
        self, title: str, found: GroupChange, counted: list[str], rounds: tuple[Round, Round], people: Cell
    ) -> Part:
        """Where a change would show who answered in one of both rounds only: what the rounds say, side by side."""
        says = [words.difference(found.mean), str(words.NOT_THE_SAME), *counted]
        part = self._changed(title, found, says, rounds)
        assert part.table is not None
        rows = [[row[0], None if row[1] is None else people, *row[2:]] for row in part.table.rows]
        columns = [part.table.columns[0], _("Mensen, beide rondes opgeteld"), *part.table.columns[2:]]
        return replace(part, table=Table(columns, rows))

    def _changed(self, title: str, found: GroupChange, says: list[str], rounds: tuple[Round, Round]) -> Part:
        rows: list[Sequence[Cell]] = [[_("Verschil in punten"), *self._numbers(found.mean, *rounds)]]
        if found.d_z is None:
            rows.append([_("Hedges’ g, tussen rondes"), *self._numbers(found.effect, *rounds)])
        else:
            rows.append([_("d_z, van dezelfde mensen"), *self._numbers(found.d_z, *rounds)])
            rows.append([_("Hedges’ g, van dezelfde mensen"), *self._numbers(found.effect, *rounds)])
        if found.middle is not None:
            rows.append(
                [_("Middelste verschil (Hodges–Lehmann, Wilcoxon)"), *self._numbers(found.middle, *rounds)]
            )
        refused = [each for each in (found.effect, found.middle) if isinstance(each, Refused)]
        meant = words.BETWEEN_ROUNDS if found.d_z is None else words.OF_THE_SAME
        beware = [
            *(words.told(each.why) for each in refused),
            *words.notes_of(*(each for each in (found.mean, found.middle) if each)),
        ]
        return Part(
            title,
            says=says,
            table=Table([_("Wat"), _("Mensen"), _("Waarde"), _("Van"), _("Tot")], rows),
            beware=list(dict.fromkeys(beware)),
            explains=[str(meant)],
            folded=True,
        )

    def _people(self, found: Found, *rounds: Round) -> Cell:
        return None if isinstance(found, Refused) else self.figures.people(found.n, *rounds)

    def _numbers(self, found: Found, *rounds: Round) -> list[Cell]:
        return numbers(found, self._people(found, *rounds))
