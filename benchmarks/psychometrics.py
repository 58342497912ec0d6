"""What an analysis costs, beside R in the same run: processor seconds, and how far both answers lie apart.

    python -m benchmarks.psychometrics [task …]     all tasks, or those whose name begins so

A rival that is not installed is left out. To add a task: one `Task` in `TASKS`.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one core for us as for R; before numpy comes in

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.report import machine, table
from tegenstroom.engines.psychometrics import Answers, Estimator, Missing, answers, cfa, efa, polychoric

SIZES = (200, 1_000, 10_000, 100_000)
ITEMS = 20
TIMES = 3
RESULTS = Path(__file__).with_name("psychometrics.md")
EXPLANATION = """\
Written by `python -m benchmarks.psychometrics`. Processor seconds of one analysis, one thread each, data in memory
and libraries loaded; ours is the best of three. *Apart*: the largest difference between our values and theirs.
"""

type Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rival:
    """Another program's way to the same values: R code that makes of the data frame `d` a vector.

    `least`: how many times faster we promise to be. `package`: what R must have. `most`: no larger sizes, where
    it takes minutes.
    """

    name: str
    package: str
    code: str
    least: float | None = None
    most: int = SIZES[-1]


@dataclass(frozen=True, slots=True)
class Task:
    """An analysis of simulated answers: `make` answers of so many persons, `ours` the values that are compared.

    `within`: how far apart the values may be.
    """

    name: str
    make: Callable[[int], Answers]
    ours: Callable[[Answers], Values]
    rivals: tuple[Rival, ...] = ()
    within: float = 1e-4
    sizes: tuple[int, ...] = SIZES


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table."""

    task: Task
    n: int
    seconds: float
    rival: Rival | None = None
    rival_seconds: float = 0.0
    apart: float = 0.0

    @property
    def ratio(self) -> float:
        return self.rival_seconds / self.seconds

    @property
    def is_too_much(self) -> bool:
        if self.rival is None:
            return False
        slow = self.rival.least is not None and self.ratio < self.rival.least
        return slow or not self.apart <= self.task.within

    @property
    def cells(self) -> list[str]:
        ours = [self.task.name, f"{self.n:,}", f"{self.seconds:.3f}"]
        if self.rival is None:
            return [*ours, "", "", "", "", ""]
        promised = "" if self.rival.least is None else f"≥ {self.rival.least:g} ×"
        verdict = "TOO MUCH" if self.is_too_much else "ok"
        theirs = [self.rival.name, f"{self.rival_seconds:.3f}", f"{self.ratio:.1f} ×"]
        return [*ours, *theirs, f"{self.apart:.1e}", f"{promised} {verdict}".strip()]


def ordered(n: int, items: int = ITEMS) -> Answers:
    """Answers in five categories on one factor."""
    random = np.random.default_rng(n)
    values = 0.7 * random.normal(size=(n, 1)) + np.sqrt(0.51) * random.normal(size=(n, items))
    return answers(1.0 + np.digitize(values, [-1.4, -0.5, 0.4, 1.3]))


def two_factors(n: int) -> Answers:
    """Continuous answers to ten items, five for each of two factors."""
    random = np.random.default_rng(n)
    factors = random.normal(size=(n, 2)) @ np.linalg.cholesky(np.array([[1.0, 0.4], [0.4, 1.0]])).T
    return answers(0.7 * np.repeat(factors, 5, axis=1) + np.sqrt(0.51) * random.normal(size=(n, 10)))


def with_holes(n: int) -> Answers:
    """The same, with one answer in fifty left open."""
    whole = two_factors(n)
    open_ = np.random.default_rng(n + 1).random(whole.values.shape) < 0.02
    return answers(np.where(open_, np.nan, whole.values))


def _two(data: Answers) -> dict[str, tuple[str, ...]]:
    return {"a": data.items[:5], "b": data.items[5:]}


def _upper(matrix: Values) -> Values:
    return matrix[np.triu_indices(len(matrix), 1)]


def _free_loadings(data: Answers, estimator: Estimator, missing: Missing = Missing.LISTWISE) -> Values:
    """Free loadings, then their standard errors."""
    model = {"a": data.items} if estimator is Estimator.WLSMV else _two(data)
    found = cfa(data, model, estimator=estimator, missing=missing)
    free = [each for each in found.estimates if each.matrix == "loading" and each.se is not None]
    return np.array([each.value for each in free] + [each.se or 0.0 for each in free])


LAVAAN_ONE = """m <- paste("a =~", paste(names(d), collapse = "+"))
f <- cfa(m, d, ordered = names(d), estimator = "WLSMV")
p <- subset(parameterEstimates(f), op == "=~" & se > 0); c(p$est, p$se)"""
LAVAAN_TWO = """a <- paste(names(d)[1:5], collapse = "+"); b <- paste(names(d)[6:10], collapse = "+")
m <- paste("a =~", a, "\\nb =~", b)
f <- cfa(m, d{options}); p <- subset(parameterEstimates(f), op == "=~" & se > 0); c(p$est, p$se)"""

