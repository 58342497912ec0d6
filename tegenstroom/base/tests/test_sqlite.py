"""An SQLite that can lose or corrupt what was written is refused."""

import pytest
from django.core import checks
from django.db import connection

from tegenstroom.base import sqlite
from tegenstroom.base.checks import sqlite_is_sound

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite"),
]


class Pretended:
    """A database that answers what it is told."""

    vendor = "sqlite"

    def __init__(self, version="3.53.4", journal="wal", synchronous=2) -> None:
        self.answers = {
            "SELECT sqlite_version()": version,
            "PRAGMA journal_mode": journal,
            "PRAGMA synchronous": synchronous,
        }

    def cursor(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_error) -> None: ...

    def execute(self, statement):
        self.answer = (self.answers[statement],)
        return self

    def fetchone(self):
        return self.answer


def found(monkeypatch, **pretended) -> list[str]:
    monkeypatch.setattr("tegenstroom.base.checks.connections", {"default": Pretended(**pretended)})
    return [problem.id for problem in sqlite_is_sound(databases=["default"])]


@pytest.mark.parametrize(
    ("pretended", "problems"),
    [
        ({}, []),
        ({"version": "3.51.3"}, []),
        ({"version": "3.51.2"}, ["base.E001"]),
        ({"version": "3.40.1"}, ["base.E001"]),
        ({"journal": "memory"}, []),
        ({"journal": "delete"}, ["base.E002"]),
        ({"synchronous": 1}, ["base.E003"]),
        ({"synchronous": 0, "journal": "off", "version": "3.9"}, ["base.E001", "base.E002", "base.E003"]),
        ({"synchronous": 3}, []),
    ],
)
def test_each_weakness_is_refused(monkeypatch, pretended, problems):
    assert found(monkeypatch, **pretended) == problems


def test_the_one_that_we_run_is_sound():
    assert checks.run_checks(tags=[checks.Tags.database], databases=["default"]) == []


def test_without_a_database_named_nothing_is_asked():
    assert sqlite_is_sound(databases=None) == []


def test_erased_is_erased_and_a_foreign_schema_is_not_trusted():
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA secure_delete").fetchone() == (1,)
        assert cursor.execute("PRAGMA trusted_schema").fetchone() == (0,)


def test_django_learns_the_limits_that_pysqlite3_does_not_tell():
    assert connection.features.max_query_params == sqlite.DEFAULT_LIMITS[sqlite.LIMIT_VARIABLE_NUMBER]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("%élise%", "Élise Öztürk", True),
        ("%ÖZTÜRK", "Élise Öztürk", True),
        ("elise", "Élise", False),
        ("ÇA%", "ça va", True),
        ("50\\%", "50%", True),
        ("50\\%", "500", False),
        ("a\\_b", "a_b", True),
        ("a\\_b", "axb", False),
        ("a_b", "axb", True),
        ("a.b", "axb", False),
        ("%twee%", "een\ntwee", True),
        ("\\", "", True),
        ("7%", 71, True),
        (None, "x", None),
        ("x", None, None),
    ],
)
def test_like_knows_all_letters_and_keeps_the_rules_of_sql(pattern, text, found):
    with connection.cursor() as cursor:
        [answer] = cursor.execute("SELECT %s LIKE %s ESCAPE '\\'", [text, pattern]).fetchone()
    assert answer == found


def test_like_without_an_escape_knows_them_too():
    with connection.cursor() as cursor:
        assert cursor.execute("SELECT 'Élise' LIKE 'élis_'").fetchone() == (1,)
