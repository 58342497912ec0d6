"""Whether a model fits worse than one that it is a special case of."""

import numpy as np
from scipy import linalg

from tegenstroom.engines.psychometrics.data.missing import Array
from tegenstroom.engines.psychometrics.structure import weighted
from tegenstroom.engines.psychometrics.structure.fitting import Solution
from tegenstroom.engines.psychometrics.structure.indices import Test, chi_square


def difference(free: Solution, held: Solution) -> Test | None:
    """The test of what `held` holds that `free` does not; None when the scaled test has no value.

    ML: the difference of both χ². MLR: scaled after Satorra & Bentler (2001). WLSMV: scaled and shifted after
    Satorra (2000), from the weights and the sampling covariance behind `free`.
    """
    one, other = free.indices.test, held.indices.test
    df, more = other.df - one.df, max(other.chi2 - one.chi2, 0.0)
    if isinstance(free.found, weighted.Weighted) and isinstance(held.found, weighted.Weighted):
        factor, shift = weighted.scale_and_shift(df, *_traces(free.found, held.found))
        return chi_square(more, df, factor, shift)
    if free.scaled is None or held.scaled is None:
        return chi_square(more, df)
    if not df:
        return chi_square(more, 0)
    factor = (other.df * held.scaled.test.factor - one.df * free.scaled.test.factor) / df
    return chi_square(more, df, factor) if factor > 0 else None


def _traces(free: weighted.Weighted, held: weighted.Weighted) -> tuple[float, float]:
    """tr(UΓ) and tr((UΓ)²) of the restrictions: those directions of `free` that `held` cannot go."""
    slope, narrow = np.concatenate(free.slopes), np.concatenate(held.slopes)
    weighed = slope * weighted.weights(free)[:, None]
    inverse = np.linalg.inv(slope.T @ weighed)
    within = np.linalg.lstsq(slope, narrow, rcond=None)[0]
    restricted = linalg.null_space(within.T, rcond=1e-9).T
    if not len(restricted):
        return 0.0, 0.0
    middle = _middle(inverse, restricted)
    spread = weighed.T @ weighted.gamma(free.samples) @ weighed
    product = middle @ spread
    return float(np.trace(product)), float(np.sum(product * product.T))


def _middle(inverse: Array, restricted: Array) -> Array:
    """P⁻¹A'(AP⁻¹A')⁻¹AP⁻¹."""
    left = inverse @ restricted.T
    return np.asarray(left @ np.linalg.solve(restricted @ left, left.T))
