"""ω of each factor of a model: of the sum of its own items, the way compRelSEM of semTools computes it."""

from dataclasses import dataclass

import numpy as np

from tegenstroom.engines.psychometrics.correlations.polychoric import polychoric
from tegenstroom.engines.psychometrics.data.answers import Answers
from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.moments import moments
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.psychometrics.reliability.categorical_omega import of_cuts
from tegenstroom.engines.psychometrics.structure.cfa import FactorModel, result, solve
from tegenstroom.engines.psychometrics.structure.describe import Description, Unit, described
from tegenstroom.engines.psychometrics.structure.fitting import Estimator, Solution
from tegenstroom.engines.psychometrics.structure.implied import moments_of
from tegenstroom.engines.psychometrics.structure.layout import Matrix


@dataclass(frozen=True, slots=True)
class FactorOmega:
    """ω of one factor. `observed`: its part of the spread that was found, which compRelSEM prints unless asked.

    `implied`: of the spread that the model implies. They differ by how the model misfits.
    """

    factor: str
    items: int
    observed: float
    implied: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FactorOmegas(Result):
    """`omegas`: of each factor with two items or more. `model`: what they rest on, with its test."""

    omegas: tuple[FactorOmega, ...]
    model: FactorModel

    def of(self, factor: str) -> FactorOmega:
        """The ω of that factor."""
        return next(each for each in self.omegas if each.factor == factor)


def factor_omegas(
    data: Answers,
    model: Description,
    *,
    estimator: Estimator = Estimator.ML,
    missing: Missing = Missing.LISTWISE,
) -> FactorOmegas:
    """ω of each factor of `model`, {"factor": ["item", …], …}; with WLSMV of the sum of the ordered answers.

    An item may belong to several factors: what another factor explains of it counts as error here. Refuses what
    `cfa` refuses.
    """
    asked = described(model)
    chosen = data.select(asked.items)
    solution, said = solve(chosen, asked, estimator, missing, Unit.MARKER)
    fitted = result(solution, asked, data.n, (missing, estimator), said)
    found = _observed(chosen, estimator, missing)
    return FactorOmegas(
        n=fitted.n,
        n_all=data.n,
        missing=missing,
        method=f"omega of each factor, {estimator.value}",
        reference="McDonald (1999); Green & Yang (2009); Bentler (2009), doi:10.1007/s11336-008-9100-1",
        warnings=fitted.warnings,
        omegas=tuple(
            _omega(solution, found, name, factor)
            for factor, name in enumerate(asked.factors)
            if asked.loads[:, factor].sum() > 1
        ),
        model=fitted,
    )


def _observed(data: Answers, estimator: Estimator, missing: Missing) -> Array:
    """Covariances that were found, by maximum likelihood; correlations of ordered answers."""
    if estimator is Estimator.WLSMV:
        return polychoric(data, missing=missing).correlations
    kept = data if missing is Missing.FULL else data.complete()
    return moments(kept, Missing.FULL).covariance


def _omega(solution: Solution, found: Array, name: str, factor: int) -> FactorOmega:
    block = solution.layout.blocks[0]
    strength = block.filled(Matrix.LOADING, solution.at)[:, factor]
    own = np.flatnonzero(strength)
    spread = float(block.filled(Matrix.FACTOR, solution.at)[factor, factor])
    common = np.outer(strength[own], strength[own]) * spread
    _mean, implied = moments_of(block, solution.at)
    if solution.layout.standard:
        kept = np.isin(solution.layout.cut_items, own)
        cuts = block.filled(Matrix.THRESHOLD, solution.at)[kept]
        places = np.searchsorted(own, solution.layout.cut_items[kept])
        values = [of_cuts(cuts, places, common, total[np.ix_(own, own)]) for total in (found, _standard(implied))]
    else:
        values = [float(common.sum() / total[np.ix_(own, own)].sum()) for total in (found, implied)]
    return FactorOmega(name, len(own), *values)


def _standard(implied: Array) -> Array:
    """Implied correlations: of ordered answers every variance is one."""
    correlation = implied.copy()
    np.fill_diagonal(correlation, 1.0)
    return correlation
