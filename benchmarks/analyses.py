"""Lines of the table of what an analysis costs, and how R is asked for the same."""

import functools
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.report import machine, table

SIZES = (200, 1_000, 10_000, 100_000)
RESULTS = Path(__file__).with_name("psychometrics.md")
HEAD = [
    "analysis",
    "persons",
    "seconds",
    "log-likelihood",
    "beside",
    "its seconds",
    "faster",
    "its log-likelihood",
    "apart",
    "promised",
]
MISSED, ABSENT = "MISSED", "not measured"
EXPLANATION = """\
Written by `python -m benchmarks.psychometrics`, the second half of `make bench`. Processor seconds of one
analysis, one thread each, data in memory and libraries loaded; ours is the quickest of some. Both sides of a line
ran in the same run; sizes may be measured one at a time (`--persons 200`), and a line that was not measured again
stays.

*Apart*: the largest difference between our values and theirs. Of factor models first that of the loadings, then of
their standard errors, then of χ². The log-likelihood of a graded response model is that of each program's
estimates on 241 nodes over [-6, 6], whatever nodes it used itself; *the top* is where Newton's method ends on the
61 equally spaced nodes, with a gradient of its own. mirt (PyPI) has 61 nodes and its quickest way
(`accelerate="squarem"`); its errors are Oakes'. Scores are held beside the same formula written out on the 61
nodes that mirt of R has too; *the integral* is that on 1,601 nodes over [-8, 8]. They differ for who takes the
highest answer everywhere: beyond 6 lies .00002 of her error.
"""
R = """suppressPackageStartupMessages(library({package}))
if (suppressWarnings(requireNamespace("GPArotation", quietly = TRUE))) library(GPArotation)
options(warn = -1, mc.cores = 1)
work <- function(d) {{ {code} }}
d <- read.csv("{file}")
invisible(capture.output(suppressMessages(work(head(d, {first})))))
start <- proc.time()
invisible(capture.output(x <- suppressMessages(work(d))))
spent <- sum((proc.time() - start)[c(1, 2, 4, 5)])
cat("values", format(c(spent, x), digits = 14), "\\n")
"""

type Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: ours beside one other. `least`: how many times faster we promise to be.

    `apart` with `within`: differences, and how large each may be. `value` and `other`: log-likelihoods, of which
    ours is promised to be no lower than theirs by `alike`. `absent`: why the other was not measured.
    """

    name: str
    n: int
    seconds: float
    beside: str = ""
    its_seconds: float | None = None
    least: float | None = None
    apart: Sequence[float] = ()
    within: Sequence[float] = ()
    value: float | None = None
    other: float | None = None
    alike: float = 1e-3
    absent: str = ""

    @property
    def ratio(self) -> float | None:
        return None if self.its_seconds is None else self.its_seconds / self.seconds

    @property
    def _promises(self) -> list[tuple[str, bool]]:
        found: list[tuple[str, bool]] = []
        if self.least is not None:
            found.append((f"≥ {self.least:g} ×", self.ratio is not None and self.ratio >= self.least))
        if self.within:
            close = all(a <= w for a, w in zip(self.apart, self.within, strict=True)) if self.apart else False
            found.append((f"within {_few(self.within)}", close))
        if self.value is not None and self.other is not None:
            found.append((f"as high to {self.alike:g}", self.value >= self.other - self.alike))
        return found

    @property
    def verdict(self) -> str:
        """What is promised, and for each whether it holds."""
        if self.absent:
            asked = " ".join(words for words, _holds in self._promises)
            return f"{asked} {ABSENT}: {self.absent}".strip()
        return ", ".join(f"{words} {'ok' if holds else MISSED}" for words, holds in self._promises)

    @property
    def cells(self) -> list[str]:
        ratio = self.ratio
        return [
            self.name,
            f"{self.n:,}",
            f"{self.seconds:.4f}",
            "" if self.value is None else f"{self.value:.4f}",
            self.beside,
            "" if self.its_seconds is None else f"{self.its_seconds:.3f}",
            "" if ratio is None else f"{ratio:.1f} ×",
            "" if self.other is None else f"{self.other:.4f}",
            _few(self.apart),
            self.verdict,
        ]


def _few(values: Sequence[float]) -> str:
    return " / ".join(f"{value:.0e}".replace("e-0", "e-") for value in values)


def spent[T](work: Callable[[], T], times: int = 1) -> tuple[float, T]:
    """Processor seconds of the quickest of some runs, and what it gave."""
    best, found = np.inf, None
    for _time in range(times):
        start = time.process_time()
        found = work()
        best = min(best, time.process_time() - start)
    assert found is not None
    return best, found


@functools.cache
def lacking(package: str) -> str:
    """Why this package of R cannot be asked; nothing when it can."""
    if shutil.which("Rscript") is None:
        return "R is not installed"
    asked = f'quit(status = !requireNamespace("{package}", quietly = TRUE))'
    there = subprocess.run(["Rscript", "-e", asked], capture_output=True, check=False).returncode == 0
    return "" if there else f"{package} of R is not installed"


def by_r(
    package: str, code: str, columns: Values, names: Sequence[str], first: int = 200
) -> tuple[float, Values] | str:
    """Seconds and the values that R's `code` makes of data frame `d`, after a first time on its `first` rows.

    A sentence where it cannot be asked, or fails.
    """
    if lacking(package):
        return lacking(package)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "data.csv"
        np.savetxt(file, columns, delimiter=",", header=",".join(names), comments="", fmt="%.12g")
        file.write_text(file.read_text().replace("nan", "NA"))
        script = R.format(package=package, code=code, file=file, first=first)
        ran = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, check=False, timeout=3_600)
    said = next((line for line in ran.stdout.splitlines() if line.startswith("values")), None)
    if said is None:
        print(ran.stderr, file=sys.stderr)
        return f"{package} of R failed"
    found = [float(each) for each in said.split()[1:]]
    return found[0], np.array(found[1:])


def document(found: Iterable[Line], before: str = "") -> str:
    """The page, with the lines of `before` that were not measured again; first of all what misses its target."""
    rows = merged([line.cells for line in found], before)
    missed = [f"- {_called(row)}: {row[-1]}" for row in rows if MISSED in row[-1]]
    absent = [f"- {_called(row)}: {row[-1]}" for row in rows if ABSENT in row[-1]]
    return "\n\n".join(
        [
            "# What an analysis costs",
            f"{EXPLANATION}\n{machine()}",
            "## What misses its target",
            "\n".join(missed) or "Nothing that was measured.",
            "## What was not measured",
            "\n".join(absent) or "Everything was.",
            "## All lines",
            table(HEAD, rows) + "\n",
        ]
    )


def merged(rows: list[list[str]], before: str) -> list[list[str]]:
    """`rows`, and of the page `before` those of other analyses and sizes; in the order of analysis and size."""
    old = [[cell.strip() for cell in line.strip("|").split("|")] for line in before.splitlines() if "|" in line]
    again = {(row[0], row[1]) for row in rows}
    kept = [row for row in old if len(row) == len(HEAD) and _is_size(row[1]) and (row[0], row[1]) not in again]
    order: dict[str, int] = {}
    for row in (*kept, *rows):
        order.setdefault(row[0], len(order))
    return sorted([*kept, *rows], key=lambda row: (order[row[0]], int(row[1].replace(",", ""))))


def _is_size(cell: str) -> bool:
    return cell.replace(",", "").isdecimal()


def _called(row: list[str]) -> str:
    return f"{row[0]}, {row[1]} persons, beside {row[4]}"


def say(line: Line) -> Line:
    """Tell that it was measured."""
    print(" | ".join(line.cells), file=sys.stderr, flush=True)
    return line
