"""The chapter of a report that goes through the questions one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tegenstroom.engines.questionnaires import Item, Text
from tegenstroom.measurement.reports import words
from tegenstroom.measurement.reports.drawing import Axis, Bar, Bars, Dumbbell, Dumbbells, pieces_of
from tegenstroom.measurement.reports.guarded import Guarded
from tegenstroom.measurement.reports.parts import Cell, Chapter, Part, Table, shown
from tegenstroom.measurement.reports.rounds import Cut, Round


@dataclass(frozen=True, slots=True)
class Questions:
    """`said` puts a text of the questionnaire in the language of the reader."""

    figures: Guarded
    said: Callable[[Text], str]

    def chapter(self) -> Chapter:
        rounds = self.figures.rounds
        parts = [self._bars(number, item) for number, item in enumerate(self.figures.questionnaire.items, 1)]
        if len(rounds) > 1:
            parts.insert(0, self._dumbbells(rounds[0], rounds[-1]))
        return Chapter(_("Vraag per vraag"), parts)

    def _bars(self, number: int, item: Item) -> Part:
        bars, rows, says = [], list[Sequence[Cell]](), list[str]()
        cuts, alike = self.figures.cuts(item)
        for each in self.figures.rounds:
            cut = cuts.get(each.moment)
            if cut is None:
                says.append(words.withheld(each.word))
                continue
            pieces = pieces_of(self._names(item, cut), cut.people)
            counted_as = ". ".join(f"{words.upper(piece.label)}: {piece.count}" for piece in pieces)
            bars.append(Bar(each.word, f"{each.word}. {counted_as}.", pieces))
            rows += [[each.word, piece.label, piece.count] for piece in pieces]
        return Part(
            f"{number}. {self.said(item.text)}",
            says=says,
            picture=Bars(bars) if bars else None,
            table=Table([_("Wanneer"), _("Antwoord"), _("Mensen")], rows) if rows else None,
            beware=[str(words.CUT_APART)] if len(bars) > 1 and not alike else [],
            aside=True,
        )

    def _names(self, item: Item, cut: Cut) -> list[str]:
        """The parts of a bar in words: “van soms tot vaak”. Who left it open stands in the last one."""
        answers = self.figures.questionnaire.format_of(item)
        labels = {each.code: self.said(each.label) for each in answers.choices}
        names = [labels[code] for code in answers.counted]
        return [words.part(names[begins:ends], is_open=ends > len(names)) for begins, ends in cut.parts]

    def _dumbbells(self, first: Round, last: Round) -> Part:
        """The means of each question in both rounds."""
        dumbbells, rows = [], list[Sequence[Cell]]()
        turned = {key for scale in self.figures.questionnaire.scales for key in scale.reverse}
        for number, item in enumerate(self.figures.questionnaire.items, 1):
            label = f"{number}. {self.said(item.text)}"
            if item.key in turned:
                label = f"{label} ({words.TURNED})"
            before, after = (self.figures.item_mean(item, each) for each in (first, last))
            rows.append([label, before, after])
            if before is not None and after is not None:
                dumbbells.append(self._dumbbell(item, label, before, after))
        says = [str(words.DOTS)] if dumbbells else [words.told(self.figures.hidden.why)]
        if dumbbells and turned:
            says.append(str(words.TURNED_MEANS))
        return Part(
            words.from_to(first.word, last.word),
            says=says,
            picture=Dumbbells(dumbbells) if dumbbells else None,
            table=Table([_("Vraag"), first.word, last.word], rows, decimals=1),
            beware=[_("Bij zo veel vragen verschilt er altijd wel één door toeval.")],
        )

    def _dumbbell(self, item: Item, label: str, before: float, after: float) -> Dumbbell:
        answers = self.figures.questionnaire.format_of(item)
        labels = {each.code: self.said(each.label) for each in answers.choices}
        low, high = answers.counted[0], answers.counted[-1]
        axis = Axis(low, high)
        says = f"{label} {shown(before, 1)} → {shown(after, 1)}"
        return Dumbbell(label, says, axis.place(before), axis.place(after), labels[low], labels[high])
