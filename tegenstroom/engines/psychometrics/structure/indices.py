"""How well a model fits: the test, and the indices made of it."""

from dataclasses import dataclass

import numpy as np
from scipy import optimize, special, stats

from tegenstroom.engines.psychometrics.data.missing import Array
from tegenstroom.engines.psychometrics.data.results import Interval

LEAST_FACTOR = 1e-3  # that a χ² may be divided by
_RMSEA_LEVEL = 0.90  # the custom for this index (Browne & Cudeck 1993)
_TOO_FAR = 1e8  # χ² past which the noncentral distribution is not computed any more
_CLOSE = 0.05


@dataclass(frozen=True, slots=True)
class Test:
    """A χ² with its degrees of freedom and the chance of one as large when the model holds.

    `factor`: what the plain χ² was divided by, `shift`: what was added after; 1 and 0 for the plain test.
    """

    __test__ = False

    chi2: float
    df: int
    p: float
    factor: float = 1.0
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Indices:
    """A test and what follows from it. `baseline` is the model in which the items have nothing in common.

    `cfi`, `tli`: near 1 is good; `tli` may pass 1, and is not cut off there. `rmsea` (with a 90% interval, and
    `close`: the chance of such data when it is .05 at most): near 0 is good.
    """

    test: Test
    baseline: Test
    cfi: float
    tli: float
    rmsea: float
    rmsea_interval: Interval
    close: float


def chi_square(chi2: float, df: int, factor: float = 1.0, shift: float = 0.0) -> Test:
    """The test of χ², perhaps scaled and shifted. Without degrees of freedom nothing is tested: p is 1."""
    moved = chi2 / factor + shift if df else chi2
    return Test(moved, df, float(stats.chi2.sf(moved, df)) if df else 1.0, factor, shift)


def indices(test: Test, baseline: Test, n: float, groups: int = 1) -> Indices:
    """CFI (Bentler 1990), TLI (Tucker & Lewis 1973), RMSEA (Steiger 1990; Browne & Cudeck 1993).

    `n`: what χ² was multiplied by. RMSEA is multiplied by the root of the number of groups (Steiger 1998).
    """
    over, base_over = max(test.chi2 - test.df, 0.0), max(baseline.chi2 - baseline.df, 0.0)
    most = max(over, base_over)
    cfi = 1 - over / most if most else 1.0
    if test.df and baseline.df:
        ratio, base_ratio = test.chi2 / test.df, baseline.chi2 / baseline.df
        tli = (base_ratio - ratio) / (base_ratio - 1) if base_ratio != 1 else 1.0
    else:
        tli = 1.0
    scale = groups / (n * test.df) if test.df else 0.0
    chi2, df = _before_scaling(test)
    spread = groups / (n * df) if df else 0.0
    low, high = (np.sqrt(each * spread) for each in _noncentral(chi2, df))
    close = float(stats.ncx2.sf(chi2, df, _CLOSE**2 / spread)) if df else 1.0
    interval = Interval(float(low), float(high), _RMSEA_LEVEL, "noncentral χ²")
    return Indices(test, baseline, cfi, tli, float(np.sqrt(over * scale)), interval, close)


def robust_indices(test: Test, baseline: Test, n: float, groups: int = 1) -> Indices:
    """The same from χ² before scaling, less `factor` times its degrees of freedom: that is its mean if all holds.

    (Brosseau-Liard & Savalei 2014.) The tests are those after scaling.
    """
    over = test.chi2 * test.factor - test.factor * test.df
    base_over = baseline.chi2 * baseline.factor - baseline.factor * baseline.df
    most = max(over, base_over, 0.0)
    cfi = 1 - max(over, 0.0) / most if most else 1.0
    tli = 1 - over * baseline.df / (base_over * test.df) if test.df and base_over else 1.0
    spread = test.factor * groups / (n * test.df) if test.df else 0.0
    low, high = (np.sqrt(each * spread) for each in _noncentral(test.chi2, test.df))
    close = float(stats.ncx2.sf(test.chi2, test.df, _CLOSE**2 / spread)) if test.df else 1.0
    rmsea = np.sqrt(max(over, 0.0) * groups / (n * test.df)) if test.df else 0.0
    interval = Interval(float(low), float(high), _RMSEA_LEVEL, "noncentral χ²")
    return Indices(test, baseline, cfi, tli, float(rmsea), interval, close)


def _before_scaling(test: Test) -> tuple[float, float]:
    """A test that was only scaled has its interval from χ² before, its degrees of freedom scaled instead.

    (Li & Bentler 2006, UCLA statistics preprint 493; so does lavaan.)
    """
    return (test.chi2, test.df) if test.shift else (test.chi2 * test.factor, test.df * test.factor)


def _noncentral(chi2: float, df: float) -> tuple[float, float]:
    """The noncentralities that put χ² at the 95th and at the 5th percentile; 0 where even none does."""
    if not df:
        return 0.0, 0.0
    found = []
    for share in ((1 + _RMSEA_LEVEL) / 2, (1 - _RMSEA_LEVEL) / 2):
        if stats.chi2.cdf(chi2, df) <= share:
            found.append(0.0)
            continue
        if chi2 > _TOO_FAR:
            found.append(_noncentral_afar(chi2, df, share))
            continue

        def off(noncentral: float, share: float = share) -> float:
            return float(stats.ncx2.cdf(chi2, df, noncentral)) - share

        most = chi2 + 100.0 + 10 * np.sqrt(chi2)
        found.append(float(optimize.brentq(off, 1e-12, most, xtol=1e-10)))
    return found[0], found[1]


def _noncentral_afar(chi2: float, df: float, share: float) -> float:
    """The same by the normal distribution with mean df + λ and variance 2 df + 4 λ: out here they are one."""
    z = float(special.ndtri(share))
    deviation = 2 * (np.sqrt(z * z + chi2 - df / 2) - z)
    return float((deviation**2 - 2 * df) / 4)


def srmr(covariance: Array, implied: Array, mean: Array | None = None, implied_mean: Array | None = None) -> float:
    """Standardised root mean square residual (Bentler 1995) of covariances (k, k), and of means where given."""
    scale = np.sqrt(np.diag(covariance))
    left = ((covariance - implied) / np.outer(scale, scale))[np.tril_indices(len(scale))]
    if mean is not None and implied_mean is not None:
        left = np.concatenate([left, (mean - implied_mean) / scale])
    return float(np.sqrt(np.mean(left**2)))
