"""Make the simulated answers that the values from R stand on.

    python -m tests.psychometrics.oracle.simulate     writes *.csv beside this file

No data of others: a seed makes them. Rounded, so that R and we read the same numbers.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent


def one_factor(seed: int, n: int, loadings: list[float]) -> NDArray[np.float64]:
    """Continuous items on one factor, rounded to three decimals."""
    random = np.random.default_rng(seed)
    strength = np.array(loadings)
    noise = random.normal(size=(n, len(strength))) * np.sqrt(1 - strength**2)
    return np.round(3 + random.normal(size=(n, 1)) * strength + noise, 3)


def likert(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same in five categories."""
    return 1.0 + np.digitize(values - 3, [-1.4, -0.5, 0.4, 1.3])


def skipped(seed: int, values: NDArray[np.float64], share: float) -> NDArray[np.float64]:
    """Some answers left open: more often by who scores high on the first item, which everyone answers."""
    random = np.random.default_rng(seed)
    chance = share * np.where(values[:, :1] > np.median(values[:, 0]), 1.5, 0.5)
    open_ = random.random(values.shape) < chance
    open_[:, 0] = False
    return np.where(open_, np.nan, values)


def bifactor(seed: int, n: int, general: float, group: float) -> NDArray[np.float64]:
    """Nine items: a general factor, and a group factor for each three."""
    random = np.random.default_rng(seed)
    groups = np.repeat(random.normal(size=(n, 3)), 3, axis=1)
    strength = np.linspace(-0.1, 0.1, 9) + general
    own = np.sqrt(1 - strength**2 - group**2)
    return np.round(random.normal(size=(n, 1)) * strength + groups * group + random.normal(size=(n, 9)) * own, 3)


def grouped(seed: int, groups: int, size: int) -> NDArray[np.float64]:
    """A column of groups and a score in them; one person fewer in every third group."""
    random = np.random.default_rng(seed)
    rows = []
    for group in range(groups):
        level = random.normal() * 0.5
        rows += [(group, round(3 + level + random.normal(), 3)) for _ in range(size - (group % 3 == 0))]
    return np.array(rows)


def waves(seed: int, n: int) -> NDArray[np.float64]:
    """Before, looking back at before, after, and months later, of n persons."""
    random = np.random.default_rng(seed)
    self_ = random.normal(size=(n, 1))
    shift = np.array([0.0, -0.35, 0.4, 0.3])
    return np.round(20 + 4 * (self_ * 0.85 + shift + random.normal(size=(n, 4)) * 0.55), 1)


def write(name: str, values: NDArray[np.float64], names: list[str] | None = None) -> None:
    names = names or [f"i{place}" for place in range(1, values.shape[1] + 1)]
    lines = [",".join("" if np.isnan(each) else f"{each:g}" for each in row) for row in values]
    (HERE / f"{name}.csv").write_text("\n".join([",".join(names), *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    whole = one_factor(1, 200, [0.8, 0.7, 0.65, 0.6, 0.5, 0.75])
    write("whole", whole)
    write("likert", likert(whole))
    write("skipped", skipped(2, whole, 0.15))
    write("small", likert(one_factor(3, 12, [0.7, 0.6, 0.6, 0.5])))
    write("bifactor", bifactor(4, 400, 0.6, 0.45))
    write("raters", likert(one_factor(5, 30, [0.85, 0.8, 0.75, 0.7])) + np.array([0, 0, 1, -1]))
    write("grouped", grouped(6, 20, 8), ["team", "score"])
    write("waves", waves(7, 24), ["before", "looking_back", "after", "later"])
