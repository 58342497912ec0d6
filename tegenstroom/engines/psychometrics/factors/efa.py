"""Exploratory factor analysis: which items belong together, when nobody said so beforehand?"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import stats

from tegenstroom.engines.psychometrics.correlations.correlated import Correlated, Kind, correlated
from tegenstroom.engines.psychometrics.data.answers import Answers
from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.refusals import Impossible, NoSolution, refuse_unless
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.psychometrics.factors.factoring import (
    LOWEST,
    few_for_factors,
    lowest,
    of_squares,
    squares,
)
from tegenstroom.engines.psychometrics.factors.rotation import NO_ROTATION, TOLERANCE, oblimin, promax, varimax
from tegenstroom.engines.sentences import Said, dutch

TOO_MANY_FACTORS = dutch(
    "too-many-factors",
    "Met {k} vragen kan je geen {factors} factoren zoeken. Het kunnen er hoogstens {most} zijn.",
)
NO_FACTOR = dutch("no-factor", "Zoek minstens één factor.")
EFA_NOT_SETTLED = dutch("efa-not-settled", "Voor {factors} factoren is geen oplossing gevonden. Neem er minder.")
AT_BOUND = dutch(
    "uniqueness-at-bound", "Deze vragen worden bijna volledig verklaard: {items}. Dat wijst op te veel factoren."
)


class Extraction(StrEnum):
    """How factors are taken out."""

    MINRES = "minres"  # least squares of the correlations: also where these are not those of normal answers
    ML = "ml"  # maximum likelihood of the normal distribution: with a test


class Rotation(StrEnum):
    """How factors are turned."""

    NONE = "none"
    VARIMAX = "varimax"  # uncorrelated
    PROMAX = "promax"  # may correlate: varimax, then towards its fourth power
    OBLIMIN = "oblimin"  # may correlate


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Factors(Result):
    """`loadings` (k, m): regression weights of items on factors; `factor_correlations` (m, m).

    `uniquenesses` (k,): the share of an item that no factor explains. `explained` (m,): the share of all spread
    that each factor explains. `chi2`, `df`, `p`: whether so many factors suffice (Bartlett's correction), to be
    trusted for maximum likelihood; `tli`, `rmsea` and `bic` follow from it as psych prints them (1, 0 and 0
    without degrees of freedom). TLI has no upper bound (Tucker & Lewis 1973): above 1 it says that χ² is smaller
    than its degrees of freedom, and it is left as it is, as psych and lavaan do. `rmsr`: root mean square of what
    is left of the correlations. `complexity` (k,): how many factors an item needs (Hofmann 1978), 1 is one.
    """

    items: tuple[str, ...]
    loadings: Array
    factor_correlations: Array
    uniquenesses: Array
    explained: Array
    chi2: float
    df: int
    p: float
    tli: float
    rmsea: float
    bic: float
    rmsr: float
    complexity: Array


def efa(
    data: Answers,
    factors: int,
    *,
    extraction: Extraction = Extraction.MINRES,
    rotation: Rotation = Rotation.OBLIMIN,
    kind: Kind = Kind.PEARSON,
    missing: Missing = Missing.LISTWISE,
    tolerance: float = TOLERANCE,
) -> Factors:
    """So many factors of all items. Factors stand in the order of what they explain, each mostly positive.

    `tolerance`: varimax, and promax that sets out from it, stop when a step gains less than this share. R stops at
    1e-5, some thousandths of a loading before the end; with 1e-5 these are its figures.

    Refuses under 3 items, no more persons than items, and more factors than these items can tell apart.
    """
    refuse_unless(factors >= 1, Impossible, NO_FACTOR)
    found = correlated(data, kind, missing)
    most = max(m for m in range(found.k) if freedom(found.k, m) >= 0)
    refuse_unless(factors <= most, Impossible, TOO_MANY_FACTORS, k=found.k, factors=factors, most=most)
    uniqueness = _uniquenesses(found.matrix, factors, extraction)
    unturned = loadings(found.matrix, uniqueness, factors, extraction)
    turned, between = turn(unturned, rotation, tolerance)
    misfit, df = _misfit(found.matrix, unturned), freedom(found.k, factors)
    chi2 = max((found.n - 1 - (2 * found.k + 5) / 6 - 2 * factors / 3) * misfit, 0.0)
    return Factors(
        n=found.n,
        n_all=data.n,
        missing=missing,
        method=f"exploratory factor analysis, {extraction.value}, {rotation.value}, {kind.value} correlations",
        reference=_reference(extraction, rotation),
        warnings=found.warnings + few_for_factors(found.n) + _warnings(data.items, uniqueness),
        items=data.items,
        loadings=turned,
        factor_correlations=between,
        uniquenesses=uniqueness,
        explained=np.diag(between @ turned.T @ turned) / found.k,
        chi2=chi2,
        df=df,
        p=float(stats.chi2.sf(chi2, df)) if df else 1.0,
        tli=_tli(found, misfit, factors),
        rmsea=float(np.sqrt(max(chi2 / (df * found.n) - 1 / (found.n - 1), 0.0))) if df else 0.0,
        bic=chi2 - df * float(np.log(found.n)),
        rmsr=_left(found.matrix, unturned),
        complexity=np.sum(turned**2, axis=1) ** 2 / np.maximum(np.sum(turned**4, axis=1), 1e-300),
    )


def freedom(k: int, m: int) -> int:
    """Degrees of freedom of m factors of k items; below zero they cannot be told apart."""
    return ((k - m) ** 2 - k - m) // 2


def loadings(matrix: Array, uniqueness: Array, m: int, extraction: Extraction) -> Array:
    """Unturned loadings (k, m) that belong to uniquenesses (k,)."""
    if extraction is Extraction.ML:
        scale = np.sqrt(uniqueness)
        sizes, vectors = np.linalg.eigh(matrix / np.outer(scale, scale))
        found = scale[:, None] * vectors[:, -m:] * np.sqrt(np.maximum(sizes[-m:] - 1, 0.0))
    else:
        found = of_squares(matrix, uniqueness, m)
    return _tidy(found, np.eye(m))[0]


def turn(loading: Array, rotation: Rotation, tolerance: float = TOLERANCE) -> tuple[Array, Array]:
    """Turned loadings (k, m), and the correlations of the factors (m, m)."""
    m = loading.shape[1]
    if m == 1 or rotation is Rotation.NONE:
        return loading, np.eye(m)
    if rotation is Rotation.VARIMAX:
        return _tidy(varimax(loading, tolerance), np.eye(m))
    try:
        if rotation is Rotation.PROMAX:
            return _tidy(*promax(loading, tolerance=tolerance))
        return _tidy(*oblimin(loading))
    except np.linalg.LinAlgError as error:
        raise NoSolution(NO_ROTATION()) from error


def _tidy(loading: Array, between: Array) -> tuple[Array, Array]:
    """Factors in the order of what they explain, each with more positive loadings than negative."""
    order = np.argsort(-np.diag(between @ loading.T @ loading), kind="stable")
    sign = np.where(loading.sum(axis=0) < 0, -1.0, 1.0)[order]
    return loading[:, order] * sign, between[np.ix_(order, order)] * np.outer(sign, sign)


def _uniquenesses(matrix: Array, m: int, extraction: Extraction) -> Array:
    """Where the criterion is lowest, each at least .005 (Jöreskog 1967; Harman & Jones 1966)."""
    criterion = _likelihood if extraction is Extraction.ML else squares
    begin = np.clip((1 - 0.5 * m / len(matrix)) / np.diag(np.linalg.inv(matrix)), LOWEST, 1.0)
    at = lowest(criterion, begin, matrix, m)
    _value, slope = criterion(at, matrix, m)
    inside = (at > LOWEST) & (at < 1.0)
    refuse_unless(not inside.any() or np.abs(slope[inside]).max() < 1e-4, NoSolution, EFA_NOT_SETTLED, factors=m)
    return at


def _likelihood(uniqueness: Array, matrix: Array, m: int) -> tuple[float, Array]:
    scale = np.sqrt(uniqueness)
    sizes, vectors = np.linalg.eigh(matrix / np.outer(scale, scale))
    left = np.concatenate([sizes[:-m], np.minimum(sizes[-m:], 1.0)])
    value = float(np.sum(left - np.log(left) - 1))
    return value, (vectors**2) @ (1 - left) / uniqueness


def _misfit(matrix: Array, loading: Array) -> float:
    """What the normal likelihood loses, per person and times two, by these factors."""
    implied = loading @ loading.T
    np.fill_diagonal(implied, 1.0)
    _sign, log_implied = np.linalg.slogdet(implied)
    _sign, log_found = np.linalg.slogdet(matrix)
    return float(log_implied - log_found + np.trace(np.linalg.solve(implied, matrix)) - len(matrix))


def _tli(found: Correlated, misfit: float, m: int) -> float:
    """Tucker & Lewis (1973), of the misfit before it becomes a χ²; 1 without degrees of freedom."""
    k, df = found.k, freedom(found.k, m)
    base = -float(np.linalg.slogdet(found.matrix)[1]) * 2 / (k * (k - 1))
    least = 1 / (found.n - 1 - (2 * k + 5) / 6 - 2 * m / 3)
    return (base - misfit / df) / (base - least) if df and base != least else 1.0


def _left(matrix: Array, loading: Array) -> float:
    left = (matrix - loading @ loading.T)[np.triu_indices(len(matrix), 1)]
    return float(np.sqrt(np.mean(left**2)))


def _reference(extraction: Extraction, rotation: Rotation) -> str:
    taken = {Extraction.MINRES: "Harman & Jones (1966)", Extraction.ML: "Jöreskog (1967)"}[extraction]
    turned = {
        Rotation.NONE: "",
        Rotation.VARIMAX: "; Kaiser (1958)",
        Rotation.PROMAX: "; Hendrickson & White (1964)",
        Rotation.OBLIMIN: "; Jennrich & Sampson (1966)",
    }[rotation]
    return taken + turned


def _warnings(items: tuple[str, ...], uniqueness: Array) -> tuple[Said, ...]:
    bound = tuple(item for item, own in zip(items, uniqueness, strict=True) if own <= LOWEST + 1e-6)
    return (AT_BOUND(items=bound),) if bound else ()
