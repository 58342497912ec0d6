"""From a fresh clone to a server that can start, and quickly the second time."""

from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from tegenstroom.base.management.commands import prepare, serve


@pytest.fixture
def collected(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mock:
    """Stands in for collectstatic; the folder is empty."""
    settings.STATIC_ROOT = tmp_path
    command = Mock()
    monkeypatch.setattr(prepare, "call_command", command)
    return command


def test_static_files_are_collected_once(collected: Mock) -> None:
    prepare.collect_static()
    prepare.collect_static()
    assert collected.call_count == 1


def test_static_files_are_collected_again_when_one_changed(
    collected: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare.collect_static()
    monkeypatch.setattr(prepare, "_fingerprint", lambda: "something else")
    prepare.collect_static()
    assert collected.call_count == 2


def test_the_web_server_the_worker_and_the_clock_start_together() -> None:
    commands = [" ".join(program.command) for program in serve.programs("127.0.0.1:9", 3)]
    assert [
        word for word in ("gunicorn", "db_worker", "tick") if not any(word in command for command in commands)
    ] == []
    assert "--workers=3" in commands[0]


def test_the_welcome_says_who_one_can_be(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEMO = True
    person = {"name": "Vera Verzonnen", "role": "coördinator", "may": "Je plant.", "login": "vera@example.org"}
    monkeypatch.setattr(serve, "logins", lambda: [person])
    text = "\n".join(serve._welcome())
    for words in (settings.SITE_URL, "Vera Verzonnen, coördinator · vera@example.org", "Je plant.", "/demo/post/"):
        assert words in text
