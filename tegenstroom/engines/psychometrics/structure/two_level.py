"""Factor analysis of persons in groups: factors of what differs among persons, and among groups."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tegenstroom.engines.psychometrics.data.answers import Answers
from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.moments import correlations, left_out
from tegenstroom.engines.psychometrics.data.refusals import Impossible, NoSolution, NotEnough, refuse_unless
from tegenstroom.engines.psychometrics.data.results import Result
from tegenstroom.engines.psychometrics.structure.cfa import OVER_EXPLAINED, Estimate, estimates, standardised
from tegenstroom.engines.psychometrics.structure.describe import Description, Model, Unit, beginning, described
from tegenstroom.engines.psychometrics.structure.fitting import FREEDOM, Solution
from tegenstroom.engines.psychometrics.structure.implied import Implied, implied, moments_of
from tegenstroom.engines.psychometrics.structure.indices import Indices, chi_square, indices, srmr
from tegenstroom.engines.psychometrics.structure.layout import Layout, Matrix
from tegenstroom.engines.psychometrics.structure.likelihood import (
    NOT_IDENTIFIED,
    NOT_SETTLED,
    doubled,
    saturated,
    solved,
)
from tegenstroom.engines.sentences import Said, dutch

NO_GROUPS = dutch("groups-not-said", "Zeg eerst tot welke groep elke persoon behoort.")
FEW_GROUPS = dutch(
    "too-few-groups-for-two-levels", "Met {groups} groepen kan dit niet. Er zijn er minstens {needed} nodig."
)
ITEMS_DIFFER = dutch("items-differ", "Binnen en tussen groepen moeten dezelfde vragen staan.")
FEW_GROUPS_SWING = dutch(
    "groups-swing", "Met {groups} groepen zijn de cijfers tussen groepen onzeker. Reken op minstens 50 groepen."
)

NOT_NESTED = dutch("not-nested", "De groepen zijn te klein: binnen een groep valt er te weinig te vergelijken.")

WITHIN, BETWEEN = "within", "between"
_FEW = 50
_MOST_STEPS = 500
_SETTLED = 1e-15
_APART = 1e-5  # for differencing


@dataclass(frozen=True, slots=True, eq=False)
class Nested:
    """What persons in groups say: `spread`, sums of squares and products around group means, (k, k), over `n`
    persons; and for each size of group: `sizes`, `counts` of such groups, `means` (k,) and `spreads` (k, k) of
    their group means, divided by their number.
    """

    n: int
    spread: Array
    sizes: Array
    counts: Array
    means: Array
    spreads: Array

    @property
    def groups(self) -> int:
        return int(self.counts.sum())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TwoLevelModel(Result):
    """`groups`: their number. `estimates`: those of both levels, named by `group`: "within" and "between".

    `within_loadings`, `between_loadings`: standardised at their own level, (k, m). `srmr_within`, `srmr_between`:
    of the correlations at that level; their sum is what lavaan calls srmr. None where a variance is not positive.
    """

    items: tuple[str, ...]
    groups: int
    estimates: tuple[Estimate, ...]
    within_loadings: Array
    between_loadings: Array
    fit: Indices
    parameters: int
    log_likelihood: float
    aic: float
    bic: float
    srmr_within: float | None
    srmr_between: float | None


def two_level_cfa(data: Answers, within: Description, between: Description) -> TwoLevelModel:
    """Factors of persons around their group, and of groups, by maximum likelihood (Lee 1990; Muthén 1994).

    Complete answers of persons whose group is known. Needs more groups than items, and the same items at both
    levels. The first item of each factor gives its unit. Standard errors from the observed information.
    """
    refuse_unless(data.groups is not None, Impossible, NO_GROUPS)
    low, high = described(within), described(between)
    refuse_unless(set(low.items) == set(high.items), Impossible, ITEMS_DIFFER)
    order = [high.items.index(item) for item in low.items]
    high = Model(low.items, high.factors, high.loads[order])
    known = data.select(low.items).placed().complete()
    refuse_unless(known.n > 0, NotEnough, FEW_GROUPS, groups=0, needed=known.k + 1)
    found = nested(known)
    refuse_unless(found.groups > known.k, NotEnough, FEW_GROUPS, groups=found.groups, needed=known.k + 1)
    refuse_unless(known.n > found.groups + known.k, NotEnough, NOT_NESTED)
    try:
        solution, left = _compared(found, low, high)
    except np.linalg.LinAlgError as error:
        raise NoSolution(NOT_SETTLED()) from error
    careful = _over_explained(solution, low.items)
    careful += (FEW_GROUPS_SWING(groups=found.groups),) if found.groups < _FEW else ()
    likely, free = solution.log_likelihood or 0.0, solution.layout.q
    return TwoLevelModel(
        n=known.n,
        n_all=data.n,
        missing=Missing.LISTWISE,
        method="two-level confirmatory factor analysis, maximum likelihood",
        reference="Lee (1990), Biometrika 77, 763–772; Muthén (1994), Sociological Methods & Research 22, 376–398",
        warnings=left_out(known.n, data.n) + careful,
        items=low.items,
        groups=found.groups,
        estimates=tuple(estimates(solution)),
        within_loadings=standardised(solution, 0)[0][:, : len(low.factors)],
        between_loadings=standardised(solution, 1)[0][:, len(low.factors) :],
        fit=solution.indices,
        parameters=free,
        log_likelihood=likely,
        aic=2 * (free - likely),
        bic=free * float(np.log(known.n)) - 2 * likely,
        srmr_within=left[0],
        srmr_between=left[1],
    )


def _over_explained(solution: Solution, items: tuple[str, ...]) -> tuple[Said, ...]:
    """Which items have less than nothing of their own, at either level."""
    own = {each.left for each in estimates(solution) if each.matrix is Matrix.RESIDUAL and each.value < 0}
    return (OVER_EXPLAINED(items=tuple(item for item in items if item in own)),) if own else ()


def nested(data: Answers) -> Nested:
    """Group means and what lies around them, groups of one size together."""
    _names, which, sizes = np.unique(np.array(data.groups), return_inverse=True, return_counts=True)
    order = np.argsort(which, kind="stable")
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    means = np.add.reduceat(data.values[order], starts, axis=0) / sizes[:, None]
    around = data.values - means[which]
    kinds = np.unique(sizes)
    centres = np.array([means[sizes == size].mean(axis=0) for size in kinds])
    spreads = np.array([_spread(means[sizes == size]) for size in kinds])
    counts = np.array([float((sizes == size).sum()) for size in kinds])
    return Nested(data.n, around.T @ around, kinds.astype(np.float64), counts, centres, spreads)


def _spread(values: Array) -> Array:
    around = values - values.mean(axis=0)
    return np.asarray(around.T @ around / len(values))


def _compared(found: Nested, low: Model, high: Model) -> tuple[Solution, tuple[float | None, float | None]]:
    """The solution, beside the saturated model and the one in which items have nothing in common; and the SRMR of
    each level.
    """
    inside, outside, mean = _levels(found)
    starts = [
        {Matrix.RESIDUAL: inside},
        {Matrix.RESIDUAL: outside, Matrix.INTERCEPT: mean},
    ]
    free = _unrelated(low.items, related=True)
    seen, best = _highest(free, found, free.begin(starts))
    alone = _unrelated(low.items, related=False)
    worst = _highest(alone, found, alone.begin(starts))[1]
    layout = _layout(low, high)
    k, df = len(low.items), free.q - layout.q
    refuse_unless(df >= 0, NoSolution, FREEDOM, q=layout.q, most=free.q)
    at, likely = _highest(layout, found, layout.begin(_starts(low, high, found)))
    information = _observed(layout, found, at)
    covariance = np.linalg.inv(information)
    refuse_unless(bool((np.diag(covariance) > 0).all()), NoSolution, NOT_IDENTIFIED)
    test, base = chi_square(max(2 * (best - likely), 0.0), df), chi_square(2 * (best - worst), k * (k - 1))
    solution = Solution(
        layout, at, covariance, indices(test, base, found.n), None, None, 0.0, found.n, likely, None
    )
    return solution, _left(free, seen, layout, at)


def _left(free: Layout, seen: Array, layout: Layout, at: Array) -> tuple[float | None, float | None]:
    """SRMR of each level: of its correlations. None where a variance is not positive."""
    inside, outside = (
        [moments_of(blocks[level], it)[1] for blocks, it in ((free.blocks, seen), (layout.blocks, at))]
        for level in (0, 1)
    )
    return _apart(*inside), _apart(*outside)


def _apart(seen: Array, here: Array) -> float | None:
    if min(np.diag(seen).min(), np.diag(here).min()) <= 0:
        return None
    return srmr(correlations(seen), correlations(here))


def _levels(found: Nested) -> tuple[Array, Array, Array]:
    """Covariances within and between groups, and the mean, by moments; positive definite, to start from."""
    inside = found.spread / (found.n - found.groups)
    mean = found.counts @ found.means / found.groups
    around = found.means - mean
    total = np.einsum("s,sij->ij", found.counts, found.spreads + around[:, :, None] * around[:, None, :])
    outside = total / found.groups - inside * (found.groups / found.n)
    sizes, vectors = np.linalg.eigh(outside)
    least = 0.05 * float(np.trace(inside)) / len(mean)
    return inside, (vectors * np.maximum(sizes, least)) @ vectors.T, mean


def _unrelated(items: tuple[str, ...], *, related: bool) -> Layout:
    """No factors: variances at both levels, and all covariances where items are `related`."""
    layout = Layout(items, (), (WITHIN, BETWEEN))
    for item in range(len(items)):
        layout.release(1, Matrix.INTERCEPT, item)
        for level in (0, 1):
            for other in range(item + 1) if related else (item,):
                layout.release(level, Matrix.RESIDUAL, item, other)
    return layout


def _layout(low: Model, high: Model) -> Layout:
    """The factors of both levels side by side; those of the other level are zero."""
    layout = Layout(low.items, low.factors + high.factors, (WITHIN, BETWEEN))
    for level, model, first in ((0, low, 0), (1, high, len(low.factors))):
        for item, factor in zip(*np.nonzero(model.loads), strict=True):
            if item == model.markers[factor]:
                layout.fix(level, Matrix.LOADING, int(item), first + int(factor), value=1.0)
            else:
                layout.release(level, Matrix.LOADING, int(item), first + int(factor))
        for one in range(len(model.factors)):
            for other in range(one + 1):
                layout.release(level, Matrix.FACTOR, first + one, first + other)
        for item in range(len(low.items)):
            layout.release(level, Matrix.RESIDUAL, item, item)
    for item in range(len(low.items)):
        layout.release(1, Matrix.INTERCEPT, item)
    return layout


def _starts(low: Model, high: Model, found: Nested) -> list[dict[Matrix, Array]]:
    inside, outside, mean = _levels(found)
    count = len(low.factors) + len(high.factors)
    given = []
    for model, covariance, first in ((low, inside, 0), (high, outside, len(low.factors))):
        values = beginning(model, covariance, mean, Unit.MARKER)
        last = first + len(model.factors)
        loading, factor = np.zeros((len(mean), count)), np.zeros((count, count))
        loading[:, first:last], factor[first:last, first:last] = values[Matrix.LOADING], values[Matrix.FACTOR]
        given.append(values | {Matrix.LOADING: loading, Matrix.FACTOR: factor})
    return given


def _highest(layout: Layout, found: Nested, at: Array) -> tuple[Array, float]:
    """Fisher scoring, each step halved until the likelihood rises: parameters and log-likelihood."""
    likely = _log_likelihood(layout, found, at)
    refuse_unless(bool(np.isfinite(likely)), NoSolution, NOT_SETTLED)
    for _step in range(_MOST_STEPS):
        low, high = (implied(block, at) for block in layout.blocks)
        slope = _gradient(found, low, high)
        change = solved(_expected(found, low, high), slope)
        promised = float(slope @ change) / found.n
        if promised < _SETTLED:
            return at, likely
        for half in range(30):
            new = at + change / 2**half
            risen = _log_likelihood(layout, found, new)
            if risen > likely:
                break
        else:
            break
        at, likely = new, risen
    refuse_unless(promised < 1e-8, NoSolution, NOT_SETTLED)
    return at, likely


def _log_likelihood(layout: Layout, found: Nested, at: Array) -> float:
    inside = moments_of(layout.blocks[0], at)[1]
    mean, outside = moments_of(layout.blocks[1], at)
    try:
        total = (found.n - found.groups) * _log_det(inside) + float(np.sum(np.linalg.inv(inside) * found.spread))
        for size, count, centre, spread in _sizes(found):
            both = inside + size * outside
            away = spread + np.outer(centre - mean, centre - mean)
            total += count * (_log_det(both) + size * float(np.sum(np.linalg.inv(both) * away)))
    except np.linalg.LinAlgError:
        return -np.inf
    return float(-0.5 * (total + found.n * len(mean) * np.log(2 * np.pi)))


def _log_det(matrix: Array) -> float:
    """LinAlgError when the matrix is not positive definite."""
    return 2 * float(np.sum(np.log(np.diag(np.linalg.cholesky(matrix)))))


def _gradient(found: Nested, low: Implied, high: Implied) -> Array:
    inverse = np.linalg.inv(low.covariance)
    to_inside = -0.5 * ((found.n - found.groups) * inverse - inverse @ found.spread @ inverse)
    to_outside, to_mean = np.zeros_like(inverse), np.zeros(len(inverse))
    for size, count, centre, spread in _sizes(found):
        inverse = np.linalg.inv(low.covariance + size * high.covariance)
        off = centre - high.mean
        pull = -0.5 * count * (inverse - size * inverse @ (spread + np.outer(off, off)) @ inverse)
        to_inside = to_inside + pull
        to_outside += size * pull
        to_mean += count * size * inverse @ off
    return np.asarray(
        doubled(to_inside) @ low.to_covariance + doubled(to_outside) @ high.to_covariance + to_mean @ high.to_mean
    )


def _expected(found: Nested, low: Implied, high: Implied) -> Array:
    k = len(low.mean)
    inside = saturated(low.covariance)[k:, k:]
    total = (found.n - found.groups) * low.to_covariance.T @ inside @ low.to_covariance
    for size, count, _centre, _spread in _sizes(found):
        both = saturated(low.covariance + size * high.covariance)
        slope = low.to_covariance + size * high.to_covariance
        total = total + count * slope.T @ both[k:, k:] @ slope
        total = total + count * size * high.to_mean.T @ both[:k, :k] @ high.to_mean
    return np.asarray(total)


def _observed(layout: Layout, found: Nested, at: Array) -> Array:
    """Minus the second derivatives of the log-likelihood: differences of its slope."""
    rows = []
    for place in range(layout.q):
        slopes = []
        for step in (-_APART, _APART):
            moved = at.copy()
            moved[place] += step
            low, high = (implied(block, moved) for block in layout.blocks)
            slopes.append(_gradient(found, low, high))
        rows.append((slopes[0] - slopes[1]) / (2 * _APART))
    whole = np.array(rows)
    return (whole + whole.T) / 2


def _sizes(found: Nested) -> Iterator[tuple[float, float, Array, Array]]:
    return zip(found.sizes, found.counts, found.means, found.spreads, strict=True)
