"""What items and growth cost, beside mirt (PyPI with 61 nodes, and R), statsmodels and lme4 in the same run.

Each function of `LINES` gives the lines of one analysis for so many persons; `python -m benchmarks.psychometrics`
runs them.
"""

import importlib.util
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from benchmarks.analyses import SIZES, Line, Values, by_r, spent
from tegenstroom.engines.psychometrics import Answers, answers
from tegenstroom.engines.psychometrics.growth import growth
from tegenstroom.engines.psychometrics.irt.coding import coded_as
from tegenstroom.engines.psychometrics.irt.curves import curves
from tegenstroom.engines.psychometrics.irt.grm import GradedResponse, grm
from tegenstroom.engines.psychometrics.irt.items import ItemParameters
from tegenstroom.engines.psychometrics.irt.scores import score
from tegenstroom.engines.psychometrics.irt.sums import posteriors

ITEMS, TIMES = 20, 3
SEVERAL = 7  # of what takes milliseconds
GROWN = (200, 1_000, 2_000, 10_000, 100_000)
FASTER_THAN_PYPI = {200: 3.0, 1_000: 5.0, 10_000: 5.0, 100_000: 5.0}
FASTER_THAN_R = {200: 15.0, 1_000: 15.0, 10_000: 8.0, 100_000: 8.0}
ERRORS_FASTER_THAN_R, SCORES_FASTER_THAN_R, FASTER_THAN_STATSMODELS = 12.0, 50.0, 50.0
AS_FAST_FROM = 2_000  # persons, beside lme4
SHORT, SLOPES, ERRORS, SCORES, ALIKE = 1e-3, 2e-3, 1e-2, 1e-5, 1e-3
NODES, FINE, WIDE = np.linspace(-6, 6, 61), np.linspace(-6, 6, 241), np.linspace(-8, 8, 1_601)
SCORED = 2_000  # persons whose scores are computed on all nodes
PYPI, FROM_R = "mirt (PyPI)", "mirt (R)"
MIRT = 'm <- mirt(d, 1, itemtype = "graded", quadpts = 61, verbose = FALSE{options}); '
MIRT_FIT = MIRT.format(options="") + "coef(m, simplify = TRUE)$items[, 1:5]"
MIRT_ERRORS = (
    MIRT.format(options=', SE = TRUE, SE.type = "Oakes"')
    + 'sapply(coef(m, printSE = TRUE)[names(d)], function(x) x["SE", "a1"])'
)
MIRT_SCORES = (
    MIRT.format(options="")
    + "s <- proc.time(); f <- fscores(m, full.scores.SE = TRUE, quadpts = 61); sum((proc.time() - s)[1:2])"
)
LME4 = "m <- lmer(y ~ time + (time | person), d); logLik(m)"


@dataclass(frozen=True, slots=True)
class Rated:
    """Answers, our fit of them with errors, and what it cost."""

    data: Answers
    fit: GradedResponse
    seconds: float
    value: float


def ordered(n: int) -> Answers:
    """Answers in five categories that follow the model."""
    random = np.random.default_rng(n)
    slopes = random.uniform(0.8, 2.5, ITEMS)
    bounds = np.linspace(-1.4, 1.6, 4) + random.uniform(-0.3, 0.3, (ITEMS, 4)) + random.normal(0, 0.4, (ITEMS, 1))
    theta = random.normal(size=n)
    found = [
        (random.random((n, 1)) < 1 / (1 + np.exp(-slope * (theta[:, None] - bound)))).sum(axis=1)
        for slope, bound in zip(slopes, bounds, strict=True)
    ]
    return answers(np.column_stack(found))


def waves(n: int) -> tuple[Values, Values, Values]:
    """y, time and person: three waves, a tenth of them missed."""
    random = np.random.default_rng(n)
    time_ = np.tile([0.0, 1.0, 2.0], (n, 1))
    own = random.multivariate_normal([0, 0], [[1, 0.1], [0.1, 0.15]], n)
    y = 3 + own[:, :1] + (0.4 + own[:, 1:]) * time_ + random.normal(0, 0.6, (n, 3))
    seen = random.random((n, 3)) > 0.1
    return y[seen], time_[seen], np.tile(np.arange(n)[:, None], (1, 3))[seen].astype(np.float64)


