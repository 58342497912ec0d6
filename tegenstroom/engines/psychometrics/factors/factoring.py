"""Common factors by minimum residuals (Harman & Jones 1966, doi:10.1007/BF02289468), over the uniquenesses."""

from collections.abc import Callable

import numpy as np
from scipy import optimize

from tegenstroom.engines.psychometrics.data.missing import Array
from tegenstroom.engines.sentences import Said, dutch

# De Winter, Dodou & Wieringa (2009), doi:10.1080/00273170902794206: 50 as the least.
# MacCallum, Widaman, Zhang & Hong (1999), doi:10.1037/1082-989X.4.1.84: 100 to 200 if factors explain half.
FEW_FOR_FACTORS = dutch(
    "few-for-factors",
    "Met {n} personen vallen factoren telkens anders uit. Reken op minstens 50 (De Winter e.a. 2009),"
    " liefst op 100 of meer (MacCallum e.a. 1999).",
)
_FEW = 100

LOWEST = 0.005  # of a uniqueness, as in R: below, the factor would be the item itself


def few_for_factors(n: int) -> tuple[Said, ...]:
    """The sentence that belongs beside factors of so few persons; nothing from 100 on."""
    return (FEW_FOR_FACTORS(n=n),) if n < _FEW else ()


def minres(matrix: Array, m: int) -> Array:
    """Loadings (k, m) that leave the smallest squared residuals off the diagonal of a correlation matrix."""
    begin = np.clip(1 / np.diag(np.linalg.pinv(matrix)), LOWEST, 0.995)
    return of_squares(matrix, lowest(squares, begin, matrix, m), m)


def lowest(
    criterion: Callable[[Array, Array, int], tuple[float, Array]], begin: Array, matrix: Array, m: int
) -> Array:
    """The uniquenesses (k,) where a criterion that gives its slope along is least, each from .005 to 1."""
    found = optimize.minimize(
        criterion,
        begin,
        args=(matrix, m),
        jac=True,
        method="L-BFGS-B",
        bounds=[(LOWEST, 1.0)] * len(matrix),
        options={"maxiter": 5_000, "maxfun": 20_000, "ftol": 1e-15, "gtol": 1e-10, "maxcor": 30},
    )
    return np.asarray(found.x)


def squares(uniqueness: Array, matrix: Array, m: int) -> tuple[float, Array]:
    """Half the squared eigenvalues that m factors do not take, and the slope to the uniquenesses."""
    sizes, vectors = np.linalg.eigh(matrix - np.diag(uniqueness))
    left = np.concatenate([sizes[:-m], np.minimum(sizes[-m:], 0.0)])
    return float(left @ left / 2), -(vectors**2) @ left


def of_squares(matrix: Array, uniqueness: Array, m: int) -> Array:
    """Unturned loadings (k, m): the first factor has the largest share; a column sums to zero or more."""
    sizes, vectors = np.linalg.eigh(matrix - np.diag(uniqueness))
    found = vectors[:, : -m - 1 : -1] * np.sqrt(np.maximum(sizes[: -m - 1 : -1], 0.0))
    return np.asarray(found * np.where(found.sum(axis=0) < 0, -1.0, 1.0))
