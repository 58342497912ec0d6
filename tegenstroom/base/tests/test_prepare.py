"""From a fresh clone to a server that can start, and quickly the second time."""

import os
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.management import CommandError, call_command

from tegenstroom.base.catalogues import compile_all
from tegenstroom.base.management.commands import prepare, serve
from tegenstroom.base.webserver import Address

HERE = Address("127.0.0.1", 9)


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


def test_translations_are_compiled_when_they_are_missing_or_older_and_only_then(tmp_path: Path) -> None:
    source = tmp_path / "locale" / "fr" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid "Ik kom"\nmsgstr "Je viens"\n')
    compiled = source.with_suffix(".mo")
    assert compile_all(tmp_path) == [compiled]
    assert b"Je viens" in compiled.read_bytes()
    assert compile_all(tmp_path) == []
    os.utime(compiled, (0, 0))
    assert compile_all(tmp_path) == [compiled]


def test_preparing_compiles_the_translations_first(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Mock(side_effect=[None, OSError("alleen lezen")])
    monkeypatch.setattr(prepare.catalogues, "compile_all", asked)
    # What follows is another test's: it stops here.
    monkeypatch.setattr(prepare.Command, "check", Mock(side_effect=CommandError("verder")))
    settings.LOCALE_PATHS, settings.DEMO, settings.DEBUG = [tmp_path / "locale"], False, False
    said = StringIO()
    for _time in range(2):
        with pytest.raises(CommandError, match="verder"):
            call_command("prepare", stderr=said)
    assert [call.args for call in asked.call_args_list] == [(tmp_path,), (tmp_path,)]
    assert "De vertalingen zijn niet gemaakt" in said.getvalue()


def test_the_web_server_the_worker_and_the_clock_start_together() -> None:
    commands = [" ".join(program.command) for program in serve.programs(HERE, 3)]
    assert [
        word for word in ("granian", "db_worker", "tick") if not any(word in command for command in commands)
    ] == []
    assert "--workers=3" in commands[0]
    assert "--host=127.0.0.1 --port=9" in commands[0]


@pytest.mark.parametrize(
    ("typed", "listens", "url"),
    [
        ("127.0.0.1:8101", "127.0.0.1:8101", "http://127.0.0.1:8101"),
        ("8101", "127.0.0.1:8101", "http://127.0.0.1:8101"),
        (":8101", "127.0.0.1:8101", "http://127.0.0.1:8101"),
        ("0.0.0.0:8101", "0.0.0.0:8101", "http://127.0.0.1:8101"),
        ("[::]:8101", "[::]:8101", "http://[::1]:8101"),
    ],
)
def test_where_it_listens_and_how_it_is_reached(typed: str, listens: str, url: str) -> None:
    address = Address.read(typed)
    assert (str(address), address.url) == (listens, url)


@pytest.mark.parametrize("typed", ["", "localhost", "localhost:", "localhost:http", "127.0.0.1:99999"])
def test_what_is_no_address_with_a_port_gets_a_sentence(typed: str) -> None:
    with pytest.raises(CommandError, match="geen adres met een poort"):
        call_command("serve", f"--bind={typed}")


def test_letters_lead_to_where_the_site_listens(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve.os, "environ", surroundings := {})
    settings.SITE_URL = "http://127.0.0.1:8000"
    serve.lead_links_here(Address.read("8101"))
    assert settings.SITE_URL == surroundings["SITE_URL"] == "http://127.0.0.1:8101"


def test_letters_lead_to_where_people_reach_it_when_that_was_said(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve.os, "environ", surroundings := {"SITE_URL": "https://elders.example"})
    settings.SITE_URL = "https://elders.example"
    serve.lead_links_here(HERE)
    assert settings.SITE_URL == surroundings["SITE_URL"] == "https://elders.example"


def test_the_welcome_says_who_one_can_be(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEMO = True
    person = {"name": "Vera Verzonnen", "role": "coördinator", "may": "Je plant.", "login": "vera@example.org"}
    monkeypatch.setattr(serve, "logins", lambda: [person])
    settings.SITE_URL = "https://elders.example"
    text = "\n".join(serve._welcome(HERE))
    assert "elders" not in text
    for words in (HERE.url, "Vera Verzonnen, coördinator · vera@example.org", "Je plant.", "/demo/post/"):
        assert words in text
