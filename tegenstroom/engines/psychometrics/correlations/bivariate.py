"""The bivariate normal distribution on a grid, for many pairs at once."""

import numpy as np
from numpy.polynomial.legendre import leggauss
from scipy.special import ndtr, owens_t

from tegenstroom.engines.psychometrics.data.missing import Array

_STEEP = 0.92  # above this correlation the integrand is too steep for the nodes
_NODES, _WEIGHTS = leggauss(20)


def distribution(a: Array, b: Array, rho: Array) -> Array:
    """P(X ≤ a, Y ≤ b) for standard normals that correlate by `rho`; absolute error below 1e-14.

    `a`: (pairs, i, 1), `b`: (pairs, 1, j), both finite, `rho`: (pairs,) in (−1, 1); gives (pairs, i, j).
    Plackett's integral over the correlation (Drezner & Wesolowsky 1990, *J. Statist. Comput. Simul.* 35) by
    Gauss–Legendre; close to ±1 through Owen's T.
    """
    steep = np.abs(rho) > _STEEP
    if not steep.any():
        return _by_angle(a, b, rho)
    found = np.empty((len(rho), a.shape[1], b.shape[2]))
    if not steep.all():
        found[~steep] = _by_angle(a[~steep], b[~steep], rho[~steep])
    found[steep] = _by_owen(a[steep], b[steep], rho[steep])
    return found


def density(a: Array, b: Array, rho: Array) -> Array:
    """The density at (a, b); shapes as in `distribution`. It is also the derivative of that to `rho`."""
    rest = (1 - rho**2)[:, None, None]
    form = a**2 - 2 * rho[:, None, None] * a * b + b**2
    found: Array = np.exp(-form / (2 * rest)) / (2 * np.pi * np.sqrt(rest))
    return found


def density_slope(a: Array, b: Array, rho: Array) -> Array:
    """The derivative of the density to `rho`."""
    r = rho[:, None, None]
    rest = 1 - r**2
    found: Array = density(a, b, rho) * (r / rest + (a - r * b) * (b - r * a) / rest**2)
    return found


def _by_angle(a: Array, b: Array, rho: Array) -> Array:
    half = np.arcsin(rho)[:, None, None] / 2
    squares, product = (a**2 + b**2) / 2, a * b
    total = np.zeros(np.broadcast_shapes(a.shape, b.shape, half.shape))
    for node, weight in zip(_NODES, _WEIGHTS, strict=True):
        sine = np.sin(half * (1 + node))
        total += weight * np.exp((sine * product - squares) / (1 - sine**2))
    found: Array = ndtr(a) * ndtr(b) + total * half / (2 * np.pi)
    return found


def _by_owen(a: Array, b: Array, rho: Array) -> Array:
    """Owen (1956), *Ann. Math. Statist.* 27, formula 2.1."""
    a, b = np.broadcast_arrays(a, b)
    r = rho[:, None, None]
    width = np.sqrt(1 - r**2)
    # A threshold of exactly zero would divide by zero; 1e-300 has the same probability.
    a = np.where(a == 0, 1e-300, a)
    b = np.where(b == 0, 1e-300, b)
    apart = np.where(a * b < 0, 0.5, 0.0)
    first = owens_t(a, (b / a - r) / width)
    second = owens_t(b, (a / b - r) / width)
    found: Array = (ndtr(a) + ndtr(b)) / 2 - first - second - apart
    return np.clip(found, 0.0, 1.0)