def graded(n: int) -> Iterator[Line]:
    """The fit: beside the top of the likelihood, and beside both mirts."""
    data = ordered(n)
    seconds, fit = spent(lambda: grm(data, errors=False), TIMES)
    value = likelihood(data, fit.parameters, FINE)
    line = Line(name="GRM", n=n, seconds=seconds, value=value, alike=ALIKE)
    short = top(data, grm(data)) - likelihood(data, fit.parameters, NODES)
    yield replace(line, beside="the top", apart=[short], within=[SHORT])
    line = replace(line, beside=PYPI, least=FASTER_THAN_PYPI[n], within=[SLOPES])
    theirs = by_pypi(data, tolerance=1e-4, errors=False)
    if isinstance(theirs, str):
        yield replace(line, absent=theirs)
    else:
        known = parameters_of(theirs[1], fit)
        # Slopes beside theirs from a longer climb: here it stops up to .002 short.
        longer = by_pypi(data, tolerance=1e-6, errors=False)
        assert not isinstance(longer, str)
        apart = float(np.abs(parameters_of(longer[1], fit).slopes - fit.parameters.slopes).max())
        yield replace(line, its_seconds=theirs[0], other=likelihood(data, known, FINE), apart=[apart])
    line = replace(line, beside=FROM_R, least=FASTER_THAN_R[n])
    said = by_r("mirt", MIRT_FIT, data.values, data.items)
    if isinstance(said, str):
        yield replace(line, absent=said)
        return
    table = said[1].reshape(5, ITEMS).T
    known = replace(fit.parameters, slopes=table[:, 0], intercepts=table[:, 1:])
    apart = float(np.abs(known.slopes - fit.parameters.slopes).max())
    yield replace(line, its_seconds=said[0], other=likelihood(data, known, FINE), apart=[apart])


def with_errors(n: int) -> Iterator[Line]:
    """The fit with standard errors, which are compared as shares of their size."""
    data = ordered(n)
    seconds, fit = spent(lambda: grm(data), TIMES if n <= 10_000 else 1)
    line = Line(name="GRM + errors", n=n, seconds=seconds, within=[ERRORS])
    assert fit.slope_errors is not None
    assert fit.difficulty_errors is not None
    theirs = by_pypi(data, tolerance=1e-6, errors=True)
    if isinstance(theirs, str):
        yield replace(line, beside=PYPI, absent=theirs)
    else:
        errors = theirs[1].standard_errors
        slopes = np.asarray(errors["discrimination"]).ravel() / fit.slope_errors - 1
        bounds = np.asarray(errors["thresholds"]) / fit.difficulty_errors - 1
        apart = max(float(np.abs(slopes).max()), float(np.abs(bounds).max()))
        yield replace(line, beside=PYPI, its_seconds=theirs[0], apart=[apart])
    line = replace(line, beside=FROM_R, least=ERRORS_FASTER_THAN_R)
    said = by_r("mirt", MIRT_ERRORS, data.values, data.items)
    if isinstance(said, str):
        yield replace(line, absent=said)
    else:
        yield replace(line, its_seconds=said[0], apart=[float(np.abs(said[1] / fit.slope_errors - 1).max())])


def scored(n: int) -> Iterator[Line]:
    """EAP scores and their errors, on known parameters."""
    data = ordered(n)
    known = grm(data, errors=False).parameters
    seconds, found = spent(lambda: score(data, known), SEVERAL)
    line = Line(name="EAP", n=n, seconds=seconds)
    some = data.persons(np.arange(n) < SCORED)
    for name, nodes, within in (("mirt's nodes", NODES, [SCORES, SCORES]), ("the integral", WIDE, [])):
        pairs = zip((found.theta, found.error), by_hand(some, known, nodes), strict=True)
        apart = [float(np.abs(ours[:SCORED] - theirs).max()) for ours, theirs in pairs]
        yield replace(line, beside=name, apart=apart, within=within)
    theirs = by_pypi(data, tolerance=1e-4, errors=False)
    if isinstance(theirs, str):
        yield replace(line, beside=PYPI, absent=theirs)
    else:
        import mirt  # noqa: PLC0415  only where it is installed

        given = data.values.astype(np.int64)
        its_seconds, _scores = spent(lambda: mirt.fscores(theirs[1], given, n_quadpts=61), TIMES)
        yield replace(line, beside=PYPI, its_seconds=its_seconds)
    line = replace(line, beside=FROM_R, least=SCORES_FASTER_THAN_R)
    said = by_r("mirt", MIRT_SCORES, data.values, data.items)
    yield replace(line, absent=said) if isinstance(said, str) else replace(line, its_seconds=float(said[1][0]))


def grown(n: int) -> Iterator[Line]:
    """Random start and pace."""
    y, moment, person = waves(n)
    seconds, found = spent(lambda: growth(y, moment, person), SEVERAL)
    line = Line(name="growth", n=n, seconds=seconds, value=found.log_likelihood, alike=ALIKE)
    said = by_r("lme4", LME4, np.column_stack([y, moment, person]), ["y", "time", "person"], first=300)
    line = replace(line, beside="lme4", least=1.0 if n >= AS_FAST_FROM else None)
    yield _beside(line, said)
    yield _beside(
        replace(line, beside="statsmodels", least=FASTER_THAN_STATSMODELS), by_statsmodels(y, moment, person)
    )


def _beside(line: Line, said: tuple[float, Values] | str) -> Line:
    if isinstance(said, str):
        return replace(line, absent=said)
    other = float(said[1][0])
    assert line.value is not None
    return replace(line, its_seconds=said[0], other=other, apart=[abs(line.value - other)], within=[ALIKE])


