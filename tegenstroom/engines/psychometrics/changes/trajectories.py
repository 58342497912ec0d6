"""One person over time: each score with the band that measurement leaves around it, and which steps are real."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from tegenstroom.engines.psychometrics.changes.rci import Limits, Reliability, Verdict, limits
from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.pairs import Scored, paired
from tegenstroom.engines.psychometrics.data.refusals import Impossible, NotEnough, Unusable, refuse_unless
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.sentences import Said, dutch

ONE_MOMENT = dutch("one-moment", "Eén meting is nog geen traject. Er zijn er minstens twee nodig.")
SAME_MOMENT = dutch("same-moment", "Twee metingen van dezelfde persoon hebben hetzelfde tijdstip.")
FEW_MOMENTS = dutch(
    "few-moments", "Met {moments} metingen zegt een richting nog niets. Daarvoor zijn er {needed} nodig."
)
MANY_COMPARISONS = dutch(
    "many-comparisons", "Bij {moments} metingen lijkt er al eens iets te veranderen dat toeval is."
)
MANY_MOMENTS = dutch(
    "many-moments", "Een traject van één persoon telt hoogstens {most} metingen. Hier zijn er {moments}."
)

_MOST = 5_000  # the trend looks at every pair of moments
_FOR_TREND = 5  # with four moments no order of scores is rarer than 1 in 12


@dataclass(frozen=True, slots=True)
class Moment:
    """One measurement: `time` in the caller's unit, `score` in points, the true one between `low` and `high`.

    `from_first`, `from_previous`: whether it changed more than measurement explains; None for the first.
    """

    time: float
    score: float
    low: float
    high: float
    from_first: Verdict | None
    from_previous: Verdict | None


@dataclass(frozen=True, slots=True)
class Trend:
    """`slope`: median step in points for one unit of time (Theil–Sen). `tau`: Kendall's, −1 to 1, `p`
    two-sided."""

    slope: float
    tau: float
    p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trajectory(Result):
    """The moments of one person in order of time. `n` and `n_all` count moments. `trend`: from five moments on."""

    limits: Limits
    moments: tuple[Moment, ...]
    trend: Trend | None


def trajectory(
    times: Scored, scores: Scored, *, sd: float, reliability: Reliability, level: float = 0.95
) -> Trajectory:
    """The trajectory of one person: `times`, `scores` (moments,), NaN for missing; `sd` of a norm group, in
    points.

    A step is real when it passes the minimal detectable change. With five moments or more also the direction.
    Refuses one moment, two at the same time, and over 5,000.
    """
    pair = paired(times, scores)
    refuse_unless(pair.n >= 2, NotEnough, ONE_MOMENT)
    refuse_unless(pair.n <= _MOST, Impossible, MANY_MOMENTS, most=_MOST, moments=pair.n)
    order = np.argsort(pair.first, kind="stable")
    when, points = pair.first[order], pair.second[order]
    refuse_unless(bool((np.diff(when) > 0).all()), Unusable, SAME_MOMENT)
    found = limits(sd, reliability, level=level)
    return Trajectory(
        n=pair.n,
        n_all=pair.n_all,
        missing=Missing.LISTWISE,
        method=f"bands of ±{found.detectable / np.sqrt(2):.3g}, reliability {reliability.told}",
        reference="Jacobson & Truax (1991), doi:10.1037/0022-006X.59.1.12; Sen (1968), doi:10.2307/2285891",
        warnings=_warnings(pair.n) + reliability.warnings,
        limits=found,
        moments=_moments(when, points, found),
        trend=_trend(when, points) if pair.n >= _FOR_TREND else None,
    )


def _moments(when: Array, points: Array, found: Limits) -> tuple[Moment, ...]:
    reach = found.detectable / np.sqrt(2)
    return tuple(
        Moment(
            time=float(time),
            score=float(score),
            low=float(score - reach),
            high=float(score + reach),
            from_first=_verdict(score - points[0], found) if place else None,
            from_previous=_verdict(score - points[place - 1], found) if place else None,
        )
        for place, (time, score) in enumerate(zip(when, points, strict=True))
    )


def _verdict(step: float, found: Limits) -> Verdict:
    return Verdict.UP if step > found.detectable else Verdict.DOWN if step < -found.detectable else Verdict.SAME


def _trend(when: Array, points: Array) -> Trend:
    slope = float(stats.theilslopes(points, when).slope)
    if np.ptp(points) == 0:
        return Trend(slope, 0.0, 1.0)
    found = stats.kendalltau(when, points)
    return Trend(slope, float(found.statistic), float(found.pvalue))


def _warnings(moments: int) -> tuple[Said, ...]:
    said: tuple[Said, ...] = ()
    if moments < _FOR_TREND:
        said += (FEW_MOMENTS(moments=moments, needed=_FOR_TREND),)
    return said + ((MANY_COMPARISONS(moments=moments),) if moments > 2 else ())
