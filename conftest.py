"""Shared by all tests: which database, and factories within reach."""

import gc
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import hypothesis
import pytest
from django.core.cache import caches
from pytest_django import DjangoDbBlocker

from tests.support import beginnings
from tests.support.depth import at_depth

# How long one example takes says how busy the machine is; what must be quick has a test of its own.
hypothesis.settings.register_profile("house", deadline=None, max_examples=at_depth(15, 100))
hypothesis.settings.load_profile("house")


def pytest_configure() -> None:
    gc.disable()


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it for rubbish, time and again, is a tenth of the work."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """The test database. On SQLite its tables are a copy: `migrate` need not run in each process."""
    from django.core.management.commands import migrate  # noqa: PLC0415  settings come first
    from django.db import connection  # noqa: PLC0415  as above

    def copy(*_arguments: object, **_options: object) -> None:
        with beginnings.tables() as file, closing(sqlite3.connect(file)) as made:
            connection.ensure_connection()
            made.backup(connection.connection)

    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            patch.setattr(migrate.Command, "handle", copy)
        request.getfixturevalue("django_db_setup")


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    """No test sees a page or a counter that another one left behind."""
    for cache in caches.all():
        cache.clear()


@pytest.fixture(scope="session")
def first_figures() -> list[tuple[Any, ...]]:
    """The rows of the first values, once the first test that wants them has read them from their files."""
    return []


@pytest.fixture
def figures(db: None, first_figures: list[tuple[Any, ...]]) -> None:
    """The first values of the numbers that the apps declare. Two thousand tests begin with them."""
    from django.db import connection  # noqa: PLC0415  settings come first

    from tegenstroom.base.figures import load  # noqa: PLC0415  models need the settings of pytest-django

    columns = "key, valid_from, value, source"
    with connection.cursor() as cursor:
        if first_figures:
            cursor.executemany(f"INSERT INTO base_figure ({columns}) VALUES (%s, %s, %s, %s)", first_figures)  # noqa: S608
        else:
            load()
            cursor.execute(f"SELECT {columns} FROM base_figure")  # noqa: S608
            first_figures.extend(cursor.fetchall())


@pytest.fixture
def known_years(figures: None) -> None:
    """What the law sets for coaches is known for this year and the next: they can be asked, and are owed."""
    from django.utils import timezone  # noqa: PLC0415  as above

    from tegenstroom.coaches.tests.factories import know  # noqa: PLC0415  as above

    this_year = timezone.localdate().year
    for year in (this_year, this_year + 1):
        know(year)


@pytest.fixture(autouse=True, scope="session")
def _flush_may_empty_guarded_tables() -> Iterator[None]:
    """Lets tests with real transactions be cleaned up, though triggers refuse to empty a table."""
    from django.db import connection  # noqa: PLC0415  settings come first

    operations = type(connection.ops)
    flush = operations.sql_flush
    set_aside = {"sqlite": _dropped_on_sqlite, "postgresql": _disabled_on_postgresql}[connection.vendor]

    def around_triggers(self: Any, *args: Any, **options: Any) -> list[str]:
        with self.connection.cursor() as cursor:
            before, after = set_aside(cursor)
        return [*before, *flush(self, *args, **options), *after]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "sql_flush", around_triggers)
        yield


def _dropped_on_sqlite(cursor: Any) -> tuple[list[str], list[str]]:
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    triggers = cursor.fetchall()
    return [f"DROP TRIGGER {name}" for name, _sql in triggers], [sql for _name, sql in triggers]


def _disabled_on_postgresql(cursor: Any) -> tuple[list[str], list[str]]:
    cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
    tables = [table for (table,) in cursor.fetchall()]
    return tuple(
        [f"ALTER TABLE {table} {word} TRIGGER USER" for table in tables] for word in ("DISABLE", "ENABLE")
    )
