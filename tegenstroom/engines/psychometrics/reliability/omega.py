"""McDonald's ω of one factor: how much of the spread of a sum score the common factor explains."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from tegenstroom.engines.psychometrics.data.answers import Answers
from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.normal import standard_error
from tegenstroom.engines.psychometrics.data.results import Interval, Result
from tegenstroom.engines.psychometrics.structure.one_factor import OneFactor, one_factor
from tegenstroom.engines.sentences import Said, dutch

FEW_FOR_OMEGA = dutch(
    "few-for-omega", "Met {n} personen heeft dit model vaak geen antwoord. Leg alfa ernaast, en lees het met zorg."
)
MORE_THAN_ONE = dutch(
    "more-than-one", "Deze vragen meten samen wellicht meer dan één ding. Dan zegt omega te veel."
)
MIXED_SIGNS = dutch(
    "mixed-signs", "Deze vragen wijzen een andere kant uit dan de rest: {items}. Keer ze eerst om."
)

PLAIN_NARROW = dutch(
    "plain-interval-narrow",
    "Met {n} personen is het interval van de gewone deltamethode te smal. Lees dat op log(1 − ω).",
)

DELTA = "delta method"
DELTA_LOG = "delta method on log(1 − ω)"
_FEW = 30  # below it up to a third of the samples have no proper solution (docs/psychometrics.md)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Omega(Result):
    """`value`: ω, 0 to 1; `se` by the delta method. `standard_loadings`: (k,), correlations with the factor.

    `intervals`: on the scale of log(1 − ω) first, which stays below 1; then the plain one, as lavaan and semTools
    give. `model`: the one-factor model behind it, with its test.
    """

    value: float
    se: float
    intervals: tuple[Interval, ...]
    standard_loadings: Array
    model: OneFactor

    @property
    def interval(self) -> Interval:
        """The interval to report."""
        return self.intervals[0]


def omega(data: Answers, *, missing: Missing = Missing.LISTWISE, level: float = 0.95) -> Omega:
    """ω = (Σλ)² / ((Σλ)² + Σθ) of the one-factor model (McDonald 1999, *Test theory*).

    Needs three items, more persons than items, listwise or full information. Items are taken as continuous; for
    ordinal answers in few categories `categorical_omega` belongs.
    """
    model = one_factor(data, missing=missing)
    value, slope = _omega(model.loadings, model.uniquenesses)
    se = standard_error(float(slope @ model.covariance @ slope))
    return Omega(
        n=model.n,
        n_all=model.n_all,
        missing=missing,
        method=f"omega of the one-factor model, maximum likelihood, {missing.value}",
        reference="McDonald (1999); Raykov & Marcoulides (2011), *Introduction to psychometric theory*",
        warnings=model.warnings + _warnings(model),
        value=value,
        se=se,
        intervals=_intervals(value, se, level),
        standard_loadings=model.loadings / np.sqrt(np.diag(model.implied)),
        model=model,
    )


def _omega(loadings: Array, uniquenesses: Array) -> tuple[float, Array]:
    """ω and its derivatives to loadings and uniquenesses, (2k,)."""
    common, own = loadings.sum(), uniquenesses.sum()
    total = common**2 + own
    to_loading, to_own = 2 * common * own / total**2, -(common**2) / total**2
    k = len(loadings)
    return float(common**2 / total), np.concatenate([np.full(k, to_loading), np.full(k, to_own)])


def _intervals(value: float, se: float, level: float) -> tuple[Interval, ...]:
    z = float(stats.norm.ppf((1 + level) / 2))
    # With ω all but 1 on a handful of people nothing is known: an interval without end, in numbers that exist.
    reach = float(np.exp(min(z * se / (1 - value), 500.0)))
    return (
        Interval(1 - (1 - value) * reach, 1 - (1 - value) / reach, level, DELTA_LOG),
        Interval(value - z * se, value + z * se, level, DELTA),
    )


def _warnings(model: OneFactor) -> tuple[Said, ...]:
    said: tuple[Said, ...] = ()
    away = tuple(name for name, loading in zip(model.items, model.loadings, strict=True) if loading < 0)
    if away:
        said += (MIXED_SIGNS(items=away),)
    if model.n < _FEW:
        said += (FEW_FOR_OMEGA(n=model.n), PLAIN_NARROW(n=model.n))
    if model.df and model.p < 0.01:
        said += (MORE_THAN_ONE(),)
    return said
