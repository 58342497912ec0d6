"""Values that other programs gave for simulated answers, kept beside the scripts that made them."""

import csv
from functools import lru_cache
from pathlib import Path

from tegenstroom.engines.psychometrics.data.answers import Answers
from tegenstroom.engines.psychometrics.tables import Table, read

HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def values() -> dict[str, float]:
    """What R said, by key; the origin of each stands in the file."""
    found: dict[str, float] = {}
    for name in ("values.csv", "structure.csv"):
        with (HERE / name).open(encoding="utf-8", newline="") as file:
            found |= {row["key"]: float(row["value"]) for row in csv.DictReader(file) if row["value"] != "NA"}
    return found


def series(prefix: str) -> list[float]:
    """The values `prefix`.1, `prefix`.2, … in order."""
    found = {key: value for key, value in values().items() if key.rpartition(".")[0] == prefix}
    return [found[f"{prefix}.{place}"] for place in range(1, len(found) + 1)]


@lru_cache
def table(name: str) -> Table:
    return read(HERE / f"{name}.csv")


@lru_cache
def data(name: str) -> Answers:
    """The simulated answers of that name."""
    return table(name).answers()


@lru_cache
def kept(name: str) -> dict[str, float]:
    """What another program said in the file of that name, by key."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: float(row["value"]) for row in csv.DictReader(file)}
