"""Keys change while others write: nothing that was committed is lost, and nobody meets a value that stays shut."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.postgres import NoPostgresError, cluster

pytestmark = [pytest.mark.processes, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
WRITERS, SECONDS, KILLS = 3, 6, 3


@pytest.fixture(params=["sqlite", "postgres"])
def surroundings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of all processes: one database, one key file."""
    (tmp_path / "ring").mkdir()
    shared = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tegenstroom.config.settings",
        "TEGENSTROOM_VAR": str(tmp_path),
        "TEGENSTROOM_KEY_FILE": str(tmp_path / "ring" / "keys.json"),
        "TEGENSTROOM_DEMO": "0",
        "SECRET_KEY": "only-for-tests",
    }
    if request.param == "sqlite":
        yield {**shared, "DATABASE_URL": f"sqlite:///{tmp_path / 'site.sqlite3'}"}
        return
    try:
        with cluster() as url:
            yield {**shared, "DATABASE_URL": url}
    except NoPostgresError as error:
        pytest.skip(str(error))


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
