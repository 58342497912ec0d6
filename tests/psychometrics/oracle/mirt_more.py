"""Values from mirt of PyPI (MIT) for DIF by likelihood ratio and for reliable change. No dependency: pip install
mirt pandas, then

    python tests/psychometrics/oracle/mirt_more.py     writes mirt_more.csv beside this file

Its statistics agree with ours within a millionth. The run takes two minutes.
"""

import csv
from importlib.metadata import version
from pathlib import Path

import mirt
import numpy as np

HERE = Path(__file__).parent
ITEMS = 5


def main() -> None:
    values = likelihood_ratios() | reliable_changes()
    with (HERE / "mirt_more.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("key", "value", "origin"))
        for key, value in values.items():
            out.writerow((key, f"{float(value):.10g}", f"mirt {version('mirt')} (PyPI)"))


def likelihood_ratios() -> dict[str, float]:
    with (HERE / "differing.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [name for name in rows[0] if name != "group"][:ITEMS]
    answers = np.array([[int(row[name]) for name in names] for row in rows])
    answers -= answers.min()
    found = mirt.dif(
        answers,
        np.array([row["group"] for row in rows]),
        model="GRM",
        n_quadpts=61,
        max_iter=5_000,
        tol=1e-8,
    )
    told = {"chi2": found["statistic"].tolist(), "df": found["df"].tolist()}
    return {f"dif_ratio.{what}.{place}": told[what][place - 1] for what in told for place in range(1, ITEMS + 1)}


def reliable_changes() -> dict[str, float]:
    with (HERE / "waves.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    before, after = (np.array([float(row[name]) for row in rows]) for name in ("before", "after"))
    found = mirt.RCI(before, after, reliability=0.8, sd_theta=float(before.std(ddof=1)))
    return {f"rci.{place}": value for place, value in enumerate(found.rci[:10], 1)}


if __name__ == "__main__":
    main()
