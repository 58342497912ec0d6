"""Wilcoxon's signed ranks with the Hodges–Lehmann estimate: change without trusting that it is normal."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.moments import left_out
from tegenstroom.engines.psychometrics.data.pairs import Scored, paired
from tegenstroom.engines.psychometrics.data.refusals import NotEnough, Unusable, need_persons, refuse_unless
from tegenstroom.engines.psychometrics.data.results import Interval, Result
from tegenstroom.engines.sentences import Said, dutch

NOBODY_CHANGED = dutch("nobody-changed", "Niemands score veranderde.")
TOO_FEW_FOR_LEVEL = dutch(
    "too-few-for-level",
    "Met {n} personen is een interval van {percent} % niet te geven. Er zijn er {needed} nodig.",
)
TIES = dutch("ties", "Sommige mensen veranderden evenveel. Het interval is daardoor eerder te breed.")
DROPPED = dutch("dropped-zeros", "Wie niet veranderde, telt niet mee in de toets: {zeros} van {n}.")

_EXACT = 150  # persons; beyond, the normal distribution is as good


@dataclass(frozen=True, slots=True, kw_only=True)
class Wilcoxon(Result):
    """`w`: the smaller sum of ranks, `w_plus`: that of who went up. `zeros`: who did not change, left out of both.

    `p`: two-sided, exact also with ties up to 150 persons. `estimate`: the Hodges–Lehmann median of all averages
    of two changes, in points, with `interval`. `effect`: matched rank-biserial correlation, −1 to 1.
    """

    w: float
    w_plus: float
    zeros: int
    p: float
    exact: bool
    estimate: float
    interval: Interval
    effect: float


def wilcoxon(first: Scored, second: Scored, *, level: float = 0.95) -> Wilcoxon:
    """Signed ranks of `second` − `first`, (persons,), NaN for missing.

    Refused when nobody changed, and when so few have both scores that no interval of this level exists (6 at 95
    %).
    """
    pair = paired(first, second)
    need_persons(pair.n, 3)
    differences = pair.difference
    changed = differences[differences != 0]
    refuse_unless(len(changed) > 0, Unusable, NOBODY_CHANGED)
    ranks = stats.rankdata(np.abs(changed))
    w_plus, total = float(ranks[changed > 0].sum()), float(ranks.sum())
    exact = len(changed) <= _EXACT
    low, high, estimate = _hodges_lehmann(differences, level)
    tied = len(np.unique(ranks)) < len(ranks)
    zeros = pair.n - len(changed)
    return Wilcoxon(
        n=pair.n,
        n_all=pair.n_all,
        missing=Missing.LISTWISE,
        method="signed ranks, " + ("exact" if exact else "normal approximation with correction for continuity"),
        reference="Hollander, Wolfe & Chicken (2014), *Nonparametric statistical methods*, chapter 3",
        warnings=left_out(pair.n, pair.n_all) + _warnings(zeros, pair.n, tied=tied),
        w=min(w_plus, total - w_plus),
        w_plus=w_plus,
        zeros=zeros,
        p=_exact_p(ranks, w_plus) if exact else _normal_p(ranks, w_plus),
        exact=exact,
        estimate=estimate,
        interval=Interval(low, high, level, "Hodges–Lehmann"),
        effect=(2 * w_plus - total) / total,
    )


def _warnings(zeros: int, n: int, *, tied: bool) -> tuple[Said, ...]:
    return ((DROPPED(zeros=zeros, n=n),) if zeros else ()) + ((TIES(),) if tied or zeros else ())


def rank_sums(ranks: Array) -> Array:
    """The chance of each sum of signed ranks, (2·Σranks + 1,), in steps of a half: ties give half ranks."""
    doubled = np.rint(2 * ranks).astype(int)
    chance = np.zeros(int(doubled.sum()) + 1)
    chance[0] = 1.0
    for rank in doubled:
        moved = np.zeros_like(chance)
        moved[rank:] = chance[: len(chance) - rank]
        chance = (chance + moved) / 2
    return chance


def _exact_p(ranks: Array, w_plus: float) -> float:
    chance = rank_sums(ranks)
    place = round(2 * w_plus)
    return float(min(1.0, 2 * min(chance[: place + 1].sum(), chance[place:].sum())))


def _normal_p(ranks: Array, w_plus: float) -> float:
    mean, sd = ranks.sum() / 2, np.sqrt((ranks**2).sum() / 4)
    return float(min(1.0, 2 * stats.norm.sf(max(0.0, abs(w_plus - mean) - 0.5) / sd)))


def _hodges_lehmann(differences: Array, level: float) -> tuple[float, float, float]:
    """Low, high and estimate from the ordered averages of two differences, of all persons, zeros too."""
    n = len(differences)
    needed = int(np.ceil(1 - np.log2(1 - level)))
    refuse_unless(n >= needed, NotEnough, TOO_FEW_FOR_LEVEL, n=n, percent=f"{100 * level:g}", needed=needed)
    skipped, last = _skipped(n, level), n * (n + 1) // 2 - 1
    walsh = _Walsh(np.sort(differences))
    middle = (walsh[last // 2] + walsh[(last + 1) // 2]) / 2
    return walsh[skipped], walsh[last - skipped], middle


def _skipped(n: int, level: float) -> int:
    """How many averages lie outside the interval on either side."""
    tail = (1 - level) / 2
    if n <= _EXACT:
        cumulative = np.cumsum(rank_sums(np.arange(1.0, n + 1))[::2])
        return max(0, int(np.searchsorted(cumulative, tail)) - 1)
    total = n * (n + 1)
    return int(total / 4 - stats.norm.ppf(1 - tail) * np.sqrt(total * (2 * n + 1) / 24)) - 1


@dataclass(frozen=True, slots=True, eq=False)
class _Walsh:
    """The averages of all pairs of sorted values, each with itself too, in order. No list of them is made."""

    values: Array

    def __getitem__(self, place: int) -> float:
        """The average at `place` from 0, found by halving: it is the least with more than `place` at or below
        it."""
        low, high = float(self.values[0]), float(self.values[-1])
        if self._at_or_below(low) > place:
            return low
        middle = (low + high) / 2
        while low < middle < high:
            low, high = (low, middle) if self._at_or_below(middle) > place else (middle, high)
            middle = (low + high) / 2
        return self._nearest(high)

    def _nearest(self, bound: float) -> float:
        """The average that lies nearest: halving ends beside it by a rounding."""
        after = np.searchsorted(self.values, 2 * bound - self.values).clip(0, len(self.values) - 1)
        beside = np.concatenate([self.values[after], self.values[np.maximum(after - 1, 0)]])
        averages = (np.tile(self.values, 2) + beside) / 2
        return float(averages[np.argmin(np.abs(averages - bound))])

    def _at_or_below(self, bound: float) -> int:
        """How many averages do not pass the bound: pairs twice, plus each value with itself, over two."""
        ordered = int(np.searchsorted(self.values, 2 * bound - self.values, side="right").sum())
        return (ordered + int(np.searchsorted(self.values, bound, side="right"))) // 2
