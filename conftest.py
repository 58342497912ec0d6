"""Shared by all tests: which database, and factories within reach."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    """No test sees a page or a counter that another one left behind."""
    for cache in caches.all():
        cache.clear()


@pytest.fixture
def figures(db: None) -> None:
    """The first values of the numbers that the apps declare."""
    from tegenstroom.base.figures import load  # noqa: PLC0415  models need the settings of pytest-django

    load()


@pytest.fixture(autouse=True, scope="session")
def _flush_may_empty_guarded_tables() -> Iterator[None]:
    """Lets tests with real transactions be cleaned up: on SQLite a flush is a DELETE, which triggers refuse."""
    from django.db import connection  # noqa: PLC0415  settings come first

    if connection.vendor != "sqlite":
        yield
        return
    operations = type(connection.ops)
    flush = operations.sql_flush

    def around_triggers(self: Any, *args: Any, **options: Any) -> list[str]:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        dropped = [f"DROP TRIGGER {name}" for name, _sql in triggers]
        return [*dropped, *flush(self, *args, **options), *(sql for _name, sql in triggers)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "sql_flush", around_triggers)
        yield
