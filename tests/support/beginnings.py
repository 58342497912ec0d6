"""What tests begin with and takes seconds to make: the tables on SQLite, and the demo network in them.

Each is made once from the present source, in a process of its own, and copied by whoever needs it.
`python -m tests.support.beginnings` makes them before anyone waits.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "tests"
DATABASE, LOGINS, KEYS = "tegenstroom.sqlite3", "demo-logins.json", "keys.json"


@contextmanager
def tables() -> Iterator[Path]:
    """A database as `migrate` leaves it; keep nobody waiting longer than it takes to copy."""
    with _kept("tables", _source(), lambda folder: _run(folder, "migrate", "--verbosity=0")) as folder:
        yield folder / DATABASE


@contextmanager
def demo() -> Iterator[Path]:
    """The var folder of a demo that `tegenstroom prepare` made today; keep nobody waiting as above."""

    def make(folder: Path) -> None:
        with tables() as database:
            shutil.copy(database, folder / DATABASE)
        _run(folder, "prepare")

    with _kept("demo", f"{_source()}-{date.today():%Y%m%d}", make) as folder:  # noqa: DTZ011  also makes a new key
        yield folder


@contextmanager
def _kept(name: str, version: str, make: Callable[[Path], None]) -> Iterator[Path]:
    """The folder of that version, made by whoever comes first; the others wait. Older versions go."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ready = KEPT / f"{name}-{version}"
        if not ready.exists():
            for older in KEPT.glob(f"{name}-*"):
                shutil.rmtree(older)
            half = KEPT / f"half-{name}"
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir()
            make(half)
            half.rename(ready)
        yield ready


@cache
def _source() -> str:
    """The print of all that tables and demo come of."""
    whole = hashlib.sha256(sys.version.encode())
    of_ours = [path for folder in ("tegenstroom", "locale") for path in sorted((ROOT / folder).rglob("*"))]
    for path in [ROOT / "requirements.lock", *of_ours]:
        if path.is_file() and path.suffix != ".pyc":
            whole.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return whole.hexdigest()[:16]


def _run(folder: Path, *command: str) -> None:
    elsewhere = {"DATABASE_URL", "TEGENSTROOM_KEY_FILE"}
    surroundings = {name: value for name, value in os.environ.items() if name not in elsewhere}
    surroundings |= {
        "DJANGO_SETTINGS_MODULE": "tegenstroom.config.settings_test",
        "TEGENSTROOM_VAR": str(folder),
        "TEGENSTROOM_DEMO": "1",
    }
    program = Path(sys.executable).parent / "tegenstroom"
    subprocess.run([program, *command], cwd=ROOT, env=surroundings, check=True)


if __name__ == "__main__":
    with demo():
        pass
