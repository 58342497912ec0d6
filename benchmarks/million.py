"""What each procedure of the psychometrics costs with a million persons: seconds, and the most memory it held.

    python -m benchmarks.million [NAME …] [--persons 1000000]     prints a row of a table for each

Each runs in a process of its own, which ends at 4 GiB of memory. Ten items of five categories, a twentieth of the
persons in another group; for growth a quarter as many persons in four waves.
"""

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from tegenstroom.engines.psychometrics import (
    Answers,
    Estimator,
    Kind,
    Missing,
    Refusal,
    Reliability,
    Result,
    Scale,
    Source,
    agreement,
    alpha,
    answers,
    categorical_omega,
    cfa,
    change,
    difference,
    efa,
    group_icc,
    icc,
    invariance,
    omega,
    omega_hierarchical,
    polychoric,
    reliable_change,
    response_shift,
    score,
    suitability,
    trajectory,
    two_level_cfa,
    wilcoxon,
)
from tegenstroom.engines.psychometrics.growth import growth
from tegenstroom.engines.psychometrics.irt import dif_by_likelihood, dif_by_regression, grm, item_fit, score_fitted

LIMIT = 4 * 2**30
ITEMS = [f"i{place}" for place in range(1, 11)]
TWO = {"kracht": ITEMS[:5], "steun": ITEMS[5:]}
RETEST = Reliability(0.8, Source.RETEST)


def people(n: int, *, groups: int = 0, open_share: float = 0.0) -> Answers:
    """Ten items of two factors that correlate .5, cut in five; perhaps in groups, perhaps a share left open."""
    random = np.random.default_rng(1)
    labels = random.integers(0, groups, n) if groups > 2 else (random.random(n) < 0.05).astype(int)
    common = random.normal(size=n) + 0.5 * random.normal(size=max(groups, 2))[labels]
    values = np.empty((n, 10))
    for factor in range(2):
        own = np.sqrt(0.5) * (common + random.normal(size=n))
        for item in range(5):
            raw = 0.7 * own + 0.7 * random.normal(size=n)
            values[:, 5 * factor + item] = np.digitize(raw, [-1.2, -0.4, 0.4, 1.2]) + 1.0
    if open_share:
        values[random.random(values.shape) < open_share] = np.nan
    return answers(values, ITEMS, groups=labels.tolist() if groups else None)


def scores(n: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Before and after, in whole points."""
    random = np.random.default_rng(2)
    first = np.round(random.normal(30, 6, n))
    return first, first + np.round(random.normal(1, 4, n))


def waves(n: int) -> Result:
    """Growth of a quarter as many persons, each with a start and a pace of her own."""
    random = np.random.default_rng(3)
    persons = n // 4
    start, pace = random.normal(size=persons), 0.3 + 0.2 * random.normal(size=persons)
    whose, when = np.repeat(np.arange(persons), 4), np.tile(np.arange(4.0), persons)
    return growth(start[whose] + pace[whose] * when + random.normal(size=4 * persons), when, whose)


PROCEDURES: dict[str, Callable[[int], Result]] = {
    "score": lambda n: score(people(n), [Scale("kracht", tuple(ITEMS[:5]))], low=1, high=5),
    "alpha": lambda n: alpha(people(n)),
    "alpha, full information": lambda n: alpha(people(n, open_share=0.05), missing=Missing.FULL),
    "omega": lambda n: omega(people(n).select(ITEMS[:5])),
    "omega, ordered answers": lambda n: categorical_omega(people(n).select(ITEMS[:5])),
    "omega hierarchical": lambda n: omega_hierarchical(people(n), factors=2),
    "icc": lambda n: icc(people(n)),
    "group_icc": lambda n: group_icc(people(n, groups=50_000)),
    "agreement": lambda n: agreement(people(n, groups=50_000), options=5),
    "polychoric": lambda n: polychoric(people(n)),
    "suitability": lambda n: suitability(people(n), kind=Kind.POLYCHORIC),
    "efa": lambda n: efa(people(n), 2, kind=Kind.POLYCHORIC),
    "cfa, ML": lambda n: cfa(people(n), TWO),
    "cfa, MLR": lambda n: cfa(people(n), TWO, estimator=Estimator.MLR),
    "cfa, WLSMV": lambda n: cfa(people(n), TWO, estimator=Estimator.WLSMV),
    "cfa, full information": lambda n: cfa(people(n, open_share=0.05), TWO, missing=Missing.FULL),
    "invariance, WLSMV": lambda n: invariance(people(n, groups=2), TWO, estimator=Estimator.WLSMV),
    "two_level_cfa": lambda n: two_level_cfa(people(n, groups=50_000), {"kracht": ITEMS[:5]}, {"team": ITEMS[:5]}),
    "grm": lambda n: grm(people(n)),
    "persons": lambda n: score_fitted(people(n), grm(people(n), errors=False)),
    "item_fit": lambda n: item_fit(people(n), grm(people(n), errors=False)),
    "dif, likelihood, one item": lambda n: dif_by_likelihood(people(n, groups=2), items=["i1"]),
    "dif, regression, one item": lambda n: dif_by_regression(people(n, groups=2), items=["i1"]),
    "change": lambda n: change(*scores(n)),
    "difference": lambda n: difference(*scores(n)),
    "reliable_change": lambda n: reliable_change(*scores(n), RETEST),
    "wilcoxon": lambda n: wilcoxon(*scores(n)),
    "response_shift": lambda n: response_shift(scores(n)[0], np.flip(scores(n)[0]), scores(n)[1]),
    "trajectory": lambda n: trajectory(np.arange(float(n)), scores(n)[0], sd=6, reliability=RETEST),
    "growth": waves,
}


def alone(name: str, n: int) -> str:
    """Run one here and say what it took, or why it did not."""
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
    begun = time.process_time()
    try:
        found = PROCEDURES[name](n)
        said = f"n = {found.n}"
    except Refusal as refused:
        said = f"refused: {refused}"
    except MemoryError:
        said = "out of memory"
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return f"| {name} | {time.process_time() - begun:.1f} s | {held:.1f} GiB | {said} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--persons", type=int, default=1_000_000)
    parser.add_argument("--here", action="store_true", help="in this process")
    asked = parser.parse_args()
    for name in asked.names or PROCEDURES:
        if asked.here:
            print(alone(name, asked.persons), flush=True)
            continue
        command = [sys.executable, "-m", "benchmarks.million", name, "--here", "--persons", str(asked.persons)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        print(done.stdout.strip() or f"| {name} | failed: {done.stderr.strip()[-200:]} |", flush=True)


if __name__ == "__main__":
    main()
