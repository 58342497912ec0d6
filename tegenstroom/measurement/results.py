"""Her own result: made when she asks, kept nowhere, for her eyes only."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from tegenstroom.base.prepared import prepared
from tegenstroom.engines.questionnaires import Questionnaire, Scale
from tegenstroom.measurement.actions.answering import sheet_hash
from tegenstroom.measurement.models import Invitation, Sheet
from tegenstroom.measurement.rules.results import Course, Score, course
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.scoring.personal import scores as personal_scores
from tegenstroom.measurement.words import MOMENTS

# Of the drawing: its own units, as in the template.
LENGTH = 200


@dataclass(frozen=True, slots=True)
class Bar:
    """One score as a bar: in which round, how long."""

    moment: str
    score: Score

    @property
    def length(self) -> int:
        """In units of the drawing."""
        return round(LENGTH * self.score.share)


@dataclass(frozen=True, slots=True)
class Line:
    """One scale: its name, a bar a round, and what became of it between the first round and the last."""

    name: str
    bars: list[Bar]
    course: Course | None

    @property
    def now(self) -> Bar | None:
        return self.bars[-1] if self.bars else None


@dataclass(frozen=True, slots=True)
class OwnResult:
    """All that she reads. `rounds`: how many of hers are in it."""

    lines: list[Line]
    rounds: int
    validated: bool
    drawn: int = LENGTH


def own_result(
    invitation: Invitation, questionnaire: Questionnaire, language: str, *, only_this: bool = False
) -> OwnResult:
    """Her scores up to this round, or of this round alone. SealError once her key is gone."""
    wave = invitation.wave
    order = list(Moment)
    so_far = [wave.moment] if only_this else order[: order.index(Moment(wave.moment)) + 1]
    hers = dict(_handed_in(wave.measurement_id, sheet_hash(invitation)))
    rows = {moment: hers[moment] for moment in so_far if moment in hers}
    found = personal_scores(questionnaire, list(rows.values()))
    moments = [str(MOMENTS[Moment(moment)]) for moment in rows]
    lines = [
        _line(scale, list(_bars(scale, moments, found)), questionnaire, language) for scale in questionnaire.scales
    ]
    return OwnResult(lines, len(rows), questionnaire.validated)


@prepared
def _handed_in(measurement: int, code_hash: str) -> QuerySet[Sheet, tuple[str, dict[str, int]]]:
    rows = Sheet.objects.filter(wave__measurement=measurement, code_hash=code_hash, finished=True)
    return rows.values_list("wave__moment", "answers")


def _bars(scale: Scale, moments: list[str], found: list[dict[str, Score]]) -> Iterator[Bar]:
    for moment, hers in zip(moments, found, strict=True):
        if scale.key in hers:
            yield Bar(moment, hers[scale.key])


def _line(scale: Scale, bars: list[Bar], questionnaire: Questionnaire, language: str) -> Line:
    step = course(bars[0].score, bars[-1].score) if len(bars) > 1 else None
    return Line(scale.name.get(language) or scale.name[questionnaire.languages[0]], bars, step)
