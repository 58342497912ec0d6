"""Growth over waves: everyone starts somewhere and changes at her own pace, perhaps in groups.

y = β₀ + β₁·time + … + u₀ + u₁·time + e for a person, with the same two effects for her group if there are any.
Rows in which something is missing drop out; a person counts as long as one of her waves is there.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, stats

from tegenstroom.engines.psychometrics.data.answers import TWICE, column
from tegenstroom.engines.psychometrics.data.missing import Array, Missing
from tegenstroom.engines.psychometrics.data.refusals import (
    Impossible,
    NoSolution,
    NotEnough,
    Unusable,
    need_persons,
    refuse_unless,
)
from tegenstroom.engines.psychometrics.data.results import Interval, Result
from tegenstroom.engines.psychometrics.growth.nested import Cells, Left, deviance, left
from tegenstroom.engines.sentences import Said, dutch

LENGTHS = dutch("growth-lengths", "De kolommen zijn niet even lang: {lengths}.")
NO_TIME = dutch("no-time", "Iedereen is op hetzelfde moment gemeten. Dan is er geen verandering te zien.")
TOO_FEW_WAVES = dutch(
    "too-few-waves",
    "Er zijn {rows} metingen van {n} personen. Voor een eigen tempo per persoon zijn er meer dan {needed} nodig."
    " Laat het tempo voor iedereen gelijk.",
)
TOO_FEW_GROUPS = dutch(
    "growth-few-groups", "Voor verschillen tussen groepen zijn er minstens {needed} nodig. Er zijn er {n}."
)
ALONE = dutch(
    "alone-in-groups", "In elke groep zit één persoon. Dan zijn groepen en personen hetzelfde: laat de groep weg."
)
TWO_GROUPS = dutch("two-groups", "Deze persoon staat in meer dan één groep: {person}.")
DEPENDENT = dutch("dependent-columns", "Twee kolommen zeggen hetzelfde, of een kolom verandert niet: {columns}.")
NO_RESIDUAL = dutch("no-residual", "De metingen liggen precies op een lijn. Dan valt er niets te schatten.")
ON_THE_EDGE = dutch(
    "on-the-edge", "Een spreiding of samenhang ligt op de grens ({where}). Lees ze niet als een vaststelling."
)
ROWS_OUT = dutch("rows-out", "Van {all} metingen tellen er {rows} mee. Bij de andere ontbrak iets.")
NO_DF = dutch("growth-no-df", "De intervallen gaan uit van veel personen. Voor deze gegevens zijn ze wat te smal.")

FEWEST_PERSONS, FEWEST_GROUPS = 6, 5
_EDGE = 1e-4
_STEP = 6e-6  # the cube root of the rounding: the best for a difference to both sides
_AT_ONCE = 2_000  # cells times points: more do not fit the processor's cache, and calls no longer weigh


@dataclass(frozen=True, slots=True)
class Effect:
    """A fixed effect: per unit of its column. `df`: Satterthwaite's, infinite when it could not be had."""

    name: str
    estimate: float
    error: float
    df: float
    p: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Spread:
    """Of the random effects at a level: standard deviations of where it starts and of the pace (None without
    one).
    """

    level: str
    start: float
    pace: float | None
    correlation: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth(Result):
    """`n`: persons with at least one wave. `spreads`: persons first, then groups. `residual`: standard deviation.

    `reml`: whether the log-likelihood is the restricted one: those are only to be compared with the same fixed
    part.
    """

    effects: tuple[Effect, ...]
    spreads: tuple[Spread, ...]
    residual: float
    rows: int
    groups: int | None
    reml: bool
    log_likelihood: float
    free: int

    def effect(self, name: str) -> Effect:
        return next(effect for effect in self.effects if effect.name == name)


