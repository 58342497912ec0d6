"""Keys change while others write: nothing that was committed is lost, and nobody meets a value that stays shut."""

import json
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.concurrency.databases import ROOT, Fresh, surroundings_of

pytestmark = [pytest.mark.processes, pytest.mark.slow]

WRITERS, SECONDS, KILLS = 3, 6, 3


@pytest.fixture
def surroundings(database: str, tmp_path: Path, fresh: Fresh) -> dict[str, str]:
    """The environment of all processes: one database, one key file."""
    (tmp_path / "ring").mkdir()
    return {
        **surroundings_of(tmp_path, fresh(database, tmp_path)),
        "TEGENSTROOM_KEY_FILE": str(tmp_path / "ring" / "keys.json"),
    }


def started(surroundings: dict[str, str], *words: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.sealing.inside", *map(str, words)]
    return subprocess.Popen(
        command, cwd=ROOT, env=surroundings, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def answer(process: subprocess.Popen[str]) -> Any:
    out, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return json.loads(out)


def test_keys_change_and_are_killed_half_way_while_three_write(
    surroundings: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    answer(started(surroundings, "prepare", WRITERS))
    writers = [started(surroundings, "write", number, SECONDS) for number in range(WRITERS)]
    steady = started(surroundings, "rotate", SECONDS)
    for _ in range(KILLS):
        unlucky = started(surroundings, "rotate", SECONDS)
        assert unlucky.stderr
        assert unlucky.stderr.readline() == "begun\n"
        time.sleep(random.random() / 2)
        unlucky.kill()
        unlucky.communicate()
    written: dict[str, list[str]] = {}
    for writer in writers:
        written |= answer(writer)
    rotations = answer(steady)
    left = answer(started(surroundings, "finish"))
    with capsys.disabled():
        print(f"\n{len(written)} accounts, {rotations} rotations between writers, {KILLS} killed")  # noqa: T201
    assert rotations >= 1
    assert left == {
        "texts": written,
        "unreadable": [],
        "data_keys": len(written),
        "masters": 1,
        "broken_audit": None,
    }
