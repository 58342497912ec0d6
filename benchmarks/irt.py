"""What items and growth cost, beside mirt of PyPI (61 nodes), statsmodels and lme4 in the same run.

    python -m benchmarks.irt [grm|growth]     writes irt.md beside this file when all is measured

A rival that is not installed is left out: none is a dependency.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one core for everyone; before numpy comes in

import importlib.util
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.report import machine, table
from tegenstroom.engines.psychometrics import Answers, answers
from tegenstroom.engines.psychometrics.growth import growth
from tegenstroom.engines.psychometrics.irt.coding import coded_as
from tegenstroom.engines.psychometrics.irt.curves import curves
from tegenstroom.engines.psychometrics.irt.grm import grm
from tegenstroom.engines.psychometrics.irt.items import ItemParameters
from tegenstroom.engines.psychometrics.irt.scores import score
from tegenstroom.engines.psychometrics.irt.sums import posteriors

PERSONS, ITEMS, TIMES = (200, 1_000, 10_000, 100_000), 20, 3
GROWN = (200, 2_000, 20_000)
FASTER_THAN_MIRT = {200: 3.0, 1_000: 5.0, 10_000: 5.0, 100_000: 5.0}
FASTER_THAN_STATSMODELS, AS_FAST_FROM, ALIKE = 50.0, 2_000, 1e-3
NODES = np.linspace(-6, 6, 241)
RESULTS = Path(__file__).with_name("irt.md")
HEAD = ["analysis", "persons", "by", "seconds", "beside ours", "log-likelihood", "promised"]
EXPLANATION = """\
Written by `python -m benchmarks.irt`. Processor seconds, one thread each, data in memory and libraries loaded;
ours is the best of three. The log-likelihood of a graded response model is that of each program's estimates on
241 nodes over [-6, 6], whatever nodes it used itself. mirt is that of PyPI with 61 nodes; 20 items of 5 answers.
"""
LME4 = """suppressPackageStartupMessages(library(lme4)); d <- read.csv("{file}")
invisible(lmer(y ~ time + (time | person), head(d, 300)))
s <- proc.time(); m <- lmer(y ~ time + (time | person), d); s <- sum((proc.time() - s)[1:2])
cat(format(c(s, logLik(m)), digits = 12), "\\n")"""

type Values = NDArray[np.float64]


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


def spent[T](work: Callable[[], T], times: int = 1) -> tuple[float, T]:
    """Processor seconds of the quickest of some runs, and what it gave."""
    best, found = np.inf, None
    for _time in range(times):
        start = time.process_time()
        found = work()
        best = min(best, time.process_time() - start)
    assert found is not None
    return best, found


def fine(data: Answers, known: ItemParameters) -> float:
    """The log-likelihood of any program's estimates on the fine grid."""
    matrix, layout = coded_as(data, known.categories), known.layout
    log_chance = curves(layout.table(known.vector), NODES).log_chance[layout.exists]
    weight = -0.5 * NODES**2
    weight -= np.log(np.exp(weight).sum())
    parts = (matrix[first : first + 512].astype(np.float64) for first in range(0, data.n, 512))
    return sum(float(posteriors(part, log_chance, weight)[1].sum()) for part in parts)


def row(
    what: str, n: int, who: str, seconds: float, *, ours: float, value: float | None, promise: str = ""
) -> list[str]:
    beside = "" if who == "ours" else f"{seconds / ours:.1f} ×"
    return [what, f"{n:,}", who, f"{seconds:.3f}", beside, "" if value is None else f"{value:.4f}", promise]


def verdict(holds: bool, words: str) -> str:
    return f"{words} {'ok' if holds else 'TOO MUCH'}"


