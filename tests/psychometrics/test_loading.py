"""The site starts without the weight of numerics: they are loaded where an analysis is asked."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.depth import only_thorough

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ["numpy", "scipy", "pyreadstat", "pyarrow"]
START = f"""
import sys
import tegenstroom.config.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
{{more}}
print([name for name in {HEAVY} if name in sys.modules])
"""


def loaded(tmp_path: Path, more: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", START.format(more=more)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"TEGENSTROOM_VAR": str(tmp_path / "var"), "TEGENSTROOM_DEMO": "1"},
    )
    return ran.stdout.splitlines()[-1]


@pytest.mark.slow
def test_a_web_process_starts_and_tells_her_own_result_without_numpy(tmp_path: Path) -> None:
    more = "from tegenstroom.measurement import results; "
    more += "from tegenstroom.engines.questionnaires import shipped_pack; "
    more += "asked = shipped_pack('tegenstroom-kort'); "
    more += "assert results.personal_scores(asked, [{item.key: 3 for item in asked.items}])[0]"
    assert loaded(tmp_path, more) == "[]"


@only_thorough
@pytest.mark.slow
def test_an_analysis_brings_it_in_but_no_reader_of_files(tmp_path: Path) -> None:
    """Also the negative control of the test above: it would see numpy."""
    more = "import tegenstroom.engines.psychometrics.tables"
    assert "numpy" in loaded(tmp_path, more)
    assert "pyarrow" not in loaded(tmp_path, more)
