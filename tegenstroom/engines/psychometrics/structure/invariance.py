"""Measurement invariance: does a questionnaire measure the same thing, in the same way, in groups or in waves?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tegenstroom.engines.psychometrics.correlations.ordinal import Coded, code
from tegenstroom.engines.psychometrics.correlations.polychoric import NO_FULL_INFORMATION, square
from tegenstroom.engines.psychometrics.data.answers import Answers
from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.progress import Progress
from tegenstroom.engines.psychometrics.data.refusals import (
    Impossible,
    NotEnough,
    Unusable,
    need_items,
    refuse_unless,
)
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.psychometrics.structure.cfa import FactorModel, result
from tegenstroom.engines.psychometrics.structure.describe import Description, described
from tegenstroom.engines.psychometrics.structure.fitting import (
    Estimator,
    Solution,
    fit_normal,
    fit_ordinal,
    normals,
)
from tegenstroom.engines.psychometrics.structure.indices import Test
from tegenstroom.engines.psychometrics.structure.occasions import (
    Level,
    Occasions,
    begin,
    in_groups,
    in_waves,
    laid_out,
)
from tegenstroom.engines.psychometrics.structure.one_factor import NO_PAIRWISE_MODEL
from tegenstroom.engines.psychometrics.structure.restrictions import difference
from tegenstroom.engines.psychometrics.structure.weighted import Sampled, sampled
from tegenstroom.engines.sentences import dutch

ONE_GROUP = dutch("one-group", "Er is maar één groep. Vergelijken kan vanaf twee.")
SMALL_GROUP = dutch(
    "small-group",
    "Groep “{group}” telt {n} personen met alle antwoorden. Er zijn er minstens {needed} nodig.",
)
ONE_IN_GROUP = dutch(
    "one-in-group",
    "Groep “{group}” telt één persoon met alle antwoorden. Er zijn er minstens {needed} nodig.",
)
FEW_IN_WAVES = dutch(
    "few-in-waves",
    "Om rondes te vergelijken zijn er minstens {needed} personen nodig. Het aantal is hier {n}.",
)
GROUP_CATEGORY = dutch(
    "group-category",
    "Bij “{item}” koos in “{group}” niemand deze antwoorden: {categories}. Voeg antwoorden samen.",
)
WAVE_CATEGORY = dutch(
    "wave-category",
    "Bij “{item}” koos niemand deze antwoorden: {categories}. Voeg antwoorden samen, in elke ronde.",
)
TWO_CATEGORIES = dutch(
    "two-categories",
    "Deze vragen hebben maar twee antwoorden: {items}. Deze vergelijking vraagt er minstens drie.",
)
WAVES_DIFFER = dutch("waves-differ", "Elke meting moet dezelfde {k} vragen hebben, in dezelfde volgorde.")
ONE_WAVE = dutch("one-wave", "Er is maar één meting. Vergelijken kan vanaf twee.")
NO_DIFFERENCE_TEST = dutch(
    "no-difference-test", "De toets van het verschil bij “{level}” is hier niet te berekenen."
)

_LEAST_CFI, _MOST_RMSEA = -0.010, 0.015  # Chen (2007), Structural Equation Modeling 14

type Fitter = Callable[[Level], Solution]


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One level beside the one before. `difference`: None for the first, and where the test has no value.

    `cfi_change`, `rmsea_change`: of the reported indices. `holds`: CFI falls by .010 at most and RMSEA rises by
    .015 at most (Chen 2007); for the first level whether CFI is .90 and RMSEA .08 at most.
    """

    level: Level
    model: FactorModel
    difference: Test | None
    cfi_change: float
    rmsea_change: float
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Invariance(Result):
    """`steps`: from configural to strict. `reached`: the last level up to which all hold, or None.

    `occasions`: the names of groups or waves; `sizes`: the persons in each.
    """

    occasions: tuple[str, ...]
    sizes: tuple[int, ...]
    steps: tuple[Step, ...]
    reached: Level | None


