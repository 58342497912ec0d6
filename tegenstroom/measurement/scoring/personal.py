"""The scores of a few rows without numpy: whoever reads her own result does not wait until that is loaded.

The same as `scoring.scores`, and held to it by a test.
"""

from collections.abc import Sequence
from math import fsum, sqrt
from typing import NamedTuple

from tegenstroom.engines.questionnaires import Combine, Questionnaire, Scale
from tegenstroom.measurement.rules.results import Score
from tegenstroom.measurement.scoring import Row

# The normal quantile at 95 %, both sides.
QUANTILE = 1.959963984540054


class _Weighed(NamedTuple):
    """A question in a scale: which answers count, what it weighs, and from what it is turned around."""

    key: str
    codes: frozenset[int]
    weight: float
    turned_from: int | None
    least: float
    most: float


def scores(questionnaire: Questionnaire, rows: Sequence[Row]) -> list[dict[str, Score]]:
    """For each row of answers its scores by scale; a scale of which too little was answered is left out."""
    found: list[dict[str, Score]] = [{} for _row in rows]
    for scale in questionnaire.scales:
        asked = _asked(questionnaire, scale)
        for row, hers in zip(rows, found, strict=True):
            if score := _score(row, scale, asked):
                hers[scale.key] = score
    return found


def ends(questionnaire: Questionnaire, scale: Scale) -> tuple[float, float]:
    """The lowest and the highest score that there can be."""
    return _ends(scale, _asked(questionnaire, scale))


def detectable(questionnaire: Questionnaire, scale: Scale) -> float | None:
    """From how many points on a difference is more than chance, by a norm that came along; None without one.

    The minimal detectable change, as reports give it of a group: z·√2·SD·√(1 − r), by a retest where there is one.
    """
    known = [norm for norm in questionnaire.norms if norm.scale == scale.key]
    for name in ("retest", "alpha"):
        for norm in known:
            trusted = getattr(norm, name)
            if trusted is not None:
                return QUANTILE * sqrt(2) * float(norm.deviation) * sqrt(1 - float(trusted))
    return None


def _score(row: Row, scale: Scale, asked: Sequence[_Weighed]) -> Score | None:
    said = [(each, code) for each in asked if (code := row.get(each.key)) in each.codes and code is not None]
    if len(said) < (scale.minimum if scale.minimum is not None else (len(asked) + 1) // 2):
        return None
    total = fsum(
        each.weight * (code if each.turned_from is None else each.turned_from - code) for each, code in said
    )
    mean = total / fsum(each.weight for each, _code in said)
    # What is open counts as her own mean.
    whole = fsum(each.weight for each in asked)
    return Score(mean * (whole if scale.combine is Combine.SUM else 1.0), *_ends(scale, asked))


def _ends(scale: Scale, asked: Sequence[_Weighed]) -> tuple[float, float]:
    parts = 1.0 if scale.combine is Combine.SUM else fsum(each.weight for each in asked)
    return fsum(each.weight * each.least for each in asked) / parts, fsum(
        each.weight * each.most for each in asked
    ) / parts


def _asked(questionnaire: Questionnaire, scale: Scale) -> list[_Weighed]:
    weights = scale.weights if scale.weights is not None else (1.0,) * len(scale.items)
    return [
        _question(questionnaire, key, weight, turned=key in scale.reverse)
        for key, weight in zip(scale.items, weights, strict=True)
    ]


def _question(questionnaire: Questionnaire, key: str, weight: float, *, turned: bool) -> _Weighed:
    codes = questionnaire.format_of(questionnaire.item(key)).counted
    least, most = (codes[0], codes[-1]) if codes else (0, 0)
    return _Weighed(key, frozenset(codes), weight, least + most if turned else None, least, most)
