"""Confirmatory factor analysis: does what was thought beforehand to belong together, belong together?

>>> import numpy as np
>>> from tegenstroom.engines.psychometrics import answers, cfa
>>> random = np.random.default_rng(1)
>>> data = answers(random.normal(size=(300, 1)) + random.normal(size=(300, 4)), ["a", "b", "c", "d"])
>>> found = cfa(data, {"kracht": ["a", "b", "c", "d"]})
>>> found.fit.test.df, found.loadings.shape
(2, (4, 1))
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from tegenstroom.engines.psychometrics.correlations.polychoric import counts, square
from tegenstroom.engines.psychometrics.data.answers import Answers
from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.moments import left_out
from tegenstroom.engines.psychometrics.data.refusals import Impossible, need_items, need_persons, refuse_unless
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.psychometrics.structure.describe import (
    Description,
    Model,
    Unit,
    beginning,
    configural,
    described,
)
from tegenstroom.engines.psychometrics.structure.fitting import (
    Estimator,
    Solution,
    fit_normal,
    fit_ordinal,
    normals,
)
from tegenstroom.engines.psychometrics.structure.indices import Indices
from tegenstroom.engines.psychometrics.structure.layout import Block, Layout, Matrix
from tegenstroom.engines.psychometrics.structure.one_factor import NO_PAIRWISE_MODEL
from tegenstroom.engines.psychometrics.structure.weighted import Sampled, sampled
from tegenstroom.engines.sentences import Said, dutch

OVER_EXPLAINED = dutch("over-explained", "Een vraag wordt voor meer dan 100 % verklaard. Dat kan niet: {items}.")
FACTORS_ALIKE = dutch("factors-alike", "Deze factoren vallen samen: {factors}. Neem er minder.")
FEW_FOR_CFA = dutch(
    "few-for-cfa",
    "Met {n} personen schommelen deze cijfers sterk. Reken vanaf ongeveer 150 personen op een vast antwoord.",
)

_FEW = 150

_REFERENCES = {
    Estimator.ML: "Jöreskog (1969), Psychometrika 34, 183–202",
    Estimator.MLR: "Yuan & Bentler (2000), Sociological Methodology 30, 165–200",
    Estimator.WLSMV: "Muthén (1984), Psychometrika 49, 115–132; Asparouhov & Muthén (2010), Mplus technical note",
}


@dataclass(frozen=True, slots=True)
class Estimate:
    """One parameter. `matrix` says what it is, `left` and `right` of what; `group` is "" when there is one.

    A threshold has its number as `right`; a mean, an intercept has nothing there. `se`, `z`, `p` are None where
    the value was fixed. `standard`: the value when items and factors have variance one.
    """

    matrix: Matrix
    left: str
    right: str
    value: float
    se: float | None
    z: float | None
    p: float | None
    standard: float
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FactorModel(Result):
    """A fitted model. `loadings`: standardised, (k, m); `factor_correlations`: (m, m); in the order of the names.

    `fit`: the plain test and indices. `scaled`: those to report for MLR and WLSMV, None for ML. `robust`: CFI,
    TLI and RMSEA as they would be with normal, complete answers; None for ML of complete answers, and for ordered
    answers of several groups. `parameters`: q.
    `log_likelihood`, `aic`, `bic`: None for WLSMV, which has none.
    """

    items: tuple[str, ...]
    factors: tuple[str, ...]
    estimates: tuple[Estimate, ...]
    loadings: Array
    factor_correlations: Array
    fit: Indices
    scaled: Indices | None
    robust: Indices | None
    srmr: float
    parameters: int
    log_likelihood: float | None
    aic: float | None
    bic: float | None

    @property
    def reported(self) -> Indices:
        """The indices to report: scaled where there are such."""
        return self.scaled or self.fit


def cfa(
    data: Answers,
    model: Description,
    *,
    estimator: Estimator = Estimator.ML,
    missing: Missing = Missing.LISTWISE,
    unit: Unit = Unit.MARKER,
    orthogonal: bool = False,
    covariances: Iterable[tuple[str, str]] = (),
) -> FactorModel:
    """Fit `model`, {"factor": ["item", …], …}, to answers.

    ML and MLR take items as continuous, missing answers listwise or by full information (which adds the means to
    the model). WLSMV takes them as ordered, listwise or pairwise. `covariances`: pairs of items whose residuals
    covary. Refuses fewer persons than items + 1, items that follow from each other, and models that these answers
    cannot decide about. A residual variance below zero is a warning.
    """
    asked = described(model, covariances, orthogonal=orthogonal)
    solution, said = solve(data.select(asked.items), asked, estimator, missing, unit)
    return result(solution, asked, data.n, (missing, estimator), said)


def solve(
    data: Answers, model: Model, estimator: Estimator, missing: Missing, unit: Unit
) -> tuple[Solution, tuple[Said, ...]]:
    """The solution behind `cfa`, for items in the order of the model; and what to be careful about in the data."""
    need_items(data.k, 2)
    if estimator is Estimator.WLSMV:
        return _ordinal(data, model, missing, unit)
    refuse_unless(missing is not Missing.PAIRWISE, Impossible, NO_PAIRWISE_MODEL)
    return _normal(data, model, missing, unit, estimator), ()


def _normal(data: Answers, model: Model, missing: Missing, unit: Unit, estimator: Estimator) -> Solution:
    means = missing is Missing.FULL
    ready = normals((data,), missing, means=means)
    layout = configural(model, unit=unit)
    found = ready.free[0]
    for item in range(data.k):
        layout.release(0, Matrix.RESIDUAL, item, item)
        if means:
            layout.release(0, Matrix.INTERCEPT, item)
        else:
            layout.fix(0, Matrix.INTERCEPT, item, value=float(found.mean[item]))
    begin = layout.begin([beginning(model, found.covariance, found.mean, unit)])
    return fit_normal(layout, ready, begin, estimator)


def _ordinal(data: Answers, model: Model, missing: Missing, unit: Unit) -> tuple[Solution, tuple[Said, ...]]:
    coded, _counted = counts(data, missing)
    need_persons(coded.n, data.k + 1)
    sample = sampled(coded)
    layout = configural(model, unit=unit, thresholds=tuple(int(each) - 1 for each in coded.counts), standard=True)
    for place in range(sum(layout.thresholds)):
        layout.release(0, Matrix.THRESHOLD, place)
    begin = layout.begin([ordinal_beginning(model, sample, unit)])
    return fit_ordinal(layout, (sample,), begin), coded.warnings


def ordinal_beginning(model: Model, sample: Sampled, unit: Unit) -> dict[Matrix, Array]:
    """Values to start from: thresholds as found, loadings from the polychoric correlations."""
    k = len(model.items)
    related = square(sample.pairs.rho, k, 1.0)
    values = beginning(model, related, np.zeros(k), unit)
    return values | {Matrix.THRESHOLD: sample.found[: len(sample.found) - len(sample.pairs.rho)]}


def result(
    solution: Solution,
    model: Model,
    n_all: int,
    how: tuple[Missing, Estimator],
    said: tuple[Said, ...] = (),
) -> FactorModel:
    """What a report needs of a solution; loadings and factor correlations are those of the first group."""
    missing, estimator = how
    loading, between = standardised(solution, 0)
    likely, q = solution.log_likelihood, solution.layout.q
    return FactorModel(
        n=solution.n,
        n_all=n_all,
        missing=missing,
        method=f"confirmatory factor analysis, {estimator.value}",
        reference=_REFERENCES[estimator],
        warnings=left_out(solution.n, n_all, missing) + said + _warnings(solution, model),
        items=model.items,
        factors=model.factors,
        estimates=tuple(estimates(solution)),
        loadings=loading,
        factor_correlations=between,
        fit=solution.indices,
        scaled=solution.scaled,
        robust=solution.robust,
        srmr=solution.srmr,
        parameters=q,
        log_likelihood=likely,
        aic=None if likely is None else 2 * q - 2 * likely,
        bic=None if likely is None else q * float(np.log(solution.n)) - 2 * likely,
    )


def standardised(solution: Solution, group: int) -> tuple[Array, Array]:
    """Loadings (k, m) of a group when items and factors have variance one, and factor correlations (m, m)."""
    block = solution.layout.blocks[group]
    factor = block.filled(Matrix.FACTOR, solution.at)
    spread = spreads(solution, group)
    scale = np.sqrt(np.maximum(np.diag(factor), _least(spread)))
    loading = block.filled(Matrix.LOADING, solution.at) * scale / spread[:, None]
    return loading, factor / np.outer(scale, scale)


def spreads(solution: Solution, group: int) -> Array:
    """Standard deviations of the items that the model implies, (k,)."""
    if solution.layout.standard:
        return np.ones(len(solution.layout.items))
    _mean, covariance = solution.moments(group)
    # Where a rest below zero takes all of it there is no deviation; the result warns of that rest.
    with np.errstate(invalid="ignore"):
        return np.asarray(np.sqrt(np.diag(covariance)))


def estimates(solution: Solution) -> Iterator[Estimate]:
    """Every parameter of every group, fixed loadings and variances too."""
    layout, errors = solution.layout, np.sqrt(np.maximum(np.diag(solution.covariance), 0.0))
    for group, block in enumerate(layout.blocks):
        item_scale = spreads(solution, group)
        own = _own_spreads(block, solution.at, item_scale)
        factor_scale = np.sqrt(np.maximum(np.diag(block.filled(Matrix.FACTOR, solution.at)), _least(item_scale)))
        for matrix, left, right, cell in _cells(layout, group):
            place = int(block.free[matrix][cell])
            value = float(block.filled(matrix, solution.at)[cell])
            se = float(errors[place]) if place >= 0 else None
            z = value / se if se else None
            yield Estimate(
                matrix,
                left,
                right,
                value,
                se,
                z,
                None if z is None else float(2 * ndtr(-abs(z))),
                value * _standard(layout, matrix, cell, (item_scale, factor_scale, own)),
                layout.groups[group],
            )


def _cells(layout: Layout, group: int) -> Iterator[tuple[Matrix, str, str, tuple[int, ...]]]:
    """The cells that are estimated or that give a scale, with the names of what stands there."""
    block, items, factors = layout.blocks[group], layout.items, layout.factors
    names = {
        Matrix.LOADING: (factors, items),
        Matrix.FACTOR: (factors, factors),
        Matrix.RESIDUAL: (items, items),
    }
    for matrix, (left, right) in names.items():
        shown = (block.free[matrix] >= 0) | (block.fixed[matrix] != 0)
        for a, b in zip(*np.nonzero(shown), strict=True):
            if matrix is Matrix.LOADING:
                yield matrix, left[b], right[a], (int(a), int(b))
            elif a <= b:
                yield matrix, left[a], right[b], (int(a), int(b))
    for matrix, single in ((Matrix.INTERCEPT, items), (Matrix.MEAN, factors)):
        for a in np.flatnonzero(block.free[matrix] >= 0):
            yield matrix, single[a], "", (int(a),)
    numbers = np.concatenate([np.arange(1, each + 1) for each in layout.thresholds] or [np.arange(0)])
    for place, item in enumerate(layout.cut_items):
        yield Matrix.THRESHOLD, items[item], str(numbers[place]), (place,)


def _least(spread: Array) -> float:
    """Of a variance that is divided by: nothing in the unit of the answers, also where that unit is minute."""
    return 1e-12 * min(1.0, float((spread**2).min()))


def _own_spreads(block: Block, at: Array, spread: Array) -> Array:
    """Standard deviations of what the factors do not explain, (k,)."""
    loading = block.filled(Matrix.LOADING, at)
    common = np.diag(loading @ block.filled(Matrix.FACTOR, at) @ loading.T)
    return np.asarray(np.sqrt(np.maximum(spread**2 - common, _least(spread))))


def _standard(layout: Layout, matrix: Matrix, cell: tuple[int, ...], scales: tuple[Array, Array, Array]) -> float:
    """What a value is multiplied by when items and factors have variance one; residuals covary as correlations.

    `scales`: standard deviations of items, of factors, and of the residuals of items.
    """
    items, factors, own = scales
    match matrix:
        case Matrix.LOADING:
            return float(factors[cell[1]] / items[cell[0]])
        case Matrix.FACTOR:
            return float(1 / (factors[cell[0]] * factors[cell[1]]))
        case Matrix.RESIDUAL:
            scale = items if cell[0] == cell[1] else own
            return float(1 / (scale[cell[0]] * scale[cell[1]]))
        case Matrix.INTERCEPT:
            return float(1 / items[cell[0]])
        case Matrix.MEAN:
            return float(1 / factors[cell[0]])
        case Matrix.THRESHOLD:
            return float(1 / items[layout.cut_items[cell[0]]])


def _warnings(solution: Solution, model: Model) -> tuple[Said, ...]:
    said: tuple[Said, ...] = ()
    over: set[str] = set()
    for group, block in enumerate(solution.layout.blocks):
        factor = block.filled(Matrix.FACTOR, solution.at)
        loading = block.filled(Matrix.LOADING, solution.at)
        common = np.diag(loading @ factor @ loading.T)
        over |= {model.items[item] for item in np.flatnonzero(common > (1 + 1e-9) * spreads(solution, group) ** 2)}
        _loading, between = standardised(solution, group)
        alike = np.argwhere(np.triu(np.abs(between) >= 1, 1))
        if len(alike) and not any(each.code == FACTORS_ALIKE.code for each in said):
            said += (FACTORS_ALIKE(factors=tuple(f"{model.factors[a]} × {model.factors[b]}" for a, b in alike)),)
    if over:
        said += (OVER_EXPLAINED(items=tuple(name for name in model.items if name in over)),)
    if solution.n < _FEW:
        said += (FEW_FOR_CFA(n=solution.n),)
    return said


__all__ = ["Estimate", "Estimator", "FactorModel", "cfa"]
