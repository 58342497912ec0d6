"""Change of one person: is it more than the measurement itself could make?"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import stats

from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.moments import left_out
from tegenstroom.engines.psychometrics.data.pairs import Scored, paired
from tegenstroom.engines.psychometrics.data.refusals import Impossible, Unusable, need_persons, refuse_unless
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.sentences import Said, dutch

RELIABILITY_RANGE = dutch("reliability-range", "Een betrouwbaarheid ligt tussen 0 en 1. Hier staat {value}.")
NO_SPREAD = dutch("no-spread", "Iedereen heeft dezelfde score. Dan is er geen maat voor verandering.")
SPREAD_RANGE = dutch("spread-range", "De spreiding moet groter zijn dan nul.")
ALPHA_NOT_RETEST = dutch(
    "alpha-not-retest",
    "De grens steunt op alfa. Met een hertest ligt ze vaak hoger. Dan veranderen minder mensen.",
)
OMEGA_NOT_RETEST = dutch(
    "omega-not-retest",
    "De grens steunt op omega. Met een hertest ligt ze vaak hoger. Dan veranderen minder mensen.",
)
SOURCE_UNSAID = dutch(
    "source-unsaid",
    "Niemand zei waaruit deze betrouwbaarheid komt. Met alfa ligt de grens vaak lager dan met een hertest.",
)
FROM_FEWER = dutch(
    "reliability-from-fewer",
    "De betrouwbaarheid steunt op {n} van de {n_all} personen. De anderen lieten een vraag open.",
)


class Source(StrEnum):
    """Where a reliability comes from. α knows no difference between days; a retest does."""

    ALPHA = "alpha"
    OMEGA = "omega"
    RETEST = "retest ICC"
    UNSAID = "unsaid"  # a figure that someone gave without its source


_NOT_RETEST = {Source.ALPHA: ALPHA_NOT_RETEST, Source.OMEGA: OMEGA_NOT_RETEST}


@dataclass(frozen=True, slots=True)
class Reliability:
    """A reliability, 0 to below 1, and its source. `Impossible` when it lies outside.

    `n` of `n_all`, `missing`: the persons it was computed on and what was done with open answers; None when it was
    given as a figure.
    """

    value: float
    source: Source
    n: int | None = None
    n_all: int | None = None
    missing: Missing | None = None

    def __post_init__(self) -> None:
        refuse_unless(0 <= self.value < 1, Impossible, RELIABILITY_RANGE, value=float(self.value))

    @property
    def told(self) -> str:
        """Where it comes from, for `Result.method`."""
        return "of unsaid source" if self.source is Source.UNSAID else f"from {self.source.value}"

    @property
    def warnings(self) -> tuple[Said, ...]:
        """What belongs beside a figure that rests on it."""
        unsaid = (SOURCE_UNSAID(),) if self.source is Source.UNSAID else ()
        fewer = self.n is not None and self.n_all is not None and self.n < self.n_all
        return unsaid + ((FROM_FEWER(n=self.n, n_all=self.n_all),) if fewer else ())


class Verdict(StrEnum):
    """What became of a person."""

    UP = "up"
    SAME = "same"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Limits:
    """What measurement alone can make of a score with this spread and reliability, in points.

    `sem`: standard error of measurement. `difference_error`: that of a difference of two. `detectable`: the
    minimal detectable change at confidence `level`; `in_sd` the same in standard deviations.
    """

    sd: float
    reliability: Reliability
    sem: float
    difference_error: float
    detectable: float
    in_sd: float
    level: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReliableChange(Result):
    """The reliable change index of each person.

    `limits`: the measure and what it can detect. `index`: (persons,), NaN without both scores. `verdicts`: the
    same in words, None without both. `up`, `same`, `down`: how many.
    """

    limits: Limits
    index: Array
    verdicts: tuple[Verdict | None, ...]
    up: int
    same: int
    down: int


def limits(sd: float, reliability: Reliability, *, level: float = 0.95) -> Limits:
    """SEM = SD·√(1 − r); minimal detectable change = z·√2·SEM (Weir 2005, doi:10.1519/15184.1). SD in points."""
    refuse_unless(bool(np.isfinite(sd)) and sd > 0, Impossible, SPREAD_RANGE)
    sem = float(sd * np.sqrt(1 - reliability.value))
    z = float(stats.norm.ppf((1 + level) / 2))
    error = float(np.sqrt(2) * sem)
    return Limits(float(sd), reliability, sem, error, z * error, z * error / float(sd), level)


def reliable_change(
    before: Scored,
    after: Scored,
    reliability: Reliability,
    *,
    sd: float | None = None,
    level: float = 0.95,
) -> ReliableChange:
    """RCI = (after − before) / (SD·√(2(1 − r))); up or down when it passes the normal quantile (1.96 at 95 %).

    `before`, `after`: (persons,), NaN for missing. `sd`: of a norm group, in points; of `before`, among who has
    both scores, when left out.
    """
    pair = paired(before, after)
    need_persons(pair.n, 1 if sd is not None else 3)
    if sd is None:
        sd = float(pair.first.std(ddof=1))
        refuse_unless(sd > 0, Unusable, NO_SPREAD)
    found = limits(sd, reliability, level=level)
    index = pair.spread(pair.difference / found.difference_error)
    verdicts = tuple(_verdict(each, found) for each in index)
    return ReliableChange(
        n=pair.n,
        n_all=pair.n_all,
        missing=Missing.LISTWISE,
        method=f"reliable change index, reliability {reliability.told} = {reliability.value:.3g}",
        reference="Jacobson & Truax (1991), doi:10.1037/0022-006X.59.1.12",
        warnings=left_out(pair.n, pair.n_all)
        + ((_NOT_RETEST[reliability.source](),) if reliability.source in _NOT_RETEST else ())
        + reliability.warnings,
        limits=found,
        index=index,
        verdicts=verdicts,
        up=verdicts.count(Verdict.UP),
        same=verdicts.count(Verdict.SAME),
        down=verdicts.count(Verdict.DOWN),
    )


def _verdict(index: float, found: Limits) -> Verdict | None:
    if np.isnan(index):
        return None
    limit = found.detectable / found.difference_error
    return Verdict.UP if index > limit else Verdict.DOWN if index < -limit else Verdict.SAME
