"""A PostgreSQL cluster of our own, made from the local binaries and thrown away afterwards.

    python -m tests.support.postgres pytest -q

runs a command with DATABASE_URL pointing at it. It listens on a socket in its own folder only.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from tegenstroom.base.processes import end_with_parent

ACCOUNT = "postgres"
SECONDS_TO_START = 30


class NoPostgresError(RuntimeError):
    """This machine has no PostgreSQL server binaries."""


def binaries() -> Path:
    """The folder of initdb and postgres; of several versions the newest. Raises NoPostgresError."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_the_path = shutil.which("initdb")
    found = packaged[-1] if packaged else Path(on_the_path) if on_the_path else None
    if found is None:
        raise NoPostgresError("initdb was not found; on Debian: apt-get install postgresql")
    return found.parent


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """The DATABASE_URL of a fresh cluster. With `durable` it flushes each commit to disk, as in production."""
    folder = Path(tempfile.mkdtemp(prefix="tegenstroom-pg-"))
    account = _account()
    if account:
        shutil.chown(folder, account, account)
    try:
        _make(folder, account)
        with _running(folder, account, durable=durable):
            yield f"postgres://{ACCOUNT}@{quote(str(folder), safe='')}/{ACCOUNT}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> str | None:
    """As whom the server runs: it refuses root, so root takes an account that owns nothing."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return ACCOUNT if ACCOUNT in names else "nobody"


def _make(folder: Path, account: str | None) -> None:
    command = [binaries() / "initdb", "-D", folder / "data", "-U", ACCOUNT, "-A", "trust", "-E", "UTF8"]
    subprocess.run(
        [*command, "--locale=C.UTF-8", "--no-sync"],
        user=account,
        group=_group(account),
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
    )


@contextmanager
def _running(folder: Path, account: str | None, *, durable: bool) -> Iterator[None]:
    settings = {"listen_addresses": "", "unix_socket_directories": str(folder), "max_connections": "120"}
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [
                binaries() / "postgres",
                "-D",
                folder / "data",
                *(f"--{name}={value}" for name, value in settings.items()),
            ],
            user=account,
            group=_group(account),
            cwd=folder,
            stdout=log,
            stderr=log,
            # Ctrl-C is for us alone: we stop the server when the tests have let go of it.
            start_new_session=True,
            preexec_fn=lambda: end_with_parent(signal.SIGQUIT),  # noqa: PLW1509  no threads run here
        )
        try:
            _wait_until_up(folder, server)
            yield
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait()


def _group(account: str | None) -> int | None:
    return pwd.getpwnam(account).pw_gid if account else None


def _wait_until_up(folder: Path, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        asked = subprocess.run([binaries() / "pg_isready", "-q", "-h", folder], check=False)
        if asked.returncode == 0:
            return
        time.sleep(0.1)
    raise RuntimeError((folder / "log").read_text())


def main(arguments: list[str]) -> int:
    """Run the command on a fresh cluster and give its exit code."""
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        print(__doc__, file=sys.stderr)  # noqa: T201
        return 2
    with cluster() as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
