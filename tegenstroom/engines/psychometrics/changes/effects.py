"""Sizes of change and of difference: d_z, Hedges' g, with intervals from the noncentral t distribution."""

from dataclasses import dataclass

import numpy as np
from scipy import special, stats

from tegenstroom.engines.psychometrics.changes.noncentral import noncentrality
from tegenstroom.engines.psychometrics.data.missing import Missing
from tegenstroom.engines.psychometrics.data.moments import left_out
from tegenstroom.engines.psychometrics.data.pairs import Pair, Scored, paired, scores
from tegenstroom.engines.psychometrics.data.refusals import Unusable, need_persons, refuse_unless
from tegenstroom.engines.psychometrics.data.results import Interval, Result
from tegenstroom.engines.sentences import dutch

SAME_CHANGE = dutch("same-change", "Iedereen veranderde precies evenveel. Dan is er geen maat voor het effect.")
NO_SPREAD_IN_GROUPS = dutch("no-spread-in-groups", "Binnen de groepen heeft iedereen dezelfde score.")

NONCENTRAL = "noncentral t"


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect in standard deviations, and where it may lie."""

    value: float
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Result):
    """Change of a group from `first` to `second` score.

    `mean`: of the differences, in points, with a t interval; `sd`: their standard deviation. `t` on `df`,
    two-sided `p`. `d_z`: mean / sd. `g_z`: the same corrected for small groups. `r`: correlation of both scores.
    `d_av`: mean / the average of both standard deviations, which does not grow when both scores resemble one
    another; `d_rm`: mean / (sd / √(2(1 − r))), the same size as d of two groups (Morris & DeShon 2002; what
    effsize::cohen.d prints of pairs). `g_av`, `g_rm`: those corrected. None where a score never varies.
    """

    mean: float
    interval: Interval
    sd: float
    t: float
    df: int
    p: float
    d_z: Effect
    g_z: Effect
    d_av: float | None
    g_av: float | None
    d_rm: float | None
    g_rm: float | None
    r: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference(Result):
    """Two groups of other persons.

    `mean`: the difference of both means, in points, with a t interval. `d`: mean / pooled standard deviation `sd`;
    `g`: corrected for small groups.
    """

    n_first: int
    n_second: int
    mean: float
    interval: Interval
    sd: float
    t: float
    df: int
    p: float
    d: Effect
    d_t: Interval
    g: Effect
    d_n: float


def change(first: Scored, second: Scored, *, level: float = 0.95, exact: bool = False) -> Change:
    """Change of the same persons from `first` to `second`, (persons,), NaN for missing. Needs three with both.

    `exact`: Hedges' correction by the gamma function, as R's effectsize; otherwise 1 − 3/(4·df − 1), as effsize.
    """
    pair = paired(first, second)
    need_persons(pair.n, 3)
    differences = pair.difference
    mean, sd, n, df = float(differences.mean()), float(differences.std(ddof=1)), pair.n, pair.n - 1
    refuse_unless(sd > 1e-12 * float(np.abs(pair.first).max() + np.abs(differences).max()), Unusable, SAME_CHANGE)
    t = mean / sd * np.sqrt(n)
    reach = float(stats.t.ppf((1 + level) / 2, df)) * sd / np.sqrt(n)
    smaller, d_av, r = correction(df, exact=exact), _d_av(pair, mean), _correlation(pair)
    d_rm = None if r is None else mean / sd * float(np.sqrt(2 * (1 - r)))
    d_z = Effect(mean / sd, _interval(t, df, 1 / np.sqrt(n), level))
    return Change(
        n=n,
        n_all=pair.n_all,
        missing=Missing.LISTWISE,
        method="paired differences",
        reference="Lakens (2013), doi:10.3389/fpsyg.2013.00863; Steiger & Fouladi (1997)",
        warnings=left_out(n, pair.n_all),
        mean=mean,
        interval=Interval(mean - reach, mean + reach, level, "t"),
        sd=sd,
        t=float(t),
        df=df,
        p=float(2 * stats.t.sf(abs(t), df)),
        d_z=d_z,
        g_z=_corrected(d_z, df, exact),
        d_av=d_av,
        g_av=None if d_av is None else d_av * smaller,
        d_rm=d_rm,
        g_rm=None if d_rm is None else d_rm * smaller,
        r=r,
    )


def difference(first: Scored, second: Scored, *, level: float = 0.95, exact: bool = False) -> Difference:
    """`second` − `first` between two groups of other persons, NaN for missing. Needs three in each.

    `exact`: as in `change`. `d_t`: an interval of d by the t distribution around it, as effsize::cohen.d gives;
    the noncentral one of `d` is exact for normal scores. `d_n`: d when the pooled variance is divided by all
    persons, as psych::cohen.d does.
    """
    one, other = (scores(each) for each in (first, second))
    n_all = len(one) + len(other)
    one, other = one[~np.isnan(one)], other[~np.isnan(other)]
    need_persons(min(len(one), len(other)), 3)
    n, df = len(one) + len(other), len(one) + len(other) - 2
    pooled = ((len(one) - 1) * one.var(ddof=1) + (len(other) - 1) * other.var(ddof=1)) / df
    sd, mean = float(np.sqrt(pooled)), float(other.mean() - one.mean())
    refuse_unless(sd > 1e-12 * float(np.abs(one).max() + np.abs(other).max()), Unusable, NO_SPREAD_IN_GROUPS)
    scale = float(np.sqrt(1 / len(one) + 1 / len(other)))
    t = mean / (sd * scale)
    reach = float(stats.t.ppf((1 + level) / 2, df)) * sd * scale
    d = Effect(mean / sd, _interval(t, df, scale, level))
    return Difference(
        n=n,
        n_all=n_all,
        missing=Missing.LISTWISE,
        method="two groups, pooled standard deviation",
        reference="Hedges (1981), doi:10.3102/10769986006002107; Steiger & Fouladi (1997)",
        warnings=left_out(n, n_all),
        n_first=len(one),
        n_second=len(other),
        mean=mean,
        interval=Interval(mean - reach, mean + reach, level, "t"),
        sd=sd,
        t=t,
        df=df,
        p=float(2 * stats.t.sf(abs(t), df)),
        d=d,
        d_t=_interval_by_t(d.value, (len(one), len(other)), level),
        g=_corrected(d, df, exact),
        d_n=d.value * float(np.sqrt(n / df)),
    )


def correction(df: int, *, exact: bool = False) -> float:
    """Hedges' correction for small groups: 1 − 3 / (4·df − 1), or exactly by the gamma function. df at least 2."""
    if exact:
        return float(np.exp(special.gammaln(df / 2) - special.gammaln((df - 1) / 2)) / np.sqrt(df / 2))
    return 1 - 3 / (4 * df - 1)


