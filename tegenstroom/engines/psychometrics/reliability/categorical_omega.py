"""ω for ordered answers: how much of the spread of their sum one factor explains (Green & Yang 2009)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats
from scipy.special import ndtr

from tegenstroom.engines.psychometrics.correlations.bivariate import distribution
from tegenstroom.engines.psychometrics.data.answers import Answers
from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.refusals import NoSolution, need_items, refuse_unless
from tegenstroom.engines.psychometrics.data.results import Interval, Result
from tegenstroom.engines.psychometrics.reliability.omega import DELTA_LOG, MIXED_SIGNS
from tegenstroom.engines.psychometrics.structure.cfa import FactorModel, result, solve
from tegenstroom.engines.psychometrics.structure.describe import Unit, described
from tegenstroom.engines.psychometrics.structure.fitting import Estimator, Solution
from tegenstroom.engines.psychometrics.structure.layout import Matrix
from tegenstroom.engines.sentences import dutch

OMEGA_OVER_ONE = dutch(
    "omega-over-one", "Een vraag wordt voor meer dan 100 % verklaard. Dan is er geen betrouwbaarheid te berekenen."
)

_ALMOST_ONE = 1 - 1e-9
_APART = 1e-5  # for differencing


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CategoricalOmega(Result):
    """`value`: ω of the sum of the answers as they were given, 0 to 1; `se` by the delta method.

    `interval`: on the scale of log(1 − ω), which stays below 1. `standard_loadings`: (k,). `model`: the one-factor
    WLSMV model behind it, with its test.
    """

    value: float
    se: float
    interval: Interval
    standard_loadings: Array
    model: FactorModel


def categorical_omega(
    data: Answers, *, missing: Missing = Missing.LISTWISE, level: float = 0.95
) -> CategoricalOmega:
    """ω of ordered answers, from thresholds and loadings of one factor, with the correlations this implies.

    Other than ω of the polychoric correlations it speaks of the sum score that people really get. Needs three
    items and more persons than items; listwise or pairwise.
    """
    need_items(data.k, 3)
    asked = described({"factor" if "factor" not in data.items else "the factor": data.items})
    solution, said = solve(data, asked, Estimator.WLSMV, missing, Unit.FACTOR)
    model = result(solution, asked, data.n, (missing, Estimator.WLSMV), said)
    strength = model.loadings[:, 0]
    refuse_unless(bool(np.abs(strength).max() < _ALMOST_ONE), NoSolution, OMEGA_OVER_ONE)
    value, slope = _omega(solution, solution.at), _slope(solution)
    se = float(np.sqrt(max(float(slope @ solution.covariance @ slope), 0.0)))
    reach = float(np.exp(stats.norm.ppf((1 + level) / 2) * se / (1 - value)))
    away = tuple(item for item, loading in zip(data.items, strength, strict=True) if loading < 0)
    return CategoricalOmega(
        n=model.n,
        n_all=data.n,
        missing=missing,
        method="categorical omega of the one-factor model, WLSMV",
        reference="Green & Yang (2009), Psychometrika 74, 155–167",
        warnings=model.warnings + ((MIXED_SIGNS(items=away),) if away else ()),
        value=value,
        se=se,
        interval=Interval(1 - (1 - value) * reach, 1 - (1 - value) / reach, level, DELTA_LOG),
        standard_loadings=strength,
        model=model,
    )


def _slope(solution: Solution) -> Array:
    """Derivatives of ω to the parameters, (q,)."""
    found = np.empty(len(solution.at))
    for place in range(len(found)):
        up, down = solution.at.copy(), solution.at.copy()
        up[place] += _APART
        down[place] -= _APART
        found[place] = (_omega(solution, up) - _omega(solution, down)) / (2 * _APART)
    return found


def _omega(solution: Solution, at: Array) -> float:
    block = solution.layout.blocks[0]
    strength = block.filled(Matrix.LOADING, at)[:, 0]
    related = np.outer(strength, strength)
    return of_cuts(block.filled(Matrix.THRESHOLD, at), solution.layout.cut_items, related, related)


def of_cuts(cuts: Array, item: NDArray[np.intp], common: Array, total: Array) -> float:
    """Covariances of answers that a factor brings about, beside all variances and covariances of answers.

    `cuts`: thresholds, each of its `item`. `common`, `total`: (k, k), correlations behind the answers that the
    factor explains, and all there are.
    """
    first, second = np.triu_indices(len(cuts))
    one, other = item[first], item[second]
    same = one == other
    times = np.where(first == second, 1.0, 2.0)
    alone = ndtr(cuts[first]) * ndtr(cuts[second])
    by_factor, by_all = (
        times * (_below(cuts[first], cuts[second], each[one, other]) - alone) for each in (common, total)
    )
    itself = times * (ndtr(np.minimum(cuts[first], cuts[second])) - alone)
    return float(by_factor.sum() / (by_all[~same].sum() + itself[same].sum()))


def _below(one: Array, other: Array, correlation: Array) -> Array:
    within = np.clip(correlation, -0.999999, 0.999999)
    return np.asarray(distribution(one[:, None, None], other[:, None, None], within)[:, 0, 0])
