"""Before factors are sought: is there enough in common, and for how many factors?"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from tegenstroom.engines.psychometrics.correlations.correlated import Kind, correlated
from tegenstroom.engines.psychometrics.data.answers import Answers
from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.moments import correlations
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.sentences import dutch

LITTLE_IN_COMMON = dutch(
    "little-in-common", "Deze vragen hebben weinig gemeen (KMO {kmo}). Factoren zoeken heeft dan geen zin."
)

_LEAST_KMO = 0.5  # Kaiser (1974): below it, "unacceptable"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Suitability(Result):
    """`kmo`: sampling adequacy, 0 to 1; `kmo_items`: (k,). Bartlett's test that nothing is correlated: `chi2`,
    `df`, `p`. Parallel analysis: `eigenvalues` (k,), those of chance (k,), and how many `factors` exceed chance.
    """

    items: tuple[str, ...]
    kmo: float
    kmo_items: Array
    chi2: float
    df: int
    p: float
    eigenvalues: Array
    chance: Array
    factors: int


def suitability(
    data: Answers,
    *,
    kind: Kind = Kind.PEARSON,
    missing: Missing = Missing.LISTWISE,
    draws: int = 200,
    share: float = 0.95,
    seed: int = 1,
) -> Suitability:
    """KMO, Bartlett's test and parallel analysis of the correlations of all items.

    `draws` random data sets of as many persons and items; an eigenvalue counts when it exceeds `share` of them and
    all before it do. The same `seed` gives the same answer. Refuses under 3 items and no more persons than items.
    """
    found = correlated(data, kind, missing)
    kmo, kmo_items = sampling_adequacy(found.matrix)
    chi2, df = bartlett(found.matrix, found.n)
    eigenvalues = np.linalg.eigvalsh(found.matrix)[::-1]
    chance = random_eigenvalues(found.n, found.k, draws, share, seed)
    above = eigenvalues > chance
    careful = (LITTLE_IN_COMMON(kmo=kmo),) if kmo < _LEAST_KMO else ()
    return Suitability(
        n=found.n,
        n_all=data.n,
        missing=missing,
        method=f"KMO, Bartlett, parallel analysis of {kind.value} correlations, {draws} draws, seed {seed}",
        reference="Kaiser (1974); Bartlett (1951); Horn (1965); Glorfeld (1995)",
        warnings=found.warnings + careful,
        items=data.items,
        kmo=kmo,
        kmo_items=kmo_items,
        chi2=chi2,
        df=df,
        p=float(stats.chi2.sf(chi2, df)),
        eigenvalues=eigenvalues,
        chance=chance,
        factors=int(np.argmin(above)) if not above.all() else found.k,
    )


def sampling_adequacy(matrix: Array) -> tuple[float, Array]:
    """Kaiser's measure, of all items and of each: squared correlations beside squared partial ones."""
    inverse = np.linalg.inv(matrix)
    scale = np.sqrt(np.diag(inverse))
    partial, whole = (inverse / np.outer(scale, scale)) ** 2, matrix**2
    np.fill_diagonal(partial, 0.0)
    np.fill_diagonal(whole, 0.0)
    both = whole.sum(axis=0) + partial.sum(axis=0)
    each = np.divide(whole.sum(axis=0), both, out=np.zeros(len(matrix)), where=both > 0)
    return float(whole.sum() / both.sum()) if both.sum() else 0.0, each


def bartlett(matrix: Array, n: int) -> tuple[float, int]:
    """χ² and degrees of freedom of the hypothesis that no two items correlate (Bartlett 1951)."""
    k = len(matrix)
    _sign, log_det = np.linalg.slogdet(matrix)
    return float(-(n - 1 - (2 * k + 5) / 6) * log_det), k * (k - 1) // 2


def random_eigenvalues(n: int, k: int, draws: int, share: float, seed: int) -> Array:
    """The `share` quantile of each eigenvalue of uncorrelated normal items, (k,).

    Products are drawn at once as a Wishart matrix (Bartlett's decomposition), whatever the number of persons.
    """
    random = np.random.default_rng(seed)
    found = np.empty((draws, k))
    freedom = np.maximum(n - 1 - np.arange(k), 1)
    for draw in range(draws):
        root = np.tril(random.normal(size=(k, k)), -1) + np.diag(np.sqrt(random.chisquare(freedom)))
        found[draw] = np.linalg.eigvalsh(correlations(root @ root.T))[::-1]
    return np.asarray(np.quantile(found, share, axis=0))
