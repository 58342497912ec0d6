"""Cronbach's α, with intervals, without each item in turn, and each item beside the rest."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from tegenstroom.engines.psychometrics.data import normal
from tegenstroom.engines.psychometrics.data.answers import Answers
from tegenstroom.engines.psychometrics.data.missing import Array, Missing, stacks
from tegenstroom.engines.psychometrics.data.moments import Moments, correlations, moments
from tegenstroom.engines.psychometrics.data.refusals import NoSolution, need_items, need_persons, refuse_unless
from tegenstroom.engines.psychometrics.data.results import Interval, Result
from tegenstroom.engines.sentences import Said, dutch

AGAINST_THE_REST = dutch(
    "against-the-rest",
    "Deze vragen gaan tegen de andere in: {items}. Kijk na of ze omgekeerd gesteld zijn.",
)
NEGATIVE_ALPHA = dutch("negative-alpha", "Alfa is kleiner dan nul. Deze vragen vormen samen geen schaal.")
CONSTANT_SUM = dutch("constant-sum", "De som van deze vragen is voor iedereen gelijk. Dan zegt alfa niets.")
FEW_FOR_INTERVAL = dutch("few-for-interval", "Met {n} personen is dit interval te smal. Lees het met zorg.")
PAIRS_FEWEST = dutch("pairs-fewest", "Het interval rekent met {n} personen: het kleinste paar vragen.")

_NOTHING = 1e-9  # of the variances: a sum that varies less is constant but for rounding
SECOND_NARROW = dutch(
    "second-interval-narrow",
    "Met {n} personen is het interval van Duhachek & Iacobucci wat te smal. Lees dat van Feldt.",
)
_FEW = 30  # below it some intervals hold the truth less often than they say (docs/psychometrics.md)
FELDT = "Feldt"
DUHACHEK = "Duhachek & Iacobucci"
DELTA = "delta method on log(1 − α), t"
_REFERENCE = (
    "Cronbach (1951), doi:10.1007/BF02310555; Feldt, Woodruff & Salih (1987), doi:10.1177/014662168701100107"
)


@dataclass(frozen=True, slots=True)
class ItemInScale:
    """One item: `n` answers, mean and standard deviation in points.

    `rest`: its correlation with the sum of the others, −1 to 1. `alpha_without`: α of the others. None when the
    others never vary together, or when there is only one.
    """

    item: str
    n: int
    mean: float
    sd: float
    rest: float | None
    alpha_without: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alpha(Result):
    """`value`: α, at most 1. `standardised`: of items with equal spread, None where those cancel out.
    `mean_correlation`, `median_correlation`: between two items. `lambda6`: Guttman's, from what the other items
    say of each (None where they say all); psych prints it as G6(smc).

    `intervals`: Feldt's first, then Duhachek & Iacobucci's with its standard error `se`; under full information
    with missing answers one interval from the observed information. Pairwise they count with the smallest pair;
    `se_of_all` and `feldt_of_all` with all persons, as psych does (None elsewhere).
    """

    value: float
    standardised: float | None
    mean_correlation: float
    median_correlation: float
    lambda6: float | None
    se: float
    intervals: tuple[Interval, ...]
    items: tuple[ItemInScale, ...]
    se_of_all: float | None = None
    feldt_of_all: Interval | None = None

    @property
    def interval(self) -> Interval:
        """The interval to report."""
        return self.intervals[0]


def alpha(data: Answers, *, missing: Missing = Missing.LISTWISE, level: float = 0.95) -> Alpha:
    """Cronbach's α = k/(k − 1) · (1 − Σ variances / variance of the sum).

    Needs two items and three persons. Reverse what is worded the other way beforehand (`scoring.reverse`).
    Listwise or pairwise variances are divided by n − 1; full information gives the maximum-likelihood α.
    """
    need_items(data.k, 2)
    found = moments(data, missing)
    need_persons(found.n, 3)
    total = float(found.covariance.sum())
    refuse_unless(total > _NOTHING * float(np.trace(found.covariance)), NoSolution, CONSTANT_SUM)
    value = of_covariance(found.covariance)
    between = correlations(found.covariance)
    items = _items(data, found)
    se, intervals = _intervals(data, found, value, level)
    pairs = missing is Missing.PAIRWISE
    return Alpha(
        n=found.n,
        n_all=data.n,
        missing=missing,
        method=f"Cronbach's alpha, {missing.value}",
        reference=_REFERENCE,
        warnings=found.warnings + _warnings(value, items, found),
        value=value,
        standardised=_or_none(between),
        mean_correlation=float((between.sum() - data.k) / (data.k * (data.k - 1))),
        median_correlation=float(np.median(between[np.tril_indices(data.k, -1)])),
        lambda6=_lambda6(between),
        se=se,
        intervals=intervals,
        items=items,
        se_of_all=standard_error(found.covariance, data.n) if pairs else None,
        feldt_of_all=feldt(value, data.n, data.k, level) if pairs else None,
    )


def of_covariance(covariance: Array) -> float:
    """α of a covariance or correlation matrix (k, k), k at least 2."""
    k = len(covariance)
    return float(k / (k - 1) * (1 - np.trace(covariance) / covariance.sum()))


def _lambda6(correlation: Array) -> float | None:
    """Guttman's λ₆ (1945) of standardised items; None where an item follows from the others."""
    total = float(correlation.sum())
    if float(np.linalg.eigvalsh(correlation)[0]) < _NOTHING or total <= _NOTHING:
        return None
    return 1 - float((1 / np.diag(np.linalg.inv(correlation))).sum()) / total