TASKS = (
    Task(
        "polychoric, 190 pairs",
        ordered,
        lambda data: _upper(polychoric(data).correlations),
        (
            Rival("lavCor", "lavaan", "x <- unclass(lavCor(d, ordered = names(d))); x[lower.tri(x)]", 12),
            Rival("psych", "psych", "x <- polychoric(d, correct = 0)$rho; x[lower.tri(x)]", 12),
        ),
        within=1e-4,
    ),
    Task(
        "WLSMV, one factor",
        ordered,
        lambda data: _free_loadings(data, Estimator.WLSMV),
        (Rival("lavaan", "lavaan", LAVAAN_ONE, 12),),
    ),
    Task(
        "CFA, ML",
        two_factors,
        lambda data: _free_loadings(data, Estimator.ML),
        (Rival("lavaan", "lavaan", LAVAAN_TWO.format(options="")),),
    ),
    Task(
        "CFA, MLR",
        two_factors,
        lambda data: _free_loadings(data, Estimator.MLR),
        (Rival("lavaan", "lavaan", LAVAAN_TWO.format(options=', estimator = "MLR"')),),
    ),
    Task(
        "CFA, full information",
        with_holes,
        lambda data: _free_loadings(data, Estimator.ML, Missing.FULL),
        (Rival("lavaan", "lavaan", LAVAAN_TWO.format(options=', missing = "ml"')),),
        sizes=SIZES[:3],
    ),
    Task(
        "EFA, minres and oblimin",
        two_factors,
        lambda data: np.sort(efa(data, 2).uniquenesses),
        (Rival("psych", "psych", 'sort(fa(d, 2, rotate = "oblimin")$uniquenesses)'),),
        within=1e-3,
    ),
)

SCRIPT = """suppressPackageStartupMessages(library({package}))
if (suppressWarnings(requireNamespace("GPArotation", quietly = TRUE))) library(GPArotation)
options(warn = -1, mc.cores = 1)
work <- function(d) {{ {code} }}
d <- read.csv("{file}")
invisible(capture.output(suppressMessages(work(head(d, 200)))))
start <- proc.time()
invisible(capture.output(x <- suppressMessages(work(d))))
spent <- sum((proc.time() - start)[c(1, 2, 4, 5)])
cat("values", format(c(spent, x), digits = 12), "\\n")
"""


def main(wanted: list[str]) -> int:
    chosen = [task for task in TASKS if not wanted or any(task.name.startswith(each) for each in wanted)]
    found: list[Measured] = []
    for task in chosen:
        for n in task.sizes:
            found += measured(task, n)
            print(f"{task.name}, {n:,}", file=sys.stderr)
    head = ["analysis", "persons", "seconds", "beside", "its seconds", "faster", "apart", "promised"]
    rows = [each.cells for each in found]
    text = "\n\n".join(["# What an analysis costs", f"{EXPLANATION}\n{machine()}", table(head, rows)]) + "\n"
    print(text)
    if not wanted:
        RESULTS.write_text(text)
    return 1 if any(each.is_too_much for each in found) else 0


def measured(task: Task, n: int) -> Iterator[Measured]:
    """Our time alone where there is no rival; else one line for each."""
    data = task.make(n)
    seconds, ours = _ours(task, data)
    alone = True
    for rival in task.rivals:
        theirs = _theirs(rival, data) if n <= rival.most else None
        if theirs is not None:
            alone = False
            yield Measured(task, n, seconds, rival, theirs[0], float(np.abs(ours - theirs[1:]).max()))
    if alone:
        yield Measured(task, n, seconds)


def _ours(task: Task, data: Answers) -> tuple[float, Values]:
    found = task.ours(data)
    best = np.inf
    for _time in range(TIMES):
        start = time.process_time()
        task.ours(data)
        best = min(best, time.process_time() - start)
    return best, found


def _theirs(rival: Rival, data: Answers) -> Values | None:
    """Seconds, then the values; None where R or the package is not installed."""
    if shutil.which("Rscript") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "data.csv"
        np.savetxt(file, data.values, delimiter=",", header=",".join(data.items), comments="", fmt="%.10g")
        file.write_text(file.read_text().replace("nan", "NA"))
        script = SCRIPT.format(package=rival.package, code=rival.code, file=file)
        ran = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, check=False, timeout=1_800)
    line = next((line for line in ran.stdout.splitlines() if line.startswith("values")), None)
    if line is None:
        print(ran.stderr, file=sys.stderr)
        return None
    return np.array([float(each) for each in line.split()[1:]])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
