"""The noncentral t distribution, for intervals of effects.

SciPy's own (1.18) gives NaN at some noncentralities in the middle of an interval. Here the distribution is an
integral of smooth functions: T = (Z + δ) / S, with Z normal and S² a χ² over its degrees of freedom.
"""

import numpy as np
from scipy import optimize, special

from tegenstroom.engines.psychometrics.data.missing import Array

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(200)
_FAR = 9.0  # standard deviations: beyond lies less than 1e-18


def below(t: float, df: int, noncentrality: float) -> float:
    """The chance of less than t, 0 to 1. df at least 1; about 1e-12 exact."""
    if t < 0:
        return 1 - below(-t, df, -noncentrality)
    # The integral runs over whichever of Z and S is the wider step of the two.
    if t * t < 2 * df:
        spread, density = _spreads(df)
        return float(density @ special.ndtr(t * spread - noncentrality))
    # Below −δ every S will do; the rest begins there, so that the integrand has no kink.
    begin = min(max(-noncentrality, -_FAR), _FAR)
    z = (_FAR + begin) / 2 + (_FAR - begin) / 2 * _NODES
    density = (_FAR - begin) / 2 * _WEIGHTS * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    least = (z + noncentrality) / t
    return float(special.ndtr(-noncentrality) + density @ special.chdtrc(df, df * least**2))


def noncentrality(t: float, df: int, tail: float) -> float:
    """The noncentrality under which the chance of less than t is `tail`, above 0 and below 1."""
    reach = 4 + abs(t) / np.sqrt(df)
    low, high = t - reach, t + reach
    while below(t, df, low) < tail:
        low -= reach
        reach *= 2
    while below(t, df, high) > tail:
        high += reach
        reach *= 2
    return float(optimize.brentq(lambda each: below(t, df, each) - tail, low, high, xtol=1e-12))


def _spreads(df: int) -> tuple[Array, Array]:
    """Values of S from its lowest to its highest quantile, and what each weighs."""
    low, high = (np.sqrt(special.chdtri(df, each) / df) for each in (1 - 1e-16, 1e-18))
    low = 0.0 if not np.isfinite(low) else float(low)
    spread = (high + low) / 2 + (high - low) / 2 * _NODES
    log_density = (df - 1) * np.log(spread) - df * spread**2 / 2 + df / 2 * np.log(df)
    log_density -= (df / 2 - 1) * np.log(2) + special.gammaln(df / 2)
    return spread, (high - low) / 2 * _WEIGHTS * np.exp(log_density)