def feldt(value: float, n: int, k: int, level: float = 0.95) -> Interval:
    """Feldt's (1965) interval of α from n persons and k items: exact for parallel normal items."""
    low, high = stats.f.ppf([(1 + level) / 2, (1 - level) / 2], n - 1, (n - 1) * (k - 1))
    return Interval(float(1 - (1 - value) * low), float(1 - (1 - value) * high), level, FELDT)


def standard_error(covariance: Array, n: int) -> float:
    """The standard error of α for normal answers (Duhachek & Iacobucci 2004, doi:10.1037/0021-9010.89.5.792)."""
    k, total, trace = len(covariance), covariance.sum(), np.trace(covariance)
    squared = covariance @ covariance
    inner = total * (np.trace(squared) + trace**2) - 2 * trace * squared.sum()
    # At α = 1 it is nothing, and rounding may put it below.
    return float(np.sqrt(2 * k**2 / ((k - 1) ** 2 * total**3) * max(inner, 0.0) / n))


def _intervals(data: Answers, found: Moments, value: float, level: float) -> tuple[float, tuple[Interval, ...]]:
    z = float(stats.norm.ppf((1 + level) / 2))
    if found.missing is Missing.FULL and data.has_missing:
        se = _full_information_error(data, found)
        wide = float(stats.t.ppf((1 + level) / 2, found.n - 1))  # the normal quantile is too small for a dozen
        reach = float(np.exp(min(wide * se / (1 - value), 500.0)))
        return se, (Interval(1 - (1 - value) * reach, 1 - (1 - value) / reach, level, DELTA),)
    se = standard_error(found.covariance, found.n_pair)
    plain = Interval(value - z * se, value + z * se, level, DUHACHEK)
    return se, (feldt(value, found.n_pair, data.k, level), plain)


def _full_information_error(data: Answers, found: Moments) -> float:
    k, total = data.k, found.covariance.sum()
    direction = -k / (k - 1) * (np.eye(k) / total - np.trace(found.covariance) / total**2)
    here = normal.at(stacks(data.values), found.mean, found.covariance)
    return normal.standard_error(normal.saturated_variance(here, found.covariance, direction))


def _items(data: Answers, found: Moments) -> tuple[ItemInScale, ...]:
    covariance = found.covariance
    variances, with_sum, total = np.diag(covariance), covariance.sum(axis=1), covariance.sum()
    rest_spread = total - 2 * with_sum + variances
    answered = data.complete().answered if found.missing is Missing.LISTWISE else data.answered
    return tuple(
        ItemInScale(
            item=name,
            n=int(answered[:, place].sum()),
            mean=float(found.mean[place]),
            sd=float(np.sqrt(variances[place])),
            rest=_beside(with_sum[place] - variances[place], variances[place], rest_spread[place]),
            alpha_without=_without(covariance, place),
        )
        for place, name in enumerate(data.items)
    )


def _beside(shared: float, own: float, rest: float) -> float | None:
    """The correlation with the rest; None when that never varies."""
    return float(shared / np.sqrt(own * rest)) if rest > _NOTHING * own else None


def _without(covariance: Array, place: int) -> float | None:
    if len(covariance) < 3:
        return None
    kept = np.delete(np.arange(len(covariance)), place)
    return _or_none(covariance[np.ix_(kept, kept)])


def _or_none(covariance: Array) -> float | None:
    """α; None when the sum of the items never varies."""
    return of_covariance(covariance) if covariance.sum() > _NOTHING * np.trace(covariance) else None


def _warnings(value: float, items: tuple[ItemInScale, ...], found: Moments) -> tuple[Said, ...]:
    against = tuple(item.item for item in items if item.rest is not None and item.rest < 0)
    said: tuple[Said, ...] = (AGAINST_THE_REST(items=against),) if against else ()
    if value < 0:
        said += (NEGATIVE_ALPHA(),)
    if found.n < _FEW:
        by_information = found.missing is Missing.FULL and found.n_pair < found.n
        said += ((FEW_FOR_INTERVAL if by_information else SECOND_NARROW)(n=found.n),)
    if found.missing is Missing.PAIRWISE and found.n_pair < found.n:
        said += (PAIRS_FEWEST(n=found.n_pair),)
    return said
