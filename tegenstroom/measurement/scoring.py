"""The sole door from the site to the psychometrics. numpy is loaded when someone asks for a score, not before."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tegenstroom.engines.questionnaires import Combine, Questionnaire
from tegenstroom.measurement.rules.results import Score

if TYPE_CHECKING:
    from tegenstroom.engines.psychometrics import Answers, Scale

type Row = Mapping[str, int | None]


def scores(questionnaire: Questionnaire, rows: Sequence[Row]) -> list[dict[str, Score]]:
    """For each row of answers its scores by scale; a scale of which too little was answered is left out.

    Nothing is kept: whoever asks has the answers.
    """
    from tegenstroom.engines import psychometrics  # noqa: PLC0415  see above

    if not rows or not questionnaire.scales:
        return [{} for _row in rows]
    found = psychometrics.score(answers_of(questionnaire, rows), scales_of(questionnaire))
    ends = [found.ranges[place] for place in range(len(found.scales))]
    return [
        {
            name: Score(float(value), *ends[place])
            for place, (name, value) in enumerate(zip(found.scales, values, strict=True))
            if value == value  # noqa: PLR0124  a score that is no number equals nothing
        }
        for values in found.values
    ]


def answers_of(questionnaire: Questionnaire, rows: Sequence[Row]) -> "Answers":
    """Rows as the engine takes them: a code that does not count is an open answer, and so is an unknown one."""
    from tegenstroom.engines import psychometrics  # noqa: PLC0415  see above

    counted = [questionnaire.format_of(item).counted for item in questionnaire.items]
    table = [
        [_counted(row.get(item.key), codes) for item, codes in zip(questionnaire.items, counted, strict=True)]
        for row in rows
    ]
    names = [item.key for item in questionnaire.items]
    return psychometrics.answers(table, names, categories=[[float(code) for code in codes] for codes in counted])


def scales_of(questionnaire: Questionnaire) -> "list[Scale]":
    """The scales of a questionnaire as the engine knows them, by key."""
    from tegenstroom.engines import psychometrics  # noqa: PLC0415  see above

    return [
        psychometrics.Scale(
            name=scale.key,
            items=scale.items,
            reverse=scale.reverse,
            weights=scale.weights,
            minimum=scale.minimum,
            combine=psychometrics.Combine.SUM if scale.combine is Combine.SUM else psychometrics.Combine.MEAN,
        )
        for scale in questionnaire.scales
    ]


def _counted(code: int | None, codes: Sequence[int]) -> float | None:
    return float(code) if code is not None and code in codes else None
