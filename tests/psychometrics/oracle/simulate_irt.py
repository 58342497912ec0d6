"""Make the simulated answers that the values of irt.py, growth.R and purified.R stand on.

python -m tests.psychometrics.oracle.simulate_irt     writes graded.csv, differing.csv and growth.csv here
"""

from collections.abc import Collection
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent
HARDER = ("item2", "item5", "item8")


def graded(n: int, categories: list[int], seed: int) -> NDArray[np.float64]:
    """Answers 0, 1, … of persons from N(0, 1): (n, items)."""
    random = np.random.default_rng(seed)
    theta = random.normal(size=n)
    columns = []
    for count in categories:
        slope, middle = random.uniform(0.8, 2.4), random.normal(0, 0.4)
        bounds = middle + np.linspace(-1.3, 1.4, count - 1) if count > 2 else np.array([middle])
        chance = 1 / (1 + np.exp(-slope * (theta[:, None] - bounds)))
        columns.append((random.random((n, 1)) < chance).sum(axis=1))
    return np.column_stack(columns).astype(np.float64)


def differing(seed: int, n: int, harder: Collection[str], apart: float) -> NDArray[np.float64]:
    """Answers 0 to 4 to item1 … item10, (n, 10). Every second person is of group b, who stands `apart` higher and
    for whom the items in `harder` are .8 harder.
    """
    random = np.random.default_rng(seed)
    group = np.arange(n) % 2
    theta = random.normal(size=n) + apart * group
    columns = []
    for place in range(10):
        bounds = np.linspace(-1.2, 1.2, 4) + 0.1 * (place - 5)
        moved = bounds + (0.8 * group[:, None] if f"item{place + 1}" in harder else 0.0)
        chance = 1 / (1 + np.exp(-(1 + 0.1 * place) * (theta[:, None] - moved)))
        columns.append((random.random((n, 1)) < chance).sum(axis=1))
    return np.column_stack(columns).astype(np.float64)


def waves(persons: int, groups: int, seed: int) -> NDArray[np.float64]:
    """Rows of y, time, person, group, woman: three waves, a tenth of them missed."""
    random = np.random.default_rng(seed)
    time = np.tile([0.0, 1.0, 3.0], (persons, 1))
    own = random.multivariate_normal([0, 0], [[1.0, 0.1], [0.1, 0.15]], persons)
    group = random.integers(0, groups, persons)
    shared = random.multivariate_normal([0, 0], [[0.3, 0.05], [0.05, 0.05]], groups)[group]
    woman = random.integers(0, 2, persons)[:, None]
    start, pace = (own + shared).T[:, :, None]
    y = 3 + 0.5 * woman + start + (0.4 + pace) * time + random.normal(0, 0.6, time.shape)
    rows = [np.broadcast_to(each, time.shape) for each in (np.arange(persons)[:, None], group[:, None], woman)]
    seen = random.random(time.shape) > 0.1
    return np.column_stack([np.round(y, 4)[seen], time[seen], *(row[seen] for row in rows)])


def main() -> None:
    found = graded(600, [5, 5, 4, 3, 2, 5, 4, 5], 11)
    found[np.random.default_rng(12).random(found.shape) < 0.08] = np.nan
    group = np.random.default_rng(13).integers(0, 2, len(found))
    harder = (group == 1) & (np.random.default_rng(14).random(len(found)) < 0.5)
    found[harder, 1] = np.minimum(found[harder, 1] + 1, 4)
    names = [f"q{place}" for place in range(1, 9)]
    lines = [",".join(["group", *names])]
    lines += [
        ",".join([str(of), *("" if np.isnan(value) else f"{value:g}" for value in row)])
        for of, row in zip(group.tolist(), found.tolist(), strict=True)
    ]
    (HERE / "graded.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    apart = differing(0, 600, HARDER, 0.0).astype(int).tolist()
    lines = [",".join([f"item{place}" for place in range(1, 11)] + ["group"])]
    lines += [",".join([*map(str, row), "ab"[place % 2]]) for place, row in enumerate(apart)]
    (HERE / "differing.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = [",".join(f"{value:g}" for value in row) for row in waves(150, 10, 21).tolist()]
    (HERE / "growth.csv").write_text("\n".join(["y,time,person,group,woman", *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
