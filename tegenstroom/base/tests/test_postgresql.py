"""A kept connection to PostgreSQL: asked nothing while its line is silent, made anew when the server hung up."""

from unittest.mock import Mock, create_autospec

import psycopg
import pytest
from django.db import OperationalError, connection
from django.db.backends.postgresql import base as of_django

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="only on PostgreSQL"),
]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """Counts how often the server is asked whether it is still there."""
    real = of_django.DatabaseWrapper.is_usable
    question = create_autospec(real, side_effect=real)
    monkeypatch.setattr(of_django.DatabaseWrapper, "is_usable", question)
    return question


def page() -> int:
    """What Django does around a page, with one question in it: which process of the server answered."""
    connection.close_if_unusable_or_obsolete()
    connection.health_check_enabled = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [(pid,)] = cursor.fetchall()
    return int(pid)


def hang_up(pid: int) -> None:
    """The server ends this connection, as when it is stopped."""
    settings = connection.get_connection_params()
    place = {name: settings[name] for name in ("dbname", "user", "host", "port") if name in settings}
    with psycopg.connect(**place) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def test_one_page_after_another_asks_nothing_and_keeps_the_connection(asked: Mock) -> None:
    assert page() == page()
    assert asked.call_count == 0


def test_a_page_after_the_server_hung_up_gets_a_new_connection(asked: Mock) -> None:
    before = page()
    hang_up(before)
    assert page() != before
    assert asked.call_count == 1


def test_without_looking_at_the_line_that_page_would_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    before = page()
    monkeypatch.setattr("tegenstroom.base.postgresql.base._something_came", lambda line: False)
    hang_up(before)
    with pytest.raises(OperationalError):
        page()
    connection.close()


def test_after_an_error_the_server_is_asked(asked: Mock) -> None:
    page()
    connection.errors_occurred = True
    page()
    assert asked.call_count == 1
