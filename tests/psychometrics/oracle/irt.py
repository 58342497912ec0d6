"""Values from mirt of PyPI (MIT) for graded.csv, with 61 nodes. It is no dependency: pip install mirt, then

    python tests/psychometrics/oracle/irt.py     writes irt_values.csv beside this file

mirt uses Gauss-Hermite nodes, so its maximum lies some thousandths from that on a fine grid.
"""

import csv
from importlib.metadata import version
from pathlib import Path

import mirt
import numpy as np

HERE = Path(__file__).parent
NODES = 61


def main() -> None:
    with (HERE / "graded.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    answers = np.array([[float(cell) if cell else np.nan for cell in row[1:]] for row in rows])
    fit = mirt.fit_mirt(answers, model="GRM", n_quadpts=NODES, tol=1e-8, max_iter=20_000, se_method="oakes")
    values = {"log_likelihood": fit.log_likelihood}
    for name, table in fit.model.parameters.items():
        errors = np.atleast_2d(np.asarray(fit.standard_errors[name]).T).T
        for item, row in enumerate(np.atleast_2d(np.asarray(table).T).T):
            for place, value in enumerate(row):
                values[f"{name}.{item}.{place}"] = value
                values[f"{name}.error.{item}.{place}"] = errors[item][place]
    scores = mirt.fscores(fit, answers, n_quadpts=NODES)
    top = mirt.fscores(fit, answers, method="MAP")
    for person in range(0, 600, 60):
        values[f"eap.{person}"] = scores.theta[person]
        values[f"eap.error.{person}"] = scores.standard_error[person]
        values[f"map.{person}"] = top.theta[person]
    found = mirt.itemfit(fit, answers, statistics=["S_X2"], n_quadpts=NODES, na_rm=True)
    for item in range(answers.shape[1]):
        for name in ("S_X2", "df", "p_value"):
            values[f"fit.{name}.{item}"] = found[name].to_list()[item]
    with (HERE / "irt_values.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["key", "value", "origin"])
        for key, value in values.items():
            writer.writerow([key, f"{float(np.squeeze(value)):.10g}", f"mirt {version('mirt')} (PyPI)"])


if __name__ == "__main__":
    main()