def invariance(
    data: Answers,
    model: Description,
    *,
    estimator: Estimator = Estimator.ML,
    missing: Missing = Missing.LISTWISE,
    progress: Progress | None = None,
) -> Invariance:
    """Compare the groups of `data.groups`; who has no group is left out.

    ML, MLR: items as continuous, missing answers listwise or by full information. WLSMV: ordered items with at
    least three answers, listwise or pairwise; every group must use every answer. Refuses under two groups or
    items, and groups of no more persons than items.
    """
    asked = described(model)
    need_items(len(asked.items), 2)
    groups = data.placed().select(asked.items).by_group()
    refuse_unless(len(groups) > 1, NotEnough, ONE_GROUP)
    _check_missing(estimator, missing)
    occasions = in_groups(asked, tuple(groups))
    kept = tuple(
        _enough(name, each.complete() if missing is Missing.LISTWISE else each.anything())
        for name, each in groups.items()
    )
    fitter = _ordinal(occasions, kept, estimator) or _continuous(occasions, kept, estimator, missing)
    found = _climbed(occasions, fitter, data.n, (missing, estimator), progress)
    return replace(found, occasions=tuple(groups), sizes=tuple(each.n for each in kept))


def invariance_of_waves(
    data: Answers,
    model: Mapping[str, Sequence[Sequence[str]]],
    waves: Sequence[str],
    *,
    estimator: Estimator = Estimator.ML,
    missing: Missing = Missing.LISTWISE,
    progress: Progress | None = None,
) -> Invariance:
    """Compare waves of the same persons: `model` is {"factor": [[items of the first wave], [of the next], …], …}.

    The rest is as with groups.
    """
    refuse_unless(len(waves) > 1, NotEnough, ONE_WAVE)
    for each in model.values():
        alike = len(each) == len(waves) and len({len(items) for items in each}) == 1
        refuse_unless(alike, Impossible, WAVES_DIFFER, k=len(each[0]) if each else 0)
    asked = described({factor: list(each[0]) for factor, each in model.items()})
    names = [
        [
            next(each[wave][list(each[0]).index(item)] for each in model.values() if item in each[0])
            for item in asked.items
        ]
        for wave in range(len(waves))
    ]
    _check_missing(estimator, missing)
    occasions = in_waves(asked, names, waves)
    chosen = data.select(occasions.whole.items)
    kept = _enough_of_waves(chosen.complete() if missing is Missing.LISTWISE else chosen.anything())
    fitter = _ordinal(occasions, (kept,), estimator) or _continuous(occasions, (kept,), estimator, missing)
    found = _climbed(occasions, fitter, data.n, (missing, estimator), progress)
    return replace(found, occasions=tuple(waves), sizes=(kept.n,) * len(waves))


def _check_missing(estimator: Estimator, missing: Missing) -> None:
    if estimator is Estimator.WLSMV:
        refuse_unless(missing is not Missing.FULL, Impossible, NO_FULL_INFORMATION)
    else:
        refuse_unless(missing is not Missing.PAIRWISE, Impossible, NO_PAIRWISE_MODEL)


def _enough(group: str, data: Answers) -> Answers:
    refuse_unless(
        data.n > data.k,
        NotEnough,
        ONE_IN_GROUP if data.n == 1 else SMALL_GROUP,
        group=group,
        n=data.n,
        needed=data.k + 1,
    )
    return data


def _enough_of_waves(data: Answers) -> Answers:
    refuse_unless(data.n > data.k, NotEnough, FEW_IN_WAVES, n=data.n, needed=data.k + 1)
    return data


def _continuous(asked: Occasions, groups: tuple[Answers, ...], estimator: Estimator, missing: Missing) -> Fitter:
    ready = normals(groups, missing)
    moments = [(each.mean, each.covariance) for each in ready.free]

    def fit(level: Level) -> Solution:
        layout = laid_out(asked, level)
        return fit_normal(layout, ready, begin(asked, layout, moments, ()), estimator)

    return fit


