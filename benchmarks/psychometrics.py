"""What an analysis costs beside PyPI's mirt and statsmodels, and R, in the same run.

Processor seconds, how far the answers lie apart, and whether what was promised holds.

    python -m benchmarks.psychometrics [task …] [--persons 200 …]     all, or tasks whose name begins so

`tools/bootstrap rivals` brings those of PyPI into a folder of their own, for none is a dependency; R is the
machine's. A rival that is not there is named as such. To add a task: one `Task` in `TASKS`, or a function in
`irt.py`.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one core for us as for R; before numpy comes in

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks import irt
from benchmarks.analyses import MISSED, RESULTS, SIZES, Line, Values, by_r, document, say, spent
from tegenstroom.engines.psychometrics import Answers, Estimator, Missing, answers, cfa, efa, polychoric

# Last, so that they too use our NumPy.
sys.path.append(str(Path(__file__).resolve().parents[1] / ".rivals"))

ITEMS = 20
TIMES = 3


@dataclass(frozen=True, slots=True)
class Rival:
    """Another program's way to the same values: R code that makes of the data frame `d` a vector.

    `least`: how many times faster we promise to be. `package`: what R must have. `within`: how far apart the parts
    of the values may be.
    """

    name: str
    package: str
    code: str
    least: float | None = None
    within: tuple[float, ...] = (1e-4,)


@dataclass(frozen=True, slots=True)
class Task:
    """An analysis of simulated answers: `make` answers of so many persons, `ours` the parts that are compared."""

    name: str
    make: Callable[[int], Answers]
    ours: Callable[[Answers], tuple[Values, ...]]
    rivals: tuple[Rival, ...]
    sizes: tuple[int, ...] = SIZES

    def lines(self, n: int) -> Iterator[Line]:
        data = self.make(n)
        self.ours(data)
        seconds, ours = spent(lambda: self.ours(data), TIMES)
        for rival in self.rivals:
            line = Line(
                name=self.name, n=n, seconds=seconds, beside=rival.name, least=rival.least, within=rival.within
            )
            theirs = by_r(rival.package, rival.code, data.values, data.items)
            if isinstance(theirs, str):
                yield replace(line, absent=theirs)
                continue
            parts = np.split(theirs[1], np.cumsum([len(part) for part in ours])[:-1])
            apart = [float(np.abs(a - b).max()) for a, b in zip(ours, parts, strict=True)]
            yield replace(line, its_seconds=theirs[0], apart=apart)


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


def _free_loadings(data: Answers, estimator: Estimator, missing: Missing = Missing.LISTWISE) -> tuple[Values, ...]:
    """Free loadings, their standard errors, and χ²."""
    model = {"a": data.items} if estimator is Estimator.WLSMV else _two(data)
    found = cfa(data, model, estimator=estimator, missing=missing)
    free = [each for each in found.estimates if each.matrix == "loading" and each.se is not None]
    chi2 = found.reported.test.chi2
    return np.array([each.value for each in free]), np.array([each.se or 0.0 for each in free]), np.array([chi2])


LAVAAN_ONE = """m <- paste("a =~", paste(names(d), collapse = "+"))
f <- cfa(m, d, ordered = names(d), estimator = "WLSMV")
p <- subset(parameterEstimates(f), op == "=~" & se > 0); c(p$est, p$se, fitMeasures(f, "chisq.scaled"))"""
LAVAAN_TWO = """a <- paste(names(d)[1:5], collapse = "+"); b <- paste(names(d)[6:10], collapse = "+")
m <- paste("a =~", a, "\\nb =~", b)
f <- cfa(m, d{options}); p <- subset(parameterEstimates(f), op == "=~" & se > 0)
c(p$est, p$se, fitMeasures(f, "{test}"))"""
MODEL = (1e-4, 1e-4, 0.05)  # loadings, standard errors, χ²

TASKS = (
    Task(
        "polychoric, 190 pairs",
        ordered,
        lambda data: (_upper(polychoric(data).correlations),),
        (
            Rival("lavCor", "lavaan", "x <- unclass(lavCor(d, ordered = names(d))); x[lower.tri(x)]", 12, (1e-5,)),
            Rival("psych", "psych", "x <- polychoric(d, correct = 0)$rho; x[lower.tri(x)]", 12),
        ),
    ),
    Task(
        "WLSMV, one factor",
        ordered,
        lambda data: _free_loadings(data, Estimator.WLSMV),
        (Rival("lavaan", "lavaan", LAVAAN_ONE, 12, MODEL),),
    ),
    Task(
        "CFA, ML",
        two_factors,
        lambda data: _free_loadings(data, Estimator.ML),
        (Rival("lavaan", "lavaan", LAVAAN_TWO.format(options="", test="chisq"), within=MODEL),),
    ),
    Task(
        "CFA, MLR",
        two_factors,
        lambda data: _free_loadings(data, Estimator.MLR),
        (
            Rival(
                "lavaan",
                "lavaan",
                LAVAAN_TWO.format(options=', estimator = "MLR"', test="chisq.scaled"),
                within=MODEL,
            ),
        ),
    ),
    Task(
        "CFA, full information",
        with_holes,
        lambda data: _free_loadings(data, Estimator.ML, Missing.FULL),
        (Rival("lavaan", "lavaan", LAVAAN_TWO.format(options=', missing = "ml"', test="chisq"), within=MODEL),),
    ),
    Task(
        "EFA, minres and oblimin",
        two_factors,
        lambda data: (np.sort(efa(data, 2).uniquenesses),),
        (Rival("psych", "psych", 'sort(fa(d, 2, rotate = "oblimin")$uniquenesses)', within=(1e-3,)),),
    ),
)
ALL: dict[str, tuple[tuple[int, ...], Callable[[int], Iterator[Line]]]] = {
    **irt.LINES,
    **{task.name: (task.sizes, task.lines) for task in TASKS},
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tasks", nargs="*", help=", ".join(ALL))
    parser.add_argument("--persons", type=int, nargs="+", help="only these sizes")
    asked = parser.parse_args()
    found: list[Line] = []
    for name, (sizes, lines) in ALL.items():
        if not asked.tasks or any(name.startswith(each) for each in asked.tasks):
            for n in sizes:
                if not asked.persons or n in asked.persons:
                    found += [say(line) for line in lines(n)]
    is_part = asked.tasks or asked.persons
    text = document(found, RESULTS.read_text() if is_part and RESULTS.exists() else "")
    RESULTS.write_text(text)
    print(text)
    return 1 if any(MISSED in line.verdict for line in found) else 0


if __name__ == "__main__":
    sys.exit(main())
