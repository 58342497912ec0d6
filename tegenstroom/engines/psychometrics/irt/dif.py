"""Differential item functioning: whether an item says the same in each group for people who stand equally high.

Two roads. By likelihood ratio: the graded response model with the item's parameters free in each group beside the
model where nothing differs but ability (Thissen, Steinberg & Wainer 1993). By ordinal logistic regression on a
matching score (Zumbo 1999), which holds for smaller groups too.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from tegenstroom.engines.psychometrics.data.answers import Answers, check_items
from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.moments import left_out
from tegenstroom.engines.psychometrics.data.progress import Progress
from tegenstroom.engines.psychometrics.data.refusals import (
    Impossible,
    NotEnough,
    Unusable,
    need_items,
    refuse_unless,
)
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.psychometrics.irt.coding import CONSTANT_IN_GROUP, categories_of, check_reference
from tegenstroom.engines.psychometrics.irt.curves import curves
from tegenstroom.engines.psychometrics.irt.grm import ONE_GROUP, GradedResponse, grm
from tegenstroom.engines.psychometrics.irt.ordinal import ordinal
from tegenstroom.engines.psychometrics.irt.scores import score_fitted
from tegenstroom.engines.sentences import dutch

SMALL_GROUP = dutch(
    "dif-small-group",
    "In de groep “{group}” zitten {n} personen. Om vragen te vergelijken zijn er minstens {needed} nodig.",
)
ONE_IN_GROUP = dutch(
    "dif-one-in-group",
    "In de groep “{group}” zit één persoon. Om vragen te vergelijken zijn er minstens {needed} nodig.",
)

FEWEST_IN_GROUP, FEWEST_FOR_REGRESSION = 100, 50
GAIN = "gain in Nagelkerke's R²"


class Size(StrEnum):
    """How large a difference is, whatever its significance."""

    NEGLIGIBLE = "negligible"
    MODERATE = "moderate"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Gains:
    """What a share explained gains: `uniform` by the group, `non_uniform` by its slope after that, `both`."""

    uniform: float
    non_uniform: float
    both: float


@dataclass(frozen=True, slots=True)
class ItemDif:
    """One item. `statistic` with `df` and `p`; `p_adjusted` for the number of items (Benjamini & Hochberg 1995).

    By likelihood ratio `effect` is the expected-score standardised difference, the largest of the groups in
    absolute value (ESSD, Meade 2010, read as Cohen's d). By regression it is the gain in Nagelkerke's R² from
    both steps, with the test of each: `uniform` the same at every level, `non_uniform` otherwise. Further, as
    lordif prints: the gains by three measures, and by which share the slope changes when the group comes in; None
    where there was no slope.
    """

    item: str
    statistic: float
    df: int
    p: float
    p_adjusted: float
    effect: float
    size: Size
    uniform: tuple[float, float] | None = None
    non_uniform: tuple[float, float] | None = None
    mcfadden: Gains | None = None
    nagelkerke: Gains | None = None
    cox_snell: Gains | None = None
    slope_change: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dif(Result):
    """`items` in the order asked. `effect`: what their effect sizes are. `groups`: the reference first."""

    items: tuple[ItemDif, ...]
    groups: tuple[str, ...]
    effect: str


def dif_by_likelihood(
    data: Answers,
    *,
    items: Sequence[str] | None = None,
    reference: str | None = None,
    progress: Progress | None = None,
) -> Dif:
    """Test each of `items` with all other items as anchor.

    Refuses one group, groups under 100 persons, and what `grm` refuses. An item that many others' differences lean
    on is found less easily: test again without the worst ones when several are found.
    """
    kept = data.placed().anything()
    _refuse_groups(kept, FEWEST_IN_GROUP)
    base = grm(kept, errors=False, reference=reference)
    names = tuple(items) if items is not None else kept.items
    kept.select(names)
    found = []
    for place, name in enumerate(names):
        free = grm(kept, errors=False, own=(name,), reference=reference)
        found.append(_by_likelihood(kept, base, free, name))
        if progress:
            progress((place + 1) / len(names))
    return Dif(
        n=kept.n,
        n_all=data.n,
        missing=Missing.FULL,
        method="likelihood ratio of graded response models, all other items as anchor",
        reference="Thissen, Steinberg & Wainer (1993); Meade (2010)",
        warnings=left_out(kept.n, data.n, Missing.FULL),
        items=_adjusted(found),
        groups=base.groups,
        effect="ESSD",
    )


def dif_by_regression(
    data: Answers,
    *,
    items: Sequence[str] | None = None,
    matching: Array | None = None,
    reference: str | None = None,
) -> Dif:
    """Test each item by proportional odds given the mean of all items, or given `matching`, (persons,).

    Listwise. Sizes after Jodoin & Gierl (2001): moderate from .035, large from .070 (and significant at all).
    Refuses one group, groups under 50 persons, fewer than 3 items, and an item that does not vary in a group.
    """
    kept, complete = comparable(data)
    names = tuple(items) if items is not None else kept.items
    level = kept.values.mean(axis=1) if matching is None else np.asarray(matching, dtype=np.float64)[complete]
    groups, found = regressed(kept, dict.fromkeys(names, level), reference)
    return Dif(
        n=kept.n,
        n_all=data.n,
        missing=Missing.LISTWISE,
        method="ordinal logistic regression on "
        + ("the mean of all items" if matching is None else "a given score"),
        reference="Zumbo (1999); Jodoin & Gierl (2001); Choi, Gibbons & Crane (2011)",
        warnings=left_out(kept.n, data.n),
        items=found,
        groups=groups,
        effect=GAIN,
    )


def comparable(data: Answers) -> tuple[Answers, NDArray[np.bool_]]:
    """Who answered everything and has a group, and which persons those are; refuses what a regression needs more
    of.
    """
    complete = data.answered.all(axis=1) & np.array([bool(group) for group in data.groups or [True] * data.n])
    kept = data.persons(complete)
    _refuse_groups(kept, FEWEST_FOR_REGRESSION)
    need_items(kept.k, 3)
    check_items(kept)
    return kept, complete


def regressed(
    kept: Answers, levels: Mapping[str, Array], reference: str | None = None
) -> tuple[tuple[str, ...], tuple[ItemDif, ...]]:
    """The groups, reference first, and each item of `levels` given its level of each person, (persons,)."""
    chosen = kept.select(levels)
    groups, which = _ordered(kept, reference)
    member = (which[:, None] == np.arange(1, len(groups))).astype(np.float64)
    found = [
        _by_regression(chosen.values[:, place], level, member, item=name, groups=groups, which=which)
        for place, (name, level) in enumerate(levels.items())
    ]
    return groups, _adjusted(found)


def _refuse_groups(data: Answers, needed: int) -> None:
    sizes = {} if data.groups is None else {name: data.groups.count(name) for name in sorted(set(data.groups))}
    refuse_unless(len(sizes) > 1, Impossible, ONE_GROUP)
    smallest = min(sizes, key=lambda name: sizes[name])
    n = sizes[smallest]
    sentence = ONE_IN_GROUP if n == 1 else SMALL_GROUP
    refuse_unless(n >= needed, NotEnough, sentence, group=smallest, n=n, needed=needed)


def _ordered(data: Answers, reference: str | None) -> tuple[tuple[str, ...], NDArray[np.intp]]:
    check_reference(data, reference)
    labels = np.array(data.groups)
    names = sorted(set(labels.tolist()), key=lambda name: (name != reference, name))
    return tuple(names), np.array([names.index(label) for label in labels.tolist()], dtype=np.intp)


def _by_likelihood(data: Answers, base: GradedResponse, free: GradedResponse, item: str) -> ItemDif:
    statistic = max(0.0, 2 * (free.log_likelihood - base.log_likelihood))
    df = free.free - base.free
    effect = max(_standardised_differences(data, free, item), key=abs)
    return ItemDif(item, statistic, df, float(stats.chi2.sf(statistic, df)), 1.0, effect, _by_d(effect))


def _standardised_differences(data: Answers, free: GradedResponse, item: str) -> Iterator[float]:
    """For the persons of each further group: what the item expects of them by their own group's parameters, less
    what it would by the reference's, in standard deviations of those expected answers.
    """
    theta = score_fitted(data, free).theta
    labels = np.array(data.groups)
    for group in free.groups[1:]:
        there = theta[labels == group]
        own, theirs = (_expected_answer(free, item, name, there) for name in (group, free.groups[0]))
        spread = float(np.sqrt((np.var(own, ddof=1) + np.var(theirs, ddof=1)) / 2))
        yield float(np.mean(own - theirs)) / spread if spread > 0 else 0.0


def _expected_answer(free: GradedResponse, item: str, group: str, theta: Array) -> Array:
    known = free.parameters.for_items([item], group)
    chance = curves(known.layout.table(known.vector), theta).chance[0]
    found: Array = np.asarray(known.categories[0]) @ chance
    return found


def _by_regression(
    values: Array,
    level: Array,
    member: Array,
    *,
    item: str,
    groups: tuple[str, ...],
    which: NDArray[np.intp],
) -> ItemDif:
    for place, group in enumerate(groups):
        varies = len(np.unique(values[which == place])) > 1
        refuse_unless(varies, Unusable, CONSTANT_IN_GROUP, group=group, item=item)
    category = np.searchsorted(np.array(categories_of(values, item)), values)
    steps = [level[:, None][:, :0], level[:, None], np.column_stack([level, member])]
    steps.append(np.column_stack([level, member, level[:, None] * member]))
    fits = [ordinal(category, columns) for columns in steps]
    empty, alone, uniform, both = (each.log_likelihood for each in fits)
    extra = member.shape[1]
    first, second, whole = (max(0.0, 2 * gain) for gain in (uniform - alone, both - uniform, both - alone))
    gains = {measure: _gains(measure, [empty, alone, uniform, both], len(values)) for measure in _SHARES}
    effect = gains["nagelkerke"].both
    p = float(stats.chi2.sf(whole, 2 * extra))
    return ItemDif(
        item,
        whole,
        2 * extra,
        p,
        1.0,
        effect,
        _by_r2(effect),
        (first, float(stats.chi2.sf(first, extra))),
        (second, float(stats.chi2.sf(second, extra))),
        **gains,
        slope_change=_relative(float(fits[1].slopes[0]), float(fits[2].slopes[0])),
    )


# The share that a model explains, 0 to 1, from log-likelihoods without and with it, and the number of persons.
_SHARES: dict[str, Callable[[float, float, int], float]] = {
    "mcfadden": lambda empty, found, _n: 1 - found / empty,
    "nagelkerke": lambda empty, found, n: float(np.expm1(2 * (empty - found) / n) / np.expm1(2 * empty / n)),
    "cox_snell": lambda empty, found, n: float(-np.expm1(2 * (empty - found) / n)),
}


def _gains(measure: str, likely: list[float], n: int) -> Gains:
    alone, uniform, both = (_SHARES[measure](likely[0], found, n) for found in likely[1:])
    return Gains(uniform - alone, both - uniform, both - alone)


def _relative(before: float, after: float) -> float | None:
    return abs((after - before) / before) if before else None


def _by_d(effect: float) -> Size:
    """Cohen's (1988) bounds for d: from 0.5 it is seen, from 0.8 it is large."""
    return Size.LARGE if abs(effect) >= 0.8 else Size.MODERATE if abs(effect) >= 0.5 else Size.NEGLIGIBLE


def _by_r2(effect: float) -> Size:
    return Size.LARGE if effect >= 0.070 else Size.MODERATE if effect >= 0.035 else Size.NEGLIGIBLE


def _adjusted(found: list[ItemDif]) -> tuple[ItemDif, ...]:
    adjusted = stats.false_discovery_control([each.p for each in found])
    return tuple(replace(each, p_adjusted=float(p)) for each, p in zip(found, adjusted, strict=True))
