"""How often the intervals of the psychometrics hold the truth, in samples of which it is known.

    python -m benchmarks.intervals [NAME …] [--samples 2000]     prints the table of docs/psychometrics.md

Nominal 95 %. With 2,000 samples a share is known to about one point either way.
"""

import argparse
from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tegenstroom.engines.psychometrics import (
    Form,
    Interval,
    Missing,
    Refusal,
    alpha,
    answers,
    change,
    group_icc,
    icc,
    omega,
    wilcoxon,
)

type Sample = NDArray[np.float64]
type Random = np.random.Generator

SIZES = (12, 30, 200)
EQUAL = np.full(6, 0.7)
UNEQUAL = np.array([0.85, 0.8, 0.7, 0.6, 0.5, 0.4])


def truth(loadings: Sample) -> tuple[float, float]:
    """α and ω in the population."""
    covariance = np.outer(loadings, loadings) + np.diag(1 - loadings**2)
    k = len(loadings)
    alpha_ = k / (k - 1) * (1 - np.trace(covariance) / covariance.sum())
    return float(alpha_), float(loadings.sum() ** 2 / covariance.sum())


def items(random: Random, n: int, loadings: Sample) -> Sample:
    noise = random.normal(size=(n, len(loadings))) * np.sqrt(1 - loadings**2)
    return random.normal(size=(n, 1)) * loadings + noise


def opened(random: Random, values: Sample) -> Sample:
    """A tenth left open by chance."""
    return np.where(random.random(values.shape) < 0.1, np.nan, values)


def raters(random: Random, n: int) -> Sample:
    """Persons, five raters who differ in level, and error: ICC(2,1) .5, ICC(3,1) .556."""
    persons, judges, noise = (random.normal(size=size) for size in ((n, 1), (1, 5), (n, 5)))
    found: Sample = persons + judges * np.sqrt(0.2) + noise * np.sqrt(0.8)
    return found


def teams(random: Random, n: int) -> tuple[Sample, NDArray[np.int_]]:
    """`n` teams of eight: ICC(1) .2."""
    level = np.repeat(random.normal(size=n) * 0.5, 8)
    return (level + random.normal(size=8 * n))[:, None], np.repeat(np.arange(n), 8)


def of_rater(form: Form) -> Callable[[Random, int], Interval]:
    return lambda random, n: icc(answers(raters(random, n))).of(form).interval


def of_alpha(loadings: Sample, place: int) -> Callable[[Random, int], Interval]:
    return lambda random, n: alpha(answers(items(random, n, loadings))).intervals[place]


def of_omega(loadings: Sample, place: int) -> Callable[[Random, int], Interval]:
    return lambda random, n: omega(answers(items(random, n, loadings))).intervals[place]


class WithInterval(Protocol):
    """A result with one interval."""

    @property
    def interval(self) -> Interval: ...


def of_open(procedure: Callable[..., WithInterval], missing: Missing) -> Callable[[Random, int], Interval]:
    def interval(random: Random, n: int) -> Interval:
        return procedure(answers(opened(random, items(random, n, UNEQUAL))), missing=missing).interval

    return interval


def of_change(random: Random, n: int) -> Interval:
    return change(np.zeros(n), 0.5 + random.normal(size=n)).d_z.interval


def of_ranks(random: Random, n: int) -> Interval:
    return wilcoxon(np.zeros(n), 0.5 + random.standard_t(3, size=n)).interval


def of_teams(random: Random, n: int) -> Interval:
    values, labels = teams(random, n)
    return group_icc(answers(values, groups=list(labels))).icc1_interval


ALPHA_EQUAL, OMEGA_EQUAL = truth(EQUAL)
ALPHA_UNEQUAL, OMEGA_UNEQUAL = truth(UNEQUAL)
CASES: dict[str, tuple[float, Callable[[Random, int], Interval]]] = {
    "α, Feldt, equal loadings": (ALPHA_EQUAL, of_alpha(EQUAL, 0)),
    "α, Feldt, loadings .4 to .85": (ALPHA_UNEQUAL, of_alpha(UNEQUAL, 0)),
    "α, Duhachek & Iacobucci, equal loadings": (ALPHA_EQUAL, of_alpha(EQUAL, 1)),
    "α, Duhachek & Iacobucci, loadings .4 to .85": (ALPHA_UNEQUAL, of_alpha(UNEQUAL, 1)),
    "α, full information, a tenth open": (ALPHA_UNEQUAL, of_open(alpha, Missing.FULL)),
    "α, pairwise, a tenth open": (ALPHA_UNEQUAL, of_open(alpha, Missing.PAIRWISE)),
    "ω, log(1 − ω), equal loadings": (OMEGA_EQUAL, of_omega(EQUAL, 0)),
    "ω, log(1 − ω), loadings .4 to .85": (OMEGA_UNEQUAL, of_omega(UNEQUAL, 0)),
    "ω, plain delta, loadings .4 to .85": (OMEGA_UNEQUAL, of_omega(UNEQUAL, 1)),
    "ω, full information, a tenth open": (OMEGA_UNEQUAL, of_open(omega, Missing.FULL)),
    "ICC(2,1), five raters": (0.5, of_rater(Form.AGREEMENT)),
    "ICC(3,1), five raters": (1 / 1.8, of_rater(Form.CONSISTENCY)),
    "ICC(1) of n teams of eight": (0.2, of_teams),
    "d_z = .5": (0.5, of_change),
    "Hodges–Lehmann, t with 3 df": (0.5, of_ranks),
}


def coverage(name: str, n: int, samples: int, seed: int = 1) -> tuple[float, int]:
    """The share of intervals that hold the truth, and how many samples were refused."""
    true, draw = CASES[name]
    random = np.random.default_rng([seed, n])
    held = refused = 0
    for _sample in range(samples):
        try:
            found = draw(random, n)
        except Refusal:
            refused += 1
            continue
        held += found.low <= true <= found.high
    return held / max(1, samples - refused), refused


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="rows; all when left out")
    parser.add_argument("--samples", type=int, default=2000)
    asked = parser.parse_args()
    samples = asked.samples
    print("| interval | " + " | ".join(f"n = {n}" for n in SIZES) + " |")
    print("|---|" + "---|" * len(SIZES))
    for name in asked.names or CASES:
        cells = []
        for n in SIZES:
            share, refused = coverage(name, n, samples)
            cells.append(
                f"{100 * share:.1f} %" + (f" ({100 * refused / samples:.0f} % refused)" if refused else "")
            )
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
