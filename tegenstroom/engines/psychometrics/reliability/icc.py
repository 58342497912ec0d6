"""Intraclass correlations: the six forms of Shrout & Fleiss, for raters or for the same persons measured again."""

from dataclasses import dataclass
from enum import StrEnum

from scipy import stats

from tegenstroom.engines.psychometrics.data.answers import Answers
from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.moments import left_out
from tegenstroom.engines.psychometrics.data.refusals import NoSolution, need_items, need_persons, refuse_unless
from tegenstroom.engines.psychometrics.data.results import Interval, Result
from tegenstroom.engines.sentences import dutch

NO_DIFFERENCE = dutch("no-difference", "Er is geen enkel verschil. Dan valt er geen samenhang te berekenen.")
ALWAYS_AGREE = dutch(
    "always-agree", "Alle metingen van een persoon zijn gelijk. Een interval is dan niet te geven."
)

NOTHING_SHARED = dutch(
    "nothing-shared", "De metingen van een persoon lijken niet op elkaar. Er is geen betrouwbaarheid te geven."
)


class Form(StrEnum):
    """Which correlation: the first figure says the design, the second whether of one rating or of the mean."""

    ONE_WAY = "ICC(1,1)"  # each person has other raters
    AGREEMENT = "ICC(2,1)"  # the same raters, drawn from many; differences in level count: retest reliability
    CONSISTENCY = "ICC(3,1)"  # these raters and no others; differences in level do not count
    ONE_WAY_MEAN = "ICC(1,k)"
    AGREEMENT_MEAN = "ICC(2,k)"
    CONSISTENCY_MEAN = "ICC(3,k)"


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One form: `value` at most 1, its interval, and the F-test that it is zero, on `df1` and `df2`."""

    form: Form
    value: float
    interval: Interval
    f: float
    df1: int
    df2: int
    p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Icc(Result):
    """All six forms. `raters`: ratings of each person. `between`, `within`, `columns`, `error`: mean squares."""

    raters: int
    between: float
    within: float
    columns: float
    error: float
    coefficients: tuple[Coefficient, ...]

    def of(self, form: Form) -> Coefficient:
        """The coefficient of that form."""
        return next(each for each in self.coefficients if each.form is form)


def icc(data: Answers, *, level: float = 0.95) -> Icc:
    """The six intraclass correlations of persons × raters (or moments), listwise.

    Needs two raters and three persons. Mean squares of the two-way analysis of variance; intervals by Shrout &
    Fleiss (1979) and, for ICC(2,·), Satterthwaite's degrees of freedom.
    """
    need_items(data.k, 2)
    kept = data.complete()
    need_persons(kept.n, 3)
    squares = _Squares.of(kept.values)
    return Icc(
        n=kept.n,
        n_all=data.n,
        missing=Missing.LISTWISE,
        method="two-way analysis of variance",
        reference="Shrout & Fleiss (1979), doi:10.1037/0033-2909.86.2.420",
        warnings=left_out(kept.n, data.n),
        raters=kept.k,
        between=squares.between,
        within=squares.within,
        columns=squares.columns,
        error=squares.error,
        coefficients=tuple(_coefficients(squares, level)),
    )


@dataclass(frozen=True, slots=True)
class _Squares:
    """Mean squares of n persons by k raters."""

    n: int
    k: int
    between: float
    within: float
    columns: float
    error: float

    @classmethod
    def of(cls, values: Array) -> "_Squares":
        n, k = values.shape
        centred = values - values.mean()
        persons, raters = centred.mean(axis=1), centred.mean(axis=0)
        own = centred - persons[:, None]
        left = own - raters
        found = cls(
            n,
            k,
            float(k * persons @ persons / (n - 1)),
            float((own**2).sum() / (n * (k - 1))),
            float(n * raters @ raters / (k - 1)),
            float((left**2).sum() / ((n - 1) * (k - 1))),
        )
        nothing = 1e-12 * max(float((values**2).mean()), 1e-300)
        refuse_unless(found.between > nothing, NoSolution, NO_DIFFERENCE)
        refuse_unless(found.within > nothing and found.error > nothing, NoSolution, ALWAYS_AGREE)
        return found


def _coefficients(found: _Squares, level: float) -> list[Coefficient]:
    one_way, agreement, consistency = _one_way(found, level), _agreement(found, level), _consistency(found, level)
    means = [
        _of_mean(single, form, found.k)
        for single, form in (
            (one_way, Form.ONE_WAY_MEAN),
            (agreement, Form.AGREEMENT_MEAN),
            (consistency, Form.CONSISTENCY_MEAN),
        )
    ]
    return [one_way, agreement, consistency, *means]


def _one_way(found: _Squares, level: float) -> Coefficient:
    f = found.between / found.within
    df1, df2 = found.n - 1, found.n * (found.k - 1)
    return _by_f(Form.ONE_WAY, f, (df1, df2), found.k, level)


def _consistency(found: _Squares, level: float) -> Coefficient:
    f = found.between / found.error
    df1, df2 = found.n - 1, (found.n - 1) * (found.k - 1)
    return _by_f(Form.CONSISTENCY, f, (df1, df2), found.k, level)


def _by_f(form: Form, f: float, dfs: tuple[int, int], k: int, level: float) -> Coefficient:
    """(F − 1) / (F + k − 1), and the same of F divided and multiplied by its quantiles."""
    df1, df2 = dfs
    low = f / float(stats.f.ppf((1 + level) / 2, df1, df2))
    high = f * float(stats.f.ppf((1 + level) / 2, df2, df1))
    value, least, most = ((each - 1) / (each + k - 1) for each in (f, low, high))
    interval = Interval(least, most, level, "F distribution")
    return Coefficient(form, value, interval, f, df1, df2, float(stats.f.sf(f, df1, df2)))


def _agreement(found: _Squares, level: float) -> Coefficient:
    n, k = found.n, found.k
    between, columns, error = found.between, found.columns, found.error
    value = (between - error) / (between + (k - 1) * error + k * (columns - error) / n)
    ratio = columns / error
    a = k * ratio * value
    b = n * (1 + (k - 1) * value) - k * value
    freedom = (k - 1) * (n - 1) * (a + b) ** 2 / ((n - 1) * a**2 + b**2)
    f_low = float(stats.f.ppf((1 + level) / 2, n - 1, freedom))
    f_high = float(stats.f.ppf((1 + level) / 2, freedom, n - 1))
    spare = k * columns + (k * n - k - n) * error
    low = n * (between - f_low * error) / (f_low * spare + n * between)
    high = n * (f_high * between - error) / (spare + n * f_high * between)
    interval = Interval(low, high, level, "Satterthwaite")
    f = between / error
    df1, df2 = n - 1, (n - 1) * (k - 1)
    return Coefficient(Form.AGREEMENT, value, interval, f, df1, df2, float(stats.f.sf(f, df1, df2)))


def _of_mean(single: Coefficient, form: Form, k: int) -> Coefficient:
    """Spearman & Brown: the reliability of a mean of k from that of one."""
    low, high = (_stepped_up(each, k) for each in (single.interval.low, single.interval.high))
    interval = Interval(low, high, single.interval.level, single.interval.method)
    return Coefficient(form, _stepped_up(single.value, k), interval, single.f, single.df1, single.df2, single.p)


def _stepped_up(value: float, k: int) -> float:
    """Refused at −1 / (k − 1) and below: no reliability of a mean stands behind it."""
    refuse_unless(1 + (k - 1) * value > 1e-9, NoSolution, NOTHING_SHARED)
    return value * k / (1 + (k - 1) * value)
