"""From answers to scores: reversed items, scales, weights, and how many answers a score needs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from tegenstroom.engines.psychometrics.data.answers import Answers
from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.refusals import Impossible, Unusable, need_items, refuse_unless
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.sentences import dutch

NO_RANGE = dutch("no-range", "Zeg eerst wat het laagste en het hoogste antwoord is.")
OUT_OF_RANGE = dutch("out-of-range", "Bij “{item}” staat {value}. Het antwoord ligt tussen {low} en {high}.")
UPSIDE_DOWN = dutch("upside-down", "Het laagste antwoord ({low}) ligt niet onder het hoogste ({high}).")
NOT_IN_SCALE = dutch("not-in-scale", "De schaal “{scale}” keert een vraag om die er niet in zit: {items}.")
WEIGHTS_DIFFER = dutch("weights-differ", "De schaal “{scale}” heeft {weights} gewichten voor {items} vragen.")
WEIGHT_SIGN = dutch("weight-sign", "Een gewicht in de schaal “{scale}” is niet groter dan nul.")
MINIMUM = dutch("minimum-answered", "De schaal “{scale}” vraagt {minimum} antwoorden, en telt {items} vragen.")
NO_SCORE = dutch(
    "no-score", "Op de schaal “{scale}” is er geen score voor {n} van {n_all} personen: te veel open."
)


class Combine(StrEnum):
    """How answers become a score."""

    MEAN = "mean"  # weighted mean of what was answered
    SUM = "sum"  # that mean times the sum of all weights: what is open counts as the person's own mean


@dataclass(frozen=True, slots=True)
class Scale:
    """A named set of items.

    `reverse`: items of it that are worded the other way. `weights`: one above zero for each item; all 1 when left
    out. `minimum`: answers that a score needs, 1 to the number of items; half of them, rounded up, when left out.
    """

    name: str
    items: tuple[str, ...]
    reverse: tuple[str, ...] = ()
    weights: tuple[float, ...] | None = None
    minimum: int | None = None
    combine: Combine = Combine.MEAN

    @property
    def needed(self) -> int:
        """Answers that a score needs."""
        return self.minimum if self.minimum is not None else (len(self.items) + 1) // 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scores(Result):
    """Scores of persons on scales.

    `values`: (persons, scales), NaN where too little was answered. `answered`: (persons, scales), how many items.
    `scored`: (scales,), persons with a score. `ranges`: the lowest and highest score that can be, for each scale.
    """

    scales: tuple[str, ...]
    values: Array
    answered: NDArray[np.intp]
    scored: tuple[int, ...]
    ranges: tuple[tuple[float, float], ...]


def reverse(
    data: Answers, items: Iterable[str], *, low: float | None = None, high: float | None = None
) -> Answers:
    """The answers with these items turned around: low + high − x. Twice gives back what it was.

    Without `low` and `high` the categories of each item say them. `Impossible` when nobody does or they are no
    range, `Unusable` when an answer lies outside.
    """
    _check_range(low, high)
    values = data.values.copy()
    categories = list(data.categories or ())
    for place in data.places(items):
        least, most = _range(data, place, low, high)
        values[:, place] = least + most - values[:, place]
        if categories:
            categories[place] = tuple(least + most - each for each in reversed(categories[place]))
    return data.with_values(values, tuple(categories) or None)


def score(
    data: Answers, scales: Sequence[Scale], *, low: float | None = None, high: float | None = None
) -> Scores:
    """Score each person on each scale. `low` and `high`: the lowest and highest answer to every item.

    `Impossible` when these are no range, or when a scale asks what it does not hold.
    """
    _check_range(low, high)
    columns, counts, ranges, warnings = [], [], [], []
    for scale in scales:
        _check(scale)
        turned = reverse(data.select(scale.items), scale.reverse, low=low, high=high)
        values, answered = _scored(turned, scale)
        columns.append(values)
        counts.append(answered)
        ranges.append(_possible(turned, scale, low, high))
        without = int(np.isnan(values).sum())
        if without:
            warnings.append(NO_SCORE(scale=scale.name, n=without, n_all=data.n))
    need_items(len(columns), 1)
    values = np.column_stack(columns)
    return Scores(
        n=int((~np.isnan(values)).any(axis=1).sum()),
        n_all=data.n,
        missing=Missing.PAIRWISE,
        method="person mean of the answered items",
        reference="Schafer & Graham (2002), doi:10.1037/1082-989X.7.2.147",
        warnings=tuple(warnings),
        scales=tuple(scale.name for scale in scales),
        values=values,
        answered=np.column_stack(counts),
        scored=tuple(int(each) for each in (~np.isnan(values)).sum(axis=0)),
        ranges=tuple(ranges),
    )


def _check_range(low: float | None, high: float | None) -> None:
    ends = [each for each in (low, high) if each is not None]
    is_range = bool(np.isfinite(ends).all()) and (len(ends) < 2 or ends[0] < ends[1])
    said = {"low": "–" if low is None else low, "high": "–" if high is None else high}
    refuse_unless(is_range, Impossible, UPSIDE_DOWN, **said)


def _check(scale: Scale) -> None:
    need_items(len(scale.items), 1)
    strange = tuple(name for name in scale.reverse if name not in scale.items)
    refuse_unless(not strange, Impossible, NOT_IN_SCALE, scale=scale.name, items=strange)
    count = len(scale.items)
    within = 1 <= scale.needed <= count
    refuse_unless(within, Impossible, MINIMUM, scale=scale.name, minimum=scale.needed, items=count)
    if scale.weights is not None:
        given = len(scale.weights)
        refuse_unless(given == count, Impossible, WEIGHTS_DIFFER, scale=scale.name, weights=given, items=count)
        above = all(0 < weight < np.inf for weight in scale.weights)
        refuse_unless(above, Impossible, WEIGHT_SIGN, scale=scale.name)


def _scored(data: Answers, scale: Scale) -> tuple[Array, NDArray[np.intp]]:
    weights = np.array(scale.weights if scale.weights is not None else [1.0] * data.k)
    answered = data.answered
    total = np.where(answered, data.values, 0.0) @ weights
    weighed = answered @ weights
    enough = answered.sum(axis=1) >= scale.needed
    mean = np.divide(total, weighed, out=np.full(data.n, np.nan), where=enough)
    return mean * (weights.sum() if scale.combine is Combine.SUM else 1.0), answered.sum(axis=1)


def _possible(data: Answers, scale: Scale, low: float | None, high: float | None) -> tuple[float, float]:
    """The range of a score; of what was answered when nobody said what answers exist."""
    weights = np.array(scale.weights if scale.weights is not None else [1.0] * data.k)
    bounds = np.array([_bounds(data, place, low, high) for place in range(data.k)])
    total = weights @ bounds / (1.0 if scale.combine is Combine.SUM else weights.sum())
    return float(total[0]), float(total[1])


def _bounds(data: Answers, place: int, low: float | None, high: float | None) -> tuple[float, float]:
    known = data.categories[place] if data.categories is not None else ()
    found = known or tuple(data.found_categories(place)) or (0.0,)
    return (found[0] if low is None else low), (found[-1] if high is None else high)


def _range(data: Answers, place: int, low: float | None, high: float | None) -> tuple[float, float]:
    """The lowest and highest answer that exist to an item; every answer must lie between."""
    said = data.categories is not None or (low is not None and high is not None)
    refuse_unless(said, Impossible, NO_RANGE)
    least, most = _bounds(data, place, low, high)
    values = data.values[:, place]
    outside = values[(values < least) | (values > most)]
    if len(outside):
        raise Unusable(
            OUT_OF_RANGE(item=data.items[place], value=float(outside[0]), low=float(least), high=float(most))
        )
    return float(least), float(most)