@dataclass(frozen=True, slots=True, eq=False)
class _Problem:
    """The data as sums, in scaled units: time by `scale`, y by `spread` around `middle`."""

    cells: Cells
    names: tuple[str, ...]
    scale: Array  # (p,): what a unit of each column is
    middle: float
    spread: float
    slope: bool
    levels: tuple[str, ...]
    reml: bool

    def factors(self, theta: Array) -> list[Array]:
        """Of each level, (…, q, q), when θ is (…, free)."""
        if not self.slope:
            return [theta[..., place, None, None] for place in range(theta.shape[-1])]
        found = []
        for place in range(0, theta.shape[-1], 3):
            factor = np.zeros((*theta.shape[:-1], 2, 2))
            factor[..., 0, 0], factor[..., 1, :] = theta[..., place], theta[..., place + 1 : place + 3]
            found.append(factor)
        return found

    def left(self, theta: Array) -> Left:
        person, *group = self.factors(theta)
        return left(self.cells, person, group[0] if group else None)

    def deviance(self, theta: Array, variance: Array | None = None) -> Array:
        """Of each θ, (…,)."""
        return deviance(self.left(theta), self.cells.rows, self.reml, variance)

    def sloping(self, theta: Array) -> tuple[float, Array]:
        """The deviance and its slope. It goes on smoothly below a bound of zero: only a sign of a factor turns."""
        step = _STEP * np.maximum(np.abs(theta), 1.0)
        moves = np.diag(step)
        found = self.in_parts(self.deviance, np.vstack([theta, theta + moves, theta - moves]))
        ups, downs = found[1:].reshape(2, -1)
        return float(found[0]), (ups - downs) / (2 * step)

    def in_parts(self, what: Callable[[Array], Array], points: Array) -> Array:
        """What holds at each of the points, (points, …): together while the sums are few, else part by part."""
        together = max(1, _AT_ONCE // len(self.cells.persons))
        return np.concatenate([what(points[at : at + together]) for at in range(0, len(points), together)])


def growth(
    y: Any,
    time: Any,
    person: Sequence[Any] | NDArray[Any],
    *,
    group: Sequence[Any] | NDArray[Any] | None = None,
    covariates: Mapping[str, Any] | None = None,
    slope: bool = True,
    reml: bool = True,
    level: float = 0.95,
) -> Growth:
    """Fit the model. All arguments are (rows,), a row for each person and wave.

    `slope`: whether the pace differs too, or only the start. `group`: makes a third level. `reml`: restricted
    maximum likelihood, which does not underestimate spreads with few persons; False for likelihood-ratio tests.

    Refuses fewer than 6 persons or 5 groups, one moment only, a pace for each person with too few waves, dependent
    columns, someone in two groups, groups of one person each, and measurements without a residual.
    """
    columns = {"time": column(np.asarray(time), "time")}
    taken = tuple(name for name in covariates or {} if name in columns or name == "start")
    refuse_unless(not taken, Impossible, TWICE, items=taken)
    columns |= {name: column(np.asarray(each), name) for name, each in (covariates or {}).items()}
    outcome = column(np.asarray(y), "y")
    lengths = tuple(
        {len(outcome), len(person), len(outcome if group is None else group), *map(len, columns.values())}
    )
    refuse_unless(len(lengths) == 1, Impossible, LENGTHS, lengths=lengths)
    design = np.column_stack([np.ones(len(outcome)), *columns.values(), outcome])
    known = [np.asarray(each) != "" for each in (person, group) if each is not None]
    kept = ~np.isnan(design).any(axis=1) & np.logical_and.reduce(known)
    people, whose = np.unique(np.asarray(person)[kept], return_inverse=True)
    _refuse_few(len(people), int(kept.sum()), design[kept, 1], slope)
    in_group, n_groups = _groups(people, whose, None if group is None else np.asarray(group)[kept])
    problem = _problem(design[kept], whose, in_group, tuple(columns), slope=slope, n_groups=n_groups, reml=reml)
    theta = _lowest(problem)
    n_all = len(np.unique(np.asarray(person)[known[0]]))
    warnings = () if kept.all() else (ROWS_OUT(all=len(kept), rows=int(kept.sum())),)
    return _result(problem, theta, level, (len(people), n_all, n_groups), warnings)


def _refuse_few(n: int, rows: int, time: Array, slope: bool) -> None:
    need_persons(n, FEWEST_PERSONS)
    refuse_unless(float(np.ptp(time)) > 0, Unusable, NO_TIME)
    effects = n * (2 if slope else 1)
    refuse_unless(rows > effects, NotEnough, TOO_FEW_WAVES, rows=rows, n=n, needed=effects)


def _groups(
    people: NDArray[Any], whose: NDArray[np.intp], group: NDArray[Any] | None
) -> tuple[NDArray[np.intp], int | None]:
    """The group of each person, from 0."""
    if group is None:
        return np.zeros(len(people), dtype=np.intp), None
    names, which = np.unique(group, return_inverse=True)
    refuse_unless(len(names) >= FEWEST_GROUPS, NotEnough, TOO_FEW_GROUPS, n=len(names), needed=FEWEST_GROUPS)
    found = np.zeros(len(people), dtype=np.intp)
    found[whose] = which
    torn = found[whose] != which
    refuse_unless(not torn.any(), Unusable, TWO_GROUPS, person=str(people[whose[np.argmax(torn)]]))
    refuse_unless(len(names) < len(people), Unusable, ALONE)
    return found, len(names)


def _problem(
    design: Array,
    whose: NDArray[np.intp],
    in_group: NDArray[np.intp],
    columns: tuple[str, ...],
    *,
    slope: bool,
    n_groups: int | None,
    reml: bool,
) -> _Problem:
    middle, spread = float(design[:, -1].mean()), float(design[:, -1].std())
    refuse_unless(spread > 0, Unusable, NO_RESIDUAL)
    scale = np.maximum(np.abs(design[:, :-1]).max(axis=0), 1e-300)
    scaled = np.column_stack([design[:, :-1] / scale, (design[:, -1] - middle) / spread])
    plain = scaled[:, :-1]
    independent = np.linalg.matrix_rank(plain.T @ plain, tol=1e-10 * len(plain)) == plain.shape[1]
    refuse_unless(bool(independent), Unusable, DEPENDENT, columns=columns)
    cells = Cells.of(scaled, whose, in_group, 2 if slope else 1)
    levels = ("person",) if n_groups is None else ("person", "group")
    return _Problem(cells, ("start", *columns), scale, middle, spread, slope, levels, reml)


def _lowest(problem: _Problem) -> Array:
    """The θ with the lowest deviance; once more from inside where that ended on the edge."""
    one = [1.0, 0.0, 1.0] if problem.slope else [1.0]
    bound = [(0.0, None), (None, None), (0.0, None)] if problem.slope else [(0.0, None)]
    levels = len(problem.levels)

    def run(start: Array) -> tuple[float, Array]:
        found = optimize.minimize(
            problem.sloping,
            start,
            method="L-BFGS-B",
            jac=True,
            bounds=bound * levels,
            options={"ftol": 1e-11, "gtol": 1e-6 * problem.cells.rows, "maxiter": 300},
        )
        return float(found.fun), found.x

    try:
        best = run(np.array(one * levels))
        edge = np.abs(best[1]) < _EDGE
        again = run(np.where(edge, 0.05, best[1])) if edge.any() else best
    except np.linalg.LinAlgError:
        raise NoSolution(NO_RESIDUAL()) from None
    lowest: Array = min(best, again, key=lambda found: found[0])[1]
    refuse_unless(float(problem.left(lowest).residual) > 1e-12 * problem.cells.rows, NoSolution, NO_RESIDUAL)
    return lowest


def _result(
    problem: _Problem, theta: Array, level: float, sizes: tuple[int, int, int | None], warnings: tuple[Said, ...]
) -> Growth:
    found, rows = problem.left(theta), problem.cells.rows
    p = len(found.fixed)
    variance = float(found.residual) / (rows - p if problem.reml else rows)
    sigma = float(np.sqrt(variance)) * problem.spread
    df = _satterthwaite(problem, theta, variance)
    if df is None:
        warnings += (NO_DF(),)
        df = np.full(p, np.inf)
    spreads = tuple(
        _spread(name, factor, sigma, problem.scale[1])
        for name, factor in zip(problem.levels, problem.factors(theta), strict=True)
    )
    edges = tuple(each.level for each in spreads if _on_edge(each, sigma))
    n, n_all, groups = sizes
    return Growth(
        n=n,
        n_all=n_all,
        missing=Missing.FULL,
        method=f"linear mixed model, {'REML' if problem.reml else 'ML'}, {len(problem.levels) + 1} levels",
        reference="Bates et al. (2015); Satterthwaite (1946)",
        warnings=warnings + ((ON_THE_EDGE(where=edges),) if edges else ()),
        effects=_effects(problem, found, variance, df, level),
        spreads=spreads,
        residual=sigma,
        rows=rows,
        groups=groups,
        reml=problem.reml,
        log_likelihood=-0.5 * float(problem.deviance(theta)) - _unscaled(problem),
        free=p + len(theta) + 1,
    )


def _unscaled(problem: _Problem) -> float:
    """What the units of y and, under REML, of the columns add to the log-likelihood."""
    free = problem.cells.rows - (len(problem.scale) if problem.reml else 0)
    columns = float(np.log(problem.scale).sum()) if problem.reml else 0.0
    return free * float(np.log(problem.spread)) + columns


def _effects(problem: _Problem, found: Left, variance: float, df: Array, level: float) -> tuple[Effect, ...]:
    covariance = variance * np.linalg.inv(found.root @ found.root.T)
    estimates = found.fixed * problem.spread / problem.scale
    estimates[0] += problem.middle
    errors = np.sqrt(np.diag(covariance)) * problem.spread / problem.scale
    effects = []
    for name, estimate, error, free in zip(
        problem.names, estimates.tolist(), errors.tolist(), df.tolist(), strict=True
    ):
        half = float(stats.t.ppf(0.5 + level / 2, free)) * error
        p = 2 * float(stats.t.sf(abs(estimate) / error, free))
        interval = Interval(estimate - half, estimate + half, level, "Wald, Satterthwaite")
        effects.append(Effect(name, estimate, error, free, p, interval))
    return tuple(effects)


def _spread(name: str, factor: Array, sigma: float, scale: float) -> Spread:
    covariance = factor @ factor.T * sigma**2
    start = float(np.sqrt(covariance[0, 0]))
    if len(factor) == 1:
        return Spread(name, start, None, None)
    pace = float(np.sqrt(covariance[1, 1]))
    both = start * pace
    return Spread(name, start, pace / float(scale), float(covariance[0, 1]) / both if both > 0 else None)


def _on_edge(spread: Spread, sigma: float) -> bool:
    flat = spread.start < _EDGE * sigma or (spread.pace is not None and spread.pace == 0)
    return flat or (spread.correlation is not None and abs(spread.correlation) > 1 - _EDGE)


def _satterthwaite(problem: _Problem, theta: Array, variance: float) -> Array | None:
    """Degrees of freedom of each fixed effect, (p,): from how its variance follows from the spreads, and how well
    those are known (Fai & Cornelius 1996). None on the edge, where the likelihood is not a bowl.
    """
    at = np.append(theta, np.sqrt(variance))
    step = 1e-4 * np.maximum(np.abs(at), 0.05)
    moves = np.diag(step)

    def low(points: Array) -> Array:
        return problem.deviance(points[:, :-1], points[:, -1] ** 2)

    def variances(points: Array) -> Array:
        root = problem.left(points[:, :-1]).root
        inverse = np.linalg.inv(root @ root.swapaxes(-1, -2))
        found: Array = points[:, -1:] ** 2 * np.diagonal(inverse, axis1=-2, axis2=-1)
        return found

    row, place = np.tril_indices(len(at))
    a, b = moves[row], moves[place]
    corners = np.vstack([at + a + b, at + a - b, at - a + b, at - a - b])
    both, first, second, neither = problem.in_parts(low, corners).reshape(4, -1)
    hessian = np.empty((len(at), len(at)))
    bends = (both - first - second + neither) / (4 * step[row] * step[place])
    hessian[row, place] = hessian[place, row] = bends
    if float(np.linalg.eigvalsh(hessian)[0]) <= 1e-6 * float(np.abs(hessian).max()):
        return None
    here, *moved = problem.in_parts(variances, np.vstack([at, at + moves, at - moves]))
    ups, downs = np.array(moved).reshape(2, len(at), -1)
    slopes = (ups - downs) / (2 * step[:, None])
    spread = 2 * np.linalg.inv(hessian)
    doubt = np.einsum("ap,ab,bp->p", slopes, spread, slopes)
    found: Array = 2 * here**2 / doubt
    return found
