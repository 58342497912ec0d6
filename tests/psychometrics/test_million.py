"""A million persons: an answer within 4 GiB, or a sentence. Of the dear ones docs/psychometrics.md tells."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.million import PROCEDURES
from tests.support.depth import only_thorough

ROOT = Path(__file__).resolve().parents[2]
CHEAP = ["score", "alpha", "omega", "agreement", "polychoric", "cfa, WLSMV", "reliable_change", "growth"]


def told(name: str, *options: str) -> str:
    command = [sys.executable, "-m", "benchmarks.million", name, "--here", *options]
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment).stdout


@only_thorough
@pytest.mark.slow
@pytest.mark.parametrize("name", CHEAP)
def test_a_million_persons_are_answered_within_memory(name: str) -> None:
    held, said = told(name).split("|")[3:5]
    assert said.strip() == ("n = 250000" if name == "growth" else "n = 1000000")
    assert float(held.split()[0]) < 1.0


@pytest.mark.slow
def test_a_million_moments_of_one_person_are_refused_in_a_sentence() -> None:
    assert "refused: Een traject van één persoon telt hoogstens 5000 metingen" in told("trajectory")


@only_thorough
@pytest.mark.slow
def test_what_does_not_fit_is_seen() -> None:
    """The negative control: the limit on memory is a real one."""
    assert "out of memory" in told("change", "--persons", "200000000")


def test_every_name_here_is_measured() -> None:
    assert set(CHEAP) <= set(PROCEDURES)
