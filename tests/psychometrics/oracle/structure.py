"""Make the simulated answers that the values of structure.R stand on: two factors, two groups, two waves.

python -m tests.psychometrics.oracle.structure     writes model*.csv and panel.csv beside this file
"""

import numpy as np
from numpy.typing import NDArray

from tests.psychometrics.oracle.simulate import skipped, write

_CUTS = (
    [-1.4, -0.5, 0.4, 1.3],
    [-1.0, -0.2, 0.5, 1.5],
    [-1.6, -0.7, 0.2, 0.9],
    [-0.8, 0.6],
    [-1.2, 0.0, 0.8, 1.7],
    [-1.5, -0.4, 0.6],
    [-0.9, 0.1, 1.1],
    [-1.3, -0.6, 0.3, 1.2],
)


def model(seed: int, n: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Eight items on two factors that correlate, with a weak third thing in items 2 and 7; and a group, 1 or 2.

    In group 2 the factors stand higher and wider, and item 3 reads differently. Tails are heavier than normal.
    """
    random = np.random.default_rng(seed)
    group = 1.0 + (np.arange(n) % 5 < 2)
    second = (group == 2)[:, None]
    factors = random.normal(size=(n, 2)) @ np.linalg.cholesky(np.array([[1, 0.45], [0.45, 1]])).T
    factors = factors * np.where(second, 1.2, 1.0) + np.where(second, 0.3, 0.0)
    strength = np.array([0.8, 0.7, 0.65, 0.75, 0.7, 0.6, 0.75, 0.8])
    common = np.repeat(factors, 4, axis=1) * strength
    common[:, [1, 6]] += 0.3 * random.normal(size=(n, 1))
    common[:, 2] += 0.35 * second[:, 0]
    own = random.standard_t(8, size=(n, 8)) * np.sqrt(0.75) * np.sqrt(1 - strength**2)
    return common + own, group


def in_categories(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ordered answers from 1, with thresholds of its own for each item; items take turns."""
    return np.column_stack(
        [1.0 + np.digitize(column, _CUTS[place % len(_CUTS)]) for place, column in enumerate(values.T)]
    )


def panel(seed: int, n: int) -> NDArray[np.float64]:
    """Four items at two waves: the factor lasts by .6 and rises by .4; what is own to an item by .3."""
    random = np.random.default_rng(seed)
    before = random.normal(size=(n, 1))
    after = 0.6 * before + 0.8 * random.normal(size=(n, 1)) + 0.4
    own = random.normal(size=(n, 4))
    later = 0.3 * own + np.sqrt(1 - 0.09) * random.normal(size=(n, 4))
    strength = np.array([0.8, 0.7, 0.75, 0.65])
    rest = np.sqrt(1 - strength**2)
    return np.column_stack([before * strength + own * rest, after * strength + later * rest])


def teams(seed: int, count: int) -> NDArray[np.float64]:
    """Five items of persons in teams of 4, 6 or 9, a factor at each level; the team stands last."""
    random = np.random.default_rng(seed)
    team = np.repeat(np.arange(1, count + 1), random.choice([4, 6, 9], count))
    low, high = np.array([0.7, 0.8, 0.9, 1.0, 1.1]), np.array([0.5, 0.45, 0.4, 0.5, 0.55])
    between = random.normal(size=(count, 1)) * high + random.normal(size=(count, 5)) * 0.25
    within = random.normal(size=(len(team), 1)) * low + random.normal(size=(len(team), 5)) * 0.7
    return np.column_stack([np.round(3 + between[team - 1] + within, 3), team])


if __name__ == "__main__":
    names = [*(f"i{place}" for place in range(1, 9)), "group"]
    values, group = model(21, 600)
    rounded = np.round(values + 3, 3)
    write("model", np.column_stack([rounded, group]), names)
    write("model_skipped", np.column_stack([skipped(22, rounded, 0.12), group]), names)
    ordered = in_categories(values)
    write("model_ordered", np.column_stack([ordered, group]), names)
    write("model_ordered_skipped", skipped(23, ordered, 0.1), names[:-1])
    write("binary", (values[:150, :5] > np.array([0.2, -0.5, 0.9, 1.6, 0.0])).astype(np.float64))
    waves = [f"{item}_{wave}" for wave in ("before", "after") for item in "abcd"]
    write("panel", np.round(panel(24, 500) + 3, 3), waves)
    seen = panel(24, 500)
    write("panel_ordered", np.column_stack([in_categories(seen[:, :4]), in_categories(seen[:, 4:])]), waves)
    write("teams", teams(25, 90), [*names[:5], "team"])
