"""What docs/psychometrics.md shows of a notebook runs as it stands."""

import re
from pathlib import Path

import numpy as np
import pytest

from tegenstroom.engines.psychometrics.commandline import LINES
from tests.psychometrics.makers import parallel_items
from tools import oracle_table

PAGE = (Path(__file__).resolve().parents[2] / "docs/psychometrics.md").read_text(encoding="utf-8")


def test_the_notebook_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(1)
    rows = np.clip(np.round(3 + parallel_items(random, 60, 6, 0.7)), 1, 5)
    lines = ["v1,v2,v3,v4,before,after,team"]
    lines += [",".join(f"{each:g}" for each in row) + f",{place % 6}" for place, row in enumerate(rows)]
    (tmp_path / "answers.csv").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    known: dict[str, object] = {}
    exec(re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)[1], known)
    assert known["found"].n == 60
    assert known["why"] == "too-few-items"


def test_the_commands_on_the_page_exist() -> None:
    shown = re.findall(r"^tegenstroom psychometrics (\S+)", PAGE, re.MULTILINE)
    assert shown
    assert set(shown) <= set(LINES)


def test_the_page_counts_the_values_that_are_stored() -> None:
    assert oracle_table.on_page() == oracle_table.table()


def test_behind_every_procedure_stand_five_values_from_outside() -> None:
    assert not [procedure for procedure, origins in oracle_table.counted().items() if origins.total() < 5]
