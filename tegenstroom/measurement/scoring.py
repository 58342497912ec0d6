"""Scores of answers: the one door to the psychometrics, which is opened at the first score."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from tegenstroom.engines.questionnaires import Questionnaire, Scale


@dataclass(frozen=True, slots=True)
class Score:
    """What someone's answers come to on one scale; `value` is None where she answered too little for a score."""

    scale: Scale
    value: float | None
    low: float
    high: float


def scores_of(questionnaire: Questionnaire, answers: Mapping[str, int]) -> list[Score]:
    """One person's scores, computed when she asks and kept nowhere."""
    return [score for [score] in scored(questionnaire, [answers])]


def scored(questionnaire: Questionnaire, people: list[Mapping[str, int]]) -> list[list[Score]]:
    """By scale the score of each of these people, in their order."""
    return [_on_scale(questionnaire, scale, people) for scale in questionnaire.scales]


def _on_scale(questionnaire: Questionnaire, scale: Scale, people: list[Mapping[str, int]]) -> list[Score]:
    from tegenstroom.engines import psychometrics as engine  # noqa: PLC0415  brings NumPy along

    counted = {key: questionnaire.format_of(questionnaire.item(key)).counted for key in scale.items}
    table = [[each.get(key) if each.get(key) in counted[key] else None for key in scale.items] for each in people]
    data = engine.answers(table, scale.items, categories=[counted[key] for key in scale.items])
    asked = engine.Scale(
        scale.key,
        scale.items,
        reverse=scale.reverse,
        weights=scale.weights,
        minimum=scale.minimum,
        combine=engine.Combine(scale.combine.value),
    )
    found = engine.score(data, [asked])
    low, high = found.ranges[0]
    values = [float(value) for value in found.values[:, 0]]
    return [Score(scale, None if math.isnan(value) else value, low, high) for value in values]
