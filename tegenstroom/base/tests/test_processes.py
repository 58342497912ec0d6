"""Programs that start together stop together, and leave nobody behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

SUPERVISOR = """
import sys
from tegenstroom.base.processes import Program, Together
here = sys.argv[1]
sleeper = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"
stubborn = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + sleeper
brief = "import time; time.sleep(0.3)"
kinds = {"sleeper": sleeper, "stubborn": stubborn, "brief": brief}
programs = [Program(name, [sys.executable, "-c", kinds[name], f"{here}/{name}"]) for name in sys.argv[2:]]
with Together(programs, patience=0.5) as together:
    print(together.wait(), flush=True)
"""

pytestmark = pytest.mark.slow


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., tuple[subprocess.Popen[str], list[int]]]:
    """Starts a supervisor of these programs; gives it and the process ids of those that stay."""

    def supervisor(*names: str) -> tuple[subprocess.Popen[str], list[int]]:
        process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR, str(tmp_path), *names], stdout=subprocess.PIPE, text=True
        )
        files = [tmp_path / name for name in names if name != "brief"]
        until(lambda: all(file.exists() and file.read_text() for file in files))
        return process, [int(file.read_text()) for file in files]

    return supervisor


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_stops_all_and_waits_for_them(start: Callable, number: int) -> None:
    supervisor, children = start("sleeper")
    supervisor.send_signal(number)
    assert supervisor.communicate(timeout=10)[0] == "None\n"
    assert supervisor.returncode == 0
    assert not any(map(is_alive, children))


def test_who_does_not_listen_is_killed(start: Callable) -> None:
    supervisor, children = start("stubborn")
    supervisor.send_signal(signal.SIGINT)
    supervisor.communicate(timeout=10)
    assert not any(map(is_alive, children))


def test_when_one_stops_by_itself_the_rest_stops_too_and_its_name_is_said(start: Callable) -> None:
    supervisor, children = start("sleeper", "brief")
    assert supervisor.communicate(timeout=10)[0] == "brief\n"
    assert not any(map(is_alive, children))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux stops children of a killed parent")
def test_a_killed_supervisor_leaves_no_orphans(start: Callable) -> None:
    supervisor, children = start("sleeper")
    supervisor.kill()
    supervisor.wait()
    until(lambda: not any(map(is_alive, children)))
