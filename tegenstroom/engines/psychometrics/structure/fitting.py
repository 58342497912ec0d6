"""From a layout and answers to a solution: estimates, their sampling covariance, tests and indices."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from tegenstroom.engines.psychometrics.data.answers import Answers
from tegenstroom.engines.psychometrics.data.missing import Array, Missing, Stack, stacks
from tegenstroom.engines.psychometrics.data.moments import correlations, moments
from tegenstroom.engines.psychometrics.data.refusals import NoSolution, Unusable, need_persons, refuse_unless
from tegenstroom.engines.psychometrics.structure import corrected, robust, weighted
from tegenstroom.engines.psychometrics.structure.implied import moments_of
from tegenstroom.engines.psychometrics.structure.indices import (
    LEAST_FACTOR,
    Indices,
    Test,
    chi_square,
    indices,
    robust_indices,
    srmr,
)
from tegenstroom.engines.psychometrics.structure.layout import Layout, Matrix
from tegenstroom.engines.psychometrics.structure.likelihood import (
    NO_ROBUST_TEST,
    NOT_IDENTIFIED,
    NOT_SETTLED,
    Fitted,
    maximise,
    observed,
)
from tegenstroom.engines.sentences import dutch

DEPENDENT = dutch("items-dependent", "Deze vragen volgen volledig uit elkaar: {items}. Laat er één weg.")
FREEDOM = dutch(
    "no-freedom", "Dit model heeft meer onbekenden dan de antwoorden kunnen dragen ({q}, hoogstens {most})."
)


class Estimator(StrEnum):
    """How a factor model is estimated."""

    ML = "ML"  # maximum likelihood of the normal distribution
    MLR = "MLR"  # the same estimates; standard errors and test that hold without normality
    WLSMV = "WLSMV"  # ordinal answers: polychoric correlations, diagonal weights, scaled and shifted test


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """A model fitted to one or more groups. `scaled`, `robust`: None for ML; `log_likelihood`: None for WLSMV.

    `found`: the fit itself, from which nested models are compared. `trace`: tr(A⁻¹B) of MLR.
    """

    layout: Layout
    at: Array
    covariance: Array
    indices: Indices
    scaled: Indices | None
    robust: Indices | None
    srmr: float
    n: int
    log_likelihood: float | None
    found: Fitted | weighted.Weighted | None

    def moments(self, group: int) -> tuple[Array, Array]:
        """Mean (k,) and covariance (k, k) that the model implies for a group."""
        return moments_of(self.layout.blocks[group], self.at)


@dataclass(frozen=True, slots=True, eq=False)
class Normals:
    """What continuous answers of each group say: patterns, the saturated model, and the answers themselves."""

    values: tuple[Array, ...]
    free: tuple[robust.Saturated, ...]
    means: bool = True  # whether the model is about means too

    @property
    def n(self) -> int:
        return sum(len(each) for each in self.values)

    @property
    def complete(self) -> bool:
        """Whether nobody left anything open."""
        return all(len(each) == 1 and len(each[0].n) == 1 and each[0].seen.all() for each in self.parts)

    @property
    def parts(self) -> tuple[tuple[Stack, ...], ...]:
        return tuple(each.parts for each in self.free)


def normals(groups: tuple[Answers, ...], missing: Missing, *, means: bool = True) -> Normals:
    """Answers made ready for maximum likelihood. Refuses fewer persons than items + 1, and dependent items."""
    values, free = [], []
    for data in groups:
        kept = data.anything() if missing is Missing.FULL else data.complete()
        need_persons(kept.n, data.k + 1)
        found = moments(kept, Missing.FULL)
        size, vectors = np.linalg.eigh(correlations(found.covariance))
        names = tuple(item for item, share in zip(data.items, vectors[:, 0], strict=True) if abs(share) > 0.1)
        refuse_unless(size[0] > 1e-9, Unusable, DEPENDENT, items=names)
        values.append(kept.values)
        free.append(robust.saturate(stacks(kept.values), found.mean, found.covariance))
    return Normals(tuple(values), tuple(free), means)


@contextmanager
def _settled() -> Iterator[None]:
    """A matrix that cannot be inverted says that the answers do not decide."""
    try:
        yield
    except np.linalg.LinAlgError as error:
        raise NoSolution(NOT_SETTLED()) from error


@_settled()
def fit_normal(layout: Layout, data: Normals, begin: Array, estimator: Estimator) -> Solution:
    """Maximum likelihood; for MLR with robust standard errors and a scaled test."""
    k = len(layout.items)
    df = (k * (k + 1) // 2 + k * data.means) * len(data.values) - layout.q
    refuse_unless(df >= 0, NoSolution, FREEDOM, q=layout.q, most=df + layout.q)
    found = maximise(layout, data.parts, begin)
    free = sum(each.log_likelihood for each in data.free)
    chi2 = max(2 * (free - found.log_likelihood), 0.0)
    base = _independent(layout, data, free)
    covariance = np.linalg.inv(found.expected if data.complete else observed(found))
    test, base_test = chi_square(chi2, df), chi_square(*base[:2])
    solution = Solution(
        layout,
        found.at,
        covariance,
        indices(test, base_test, data.n, len(data.values)),
        None,
        None,
        _srmr(found, data),
        data.n,
        found.log_likelihood,
        found,
    )
    if estimator is Estimator.MLR:
        return _decided(_robust(solution, found, data, base))
    if data.complete:
        return _decided(solution)
    freedoms = df, base[1]
    better = corrected.of_patterns(found, base[2], freedoms, data.free, data.values, normal_answers=True)
    return _decided(replace(solution, robust=better))


@_settled()
def fit_ordinal(layout: Layout, samples: tuple[weighted.Sampled, ...], begin: Array) -> Solution:
    """Diagonally weighted least squares with robust standard errors and the scaled and shifted test."""
    most = sum(len(each.found) for each in samples)
    refuse_unless(layout.q <= most, NoSolution, FREEDOM, q=layout.q, most=most)
    found = weighted.least_squares(layout, samples, begin)
    n = sum(each.n for each in samples)
    factor, shift = weighted.scale_and_shift(found.df, *weighted.traces(found))
    base = weighted.baseline(samples)
    base_factor, base_shift = weighted.scale_and_shift(base.df, base.trace, base.square)
    counted = n - len(samples) if len(samples) > 1 else n - 1
    plain = indices(chi_square(found.chi2, found.df), chi_square(base.chi2, base.df), counted, len(samples))
    scaled = indices(
        chi_square(found.chi2, found.df, factor, shift),
        chi_square(base.chi2, base.df, base_factor, base_shift),
        counted,
        len(samples),
    )
    return _decided(
        Solution(
            layout,
            found.at,
            weighted.covariance(found),
            plain,
            scaled,
            corrected.of_ordered(found) if layout.standard else None,
            weighted.srmr(found),
            n,
            None,
            found,
        )
    )


def _decided(solution: Solution) -> Solution:
    """NoSolution where a parameter has no sampling variance: then the answers do not decide about it."""
    certain = np.diag(solution.covariance)
    refuse_unless(bool(np.isfinite(certain).all() and (certain > 0).all()), NoSolution, NOT_IDENTIFIED)
    return solution


def _robust(solution: Solution, found: Fitted, data: Normals, base: tuple[float, int, Fitted]) -> Solution:
    covariance, trace = robust.sandwich(found, data.values)
    plain, base_fit = solution.indices, base[2]
    free = sum(robust.trace_of(each, values) for each, values in zip(data.free, data.values, strict=True))
    factor = robust.scaling(free - _fixed_means(data), trace, plain.test.df)
    _unused, base_trace = robust.sandwich(base_fit, data.values)
    base_factor = robust.scaling(free, base_trace, plain.baseline.df)
    refuse_unless(min(factor, base_factor) > LEAST_FACTOR, NoSolution, NO_ROBUST_TEST)
    scaled = indices(
        chi_square(plain.test.chi2, plain.test.df, factor),
        chi_square(plain.baseline.chi2, plain.baseline.df, base_factor),
        data.n,
        len(data.values),
    )
    better: Indices | None
    if data.complete:
        better = robust_indices(scaled.test, scaled.baseline, data.n, len(data.values))
    else:
        freedoms = plain.test.df, plain.baseline.df
        better = corrected.of_patterns(found, base_fit, freedoms, data.free, data.values)
    return replace(solution, covariance=covariance, scaled=scaled, robust=better)


def _fixed_means(data: Normals) -> int:
    """Means that the model does not estimate: each would have added one to the trace."""
    return 0 if data.means else sum(len(each.mean) for each in data.free)


def _independent(layout: Layout, data: Normals, free: float) -> tuple[float, int, Fitted]:
    """χ² and degrees of freedom of the model in which items have nothing in common, and that model."""
    k = len(layout.items)
    alone = Layout(layout.items, (), layout.groups)
    for group in range(len(layout.groups)):
        for item in range(k):
            alone.release(group, Matrix.RESIDUAL, item, item)
            alone.release(group, Matrix.INTERCEPT, item)
    begin = alone.begin(
        [{Matrix.RESIDUAL: np.diag(np.diag(each.covariance)), Matrix.INTERCEPT: each.mean} for each in data.free]
    )
    found = maximise(alone, tuple(stacks(each) for each in data.values), begin)
    return 2 * (free - found.log_likelihood), k * (k - 1) // 2 * len(layout.groups), found


def _srmr(found: Fitted, data: Normals) -> float:
    """Of the groups together, each by its share of the persons."""
    total = 0.0
    for n, free, implied in zip(found.sizes, data.free, found.groups, strict=True):
        means = (free.mean, implied.mean) if data.means else (None, None)
        total += n * srmr(free.covariance, implied.covariance, *means)
    return float(total / found.sizes.sum())


__all__ = ["Estimator", "Normals", "Solution", "Test", "fit_normal", "fit_ordinal", "normals"]
