"""Keys change while everything stays readable, and old ones go only when nothing needs them."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import audit, keyring, sealing
from tegenstroom.base.models import AuditEvent, DataKey
from tegenstroom.base.sealing import SealError, datakeys, envelope, forget, retire, rotate, rotation, seal
from tegenstroom.billing.models import BankAccount
from tests.sealing.rows import IBAN, account, dependency, iban_of

pytestmark = pytest.mark.django_db

COUNT = 5


@pytest.fixture
def accounts(monkeypatch: pytest.MonkeyPatch) -> list[BankAccount]:
    """More than go into one batch."""
    monkeypatch.setattr(rotation, "BATCH", 2)
    return [account() for _ in range(COUNT)]


def later() -> sealing.Retired:
    """Take old keys away when their hour is over."""
    return retire(by=None, now=timezone.now() + rotation.GRACE + timedelta(minutes=1))


def values() -> set[bytes]:
    return {bytes(row.sealed_iban) for row in BankAccount.objects.all()}


def assert_all_open(accounts: list[BankAccount]) -> None:
    assert [iban_of(row) for row in accounts] == [IBAN] * len(accounts)


def test_another_master_key_wraps_everything_and_touches_no_value(accounts):
    before = values()
    done = rotate(by=None)
    assert (done.rewrapped, done.renewed, done.resealed, done.unreadable) == (COUNT, 0, 0, ())
    assert sealing.masters_in_use() == {done.master} == {keyring.current().newest.id}
    assert values() == before
    assert_all_open(accounts)


def test_fresh_gives_everybody_another_data_key_and_seals_everything_anew(accounts):
    dependency(accounts[0].person, "OCMW")
    before, keys = values(), set(DataKey.objects.values_list("pk", flat=True))
    done = rotate(by=None, fresh=True)
    assert (done.rewrapped, done.renewed, done.resealed) == (COUNT, COUNT, 2 * COUNT + 1)
    assert not values() & before
    assert not keys & set(DataKey.objects.filter(replaced_at=None).values_list("pk", flat=True))
    assert_all_open(accounts)


def test_fresh_gives_no_key_to_who_was_forgotten(accounts):
    forget(accounts[0].person, by=None)
    done = rotate(by=None, fresh=True)
    assert (done.renewed, done.unreadable) == (COUNT - 1, ())
    with pytest.raises(SealError):
        iban_of(accounts[0])
    assert_all_open(accounts[1:])


def test_who_is_forgotten_while_fresh_keys_are_made_stays_forgotten(accounts, monkeypatch):
    renewed = rotation._renewed

    def just_before(pk: int) -> bool:
        forget(accounts[0].person, by=None)
        return renewed(pk)

    monkeypatch.setattr(rotation, "_renewed", just_before)
    assert rotate(by=None, fresh=True).renewed == COUNT - 1
    with pytest.raises(SealError):
        iban_of(accounts[0])
    assert_all_open(accounts[1:])


def test_after_an_hour_the_old_keys_go_and_everything_still_opens(accounts):
    first = keyring.current().newest.id
    rotate(by=None, fresh=True)
    done = later()
    assert (done.data_keys, done.masters, done.busy, done.young) == (COUNT, (first,), {}, {})
    assert len(keyring.current().keys) == 1
    assert DataKey.objects.count() == COUNT
    assert_all_open(accounts)


def test_within_the_hour_the_old_keys_stay(accounts):
    first = keyring.current().newest.id
    rotate(by=None, fresh=True)
    done = retire(by=None)
    assert (done.data_keys, done.masters) == (0, ())
    assert list(done.young) == [first]
    assert DataKey.objects.count() == 2 * COUNT


def test_a_value_from_before_that_is_written_back_late_is_sealed_anew_before_its_key_goes(accounts):
    stale = BankAccount.objects.get(pk=accounts[0].pk)
    rotate(by=None, fresh=True)
    stale.save()
    assert_all_open(accounts)
    later()
    assert_all_open(accounts)


def test_a_master_key_that_still_wraps_something_stays(accounts, capsys):
    old = keyring.current().newest
    rotate(by=None)
    # As somebody does who read the ring just before.
    person = PersonFactory()
    subject = f"accounts.person:{person.pk}"
    wrapped = datakeys.wrap(envelope.new_secret(), master=old, subject=subject)
    DataKey.objects.create(subject=subject, master=old.id, wrapped=wrapped)
    row = account(person)
    assert later().busy == {old.id: 1}
    assert keyring.current().get(old.id)
    with pytest.raises(CommandError, match="still in use"):
        call_command("rotate_keys", retire=True)
    assert f"{old.id} still wraps 1 data keys" in capsys.readouterr().out
    rotate(by=None)
    assert old.id in later().masters
    assert_all_open([*accounts, row])


def test_a_backup_from_before_opens_with_a_copy_of_the_old_key_file_only(accounts, ring, tmp_path, settings):
    copy = tmp_path / "copy.json"
    copy.write_bytes(ring.read_bytes())
    backup = list(DataKey.objects.values())
    forget(accounts[0].person, by=None)
    rotate(by=None)
    later()
    DataKey.objects.all().delete()
    DataKey.objects.bulk_create(DataKey(**values) for values in backup)
    with pytest.raises(SealError):
        iban_of(accounts[0])
    settings.KEY_FILE = copy
    assert iban_of(accounts[0]) == IBAN


def test_what_cannot_be_opened_is_named_left_alone_and_keeps_its_key(accounts, capsys):
    broken, lost = accounts[0], accounts[1]
    turned = bytes(broken.sealed_iban)[:-1] + b"\0"
    BankAccount.objects.filter(pk=broken.pk).update(sealed_iban=turned)
    DataKey.objects.filter(subject=f"accounts.person:{lost.pk}").update(master="gone")
    with pytest.raises(CommandError) as error:
        call_command("rotate_keys", fresh=True)
    for place in (f"billing.bankaccount:{broken.pk} sealed_iban", f"accounts.person:{lost.pk}"):
        assert place in str(error.value)
    assert f"{COUNT - 1} data keys wrapped" in capsys.readouterr().out
    old = DataKey.objects.get(subject=f"accounts.person:{broken.pk}", replaced_at__isnull=False)
    later()
    assert DataKey.objects.filter(pk=old.pk).exists()
    assert bytes(BankAccount.objects.get(pk=broken.pk).sealed_iban) == turned
    assert_all_open(accounts[2:])


def test_rubbish_in_a_sealed_column_stops_nothing(accounts):
    BankAccount.objects.filter(pk=accounts[0].pk).update(sealed_iban=b"rubbish")
    assert rotate(by=None, fresh=True).unreadable == (f"billing.bankaccount:{accounts[0].pk} sealed_iban",)
    assert_all_open(accounts[1:])


def test_empty_columns_stay_empty(accounts):
    BankAccount.objects.filter(pk=accounts[0].pk).update(sealed_holder=b"")
    rotate(by=None, fresh=True)
    assert bytes(BankAccount.objects.get(pk=accounts[0].pk).sealed_holder) == b""


def test_who_writes_between_reading_and_sealing_anew_wins(accounts, monkeypatch):
    slow = accounts[2]
    sealed_again = rotation._sealed_again

    def meanwhile(declared, row, sealed, key):
        if (row.pk, declared.name) == (slow.pk, "sealed_iban"):
            fresh = seal("BE43 0689 9999 9501", row=slow, field="sealed_iban", owner=slow.person)
            BankAccount.objects.filter(pk=slow.pk).update(sealed_iban=fresh)
        return sealed_again(declared, row, sealed, key)

    monkeypatch.setattr(rotation, "_sealed_again", meanwhile)
    assert rotate(by=None, fresh=True).resealed == 2 * COUNT - 1
    assert iban_of(slow) == "BE43 0689 9999 9501"


STEPS = [
    ("_record", [1, 2]),
    ("_rewrap_batch", [1, 2, 3]),
    ("_rewrapped", [2, 4]),
    ("_renewed", [1, 3, COUNT]),
    ("_sweep", [1]),
    ("_sweep_row", [1, 4, 2 * COUNT]),
    ("_sealed_again", [2]),
]


@pytest.mark.parametrize(("step", "time"), [(step, time) for step, times in STEPS for time in times])
def test_a_rotation_that_is_stopped_loses_nothing_and_can_be_run_again(accounts, monkeypatch, step, time):
    with monkeypatch.context() as patch:
        patch.setattr(rotation, step, stopped_at(time, getattr(rotation, step)))
        with pytest.raises(KeyboardInterrupt):
            rotate(by=None, fresh=True)
    assert_all_open(accounts)
    late = account()
    rotate(by=None, fresh=True)
    done = later()
    assert done.busy == {}
    assert len(keyring.current().keys) == 1
    assert DataKey.objects.count() == COUNT + 1
    assert_all_open([*accounts, late])


def stopped_at(time: int, work: Callable[..., object]) -> Callable[..., object]:
    """The same function, which Ctrl-C stops at its n-th call."""
    calls = iter(range(1, time))

    def run(*args: object, **kwargs: object) -> object:
        if next(calls, None) is None:
            raise KeyboardInterrupt
        return work(*args, **kwargs)

    return run


def test_a_retirement_that_is_stopped_can_be_run_again(accounts, monkeypatch):
    rotate(by=None, fresh=True)
    with monkeypatch.context() as patch:
        patch.setattr(keyring, "remove", stopped_at(1, keyring.remove))
        with pytest.raises(KeyboardInterrupt):
            later()
    assert_all_open(accounts)
    assert len(later().masters) == 1
    assert_all_open(accounts)


def test_every_change_of_keys_is_written_down_and_holds_no_key(accounts, ring: Path):
    by = accounts[0].person
    rotate(by=by, fresh=True)
    later()
    events = list(AuditEvent.objects.filter(subject="base.stamp:keys").order_by("pk"))
    assert [event.verb for event in events] == [
        "keys.master_added",
        "keys.rotated",
        "keys.data_keys_removed",
        "keys.masters_retired",
    ]
    assert [event.actor for event in events] == [by.pk, by.pk, None, None]
    assert events[1].details["resealed"] == 2 * COUNT
    assert audit.first_broken_row() is None


def test_the_command_says_what_it_did(accounts, ring, capsys):
    call_command("rotate_keys")
    said = capsys.readouterr().out
    assert keyring.current().newest.id in said
    assert f"{COUNT} data keys wrapped" in said
    call_command("rotate_keys", retire=True)
    assert "can go from" in capsys.readouterr().out


def test_the_first_key_file_can_be_made_before_there_are_tables(ring, monkeypatch):
    ring.unlink()
    monkeypatch.setattr(type(connection.introspection), "table_names", lambda *_self, **_options: [])
    call_command("rotate_keys", first=True, stdout=StringIO())
    assert ring.exists()


def test_the_first_key_file_is_made_once_and_never_over_lost_keys(accounts, ring, capsys):
    with pytest.raises(CommandError, match="restore"):
        call_command("rotate_keys", first=True)
    DataKey.objects.all().delete()
    with pytest.raises(CommandError, match="there already"):
        call_command("rotate_keys", first=True)
    ring.unlink()
    call_command("rotate_keys", first=True)
    assert str(ring) in capsys.readouterr().out
    assert keyring.current().newest


def test_without_a_key_file_the_command_says_so(ring):
    ring.unlink()
    for options in ({}, {"fresh": True}, {"retire": True}):
        with pytest.raises(CommandError, match="cannot be read"):
            call_command("rotate_keys", **options)
