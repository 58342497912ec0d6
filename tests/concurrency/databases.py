"""Databases for servers over loopback: the tables are made once in a run, then copied in a blink."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests.support import beginnings
from tests.support.postgres import NoPostgresError, cluster

ROOT = Path(__file__).resolve().parents[2]
READY = "ready"

# Gives the DATABASE_URL of a fresh database, with its tables: `fresh("postgres", folder)`.
type Fresh = Callable[[str, Path], str]


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> str:
    """Which database the test runs on."""
    return request.param


@pytest.fixture(scope="session")
def ready_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables and figures, that nobody writes in."""
    file = tmp_path_factory.mktemp("ready") / "site.sqlite3"
    with beginnings.tables() as tables:
        shutil.copy(tables, file)
    make_tables(f"sqlite:///{file}", file.parent)
    return file


@pytest.fixture(scope="session")
def ready_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a durable cluster, without a database's name; the one called `ready` is copied."""
    try:
        with cluster(durable=True) as url:
            address = url.rpartition("/")[0]
            _administer(address, f'CREATE DATABASE "{READY}"')
            make_tables(f"{address}/{READY}", tmp_path_factory.mktemp("ready"))
            yield address
    except NoPostgresError as error:
        pytest.skip(str(error))


@pytest.fixture
def fresh(request: pytest.FixtureRequest) -> Fresh:
    """A fresh database of either kind, with its tables. Only the kinds that are asked for are made."""

    def one(kind: str, folder: Path) -> str:
        if kind == "sqlite":
            copy = shutil.copy(request.getfixturevalue("ready_file"), folder / "site.sqlite3")
            return f"sqlite:///{copy}"
        address = request.getfixturevalue("ready_cluster")
        name = "".join(letter if letter.isalnum() else "_" for letter in folder.name.lower())
        _administer(address, f'CREATE DATABASE "{name}" TEMPLATE "{READY}"')
        return f"{address}/{name}"

    return one


def surroundings_of(folder: Path, database_url: str) -> dict[str, str]:
    """The environment of a process that works in that folder, on that database."""
    return {
        **os.environ,
        # Ours comes first: a library may bring a package called `tests` along.
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "tests.concurrency.settings",
        "DATABASE_URL": database_url,
        "TEGENSTROOM_VAR": str(folder),
        "TEGENSTROOM_DEMO": "0",
        "SECRET_KEY": "only-for-tests",
    }


def make_tables(url: str, folder: Path) -> None:
    """All tables and figures, in an empty database."""
    command = [sys.executable, "-m", "tests.concurrency.tables"]
    subprocess.run(command, cwd=ROOT, env=surroundings_of(folder, url), check=True)


def _administer(address: str, statement: str) -> None:
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        connection.execute(statement)