def _corrected(effect: Effect, df: int, exact: bool) -> Effect:
    factor, found = correction(df, exact=exact), effect.interval
    return Effect(
        effect.value * factor, Interval(found.low * factor, found.high * factor, found.level, found.method)
    )


def _interval(t: float, df: int, scale: float, level: float) -> Interval:
    """The noncentralities under which t would lie in either tail, times `scale`."""
    low, high = (noncentrality(t, df, tail) * scale for tail in ((1 + level) / 2, (1 - level) / 2))
    return Interval(low, high, level, NONCENTRAL)


def _interval_by_t(d: float, sizes: tuple[int, int], level: float) -> Interval:
    """d ± t times its standard error (Hedges & Olkin 1985), for two groups of these `sizes`."""
    n, df = sum(sizes), sum(sizes) - 2
    error = np.sqrt((n / (sizes[0] * sizes[1]) + d**2 / (2 * df)) * n / df)
    reach = float(stats.t.ppf((1 + level) / 2, df) * error)
    return Interval(d - reach, d + reach, level, "t")


def _d_av(pair: Pair, mean: float) -> float | None:
    average = float((pair.first.std(ddof=1) + pair.second.std(ddof=1)) / 2)
    return mean / average if average > 0 else None


def _correlation(pair: Pair) -> float | None:
    if min(pair.first.std(), pair.second.std()) <= 1e-12 * max(pair.first.std(), pair.second.std()):
        return None
    return float(np.corrcoef(pair.first, pair.second)[0, 1])
