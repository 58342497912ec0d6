"""Makes the report of one group, from its answers of this moment. Nobody stands in it alone."""

from collections.abc import Iterator, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from tegenstroom.base.figures import together
from tegenstroom.engines.questionnaires import Questionnaire, Scale, Text
from tegenstroom.measurement.actions.releasing import waits_for
from tegenstroom.measurement.figures import SMALLEST_CELL, SMALLEST_GROUP
from tegenstroom.measurement.matrix import Cells, matrix
from tegenstroom.measurement.models import Measurement
from tegenstroom.measurement.papers.sheets import said
from tegenstroom.measurement.reports import words
from tegenstroom.measurement.reports.guarded import Guarded
from tegenstroom.measurement.reports.parts import Cell, Chapter, Part, Report, Table
from tegenstroom.measurement.reports.questions import Questions
from tegenstroom.measurement.reports.rounds import Round
from tegenstroom.measurement.reports.scales import Scales
from tegenstroom.measurement.rules.consent import Purpose
from tegenstroom.measurement.rules.estimates import (
    LOW_RELIABILITY,
    Caution,
    Facts,
    Refused,
    cautions,
)
from tegenstroom.measurement.rules.reliabilities import Trust
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.words import MOMENTS


def report_of(measurement: Measurement, language: str) -> Report:
    """What can be said of this group now. Raises TooFewError when that is nothing."""
    smallest, cell = map(int, together(timezone.localdate(), SMALLEST_GROUP, SMALLEST_CELL))
    answers = matrix(measurement, Purpose.GROUP, smallest=smallest)
    figures = Guarded(answers, smallest, cell, Trust(measurement.trust))
    return _Maker(measurement, figures, language).report()


class _Maker:
    def __init__(self, measurement: Measurement, figures: Guarded, language: str) -> None:
        self.measurement, self.figures, self.language = measurement, figures, language
        self.questionnaire: Questionnaire = figures.questionnaire
        self.rounds = figures.rounds

    def report(self) -> Report:
        return Report(
            title=self._said(self.questionnaire.title),
            group=self.measurement.group_title,
            chapters=[
                Chapter(_("Wie antwoordde"), [self._who()]),
                *Scales(self.figures, self._said).chapters(),
                Questions(self.figures, self._said).chapter(),
            ],
            cautions=[str(words.CAUTIONS[each]) for each in self._cautions()],
            credit=words.credit(self.questionnaire.licence.attribution),
        )

    def _said(self, text: Text) -> str:
        return said(text, self.questionnaire, self.language)

    def _who(self) -> Part:
        rows: list[Sequence[Cell]] = []
        says: list[str] = []
        standing = {each.moment: each.people for each in self.rounds}
        now = timezone.now()
        for moment, _opens_on, closes_on, asked, done in self.measurement.waves.counts():
            word, stands = words.upper(str(MOMENTS[Moment(moment)])), standing.get(Moment(moment))
            if asked or stands:
                rows.append([word, asked or None, done or None, stands])
            if not stands:
                wait = waits_for(wave=self.measurement.waves.get(moment=moment), now=now)
                says.append(words.not_yet(word, closes_on, today=timezone.localdate(now), wait=wait))
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

    def _cautions(self) -> Iterator[Caution]:
        both = self.figures.both(self.rounds[0], self.rounds[-1]) if len(self.rounds) > 1 else 0
        scales = self.questionnaire.scales
        return cautions(
            Facts(
                people=self.figures.answers.people,
                rounds=len(self.rounds),
                both=both,
                paired=any(
                    self.figures.is_paired(scale, first, last)
                    for first, last in self.figures.steps()
                    for scale in scales
                ),
                scales=len(scales),
                validated=self.questionnaire.validated,
                has_retest=self.figures.has_retest,
                left_open=any(
                    self._is_left_open(cells) for each in self.rounds for cells in each.answers.present()
                ),
                no_score=any(len(each.of(scale)) < each.people for each in self.rounds for scale in scales),
                weak=any(self._is_weak(scale, each) for each in self.rounds for scale in scales),
            )
        )

    def _is_left_open(self, cells: Cells) -> bool:
        """Whether an answer that belongs to a score is not there, or does not count."""
        scored = {key for scale in self.questionnaire.scales for key in scale.items}
        return any(
            item.key in scored and code not in self.questionnaire.format_of(item).counted
            for item, code in zip(self.questionnaire.items, cells, strict=True)
        )

    def _is_weak(self, scale: Scale, each: Round) -> bool:
        alpha, _omega = self.figures.reliability(scale, each)
        return isinstance(alpha, Refused) or alpha.value < LOW_RELIABILITY
