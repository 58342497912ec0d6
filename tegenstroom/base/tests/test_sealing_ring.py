"""The key file: private, replaced as a whole, never lost half-way, and noticed by every process."""

import json
import os
import stat
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.core import checks
from django.core.management import call_command

from tegenstroom.base import keyring
from tegenstroom.base.checks import keys_are_there
from tegenstroom.base.keyring import KeyFileError
from tegenstroom.base.models import DataKey


@pytest.fixture
def ring(settings: Any, tmp_path: Path) -> Path:
    settings.KEY_FILE = tmp_path / "keys.json"
    keyring.make(settings.KEY_FILE)
    return settings.KEY_FILE


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def problems() -> list[str | None]:
    return [problem.id for problem in keys_are_there(databases=["default"])]


def test_a_new_file_is_readable_by_its_owner_alone_and_holds_one_key_of_256_bits(ring):
    assert mode(ring) == 0o600
    assert len(keyring.read(ring).keys) == 1
    assert len(keyring.current().newest.secret) == 32


def test_a_file_that_is_there_is_never_made_anew(ring):
    before = ring.read_bytes()
    assert not keyring.make(ring)
    assert ring.read_bytes() == before


def test_an_added_key_is_the_newest_and_is_noticed_at_once(ring):
    first = keyring.current().newest
    added = keyring.add(ring)
    assert keyring.current().newest == added
    assert keyring.current().get(first.id) == first
    assert [key for key, _since in keyring.current().superseded()] == [first]


def test_the_file_keeps_its_rights_when_it_is_replaced(ring):
    ring.chmod(0o640)
    keyring.add(ring)
    assert mode(ring) == 0o640


def test_a_link_to_the_file_stays_a_link(ring, tmp_path):
    link = tmp_path / "link.json"
    link.symlink_to(ring)
    added = keyring.add(link)
    assert link.is_symlink()
    assert keyring.read(ring).newest == added


def test_a_machine_that_stops_while_it_writes_leaves_the_old_file(ring, monkeypatch):
    before = ring.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KeyFileError, match="No space left"):
        keyring.add(ring)
    assert ring.read_bytes() == before
    assert {path.name for path in ring.parent.iterdir()} == {ring.name, f"{ring.name}.lock"}


def test_two_who_add_a_key_at_once_both_keep_theirs(ring):
    threads = [Thread(target=keyring.add, args=[ring]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keyring.read(ring).keys) == 9


def test_a_removed_key_is_gone_and_the_newest_cannot_be_removed(ring):
    first = keyring.current().newest
    keyring.add(ring)
    keyring.remove(ring, [first.id])
    assert keyring.find(first.id) is None
    with pytest.raises(ValueError, match="newest"):
        keyring.remove(ring, [keyring.current().newest.id])


def test_a_key_that_came_without_a_trace_in_the_file_system_is_found_all_the_same(ring, monkeypatch):
    old = keyring.current()
    added = keyring.add(ring)
    monkeypatch.setattr(keyring, "current", lambda: old)
    assert keyring.find(added.id) == added


@pytest.mark.parametrize(
    "change",
    [
        {"keys": []},
        {"version": 2},
        {"keys": [{"id": "a", "made_at": "2026-01-01T00:00:00+00:00", "key": "c2hvcnQ="}]},
        {"keys": [{"id": "a", "made_at": "yesterday", "key": "A" * 43 + "="}]},
        {"keys": [{"id": "a", "made_at": "2026-01-01T00:00:00", "key": "A" * 43 + "="}]},
        {"keys": [{"id": "a", "made_at": "2026-01-01T00:00:00+00:00"}]},
        {"keys": [{"id": "a", "made_at": "2026-01-01T00:00:00+00:00", "key": "A" * 43 + "="}] * 2},
        {"keys": "none"},
        {"keys": None},
    ],
)
def test_a_file_that_is_no_ring_is_refused(ring, change):
    ring.write_text(json.dumps({"version": 1, **json.loads(ring.read_text()), **change}))
    with pytest.raises(KeyFileError, match="key file"):
        keyring.read(ring)


@pytest.mark.parametrize("content", ["", "[]", "no json", '"x"', "7"])
def test_rubbish_is_refused(ring, content):
    ring.write_text(content)
    with pytest.raises(KeyFileError, match="restore it from its backup"):
        keyring.current()


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(KeyFileError, match="cannot be written"):
        keyring.make(tmp_path / "nowhere" / "keys.json")


@pytest.mark.django_db
def test_with_a_private_file_the_server_may_start(ring):
    assert problems() == []
    ring.chmod(0o640)
    assert problems() == []


@pytest.mark.django_db
def test_without_a_file_it_may_not_and_is_told_what_to_do(ring):
    ring.unlink()
    (problem,) = keys_are_there(databases=["default"])
    assert (problem.id, problem.level) == ("base.E004", checks.ERROR)
    assert "backup" in problem.hint
    assert keys_are_there(databases=None) == []


@pytest.mark.django_db
@pytest.mark.parametrize("rights", [0o604, 0o620, 0o602, 0o644])
def test_with_a_file_that_others_can_read_or_change_it_may_not(ring, rights):
    ring.chmod(rights)
    assert problems() == ["base.E005"]


@pytest.mark.django_db
def test_a_master_key_that_the_database_needs_and_the_file_lacks_is_a_warning(ring):
    DataKey.objects.create(subject="accounts.person:7", master="2020-01-01-lost", wrapped=b"x")
    (problem,) = keys_are_there(databases=["default"])
    assert (problem.id, problem.level) == ("base.W001", checks.WARNING)
    assert "2020-01-01-lost" in problem.msg


@pytest.mark.parametrize(("demo", "made"), [(True, True), (False, False)])
def test_prepare_makes_the_file_in_the_demo_only(settings, tmp_path, monkeypatch, demo, made):
    settings.KEY_FILE, settings.DEMO, settings.DEBUG = tmp_path / "keys.json", demo, False
    prepare = "tegenstroom.base.management.commands.prepare"
    monkeypatch.setattr(f"{prepare}.call_command", lambda *_words, **_options: None)
    monkeypatch.setattr(f"{prepare}.collect_static", lambda: None)
    monkeypatch.setattr(f"{prepare}.Command.check", lambda *_self, **_options: None)
    call_command("prepare")
    assert settings.KEY_FILE.exists() is made
