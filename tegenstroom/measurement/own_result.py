"""Her own result: a score a scale, in words and as a bar, and beside what she answered before."""

from dataclasses import dataclass

from tegenstroom.measurement.actions.answering import sheets_before
from tegenstroom.measurement.models import Sheet
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.scoring import Score, scores_of
from tegenstroom.measurement.words import MOMENTS


@dataclass(frozen=True, slots=True)
class Bar:
    """One moment: the score as people say it, and how far the bar reaches, in percent."""

    when: str
    value: float
    filled: int


@dataclass(frozen=True, slots=True)
class Line:
    """One scale. `bars` is empty when she answered too little; `change` is +1, 0 or -1 since before."""

    name: str
    low: float
    high: float
    bars: list[Bar]
    change: int | None


def lines(sheet: Sheet, language: str) -> list[Line]:
    """What she sees of her own answers, oldest moment first."""
    questionnaire = sheet.wave.measurement.version.questionnaire
    sheets = [*sheets_before(sheet), sheet]
    by_sheet = [scores_of(questionnaire, each.answers) for each in sheets]
    when = [str(MOMENTS[Moment(each.wave.moment)]) for each in sheets]
    return [
        _line(scale.name[language], when, [scores[place] for scores in by_sheet])
        for place, scale in enumerate(questionnaire.scales)
    ]


def _line(name: str, when: list[str], scores: list[Score]) -> Line:
    last = scores[-1]
    bars = [_bar(moment, score) for moment, score in zip(when, scores, strict=True) if score.value is not None]
    change = None
    if last.value is not None and len(bars) > 1:
        change = _sign(bars[-1].value - bars[-2].value, last.high - last.low)
    return Line(name, last.low, last.high, bars if last.value is not None else [], change)


def _bar(when: str, score: Score) -> Bar:
    value = score.value or 0.0
    return Bar(when, round(value, 1), round(100 * (value - score.low) / (score.high - score.low)))


def _sign(difference: float, width: float) -> int:
    """A difference of less than a tenth of what can be is called the same."""
    if abs(difference) < width / 10:
        return 0
    return 1 if difference > 0 else -1