def graded(n: int) -> Iterator[list[str]]:
    data = ordered(n)
    seconds, fit = spent(lambda: grm(data, errors=False), TIMES)
    value = fine(data, fit.parameters)
    with_errors, _fit = spent(lambda: grm(data), TIMES if n <= 10_000 else 1)
    scoring, _scores = spent(lambda: score(data, fit.parameters), TIMES)
    yield row("GRM", n, "ours", seconds, ours=seconds, value=value)
    yield row("GRM + errors", n, "ours", with_errors, ours=with_errors, value=None)
    yield row("EAP", n, "ours", scoring, ours=scoring, value=None)
    if importlib.util.find_spec("mirt") is None:
        return
    import mirt  # noqa: PLC0415  only where it is installed

    given = data.values.astype(np.int64)
    theirs, found = spent(
        lambda: mirt.fit_mirt(
            given, model="GRM", n_quadpts=61, tol=1e-4, max_iter=2_000, compute_standard_errors=False
        )
    )
    parameters = found.model.parameters
    known = ItemParameters.known(
        data.items,
        fit.parameters.categories,
        np.asarray(parameters["discrimination"]).ravel().tolist(),
        np.asarray(parameters["thresholds"]).tolist(),
    )
    least, other = FASTER_THAN_MIRT[n], fine(data, known)
    promise = verdict(theirs / seconds >= least and value > other - ALIKE, f"≥ {least:g} ×, as high")
    yield row("GRM", n, "mirt", theirs, ours=seconds, value=other, promise=promise)
    theirs, _scores = spent(lambda: mirt.fscores(found, given, n_quadpts=61))
    yield row("EAP", n, "mirt", theirs, ours=scoring, value=None)


def grown(n: int) -> Iterator[list[str]]:
    y, moment, person = waves(n)
    seconds, found = spent(lambda: growth(y, moment, person), TIMES)
    yield row("growth", n, "ours", seconds, ours=seconds, value=found.log_likelihood)
    for who, run in (("lme4", by_lme4), ("statsmodels", by_statsmodels)):
        measured = run(y, moment, person)
        if measured is None:
            continue
        theirs, value = measured
        alike = found.log_likelihood > value - ALIKE
        least = FASTER_THAN_STATSMODELS if who == "statsmodels" else 1.0 if n >= AS_FAST_FROM else 0.0
        promise = verdict(alike and theirs / seconds >= least, f"≥ {least:g} ×, as high" if least else "as high")
        yield row("growth", n, who, theirs, ours=seconds, value=value, promise=promise)


def by_lme4(y: Values, moment: Values, person: Values) -> tuple[float, float] | None:
    if shutil.which("Rscript") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "waves.csv"
        np.savetxt(
            file,
            np.column_stack([y, moment, person]),
            delimiter=",",
            header="y,time,person",
            comments="",
            fmt="%.12g",
        )
        ran = subprocess.run(
            ["Rscript", "-e", LME4.format(file=file)], capture_output=True, text=True, check=False, timeout=600
        )
    if ran.returncode:
        return None
    seconds, value = map(float, ran.stdout.split()[-2:])
    return seconds, value


def by_statsmodels(y: Values, moment: Values, person: Values) -> tuple[float, float] | None:
    if importlib.util.find_spec("statsmodels") is None:
        return None
    from statsmodels.regression.mixed_linear_model import MixedLM  # noqa: PLC0415  only where it is installed

    design: Any = np.column_stack([np.ones_like(moment), moment])
    seconds, fit = spent(lambda: MixedLM(y, design, person, design).fit(reml=True))
    return seconds, float(fit.llf)


def main(wanted: list[str]) -> int:
    tasks = [(graded, n) for n in PERSONS if not wanted or "grm" in wanted]
    tasks += [(grown, n) for n in GROWN if not wanted or "growth" in wanted]
    rows: list[list[str]] = []
    for task, n in tasks:
        rows += task(n)
        print(f"{task.__name__}, {n:,}", file=sys.stderr)
    text = f"# What items and growth cost\n\n{EXPLANATION}\n{machine()}\n\n{table(HEAD, rows)}\n"
    print(text)
    if not wanted:
        RESULTS.write_text(text)
    return 1 if any("TOO MUCH" in cells[-1] for cells in rows) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