def _ordinal(asked: Occasions, groups: tuple[Answers, ...], estimator: Estimator) -> Fitter | None:
    if estimator is not Estimator.WLSMV:
        return None
    coded = _coded_alike(asked, groups)
    k = len(asked.base.items)
    thresholds = tuple(int(each) - 1 for each in coded[0].counts[:k])
    samples = tuple(sampled(each) for each in coded)
    moments = [(np.zeros(coded[0].k), square(each.pairs.rho, coded[0].k, 1.0)) for each in samples]

    def fit(level: Level) -> Solution:
        layout = laid_out(asked, level, thresholds)
        return fit_ordinal(layout, samples, begin(asked, layout, moments, [_cuts(each) for each in samples]))

    return fit


def _cuts(sample: Sampled) -> Array:
    return sample.found[: len(sample.found) - len(sample.pairs.rho)]


def _coded_alike(asked: Occasions, groups: tuple[Answers, ...]) -> tuple[Coded, ...]:
    """Codes that mean the same on every occasion. Refuses items with two answers, and answers used nowhere."""
    k = len(asked.base.items)
    together = np.concatenate([each.values for each in groups])
    times = together.shape[1] // k
    stacked = together.reshape(len(together) * times, k) if times > 1 else together
    levels = code(Answers(stacked, asked.base.items)).levels
    few = tuple(item for item, each in zip(asked.base.items, levels, strict=True) if len(each) < 3)
    refuse_unless(not few, Unusable, TWO_CATEGORIES, items=few)
    coded = tuple(code(each, levels * times) for each in groups)
    for name, each in zip(asked.groups, coded, strict=True):
        for place, item in enumerate(each.items):
            used = np.bincount(each.codes[:, place][each.codes[:, place] >= 0], minlength=len(each.levels[place]))
            unused = tuple(f"{value:g}" for value in each.levels[place][used == 0])
            refuse_unless(not unused or bool(name), Unusable, WAVE_CATEGORY, item=item, categories=unused)
            refuse_unless(not unused, Unusable, GROUP_CATEGORY, item=item, group=name, categories=unused)
    return coded


def _climbed(
    asked: Occasions, fit: Fitter, n_all: int, how: tuple[Missing, Estimator], progress: Progress | None
) -> Invariance:
    missing, estimator = how
    steps: list[Step] = []
    before: Solution | None = None
    for level in Level:
        if level is Level.THRESHOLD and estimator is not Estimator.WLSMV:
            continue
        solution = fit(level)
        fitted = result(solution, asked.whole, n_all, (missing, estimator))
        steps.append(_step(level, fitted, steps[-1] if steps else None, before, solution))
        before = solution
        if progress:
            progress((1 + list(Level).index(level)) / len(Level))
    missed = tuple(NO_DIFFERENCE_TEST(level=each.level.value) for each in steps[1:] if each.difference is None)
    held = next((place for place, each in enumerate(steps) if not each.holds), len(steps))
    return Invariance(
        n=steps[0].model.n,
        n_all=n_all,
        missing=missing,
        method=f"measurement invariance, {estimator.value}",
        reference="Wu & Estabrook (2016), Psychometrika 81, 1014–1045"
        if estimator is Estimator.WLSMV
        else "Meredith (1993), Psychometrika 58, 525–543",
        warnings=steps[0].model.warnings + missed,
        occasions=asked.groups,
        sizes=(),
        steps=tuple(steps),
        reached=steps[held - 1].level if held else None,
    )


def _step(
    level: Level, fitted: FactorModel, last: Step | None, before: Solution | None, solution: Solution
) -> Step:
    found = fitted.reported
    if last is None or before is None:
        return Step(level, fitted, None, 0.0, 0.0, holds=found.cfi >= 0.90 and found.rmsea <= 0.08)
    cfi, rmsea = found.cfi - last.model.reported.cfi, found.rmsea - last.model.reported.rmsea
    holds = cfi >= _LEAST_CFI and rmsea <= _MOST_RMSEA
    return Step(level, fitted, difference(before, solution), cfi, rmsea, holds)