LINES: dict[str, tuple[tuple[int, ...], Callable[[int], Iterator[Line]]]] = {
    "GRM": (SIZES, graded),
    "GRM + errors": (SIZES, with_errors),
    "EAP": (SIZES, scored),
    "growth": (GROWN, grown),
}


def likelihood(data: Answers, known: ItemParameters, nodes: Values) -> float:
    """The log-likelihood of any program's estimates, with a standard normal ability on these nodes."""
    return sum(float(part.sum()) for _chunk, _post, part in _posteriors(data, known, nodes))


def _posteriors(data: Answers, known: ItemParameters, nodes: Values) -> Iterator[tuple[Values, Values, Values]]:
    """Of some persons at a time: indicators, posterior at each node, log-likelihoods."""
    matrix, layout = coded_as(data, known.categories), known.layout
    log_chance = curves(layout.table(known.vector), nodes).log_chance[layout.exists]
    weight = -0.5 * nodes**2
    weight -= np.log(np.exp(weight).sum())
    for first in range(0, data.n, 512):
        chunk = matrix[first : first + 512].astype(np.float64)
        yield chunk, *posteriors(chunk, log_chance, weight)


def top(data: Answers, fit: GradedResponse) -> float:
    """The highest log-likelihood on 61 nodes, by Newton's steps with a gradient written out here."""
    assert fit.covariance is not None
    known = fit.parameters
    for _step in range(20):
        counts = sum(chunk.T @ post for chunk, post, _likely in _posteriors(data, known, NODES))
        gradient = slope(known, np.asarray(counts).reshape(ITEMS, -1, len(NODES)))
        step = fit.covariance @ gradient
        moved = (known.vector + step).reshape(ITEMS, -1)
        known = replace(known, slopes=moved[:, 0], intercepts=moved[:, 1:])
        if float(gradient @ step) < 1e-9:
            return likelihood(data, known, NODES)
    raise SystemExit(f"no top was found with {data.n} persons")


def slope(known: ItemParameters, counts: Values) -> Values:
    """The gradient of the log-likelihood, (parameters,), from expected answers (items, categories, nodes)."""
    reach, chance = chances(known, NODES)
    pull = -np.diff(counts / chance, axis=1) * -reach * (1 - reach)
    return np.concatenate([(pull * NODES).sum(axis=(1, 2))[:, None], pull.sum(axis=2)], axis=1).ravel()


def chances(known: ItemParameters, nodes: Values) -> tuple[Values, Values]:
    """Of each boundary (items, categories − 1, nodes) to be passed, and of each category to be chosen."""
    reach = 1 / (1 + np.exp(-(known.slopes[:, None, None] * nodes + known.intercepts[:, :, None])))
    edges = np.ones((ITEMS, 1, len(nodes)))
    return reach, -np.diff(np.concatenate([edges, reach, 0 * edges], axis=1), axis=1)


def by_hand(data: Answers, known: ItemParameters, nodes: Values) -> tuple[Values, Values]:
    """EAP and its error, (persons,), written out."""
    _reach, chance = chances(known, nodes)
    place = data.values.astype(np.intp)
    post = np.exp(-0.5 * nodes**2) * np.prod([chance[item, place[:, item]] for item in range(ITEMS)], axis=0)
    post /= post.sum(axis=1, keepdims=True)
    theta = post @ nodes
    return theta, np.sqrt(post @ nodes**2 - theta**2)


def by_pypi(data: Answers, *, tolerance: float, errors: bool) -> tuple[float, Any] | str:
    """Seconds and the fit."""
    if importlib.util.find_spec("mirt") is None:
        return "mirt of PyPI is not installed"
    import mirt  # noqa: PLC0415  only where it is installed

    given = data.values.astype(np.int64)
    return spent(
        lambda: mirt.fit_mirt(
            given,
            model="GRM",
            n_quadpts=61,
            tol=tolerance,
            max_iter=5_000,
            accelerate="squarem",
            compute_standard_errors=errors,
            se_method="oakes",
        ),
        TIMES if data.n <= 1_000 else 1,
    )


def parameters_of(found: Any, ours: GradedResponse) -> ItemParameters:
    """Those of PyPI's mirt."""
    values = found.model.parameters
    return ItemParameters.known(
        ours.parameters.items,
        ours.parameters.categories,
        np.asarray(values["discrimination"]).ravel().tolist(),
        np.asarray(values["thresholds"]).tolist(),
    )


def by_statsmodels(y: Values, moment: Values, person: Values) -> tuple[float, Values] | str:
    """Seconds and the log-likelihood."""
    if importlib.util.find_spec("statsmodels") is None:
        return "statsmodels is not installed"
    from statsmodels.regression.mixed_linear_model import MixedLM  # noqa: PLC0415  only where it is installed

    design: Any = np.column_stack([np.ones_like(moment), moment])
    seconds, fit = spent(lambda: MixedLM(y, design, person, design).fit(reml=True))
    return seconds, np.array([fit.llf])
